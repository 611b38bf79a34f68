/* SPDX-License-Identifier: MIT */
/* progress.h - one line on a terminal's stderr that tells how far a run is. */
#ifndef HVLINE_CLI_PROGRESS_H
#define HVLINE_CLI_PROGRESS_H

#include <stdint.h>

#include "base/log.h"
#include "base/options.h"

struct progress {
  struct log *log;
  bool wanted;
  double start, drawn; /* seconds, of whatever clock */
  uint64_t total;      /* bytes of all files; 0: some of them cannot tell */
  uint64_t before;     /* of those that were read */
};

/* What has been done. */
struct amounts {
  uint64_t bytes; /* read of the present file, packed as it is */
  size_t messages, findings;
};

/* Begin for the files at `paths`. Nothing is drawn where stderr is no terminal,
 * where the user wants it quiet, and where the report goes to the same screen,
 * or into a pipe, whose reader may write there. */
void progress_begin(struct progress *progress, const struct words *paths,
                    const struct options *options, struct log *log);

/* Draw the line, a few times a second at most. */
void progress_show(struct progress *progress, const struct amounts *amounts);

/* The present file, of so many bytes, is read. */
void progress_next(struct progress *progress, uint64_t bytes);

/* Take the line away. */
void progress_end(struct progress *progress);

#endif

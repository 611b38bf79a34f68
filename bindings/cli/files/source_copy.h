/* SPDX-License-Identifier: MIT */
/* source_copy.h - all bytes of a source at once: in a temporary file, which
 * takes no memory that others need. */
#ifndef HVLINE_CLI_SOURCE_COPY_H
#define HVLINE_CLI_SOURCE_COPY_H

#include "files/source.h"

/* All zero is none. */
struct source_copy {
  void *data;
  size_t len;
};

/* Copy what `source` still gives. False with errno if the temporary file, in
 * the folder of TMPDIR or /tmp, fails. */
bool source_copy_make(struct source_copy *copy, struct source *source);
void source_copy_free(struct source_copy *copy);

#endif

/* SPDX-License-Identifier: MIT */
/* stats.h - how much a run has done, and what it took. */
#ifndef HVLINE_CLI_STATS_H
#define HVLINE_CLI_STATS_H

#include <stdint.h>

#include "base/log.h"

struct stats {
  size_t files, chats, messages, findings;
  size_t bytes;     /* of the files, unpacked */
  uint64_t spilled; /* bytes written to temporary files */
  double start;     /* measure_now() then */
  double judging;   /* seconds, of all threads */
  double away;      /* seconds in which the thread that reads did not */
  double reporting; /* seconds */
};

/* Print all of it, for --stats. */
void stats_print(const struct stats *stats, const struct log *log);

#endif

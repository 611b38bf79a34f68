/* SPDX-License-Identifier: MIT */
/* report.h - the table of what was to be reached, and the JSON of all. */
#ifndef HVL_BENCH_REPORT_H
#define HVL_BENCH_REPORT_H

#include <json-c/json.h>

#include "bench.h"

/* A line of the table: `must` and `aim` are bounds of `value`, from below or
 * (`most`) from above. */
#define NO_BOUND (-1.0)
struct line {
  const char *what;
  const char *where; /* the corpus, or "" */
  double value;
  const char *unit; /* "x" */
  double must, aim;
  bool most;
};

struct report {
  json_object *json; /* {"lines": [], "times": [], "notes": {}} */
};

void report_start(struct report *report);

/* Add a line. Strings are copied. */
void report_line(struct report *report, struct line line);

/* Add what a contender took, for the JSON only. */
void report_time(struct report *report, const char *corpus, const char *name,
                 double ns, uint64_t hits, size_t messages);

/* Add a number of interest, and print it. */
void report_note(struct report *report, const char *name, double value);

/* Print the table and, if `path` is not NULL, write the JSON there; then
 * release all. True if every line has reached what it must. */
bool report_end(struct report *report, const char *path);

#endif

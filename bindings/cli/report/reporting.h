/* SPDX-License-Identifier: MIT */
/* reporting.h - the reports that the user asked for, several at once, each
 * written whole or not at all. */
#ifndef HVLINE_CLI_REPORTING_H
#define HVLINE_CLI_REPORTING_H

#include "base/log.h"
#include "report/report.h"

struct reporting;

/* The reports of --report, --format and --output; a text on stdout if none is
 * given. Where there are only those of --report, and all go to files, stdout
 * gets a summary, unless the user wants it quiet. NULL, after saying why, if
 * there is no such format, or if one would be written over another, over one of
 * the `inputs` or over another file that the run reads. */
struct reporting *reporting_new(const struct options *options,
                                const struct words *inputs, struct log *log);
void reporting_free(struct reporting *reporting);

/* The name of the report that would be written over `file`, NULL if none is. */
const char *reporting_on(const struct reporting *reporting, const char *file);

/* Begin all of them; `ruleset` and `suppressing` outlive them. False, after
 * saying why, if one cannot be written. */
bool reporting_begin(struct reporting *reporting, const hvl_ruleset *ruleset,
                     struct suppressing *suppressing);

/* Hand what was judged to each; in between begin and end. */
void reporting_add(struct reporting *reporting, const struct judged *judged);

/* Show what was added, where a report is shown as it grows. */
void reporting_flush(const struct reporting *reporting);

/* Which reports are put in place of older ones. */
enum wanted {
  WANT_NONE,
  WANT_TELLING, /* those that tell of errors, as nothing was judged */
  WANT_ALL
};

/* Finish them, and put those `wanted` in place. What cannot be written is said;
 * the others are written all the same. */
void reporting_end(struct reporting *reporting, enum wanted wanted);

#endif

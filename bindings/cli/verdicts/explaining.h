/* SPDX-License-Identifier: MIT */
/* explaining.h - one finding, by its fingerprint, and why its rule found it. */
#ifndef HVLINE_CLI_EXPLAINING_H
#define HVLINE_CLI_EXPLAINING_H

#include "verdicts/suppressing.h"

struct explaining;

/* For the fingerprint, or the beginning of one, `options->explain`. */
struct explaining *explaining_new(hvl_ruleset *ruleset,
                                  const struct options *options,
                                  struct log *log);
void explaining_free(struct explaining *explaining);

/* Leave only the findings that are meant in `judged`; these are borrowed until
 * the next call. False if there are none. */
bool explaining_take(struct explaining *explaining, struct judged *judged,
                     struct suppressing *suppressing);

/* Print why they were found, on stdout, or on stderr where a report of another
 * format than text goes to stdout; says so if there was none. */
void explaining_tell(struct explaining *explaining);

#endif

/* SPDX-License-Identifier: MIT */
/* verdicts.h - what is to be reported of a conversation or template: judged as
 * its kind is, without what is unchanged or known. */
#ifndef HVLINE_CLI_VERDICTS_H
#define HVLINE_CLI_VERDICTS_H

#include "log.h"
#include "report.h"

struct suppressing;
struct verdicts;

/* By `ruleset`, which outlives it. NULL, after saying why, if the options or
 * the files they name are wrong. */
struct verdicts *verdicts_new(hvl_ruleset *ruleset,
                              const struct options *options, struct log *log);
void verdicts_free(struct verdicts *verdicts);

/* Judge `judged->chat`, of the file at `path`, and set the findings, which are
 * borrowed until the next call. False if there is nothing to report: with
 * --diff the template is as it was, with --explain the finding is not here. */
bool verdicts_judge(struct verdicts *verdicts, const char *path,
                    struct judged *judged);

/* What is suppressed; borrowed. */
struct suppressing *verdicts_suppressing(struct verdicts *verdicts);

/* All was judged, and the report is out: tell what is to be told, with
 * --explain on stdout why the rule found the finding. */
void verdicts_end(struct verdicts *verdicts);

#endif

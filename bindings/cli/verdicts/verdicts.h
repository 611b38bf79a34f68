/* SPDX-License-Identifier: MIT */
/* verdicts.h - what is to be reported of what was found: without what is
 * unchanged or known. */
#ifndef HVLINE_CLI_VERDICTS_H
#define HVLINE_CLI_VERDICTS_H

#include "base/log.h"
#include "base/options.h"
#include "chats/judged.h"

struct suppressing;
struct verdicts;

/* For `ruleset`, which outlives it. NULL, after saying why, if the options or
 * the files they name are wrong. */
struct verdicts *verdicts_new(hvl_ruleset *ruleset,
                              const struct options *options, struct log *log);
void verdicts_free(struct verdicts *verdicts);

/* Is `chat`, of the file at `path`, to be judged at all? With --diff not if the
 * template is as it was. What there is to say of that goes to `log`. */
bool verdicts_want(struct verdicts *verdicts, const char *path,
                   const struct chat *chat, struct log *log);

/* Leave in `judged` what is to be reported, which is then borrowed until the
 * next call. False if there is nothing to report: with --explain the finding is
 * not here. */
bool verdicts_take(struct verdicts *verdicts, struct judged *judged);

/* What is suppressed; borrowed. */
struct suppressing *verdicts_suppressing(struct verdicts *verdicts);

/* All was judged, and the report is out: tell what is to be told, with
 * --explain on stdout why the rule found the finding. */
void verdicts_end(struct verdicts *verdicts);

#endif

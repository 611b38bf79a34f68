/* SPDX-License-Identifier: MIT */
/* suppressing.h - findings that are known are left out, and what leaves nothing
 * out is told of. */
#ifndef HVLINE_CLI_SUPPRESSING_H
#define HVLINE_CLI_SUPPRESSING_H

#include "base/log.h"
#include "base/options.h"
#include "chats/judged.h"
#include "verdicts/suppression.h"

struct suppressing;

/* What --baseline, --ignore or .hvlineignore say; NULL, after saying why, if
 * one of them is wrong. What has expired is told. */
struct suppressing *suppressing_new(const struct options *options,
                                    struct log *log);
void suppressing_free(struct suppressing *suppressing);

/* Take the findings out of `judged` that are suppressed; its findings are then
 * borrowed until the next call. For `hvline baseline` those of baselines stay.
 */
void suppressing_apply(struct suppressing *suppressing, struct judged *judged);

/* What suppresses the finding of `judged` at `index`, or NULL. */
const struct suppression *suppressing_find(struct suppressing *suppressing,
                                           const struct judged *judged,
                                           size_t index);

/* Tell how much was left out and, where all was judged by all rules, what
 * suppresses nothing: entries, or a baseline as a whole. */
void suppressing_tell(struct suppressing *suppressing);

#endif

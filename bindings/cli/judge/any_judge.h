/* SPDX-License-Identifier: MIT */
/* any_judge.h - what one thread needs to judge: conversations or templates, as
 * the command asks for. */
#ifndef HVLINE_CLI_ANY_JUDGE_H
#define HVLINE_CLI_ANY_JUDGE_H

#include "judge/findings.h"
#include "judge/judging.h"
#include "judge/template_judging.h"

struct any_judge {
  struct log log; /* holds what is said */
  struct judge *chats;
  struct template_judge *templates; /* NULL for chats */
};

/* By `ruleset`, which outlives it. False, after saying why on `log`, if the
 * options are wrong. */
bool any_judge_open(struct any_judge *judge, hvl_ruleset *ruleset,
                    const struct options *options, struct log *log);
void any_judge_close(struct any_judge *judge);

/* What is said only once is said once again. */
void any_judge_forget(struct any_judge *judge);

/* Judge `chat`; the findings are borrowed until the next call. What there is to
 * say is appended to `said`. */
const hvl_finding *any_judge_chat(struct any_judge *judge,
                                  const struct chat *chat, const char *path,
                                  size_t *count, struct buffer *said);

#endif

/* SPDX-License-Identifier: MIT */
/* template_judging.h - templates in, findings out: what stands for anything in
 * them neither hides a finding nor makes one. */
#ifndef HVLINE_CLI_TEMPLATE_JUDGING_H
#define HVLINE_CLI_TEMPLATE_JUDGING_H

#include "base/buffer.h"
#include "judge/judging.h"

struct template_judge;

/* `judge` outlives it. */
struct template_judge *template_judge_new(struct judge *judge);
void template_judge_free(struct template_judge *templates);

/* As judge_chat(), for a template: one message of the shop, which is judged as
 * the answer to the question of `chat` if it has one. Evidence in the question
 * is left out. */
const hvl_finding *template_judge_one(struct template_judge *templates,
                                      const struct chat *chat, const char *file,
                                      size_t *count);

/* Fill `rows` with what is judged of `chat`: its `question`, unless that is
 * empty, and its `text`. How many these are. */
size_t template_rows(struct message_row rows[2], const struct chat *chat,
                     hvl_text question, hvl_text text);

/* Set `out` to `text` as it is judged first: without its placeholders. */
void template_plain(struct buffer *out, hvl_text text);

#endif

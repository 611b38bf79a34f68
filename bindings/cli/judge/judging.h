/* SPDX-License-Identifier: MIT */
/* judging.h - conversations in, findings out. */
#ifndef HVLINE_CLI_JUDGING_H
#define HVLINE_CLI_JUDGING_H

#include "base/log.h"
#include "base/options.h"
#include "chats/chat.h"

struct judge;

/* Say, unless `status` is HVL_OK, at what `session` failed: too little memory
 * or a limit. What it found all the same it gives. */
void tell_failure(struct log *log, const hvl_session *session,
                  hvl_status status, struct where where);

/* What a session is fed of `row`, whose texts it borrows. */
hvl_message row_message(const struct message_row *row);

/* State the facts of --fact in a session of `ruleset`; false, after saying so,
 * if no rule knows one. */
bool session_set_facts(hvl_session *session, const hvl_ruleset *ruleset,
                       const struct options *options, struct log *log);

/* A judge by `ruleset` (which outlives it) with the level, facts and filters of
 * `options`. NULL, after saying why, if there is no such fact. */
struct judge *judge_new(hvl_ruleset *ruleset, const struct options *options,
                        struct log *log);
void judge_free(struct judge *judge);

/* Judge a whole conversation. The findings, in order of message, then rule id,
 * are borrowed until the next call. What the conversation states itself goes
 * before --fact; `file` is for messages. */
const hvl_finding *judge_chat(struct judge *judge, const struct chat *chat,
                              const char *file, size_t *count);

#endif

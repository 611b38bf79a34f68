/* SPDX-License-Identifier: MIT */
/* playing.h - the examples that stand in the rules, played. */
#ifndef HVLINE_CLI_PLAYING_H
#define HVLINE_CLI_PLAYING_H

#include <stdbool.h>

#include "hvline.h"

/* Told of each finding in the message that an example is about. */
typedef void finding_seen(void *ctx, const hvl_finding *finding);

/* A session that finds at every level, as examples count at whatever level
 * their rules are. The caller frees it. */
hvl_status examples_session(hvl_session **out, hvl_ruleset *ruleset);

/* The index of the rule called `id`; the number of rules if there is none. */
size_t rule_index(const hvl_ruleset *ruleset, const char *id);

/* The message that an example is about, the last of the shop; their count if
 * there is none. */
size_t example_subject(const hvl_example *example);

/* Play the example from its first message to the end of the chat. `ctx` is
 * handed to `seen`. */
hvl_status example_play(hvl_session *session, const hvl_example *example,
                        finding_seen *seen, void *ctx);

/* Play it: does its own rule find the message that it is about? */
hvl_status example_run(hvl_session *session, const hvl_example *example,
                       bool *found);

#endif

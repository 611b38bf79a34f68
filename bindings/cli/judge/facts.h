/* SPDX-License-Identifier: MIT */
/* facts.h - the facts of conversations, and the values they may have. */
#ifndef HVLINE_CLI_FACTS_H
#define HVLINE_CLI_FACTS_H

#include "base/log.h"
#include "base/options.h"
#include "chats/chat.h"

/* Fill `out` with what `value` is to the rules as one of the fact `name`:
 * "true" for 是 where that is what it takes, "tmall" for 天猫, what --map-shop
 * says, or `value` itself, trimmed. False if the fact takes none of these. */
bool fact_understand(struct buffer *out, const hvl_ruleset *ruleset,
                     const struct options *options, const char *name,
                     hvl_text value);

/* Append that the fact `name` does not take `value`, and what it takes. The
 * value may be anything that somebody wrote: it is cut and masked. */
void fact_fault(struct buffer *out, enum lang lang, const hvl_ruleset *ruleset,
                const char *name, const char *value);

/* Does every fact of --fact take its value? Says which does not. */
bool facts_check(const struct options *options, const hvl_ruleset *ruleset,
                 struct log *log);

/* State `fact` in a session of `ruleset`; false if it does not take its value
 * or no rule knows it: then it counts as not stated. */
bool fact_state(hvl_session *session, const hvl_ruleset *ruleset,
                const struct options *options, const struct fact *fact);

/* Say at `where` why fact_state() was false for one of a file, once for each
 * fact. */
void fact_unstated(struct log *log, struct where where,
                   const hvl_ruleset *ruleset, const struct fact *fact);

#endif

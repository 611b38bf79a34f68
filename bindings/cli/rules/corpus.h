/* SPDX-License-Identifier: MIT */
/* corpus.h - conversations that tell whether a change of rules is noticed, as
 * the examples in the rules do. */
#ifndef HVLINE_CLI_CORPUS_H
#define HVLINE_CLI_CORPUS_H

#include "base/log.h"
#include "base/options.h"

struct corpus;

/* The conversations of --chats, none if there are none; NULL, after saying why,
 * if one cannot be read. */
struct corpus *corpus_load(const struct options *options, struct log *log);
void corpus_free(struct corpus *corpus);

/* Remember what `ruleset` finds. */
void corpus_play_plain(struct corpus *corpus, hvl_ruleset *ruleset);

/* Set in `noticed` the rules, of those in `used`, that do not find what they
 * found then in the same messages. Both are by index of the rules, of which
 * `ruleset` has the same. */
void corpus_play(struct corpus *corpus, hvl_ruleset *ruleset, const bool *used,
                 bool *noticed);

#endif

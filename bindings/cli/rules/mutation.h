/* SPDX-License-Identifier: MIT */
/* mutation.h - which mutants of the rules do the examples notice? */
#ifndef HVLINE_CLI_MUTATION_H
#define HVLINE_CLI_MUTATION_H

#include "rules/mutants.h"

/* Words of longer lists are not tried one by one: the list stands for a
 * concept, and thousands of examples would say no more of it. */
enum { MUTATION_SHORT_LIST = 8 };

/* Read the rules that `options` name, compile them as they are, and find their
 * mutants of `kinds` (bits 1 << enum mutant_kind) that a rule of --line and
 * --rule uses. False after saying why not; to be freed all the same. */
bool mutation_load(struct mutants *mutants, const struct options *options,
                   unsigned kinds, struct log *log);

/* Settle the fate of each mutant. False, after saying why, if it cannot be.
 *
 * Mutants are tried in groups: if no example notices that a whole group is
 * dropped, no mutant of it is needed; else its halves are tried. The
 * conversations of --chats are examples as well: a rule that finds other
 * messages of them notices. One compiled
 * ruleset holds many groups, of which no two are used by the same rule. */
bool mutation_run(struct mutants *mutants, const struct options *options,
                  struct log *log);

#endif

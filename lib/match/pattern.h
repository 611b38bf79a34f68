/* SPDX-License-Identifier: MIT */
/* pattern.h - one pattern on one text: the leftmost, longest hit. */
#ifndef HVL_MATCH_PATTERN_H
#define HVL_MATCH_PATTERN_H

#include "match/entity.h"
#include "match/lexicon.h"
#include "ruleset/ruleset.h"

/* Room to work in, kept between calls; one a session. */
struct matcher {
  const hvl_ruleset *ruleset;
  hvl_allocator mem;
  uint32_t match_limit;
  struct known *known; /* for <x:known> and <x:new>; may be NULL */
  uint64_t account;    /* the account that a value is known or new to */
  pcre2_match_data_16 *match_data;
  pcre2_match_context_16 *match_context;
  struct matcher_scratch *scratch;
};

/* HVL_OK or HVL_ERR_MEMORY. Free with hvl__matcher_free() in both cases. */
hvl_status hvl__matcher_init(struct matcher *matcher,
                             const hvl_ruleset *ruleset,
                             const hvl_allocator *mem, uint32_t match_limit);
void hvl__matcher_free(struct matcher *matcher);

/* Let the regexes of every pattern work hard as often as they may: to be called
 * before the hits of a phrase, and the guards around them, are searched. */
void hvl__matcher_refill(struct matcher *matcher);

/* Set aside how often regexes worked hard so far, while events of other
 * messages are judged; go on from there, with what the first call gave. */
uint32_t hvl__matcher_set_aside(struct matcher *matcher);
void hvl__matcher_resume(struct matcher *matcher, uint32_t before);

/* Where to look for what. */
struct search {
  uint32_t pattern;
  const struct text *text;
  uint32_t from, to;        /* the hit starts and ends in [from, to] */
  uint32_t before;          /* and starts before this, unless that is 0 */
  const struct hit *anchor; /* what OP_HIT stands for, or NULL */
  const struct presence *presence; /* of `text`; NULL: not known */
};

/* Whether `pattern` can match where just these symbols occur, in one of its
 * ways. */
bool hvl__pattern_may(struct matcher *matcher, uint32_t pattern,
                      const struct presence *presence);

/* Find the first hit: of those that start leftmost the longest, of those the
 * least disguised. A hit has at least one unit. HVL_OK with *found set or not;
 * HVL_ERR_LIMIT if a regex hit match_limit, or came near it too often in this
 * search and those before (the pattern is then undecided); HVL_ERR_MEMORY. */
hvl_status hvl__pattern_find(struct matcher *matcher,
                             const struct search *search, bool *found,
                             struct hit *hit);

#endif

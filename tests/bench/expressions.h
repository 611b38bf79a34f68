/* SPDX-License-Identifier: MIT */
/* expressions.h - the patterns of a ruleset as other matchers take them. */
#ifndef HVL_BENCH_EXPRESSIONS_H
#define HVL_BENCH_EXPRESSIONS_H

#include "bench.h"

/* A pattern of the ruleset as a regular expression over raw text, or one of
 * its alternatives, if it is a choice as a whole. */
struct expression {
  char *text;
  size_t len;
  uint64_t hash;
  uint32_t pattern; /* the first that it is of */
  hvl_role role;    /* of the messages that it is for */
  bool left_out;    /* for all peers, since one of them refuses it */
};

struct expressions {
  struct expression *items; /* by role; no two of a role are alike */
  size_t count;
  size_t patterns;      /* that they are of */
  size_t too_long;      /* left out because of that */
  size_t lookaround;    /* not among them, since not every peer knows it */
  size_t database_most; /* expressions of a database of Hyperscan */
  const char *cache;    /* folder for what is worth keeping between runs */
};

/* The patterns that the engine verifies, without what peers do not know:
 * folding, evasion, guards, dialogue. Those are left out that the folder
 * `cache`, made if need be, has as refused. Ends the program without memory. */
struct expressions expressions_of(const hvl_ruleset *ruleset,
                                  const char *cache);
void expressions_free(struct expressions *all);

/* Those of `role` are the items [*first, *end). */
void expressions_range(const struct expressions *all, hvl_role role,
                       size_t *first, size_t *end);

/* Note in the cache, for all peers, that `who` refuses `expression`. */
void expressions_leave_out(const struct expressions *all,
                           const struct expression *expression, const char *who,
                           const char *why);

/* Mark those that the cache has as refused; the number of them. */
size_t expressions_mark(struct expressions *all);

#endif

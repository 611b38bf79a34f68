/* SPDX-License-Identifier: MIT */
/* lineup.h - all peers that can be had, of the same expressions. */
#ifndef HVL_BENCH_LINEUP_H
#define HVL_BENCH_LINEUP_H

#include "parts.h"
#include "peers.h"

/* By the order in which they take turns. */
enum lineup_place {
  LINEUP_VECTORSCAN,
  LINEUP_HYPERSCAN,
  LINEUP_WHOLE, /* Vectorscan, whole buffer */
  LINEUP_RE2,
  LINEUP_PCRE2,
  LINEUP_UTF8,
  LINEUP_COUNT
};

struct lineup {
  struct expressions all;
  struct peer peers[LINEUP_COUNT]; /* name NULL: it cannot be had */
};

/* Make all peers; those that cannot be had say why on stderr. */
void lineup_make(struct lineup *lineup, const hvl_ruleset *ruleset,
                 const struct settings *settings);
void lineup_free(struct lineup *lineup);

/* One conversation in so many is enough of peer `i`. */
size_t lineup_share(enum lineup_place i);

#endif

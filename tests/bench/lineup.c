/* SPDX-License-Identifier: MIT */
/* lineup.c - all peers that can be had, of the same expressions. */
#include "lineup.h"

#include <stdio.h>

static bool make(struct peer *peer, enum lineup_place place,
                 struct expressions *all, const struct settings *settings) {
  const char *vectorscan = settings->vectorscan;
  const char *hyperscan = settings->hyperscan;
  switch (place) {
  case LINEUP_VECTORSCAN:
    return vectorscan &&
           peer_hyperscan(peer, "Vectorscan", vectorscan, false, all);
  case LINEUP_HYPERSCAN:
    return hyperscan &&
           peer_hyperscan(peer, "Hyperscan", hyperscan, false, all);
  case LINEUP_WHOLE:
    return vectorscan && peer_hyperscan(peer, "Vectorscan, whole buffer",
                                        vectorscan, true, all);
  case LINEUP_RE2: return peer_re2(peer, all);
  case LINEUP_PCRE2: return peer_pcre2(peer, all);
  case LINEUP_UTF8: return peer_utf8(peer);
  case LINEUP_COUNT: break;
  }
  return false;
}

static void free_peers(struct lineup *lineup) {
  for (int i = 0; i < LINEUP_COUNT; i++) peer_free(&lineup->peers[i]);
}

/* True if no peer refused anything that the others have. */
static bool make_all(struct lineup *lineup, const struct settings *settings) {
  size_t before = expressions_mark(&lineup->all);
  for (int i = 0; i < LINEUP_COUNT; i++)
    if (!make(&lineup->peers[i], (enum lineup_place)i, &lineup->all, settings))
      lineup->peers[i] = (struct peer){0};
  return expressions_mark(&lineup->all) == before;
}

void lineup_make(struct lineup *lineup, const hvl_ruleset *ruleset,
                 const struct settings *settings) {
  const struct expressions *all = &lineup->all;
  *lineup = (struct lineup){.all = expressions_of(ruleset, settings->cache)};
  lineup->all.database_most = settings->database_most;
  while (!make_all(lineup, settings)) free_peers(lineup);
  printf("%zu patterns, %zu different expressions; left out for all peers: %zu "
         "that are long, %zu that one refuses, and %zu with lookaround\n",
         all->patterns, all->count, all->too_long,
         expressions_mark(&lineup->all) - all->too_long, all->lookaround);
  for (int i = 0; i < LINEUP_COUNT; i++)
    if (lineup->peers[i].databases > 0)
      printf("%s: %zu databases at most for a text, ready in %.1f s\n",
             lineup->peers[i].name, lineup->peers[i].databases,
             lineup->peers[i].build_seconds);
}

void lineup_free(struct lineup *lineup) {
  free_peers(lineup);
  expressions_free(&lineup->all);
}

size_t lineup_share(enum lineup_place i) {
  switch (i) {
  case LINEUP_PCRE2: return 100;
  case LINEUP_RE2: return 10;
  default: return 1;
  }
}

/* SPDX-License-Identifier: MIT */
/* peers.h - other matchers of the same expressions. */
#ifndef HVL_BENCH_PEERS_H
#define HVL_BENCH_PEERS_H

#include "corpus.h"
#include "expressions.h"

struct peer {
  const char *name;
  double build_seconds; /* next to nothing if a cache had it */
  size_t databases;     /* that a text is scanned with, one after the other */
  uint64_t undecided;   /* expressions that gave up on a text */

  /* Which expressions of `role` hit `text`, each once. */
  void (*scan)(struct peer *peer, hvl_role role, hvl_text text,
               struct hits *hits);
  /* The same for all messages of `role` in one buffer, each hit once a
   * message; NULL where a peer is not asked for that. */
  void (*scan_whole)(struct peer *peer, hvl_role role,
                     const struct joined *joined, struct hits *hits);
  void (*free)(struct peer *peer); /* may be NULL */
  void *state;
};

/* Each makes a peer of the expressions that are not left out. One that it
 * refuses it adds to those (expressions_leave_out()): then all peers must be
 * made anew. False, with the reason on stderr, if the peer cannot be had. */

/* Hyperscan's interface out of the shared library `path`, to scan message by
 * message or (`whole`) a buffer of many. The compiled databases are kept in the
 * folder of all->cache. */
bool peer_hyperscan(struct peer *peer, const char *name, const char *path,
                    bool whole, struct expressions *all);

/* RE2::Set; false where the bench was built without. */
bool peer_re2(struct peer *peer, struct expressions *all);

/* PCRE2 with JIT, expression by expression. */
bool peer_pcre2(struct peer *peer, struct expressions *all);

/* Validation as UTF-8: hits where a text is none. */
bool peer_utf8(struct peer *peer);

static inline void peer_free(struct peer *peer) {
  if (peer->free) peer->free(peer);
  *peer = (struct peer){0};
}

#endif

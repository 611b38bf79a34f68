/* SPDX-License-Identifier: MIT */
/* contest.h - contenders that take turns on the same messages. */
#ifndef HVL_BENCH_CONTEST_H
#define HVL_BENCH_CONTEST_H

#include "corpus.h"
#include "peers.h"
#include "report.h"

enum { ROUNDS_MAX = 64 };

struct contender {
  const char *name;
  /* Match the messages of `corpus`, of one conversation in `share`, and add to
   * `hits` and `messages`. */
  void (*run)(struct contender *self, const struct corpus *corpus);
  struct peer *peer;     /* what a peer's run needs, */
  hvl_session *session;  /* or ours */
  size_t share;          /* it gets one conversation in so many, */
  size_t turn;           /* others at each turn, */
  bool same;             /* or always the same */
  double ns[ROUNDS_MAX]; /* a message, by round */
  uint64_t hits;         /* of the last round */
  size_t messages;       /* in one round */
};

/* Our session: whole conversations, or every message as a draft, one a call. */
struct contender contender_feed(const char *name, hvl_session *session);
struct contender contender_check(const char *name, hvl_session *session);

/* A peer, by message or by buffer, as it can. */
struct contender contender_peer(const char *name, struct peer *peer,
                                size_t share, bool same);

/* Let all `count` take turns in `rounds` rounds, after one that does not count;
 * prints what they took, also to the report. */
void contest(struct contender *all, size_t count, const char *name,
             const struct corpus *corpus, size_t rounds, struct report *report);

/* The median over the rounds of how many times as long `a` took as `b`. */
double contest_ratio(const struct contender *a, const struct contender *b,
                     size_t rounds);

#endif

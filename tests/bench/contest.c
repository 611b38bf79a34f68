/* SPDX-License-Identifier: MIT */
/* contest.c - contenders that take turns on the same messages. */
#include "contest.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- What each does with the messages ------------------------------------ */

static uint64_t drain(hvl_session *session) {
  uint64_t findings = 0;
  while (hvl_session_next(session)) findings++;
  return findings;
}

static void run_feed(struct contender *self, const struct corpus *corpus) {
  for (size_t i = 0; i < corpus->conversations; i++) {
    size_t first = corpus->starts[i], count = corpus->starts[i + 1] - first;
    hvl_session_reset(self->session);
    hvl_session_feed(self->session, corpus->messages + first, count);
    hvl_session_finish(self->session);
    self->hits += drain(self->session);
  }
  self->messages = corpus->count;
}

static void run_check(struct contender *self, const struct corpus *corpus) {
  hvl_session_reset(self->session);
  for (size_t i = 0; i < corpus->count; i++) {
    hvl_session_check(self->session, &corpus->messages[i]);
    self->hits += drain(self->session);
  }
  self->messages = corpus->count;
}

static void run_peer(struct contender *self, const struct corpus *corpus) {
  struct hits hits = {0};
  struct peer *peer = self->peer;
  size_t first = self->same ? 0 : self->turn++ % self->share;
  for (size_t c = first; c < corpus->conversations; c += self->share) {
    for (size_t i = corpus->starts[c]; i < corpus->starts[c + 1]; i++)
      peer->scan(peer, corpus->messages[i].role, corpus->messages[i].text,
                 &hits);
    self->messages += corpus->starts[c + 1] - corpus->starts[c];
  }
  self->hits = hits.count;
}

static void run_whole(struct contender *self, const struct corpus *corpus) {
  struct hits hits = {0};
  for (int role = HVL_SELLER; role < ROLES; role++)
    self->peer->scan_whole(self->peer, (hvl_role)role, &corpus->joined[role],
                           &hits);
  self->messages = corpus->count;
  self->hits = hits.count;
}

struct contender contender_feed(const char *name, hvl_session *session) {
  return (struct contender){
      .name = name, .run = run_feed, .session = session, .share = 1};
}

struct contender contender_check(const char *name, hvl_session *session) {
  return (struct contender){
      .name = name, .run = run_check, .session = session, .share = 1};
}

struct contender contender_peer(const char *name, struct peer *peer,
                                size_t share, bool same) {
  return (struct contender){.name = name,
                            .run = peer->scan ? run_peer : run_whole,
                            .peer = peer,
                            .share = share,
                            .same = same};
}

/* ---- Rounds -------------------------------------------------------------- */

static double run(struct contender *contender, const struct corpus *corpus) {
  contender->hits = contender->messages = 0;
  double start = now();
  contender->run(contender, corpus);
  return (now() - start) * 1e9 / (double)contender->messages;
}

static double typical_ns(const struct contender *contender, size_t rounds) {
  double values[ROUNDS_MAX];
  for (size_t i = 0; i < rounds; i++) values[i] = contender->ns[i];
  return median(values, rounds);
}

double contest_ratio(const struct contender *a, const struct contender *b,
                     size_t rounds) {
  double ratios[ROUNDS_MAX];
  for (size_t i = 0; i < rounds; i++) ratios[i] = a->ns[i] / b->ns[i];
  return median(ratios, rounds);
}

void contest(struct contender *all, size_t count, const char *name,
             const struct corpus *corpus, size_t rounds,
             struct report *report) {
  for (size_t i = 0; i < count; i++) run(&all[i], corpus);
  for (size_t round = 0; round < rounds; round++)
    for (size_t i = 0; i < count; i++) all[i].ns[round] = run(&all[i], corpus);
  printf("\n%s: %zu messages, %zu bytes, %zu rounds\n%-30s %12s %10s %12s\n",
         name, corpus->count, corpus->bytes, rounds, "", "ns/message", "MB/s",
         "hits");
  for (size_t i = 0; i < count; i++) {
    double ns = typical_ns(&all[i], rounds);
    double bytes = (double)corpus->bytes / (double)corpus->count;
    printf("%-30s %12.0f %10.1f %12llu\n", all[i].name, ns, bytes * 1e3 / ns,
           (unsigned long long)all[i].hits);
    report_time(report, name, all[i].name, ns, all[i].hits, all[i].messages);
  }
  fflush(stdout);
}

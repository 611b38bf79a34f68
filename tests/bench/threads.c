/* SPDX-License-Identifier: MIT */
/* threads.c - two threads that share a ruleset. */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>

#include "contest.h"
#include "parts.h"

enum { THREADS = 2 };

struct work {
  struct contender contender;
  const struct corpus *corpus;
};

static void *work(void *ctx) {
  struct work *self = ctx;
  self->contender.run(&self->contender, self->corpus);
  return NULL;
}

/* Seconds until `count` threads have each matched everything. */
static double run(struct work *works, size_t count) {
  pthread_t threads[THREADS];
  double start = now();
  for (size_t i = 0; i < count; i++)
    if (pthread_create(&threads[i], NULL, work, &works[i]) != 0)
      die("no thread");
  for (size_t i = 0; i < count; i++) pthread_join(threads[i], NULL);
  return now() - start;
}

void part_threads(struct bench *bench) {
  struct work works[THREADS];
  double ratios[ROUNDS_MAX];
  size_t rounds = bench->settings.rounds;
  const struct text_source *text = &bench->texts[0];
  for (int i = 0; i < THREADS; i++) {
    hvl_session *session;
    if (hvl_session_new(&session, bench->ruleset, NULL) != HVL_OK)
      die("no session");
    works[i] =
        (struct work){contender_feed("hvline feed", session), &text->corpus};
  }
  run(works, THREADS);
  for (size_t i = 0; i < rounds; i++) {
    double one = run(works, 1);
    ratios[i] = THREADS * one / run(works, THREADS);
  }
  report_line(&bench->report, (struct line){.what = "work of two threads / one",
                                            .where = text->name,
                                            .value = median(ratios, rounds),
                                            .unit = "x",
                                            .must = 1.9,
                                            .aim = NO_BOUND});
  for (int i = 0; i < THREADS; i++)
    hvl_session_free(works[i].contender.session);
}

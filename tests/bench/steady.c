/* SPDX-License-Identifier: MIT */
/* steady.c - single calls of check: how long the slowest take; allocations. */
#include <stdio.h>
#include <stdlib.h>

#include "memory.h"
#include "parts.h"

enum { SAMPLES = 1000000 };

static void drain(hvl_session *session) {
  while (hvl_session_next(session)) continue;
}

/* ---- The tail ------------------------------------------------------------ */

struct tail {
  double *seconds; /* of every call */
  double *least;   /* by message, of all passes */
  size_t count;
};

/* Each message is checked as a draft where it stands, then fed. */
static void pass(struct tail *tail, hvl_session *session,
                 const struct corpus *corpus) {
  for (size_t c = 0; c < corpus->conversations; c++) {
    hvl_session_reset(session);
    for (size_t i = corpus->starts[c];
         i < corpus->starts[c + 1] && tail->count < SAMPLES; i++) {
      double start = now();
      hvl_session_check(session, &corpus->messages[i]);
      double seconds = now() - start;
      drain(session);
      hvl_session_feed(session, &corpus->messages[i], 1);
      drain(session);
      tail->seconds[tail->count++] = seconds;
      if (seconds < tail->least[i]) tail->least[i] = seconds;
    }
  }
}

/* The 99.9th percentile over the median. */
static double stretch(double *values, size_t count) {
  double middle = median(values, count); /* and now they are sorted */
  return values[count * 999 / 1000] / middle;
}

static void measure_tail(struct bench *bench, const struct text_source *text) {
  const struct corpus *corpus = &text->corpus;
  struct tail tail = {0};
  hvl_session *session;
  if (hvl_session_new(&session, bench->ruleset, NULL) != HVL_OK)
    die("no session");
  tail.seconds = must(calloc(SAMPLES, sizeof *tail.seconds));
  tail.least = must(calloc(corpus->count, sizeof *tail.least));
  for (size_t i = 0; i < corpus->count; i++) tail.least[i] = 1e9;
  pass(&tail, session, corpus);
  for (tail.count = 0; tail.count < SAMPLES;) pass(&tail, session, corpus);
  report_line(&bench->report,
              (struct line){.what = "check, 99.9% / median",
                            .where = text->name,
                            .value = stretch(tail.seconds, tail.count),
                            .unit = "x",
                            .must = 20,
                            .aim = NO_BOUND,
                            .most = true});
  printf("%s: median %.0f ns, longest %.0f us\n", text->name,
         tail.seconds[tail.count / 2] * 1e9,
         tail.seconds[tail.count - 1] * 1e6);
  report_note(&bench->report,
              "the same, of each message only the fastest of its calls",
              stretch(tail.least, corpus->count));
  free(tail.seconds);
  free(tail.least);
  hvl_session_free(session);
}

/* ---- Allocations --------------------------------------------------------- */

static void run(hvl_session *session, const struct corpus *corpus) {
  for (size_t c = 0; c < corpus->conversations; c++) {
    size_t first = corpus->starts[c], count = corpus->starts[c + 1] - first;
    hvl_session_reset(session);
    for (size_t i = first; i < first + count; i++) {
      hvl_session_check(session, &corpus->messages[i]);
      drain(session);
      hvl_session_feed(session, &corpus->messages[i], 1);
      drain(session);
    }
    hvl_session_finish(session);
    drain(session);
  }
}

static void count_allocations(struct bench *bench,
                              const struct text_source *text) {
  struct memory memory = {0, 0};
  hvl_options options = HVL_OPTIONS_INIT;
  hvl_session *session;
  options.allocator = memory_allocator(&memory);
  if (hvl_session_new(&session, bench->ruleset, &options) != HVL_OK)
    die("no session");
  run(session, &text->corpus);
  size_t before = memory.calls;
  run(session, &text->corpus);
  report_line(&bench->report,
              (struct line){.what = "allocations of all messages, once warm",
                            .where = text->name,
                            .value = (double)(memory.calls - before),
                            .unit = "",
                            .must = 0,
                            .aim = NO_BOUND,
                            .most = true});
  hvl_session_free(session);
}

void part_steady(struct bench *bench) {
  for (size_t i = 0; i < bench->texts_count; i++) {
    if (i == 0) measure_tail(bench, &bench->texts[i]);
    count_allocations(bench, &bench->texts[i]);
  }
}

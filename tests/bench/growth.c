/* SPDX-License-Identifier: MIT */
/* growth.c - ten times the rules; messages and conversations that get longer.
 */
#include <stdio.h>
#include <stdlib.h>

#include "contest.h"
#include "memory.h"
#include "pack.h"
#include "parts.h"
#include "probe.h"

/* ---- Rules --------------------------------------------------------------- */

enum { SMALL, LARGE, BUILTIN, BOTH, RULESETS };

static const char *const names[RULESETS] = {[SMALL] = "made up, 300 patterns",
                                            [LARGE] = "made up, 3,000 patterns",
                                            [BUILTIN] = "built-in",
                                            [BOTH] =
                                                "built-in and 3,000 patterns"};

static void report_ratio(struct report *report, const char *what,
                         const char *where, double value, double must_bound) {
  report_line(report, (struct line){.what = what,
                                    .where = where,
                                    .value = value,
                                    .unit = "x",
                                    .must = must_bound,
                                    .aim = NO_BOUND,
                                    .most = true});
}

static void grow_rules(struct bench *bench) {
  struct contender all[RULESETS];
  const struct text_source *text = &bench->texts[0];
  size_t rounds = bench->settings.rounds;
  char *small = pack_make(bench->ruleset, 300, 3000);
  char *large = pack_make(bench->ruleset, 3000, 30000);
  hvl_ruleset *rulesets[RULESETS] = {[SMALL] = pack_compile(small, false, NULL),
                                     [LARGE] = pack_compile(large, false, NULL),
                                     [BUILTIN] =
                                         hvl_ruleset_ref(bench->ruleset),
                                     [BOTH] = pack_compile(large, true, NULL)};
  for (int i = 0; i < RULESETS; i++) {
    hvl_session *session;
    if (hvl_session_new(&session, rulesets[i], NULL) != HVL_OK)
      die("no session");
    all[i] = contender_feed(names[i], session);
  }
  contest(all, RULESETS, "ten times the rules", &text->corpus, rounds,
          &bench->report);
  report_ratio(&bench->report, "feed, 3,000 / 300 made-up patterns", text->name,
               contest_ratio(&all[LARGE], &all[SMALL], rounds), 1.3);
  report_ratio(&bench->report, "feed, built-in + 3,000 patterns / built-in",
               text->name, contest_ratio(&all[BOTH], &all[BUILTIN], rounds),
               1.3);
  for (int i = 0; i < RULESETS; i++) {
    hvl_session_free(all[i].session);
    hvl_ruleset_free(rulesets[i]);
  }
  free(small);
  free(large);
}

/* ---- Length -------------------------------------------------------------- */

/* What `n` cost: instructions, or seconds where they cannot be counted. */
static double cost(const struct bench *bench, const char *what, size_t n,
                   bool count) {
  char argument[32];
  double least = 1e9, seconds;
  if (count) return probe_instructions(bench->settings.self, what, n);
  snprintf(argument, sizeof argument, "%zu", n);
  for (int i = 0; i < 5; i++)
    if (probe_run(bench->settings.self, what, argument, &seconds, 1) == 1 &&
        seconds < least)
      least = seconds;
  return least;
}

/* How much more the same costs in messages (conversations) of 2n and of 4n, `n`
 * being a quarter of it. */
static void grow_length(struct bench *bench, const char *what, size_t n) {
  double none = probe_instructions(bench->settings.self, what, 0);
  bool count = none > 0;
  double most = count ? 1.1 : 1.3; /* times swing */
  char line[96];
  if (!count) none = 0;
  double once = cost(bench, what, n, count) - none;
  for (size_t times = 2; times <= 4; times *= 2) {
    double more = cost(bench, what, times * n, count) - none;
    snprintf(line, sizeof line, "%s of %zu / of %zu", what, times * n, n);
    report_ratio(&bench->report, line, count ? "instructions" : "time",
                 more / once, most);
  }
}

/* Bytes of a session after `n` messages of one conversation. */
static size_t session_bytes(struct bench *bench, size_t n) {
  struct memory memory = {0, 0};
  hvl_options options = HVL_OPTIONS_INIT;
  hvl_session *session;
  const struct corpus *corpus = &bench->texts[0].corpus;
  options.allocator = memory_allocator(&memory);
  if (hvl_session_new(&session, bench->ruleset, &options) != HVL_OK)
    die("no session");
  for (size_t i = 0; i < n; i++) {
    hvl_session_feed(session, &corpus->messages[i % 1000 % corpus->count], 1);
    while (hvl_session_next(session)) continue;
  }
  size_t bytes = memory.bytes;
  hvl_session_free(session);
  return bytes;
}

void part_growth(struct bench *bench) {
  grow_rules(bench);
  grow_length(bench, "message", PROBE_CHARACTERS / 4);
  grow_length(bench, "message-level-3", PROBE_CHARACTERS / 4);
  grow_length(bench, "chat", PROBE_MESSAGES / 4);
  double once = (double)session_bytes(bench, 8000);
  report_note(&bench->report, "bytes of a session", once);
  report_ratio(&bench->report, "bytes of a session, 32,000 / 8,000 messages",
               bench->texts[0].name, (double)session_bytes(bench, 32000) / once,
               1);
}

/* SPDX-License-Identifier: MIT */
/* versus.c - peers against our feed and check. */
#include <stdio.h>

#include "agree.h"
#include "contest.h"
#include "lineup.h"
#include "parts.h"

enum { OURS = 2, FEED = 0, CHECK = 1 }; /* the first contenders */

struct bounds {
  double must, aim;
};

struct versus_line {
  enum lineup_place peer;
  int ours;
  const char *what;
  struct bounds usual, rich;
};

#define UNBOUND                                                                \
  { NO_BOUND, NO_BOUND }
static const struct versus_line lines[] = {
    {LINEUP_VECTORSCAN, FEED, "Vectorscan, by message / feed", {4, 8}, UNBOUND},
    {LINEUP_HYPERSCAN, FEED, "Hyperscan, by message / feed", {4, 8}, UNBOUND},
    {LINEUP_VECTORSCAN,
     CHECK,
     "Vectorscan, by message / check",
     {2.5, 4},
     UNBOUND},
    {LINEUP_HYPERSCAN,
     CHECK,
     "Hyperscan, by message / check",
     {2.5, 4},
     UNBOUND},
    {LINEUP_WHOLE, FEED, "Vectorscan, whole buffer / feed", {3.5, 6}, {4, 6}},
    {LINEUP_RE2, FEED, "RE2::Set / feed", {7, NO_BOUND}, UNBOUND},
    {LINEUP_PCRE2,
     FEED,
     "PCRE2 JIT, rule by rule / feed",
     {300, 1000},
     UNBOUND},
};

struct field {
  struct lineup lineup;
  struct contender all[OURS + LINEUP_COUNT];
  size_t count;
};

static const struct contender *find(const struct field *field,
                                    enum lineup_place place) {
  for (size_t i = OURS; i < field->count; i++)
    if (field->all[i].peer == &field->lineup.peers[place])
      return &field->all[i];
  return NULL;
}

static void fill(struct field *field, struct bench *bench) {
  static const char *const names[OURS] = {"hvline feed", "hvline check"};
  lineup_make(&field->lineup, bench->ruleset, &bench->settings);
  for (int i = 0; i < OURS; i++) {
    hvl_session *session;
    if (hvl_session_new(&session, bench->ruleset, NULL) != HVL_OK)
      die("no session");
    field->all[i] = i == FEED ? contender_feed(names[i], session)
                              : contender_check(names[i], session);
  }
  field->count = OURS;
  for (int i = 0; i < LINEUP_COUNT; i++)
    if (field->lineup.peers[i].name)
      field->all[field->count++] = contender_peer(
          &field->lineup.peers[i], lineup_share((enum lineup_place)i));
}

static void empty(struct field *field) {
  for (int i = 0; i < OURS; i++) hvl_session_free(field->all[i].session);
  lineup_free(&field->lineup);
}

/* Whether the peers' hits are the same, but for what is tolerated. */
static bool agree(struct field *field, const struct text_source *text,
                  size_t tolerated) {
  struct peer *peers = field->lineup.peers;
  size_t shares[LINEUP_COUNT];
  for (int i = 0; i < LINEUP_COUNT; i++)
    shares[i] = lineup_share((enum lineup_place)i);
  size_t differing = agree_by_message(peers, shares, LINEUP_COUNT,
                                      &field->lineup.all, &text->corpus);
  if (peers[LINEUP_WHOLE].name && peers[LINEUP_VECTORSCAN].name)
    differing += agree_whole(&peers[LINEUP_WHOLE], &peers[LINEUP_VECTORSCAN],
                             &text->corpus);
  for (int i = 0; i < LINEUP_COUNT; i++) {
    if (peers[i].undecided > 0)
      printf("%s gave up %llu times\n", peers[i].name,
             (unsigned long long)peers[i].undecided);
    differing += peers[i].undecided;
  }
  printf("%s: peers differ in %zu hits\n", text->name, differing);
  fflush(stdout);
  return differing <= tolerated;
}

static void report(const struct field *field, const struct text_source *text,
                   size_t rounds, struct report *report) {
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    const struct versus_line *line = &lines[i];
    const struct contender *peer = find(field, line->peer);
    struct bounds bounds = text->rich ? line->rich : line->usual;
    if (!peer) continue;
    double value = contest_ratio(peer, &field->all[line->ours], rounds);
    report_line(report, (struct line){.what = line->what,
                                      .where = text->name,
                                      .value = value,
                                      .unit = "x",
                                      .must = bounds.must,
                                      .aim = bounds.aim});
  }
  double value =
      contest_ratio(&field->all[FEED], find(field, LINEUP_UTF8), rounds);
  report_line(report, (struct line){.what = "feed / UTF-8 validation",
                                    .where = text->name,
                                    .value = value,
                                    .unit = "x",
                                    .must = text->rich ? NO_BOUND : 8,
                                    .aim = text->rich ? NO_BOUND : 3,
                                    .most = true});
}

bool part_versus(struct bench *bench) {
  static struct field field;
  size_t rounds = bench->settings.rounds;
  bool good = true;
  fill(&field, bench);
  for (size_t i = 0; good && i < bench->texts_count; i++)
    good = agree(&field, &bench->texts[i], bench->settings.tolerated);
  for (size_t i = 0; good && i < bench->texts_count; i++) {
    const struct text_source *text = &bench->texts[i];
    contest(field.all, field.count, text->name, &text->corpus, rounds,
            &bench->report);
    report(&field, text, rounds, &bench->report);
  }
  empty(&field);
  return good;
}

/* SPDX-License-Identifier: MIT */
/* versus.c - peers against our feed and check. */
#include <stdio.h>

#include "agree.h"
#include "contest.h"
#include "lineup.h"
#include "parts.h"

enum { OURS = 2, FEED = 0, CHECK = 1 }; /* the first contenders */
enum { MOST = OURS + LINEUP_COUNT + 1 };

struct bounds {
  double must, aim;
};

struct versus_line {
  enum lineup_place peer;
  bool same; /* on the same text at each turn */
  int ours;
  const char *what;
  struct bounds usual, rich;
};

#define UNBOUND                                                                \
  { NO_BOUND, NO_BOUND }
static const struct versus_line lines[] = {
    {LINEUP_VECTORSCAN,
     false,
     FEED,
     "Vectorscan, by message / feed",
     {4, 8},
     UNBOUND},
    {LINEUP_HYPERSCAN,
     false,
     FEED,
     "Hyperscan, by message / feed",
     {4, 8},
     UNBOUND},
    {LINEUP_VECTORSCAN,
     false,
     CHECK,
     "Vectorscan, by message / check",
     {2.5, 4},
     UNBOUND},
    {LINEUP_HYPERSCAN,
     false,
     CHECK,
     "Hyperscan, by message / check",
     {2.5, 4},
     UNBOUND},
    {LINEUP_WHOLE,
     false,
     FEED,
     "Vectorscan, whole buffer / feed",
     {3.5, 6},
     {4, 6}},
    {LINEUP_RE2,
     false,
     FEED,
     "RE2::Set, new text / feed",
     {7, NO_BOUND},
     UNBOUND},
    {LINEUP_RE2,
     true,
     FEED,
     "RE2::Set, text seen before / feed",
     {7, NO_BOUND},
     UNBOUND},
    {LINEUP_PCRE2,
     false,
     FEED,
     "PCRE2 JIT, rule by rule / feed",
     {300, 1000},
     UNBOUND},
};

struct field {
  struct lineup lineup;
  struct contender all[MOST];
  size_t count;
};

static const struct contender *find(const struct field *field,
                                    enum lineup_place place, bool same) {
  for (size_t i = OURS; i < field->count; i++)
    if (field->all[i].peer == &field->lineup.peers[place] &&
        field->all[i].same == same)
      return &field->all[i];
  return NULL;
}

/* RE2 makes its states as texts ask for them, so that it matters very much
 * whether it has seen these: it comes in twice. */
static void add_peer(struct field *field, enum lineup_place place) {
  struct peer *peer = &field->lineup.peers[place];
  size_t share = lineup_share(place);
  if (!peer->name) return;
  field->all[field->count++] = contender_peer(peer->name, peer, share, false);
  if (place == LINEUP_RE2)
    field->all[field->count++] =
        contender_peer("RE2::Set, text seen before", peer, share, true);
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
  for (int i = 0; i < LINEUP_COUNT; i++) add_peer(field, (enum lineup_place)i);
}

static void empty(struct field *field) {
  for (int i = 0; i < OURS; i++) hvl_session_free(field->all[i].session);
  lineup_free(&field->lineup);
}

/* Whether the hits of a whole buffer are those of its messages, but for the few
 * that Vectorscan is known to miss there: one in a thousand. */
static bool agrees_whole(struct field *field, const struct text_source *text) {
  struct peer *whole = &field->lineup.peers[LINEUP_WHOLE];
  struct peer *single = &field->lineup.peers[LINEUP_VECTORSCAN];
  size_t hits;
  if (!whole->name || !single->name) return true;
  size_t differing =
      agree_whole(whole, single, &field->lineup.all, &text->corpus, &hits);
  printf("%s: %s differs in %zu of %zu hits\n", text->name, whole->name,
         differing, hits);
  return differing <= hits / 1000;
}

/* Whether all peers' hits are the same, but for what is tolerated. */
static bool agree(struct field *field, const struct text_source *text,
                  size_t tolerated) {
  struct peer *peers = field->lineup.peers;
  size_t shares[LINEUP_COUNT], undecided = 0;
  for (int i = 0; i < LINEUP_COUNT; i++)
    shares[i] = lineup_share((enum lineup_place)i);
  size_t differing = agree_by_message(peers, shares, LINEUP_COUNT,
                                      &field->lineup.all, &text->corpus);
  bool whole = agrees_whole(field, text);
  for (int i = 0; i < LINEUP_COUNT; i++) {
    if (peers[i].undecided > 0)
      printf("%s gave up %llu times\n", peers[i].name,
             (unsigned long long)peers[i].undecided);
    undecided += peers[i].undecided;
  }
  printf("%s: peers differ in %zu hits by message\n", text->name, differing);
  fflush(stdout);
  return whole && differing + undecided <= tolerated;
}

static void report(const struct field *field, const struct text_source *text,
                   size_t rounds, struct report *report) {
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    const struct versus_line *line = &lines[i];
    const struct contender *peer = find(field, line->peer, line->same);
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
      contest_ratio(&field->all[FEED], find(field, LINEUP_UTF8, false), rounds);
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

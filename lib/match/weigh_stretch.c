/* SPDX-License-Identifier: MIT */
/* weigh_stretch.c - where in a message, and before it, what it weighs lies. */
#include "match/line_sums.h"
#include "match/weigh.h"

enum { QUESTION_LEAST = 32 }; /* what a buyer's message adds to be shown */

/* How much each column of the message's own grams counts for `line`, in
 * FEATURE_PARTS: a feature while it is above 0, as far as its gate is open, for
 * itself and for the blends above 0. */
static void parts_of(const struct image *image, const struct weights *own,
                     const struct weights *asked, uint32_t line,
                     int64_t parts[COLUMNS_MAX]) {
  struct said said = {{0}};
  for (uint32_t i = 0; i < COLUMNS_MAX; i++) parts[i] = 0;
  hvl__add_features(image, own, asked, &said);
  for (uint32_t i = 0; i < image->features_count; i++) {
    if (own->of[i] <= 0) continue;
    int64_t part = hvl__feature_says(image, i, line), blended = 0;
    for (uint32_t k = 0; k < image->blends_count; k++)
      if (said.of[WEIGHED_MAX + k] > 0)
        blended += (int64_t)hvl__feature_says(image, i, WEIGHED_MAX + k) *
                   (int32_t)image->blends[k].weights[line];
    parts[i] =
        (part + blended / FEATURE_PARTS) * hvl__gate_of(asked, i) / GATE_OPEN;
  }
  uint32_t column = image->weighed[line].column;
  if (column != NONE) parts[column] = FEATURE_PARTS;
}

/* Where the places end of which local features have the sum. */
struct local_ends {
  uint32_t count, of[LOCALS_MAX];
};

/* Add to `sums` what the grams that begin at `at` weigh for local features. */
static void add_local_at(const struct image *image, const struct text *text,
                         uint32_t at, uint32_t locals, int32_t *sums) {
  uint64_t keys[GRAM_MAX];
  hvl__grams_at(GRAM_OWN, text->units, text->count, at, keys);
  for (uint32_t i = 0; i < GRAM_MAX; i++) {
    const uint8_t *row = keys[i] ? hvl__gram_find(image, keys[i]) : NULL;
    for (uint32_t k = 0; row && k < locals; k++)
      sums[k] += hvl__gram_weight(image, row, k);
  }
}

static struct local_ends local_ends_of(const struct image *image,
                                       const struct text *text) {
  struct local_ends ends = {.count = hvl__local_count(image)};
  int32_t at_place[LOCAL_PLACES][LOCALS_MAX] = {{0}};
  int32_t last[LOCALS_MAX] = {0}, most[LOCALS_MAX] = {0};
  if (ends.count == 0) return ends;
  for (uint32_t at = 0; at <= text->count && at <= WEIGHED_UNITS; at++) {
    int32_t *sums = at_place[at % LOCAL_PLACES];
    for (uint32_t k = 0; k < ends.count; k++) {
      last[k] -= sums[k];
      sums[k] = 0;
    }
    add_local_at(image, text, at, ends.count, sums);
    for (uint32_t k = 0; k < ends.count; k++) {
      last[k] += sums[k];
      if (at >= LOCAL_PLACES && last[k] <= most[k]) continue;
      most[k] = last[k];
      ends.of[k] = at + 1;
    }
  }
  return ends;
}

/* What the gram of `row`, which begins at `at`, weighs. */
static int64_t gram_weight(const struct image *image, const uint8_t *row,
                           uint32_t at, const struct local_ends *ends,
                           const int64_t parts[COLUMNS_MAX]) {
  int64_t weight = 0;
  for (uint32_t i = 0; i < COLUMNS_MAX; i++) {
    bool is_local = i < ends->count;
    if (is_local && (at >= ends->of[i] || at + LOCAL_PLACES < ends->of[i]))
      continue;
    weight += (int64_t)hvl__gram_weight(image, row, i) * parts[i];
  }
  return weight;
}

/* What the grams that begin at `at` (0: the first mark) weigh, by their units:
 * GRAM_MAX times as much, so that each unit has a whole share. */
static void shares_at(const struct image *image, const struct text *text,
                      uint32_t at, const struct local_ends *ends,
                      const int64_t parts[COLUMNS_MAX],
                      int64_t shares[GRAM_MAX]) {
  uint64_t keys[GRAM_MAX];
  hvl__grams_at(GRAM_OWN, text->units, text->count, at, keys);
  for (uint32_t i = 0; i < GRAM_MAX; i++) {
    const uint8_t *row = keys[i] ? hvl__gram_find(image, keys[i]) : NULL;
    int64_t weight = row ? gram_weight(image, row, at, ends, parts) : 0;
    shares[i] = weight * GRAM_MAX / (int64_t)(i + 1);
  }
}

/* The run of units of `text`, which has the sums `own`, with the greatest sum
 * for `line`, each with its share of every gram it is in. */
static struct stretch heaviest(const struct image *image,
                               const struct text *text,
                               const struct weights *own,
                               const struct weights *asked, uint32_t line) {
  struct stretch best = {0, text->count};
  struct local_ends ends = local_ends_of(image, text);
  int64_t shares[GRAM_MAX][GRAM_MAX] = {{0}}; /* of the last places */
  int64_t run = 0, most = 0;
  int64_t parts[COLUMNS_MAX];
  uint32_t from = 0;
  parts_of(image, own, asked, line, parts);
  shares_at(image, text, 0, &ends, parts, shares[0]);
  for (uint32_t at = 1; at <= text->count && at <= WEIGHED_UNITS; at++) {
    int64_t unit = 0;
    shares_at(image, text, at, &ends, parts, shares[at % GRAM_MAX]);
    for (uint32_t back = 0; back < GRAM_MAX && back <= at; back++)
      for (uint32_t i = back; i < GRAM_MAX; i++)
        unit += shares[(at - back) % GRAM_MAX][i];
    if (run <= 0) {
      run = 0;
      from = at - 1;
    }
    run += unit;
    if (run <= most) continue;
    most = run;
    best = (struct stretch){from, at};
  }
  return best;
}

struct stretch hvl__weighed_stretch(const struct weighing *weighing,
                                    const struct image *image,
                                    const struct text *text, uint32_t line) {
  return heaviest(image, text, &weighing->own, &weighing->asked, line);
}

struct stretch hvl__weighed_part_stretch(const struct weighing *weighing,
                                         const struct image *image,
                                         const struct text *text,
                                         uint32_t line) {
  struct stretch part = weighing->parts[line].at;
  struct text alone = hvl__part_of(text, part);
  struct weights own = hvl__part_sums(image, &alone);
  struct stretch best = heaviest(image, &alone, &own, &weighing->asked, line);
  return (struct stretch){part.from + best.from, part.from + best.to};
}

/* What the message just weighed would weigh for `line` without what counts of
 * `message`, so many messages `back`. */
static int64_t weigh_without(const struct weighing *weighing,
                             const struct image *image, uint32_t line,
                             const struct weighed_message *message,
                             size_t back) {
  int64_t lines[WEIGHED_MAX];
  struct weights before = weighing->asked;
  int32_t share = hvl__weighed_share(back);
  for (uint32_t i = 0; i < COLUMNS_MAX; i++)
    before.of[i] -= message->weights.of[i] * share / SHARE_PARTS;
  hvl__line_sums(image, &weighing->own, &before, lines);
  return lines[line];
}

size_t hvl__weighed_question(const struct weighing *weighing,
                             const struct image *image, uint32_t line,
                             size_t *len) {
  int64_t most = QUESTION_LEAST - 1;
  size_t found = 0;
  for (size_t back = 1; back <= WEIGHED_BUYERS; back++) {
    const struct weighed_message *message = hvl__weighed_before(weighing, back);
    if (!message || message->role != HVL_BUYER || message->len == 0) continue;
    int64_t weight = weighing->lines[line] -
                     weigh_without(weighing, image, line, message, back);
    if (weight <= most) continue;
    most = weight;
    found = back;
    *len = message->len;
  }
  return found;
}

/* SPDX-License-Identifier: MIT */
/* weigh.c - sums up what the grams of messages weigh, and what features and
 * blends make of it. */
#include "match/weigh.h"

#include <string.h>

enum {
  QUESTION_LEAST = 32, /* what a buyer's message adds to be shown */
  BEFORE_MOST = 192,   /* what a message before adds or takes at most: one that
                          says the same thing often says it once */
  GATE_MOST = 1024     /* the same of what it does to a gate */
};

void hvl__weighing_clear(struct weighing *weighing) {
  *weighing = (struct weighing){.count = 0};
}

/* ---- Sums ---------------------------------------------------------------- */

static void add(struct weights *sum, const struct weights *more) {
  for (uint32_t i = 0; i < COLUMNS_MAX; i++) sum->of[i] += more->of[i];
}

/* The sums before a gram is seen: of a message (`first` 0), and of those before
 * it (COLUMNS_MAX). */
static struct weights biases_from(const struct image *image, size_t first) {
  struct weights sum = {{0}};
  if (image->features_count > 0)
    memcpy(sum.of, image->biases + first, sizeof sum.of);
  return sum;
}

static struct weights own_biases(const struct image *image) {
  return biases_from(image, 0);
}

static struct weights gate_biases(const struct image *image) {
  return biases_from(image, COLUMNS_MAX);
}

/* The message `back` (from 1 on) before the next one, which there must be. */
static const struct weighed_message *
message_before(const struct weighing *weighing, size_t back) {
  return &weighing->before[(weighing->count - back) % WEIGHED_BEFORE];
}

/* The same; NULL if it is none that counts. */
static const struct weighed_message *before(const struct weighing *weighing,
                                            size_t back) {
  if (back > weighing->count) return NULL;
  const struct weighed_message *message = message_before(weighing, back);
  if (message->role == HVL_BUYER) return message;
  return message->role == HVL_SELLER && back <= WEIGHED_SELLERS ? message
                                                                : NULL;
}

/* Sums `from` up to `to`, each within `most`. */
static void bound_by(struct weights *weights, uint32_t from, uint32_t to,
                     int32_t most) {
  for (uint32_t i = from; i < to; i++) {
    int32_t sum = weights->of[i];
    sum = sum > most ? most : sum;
    weights->of[i] = sum < -most ? -most : sum;
  }
}

static void bound(struct weights *weights, uint32_t features) {
  bound_by(weights, 0, features, GATE_MOST);
  bound_by(weights, features, COLUMNS_MAX, BEFORE_MOST);
}

/* Add to `parts`, in SHARE_PARTS, what the messages from `first` to `last`
 * before the next one weigh. */
static void add_before(const struct weighing *weighing,
                       const struct image *image, size_t first, size_t last,
                       struct weights *parts) {
  for (size_t back = first; back <= last; back++) {
    const struct weighed_message *message = before(weighing, back);
    int32_t share = hvl__weighed_share(back);
    if (message)
      image->kernels->add_products(parts->of, COLUMNS_MAX, message->weights.of,
                                   0, &share, 1);
  }
}

/* What opens gates if messages weigh so many `parts` before. */
static struct weights opened_by(const struct image *image,
                                const struct weights *parts) {
  struct weights sum = gate_biases(image);
  for (uint32_t i = 0; i < COLUMNS_MAX; i++)
    sum.of[i] += parts->of[i] / SHARE_PARTS;
  return sum;
}

/* How many messages lie between the shop's last one and the next, up to
 * WEIGHED_BEFORE. */
static size_t answered_count(const struct weighing *weighing) {
  size_t count = 0;
  while (count < WEIGHED_BEFORE && count < weighing->count &&
         message_before(weighing, count + 1)->role != HVL_SELLER)
    count++;
  return count;
}

/* ---- What sums make for lines -------------------------------------------- */

/* How far the gate of `feature` is open. */
static int32_t gate_of(const struct weights *before, uint32_t feature) {
  int32_t sum = before->of[feature];
  return sum < 0 ? 0 : sum > GATE_OPEN ? GATE_OPEN : sum;
}

/* What there is of `feature`; 0 if it is not above. */
static int32_t feature_of(const struct weights *own,
                          const struct weights *before, uint32_t feature) {
  int32_t sum = own->of[feature];
  sum = sum < 0 ? 0 : sum > FEATURE_MOST ? FEATURE_MOST : sum;
  return sum * gate_of(before, feature) / GATE_OPEN;
}

/* What there is of a blend of `sum`, in FEATURE_PARTS. */
static int32_t blend_of(int32_t sum) {
  sum /= FEATURE_PARTS;
  return sum < 0 ? 0 : sum > FEATURE_MOST ? FEATURE_MOST : sum;
}

/* What features make of lines and of blends, in FEATURE_PARTS. */
struct said {
  int32_t of[SAID_MAX];
};

/* Add what the features of `own` and `before` say. */
static void add_features(const struct image *image, const struct weights *own,
                         const struct weights *before, struct said *said) {
  enum { STRIDE = sizeof *image->features / sizeof(int32_t) };
  int32_t times[COLUMNS_MAX];
  for (uint32_t i = 0; i < COLUMNS_MAX; i++)
    times[i] = feature_of(own, before, i);
  image->kernels->add_products(said->of, SAID_MAX,
                               (const int32_t *)image->features->says, STRIDE,
                               times, image->features_count);
}

static void add_blends(const struct image *image, struct said *said) {
  enum { STRIDE = sizeof *image->blends / sizeof(int32_t) };
  int32_t times[BLENDS_MAX];
  for (uint32_t i = 0; i < BLENDS_MAX; i++)
    times[i] = blend_of(said->of[WEIGHED_MAX + i]);
  image->kernels->add_products(said->of, WEIGHED_MAX,
                               (const int32_t *)image->blends->weights, STRIDE,
                               times, image->blends_count);
}

/* What a message with the sums `own` behind messages with `before` weighs for
 * each line. */
static void weigh_up(const struct image *image, const struct weights *own,
                     const struct weights *before, int64_t lines[WEIGHED_MAX]) {
  struct said said = {{0}};
  add_features(image, own, before, &said);
  add_blends(image, &said);
  for (uint32_t i = 0; i < image->weighed_count; i++) {
    const struct image_weighed *line = &image->weighed[i];
    lines[i] = (int64_t)said.of[i] / FEATURE_PARTS + (int32_t)line->bias;
    if (line->column != NONE)
      lines[i] += own->of[line->column] + before->of[line->column];
  }
}

/* What the next message, the shop's, weighs by its `own` grams and by those
 * before. */
static void weigh_lines(struct weighing *weighing, const struct image *image,
                        const struct weights *own) {
  size_t answered = answered_count(weighing);
  weighing->own = own_biases(image);
  add(&weighing->own, own);
  struct weights parts = {{0}};
  add_before(weighing, image, answered + 1, WEIGHED_BEFORE, &parts);
  weighing->earlier = opened_by(image, &parts);
  add_before(weighing, image, 1, answered, &parts);
  weighing->asked = opened_by(image, &parts);
  weigh_up(image, &weighing->own, &weighing->asked, weighing->lines);
}

/* Of the grams of two messages: what is local is so in one of them. */
static struct weights joined_grams(const struct image *image,
                                   const struct weights *one,
                                   const struct weights *two) {
  struct weights both = *one;
  uint32_t locals = hvl__local_count(image);
  add(&both, two);
  for (uint32_t i = 0; i < locals; i++)
    both.of[i] = one->of[i] > two->of[i] ? one->of[i] : two->of[i];
  return both;
}

/* What it weighs with the shop's message right before, if there is one. */
static void weigh_joined(struct weighing *weighing, const struct image *image,
                         const struct weights *own) {
  weighing->grams = *own;
  weighing->is_joined = weighing->count > 0 && answered_count(weighing) == 0;
  if (!weighing->is_joined) return;
  struct weights grams = joined_grams(image, own, &weighing->last_grams);
  struct weights both = own_biases(image);
  add(&both, &grams);
  weigh_up(image, &both, &weighing->asked, weighing->joined);
}

/* Does the message weigh enough for some line to have a level? */
static bool may_be_found(const struct weighing *weighing,
                         const struct image *image) {
  for (uint32_t i = 0; i < image->weighed_count; i++)
    for (uint32_t level = 0; level < 3; level++)
      if (weighing->lines[i] >= (int32_t)image->weighed[i].levels[level])
        return true;
  return false;
}

/* What a message without grams would weigh in its place, if that matters. */
static void weigh_none(struct weighing *weighing, const struct image *image) {
  struct weights own = own_biases(image);
  if (!may_be_found(weighing, image)) return;
  weigh_up(image, &own, &weighing->asked, weighing->none);
  weigh_up(image, &own, &weighing->earlier, weighing->none_asked);
}

void hvl__weigh(struct weighing *weighing, const struct image *image,
                const struct text *text, size_t len, hvl_role role) {
  bool is_shop = role == HVL_SELLER;
  /* As what lies before others; as what is judged. */
  enum gram_side sides[] = {is_shop ? GRAM_SELLER : GRAM_BUYER, GRAM_OWN};
  struct weights sums[2];
  weighing->is_joined = false;
  if (image->gram_rows_count == 0) return;
  weighing->now = (struct weighed_message){.role = role, .len = len};
  if (!is_shop && role != HVL_BUYER) return;
  hvl__sum_grams(image, text, sides, is_shop ? 2 : 1, sums);
  weighing->now.weights = sums[0];
  bound(&weighing->now.weights, image->features_count);
  if (!is_shop) return;
  weigh_lines(weighing, image, &sums[1]);
  weigh_joined(weighing, image, &sums[1]);
  weigh_none(weighing, image);
}

void hvl__weigh_commit(struct weighing *weighing) {
  weighing->before[weighing->count++ % WEIGHED_BEFORE] = weighing->now;
  weighing->last_grams = weighing->grams;
}

/* ---- What they mean ------------------------------------------------------ */

int64_t hvl__weighed_own(const struct weighing *weighing, uint32_t line) {
  return weighing->lines[line] - weighing->none[line];
}

int64_t hvl__weighed_turn(const struct weighing *weighing, uint32_t line) {
  return weighing->lines[line] - weighing->none_asked[line];
}

/* Does the message add enough for `line` to be found by weight? */
static bool adds_enough(const struct weighing *weighing,
                        const struct image *image, uint32_t line) {
  const struct image_weighed *weighed = &image->weighed[line];
  return hvl__weighed_own(weighing, line) >= (int32_t)weighed->own_least &&
         hvl__weighed_turn(weighing, line) >= (int32_t)weighed->turn_least;
}

/* The level of a finding of `weighed` by `sum` and a rule of level `rule`. */
static uint32_t level_by(const struct image_weighed *weighed, int64_t sum,
                         uint32_t rule) {
  uint32_t level = 1;
  if (rule > 0) sum += (int32_t)weighed->rules[rule - 1];
  while (level <= 3 && sum < (int32_t)weighed->levels[level - 1]) level++;
  return level;
}

uint32_t hvl__weighed_level(const struct weighing *weighing,
                            const struct image *image, uint32_t line,
                            uint32_t rule) {
  uint32_t level = level_by(&image->weighed[line], weighing->lines[line], rule);
  if (rule == 0 && level <= 3 && !adds_enough(weighing, image, line)) return 4;
  return level;
}

uint32_t hvl__weighed_joined_level(const struct weighing *weighing,
                                   const struct image *image, uint32_t line,
                                   uint32_t rule) {
  return level_by(&image->weighed[line], weighing->joined[line], rule);
}

/* ---- Where it lies ------------------------------------------------------- */

/* How much each column of the message's own grams counts for `line`, in
 * FEATURE_PARTS: a feature while it is above 0, as far as its gate is open, for
 * itself and for the blends above 0. */
static void parts_of(const struct weighing *weighing, const struct image *image,
                     uint32_t line, int64_t parts[COLUMNS_MAX]) {
  struct said said = {{0}};
  for (uint32_t i = 0; i < COLUMNS_MAX; i++) parts[i] = 0;
  add_features(image, &weighing->own, &weighing->asked, &said);
  for (uint32_t i = 0; i < image->features_count; i++) {
    const struct image_feature *feature = &image->features[i];
    if (weighing->own.of[i] <= 0) continue;
    int64_t part = (int32_t)feature->says[line], blended = 0;
    for (uint32_t k = 0; k < image->blends_count; k++)
      if (said.of[WEIGHED_MAX + k] > 0)
        blended += (int64_t)(int32_t)feature->says[WEIGHED_MAX + k] *
                   (int32_t)image->blends[k].weights[line];
    parts[i] = (part + blended / FEATURE_PARTS) * gate_of(&weighing->asked, i) /
               GATE_OPEN;
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

/* The run of units with the greatest sum, each with its share of every gram it
 * is in. */
struct stretch hvl__weighed_stretch(const struct weighing *weighing,
                                    const struct image *image,
                                    const struct text *text, uint32_t line) {
  struct stretch best = {0, text->count};
  struct local_ends ends = local_ends_of(image, text);
  int64_t shares[GRAM_MAX][GRAM_MAX] = {{0}}; /* of the last places */
  int64_t run = 0, most = 0;
  int64_t parts[COLUMNS_MAX];
  uint32_t from = 0;
  parts_of(weighing, image, line, parts);
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
  weigh_up(image, &weighing->own, &before, lines);
  return lines[line];
}

size_t hvl__weighed_question(const struct weighing *weighing,
                             const struct image *image, uint32_t line,
                             size_t *len) {
  int64_t most = QUESTION_LEAST - 1;
  size_t found = 0;
  for (size_t back = 1; back <= WEIGHED_BUYERS; back++) {
    const struct weighed_message *message = before(weighing, back);
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

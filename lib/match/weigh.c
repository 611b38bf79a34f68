/* SPDX-License-Identifier: MIT */
/* weigh.c - sums up what the grams of messages weigh, and what features and
 * blends make of it. */
#include "match/weigh.h"

#include "base/bits.h"
#include "ruleset/gram.h"

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

/* Places of a text that are gone through at once, and the grams there. */
enum { PLACES_MAX = 64, PILE_MAX = PLACES_MAX * GRAM_MAX };

/* What grams of one side weigh, added up a pile at a time: to fetch them from
 * memory one by one would take most of the time. */
struct pile {
  enum gram_side side;
  size_t count;
  uint64_t keys[PILE_MAX];
  struct weights sum;
};

static void add_pile(struct pile *pile, const struct image *image) {
  const uint8_t *rows[PILE_MAX];
  size_t found = 0;
  for (size_t i = 0; i < pile->count; i++)
    hvl__fetch(hvl__gram_bucket(image, pile->keys[i]));
  for (size_t i = 0; i < pile->count; i++)
    hvl__fetch(&image->gram_prints[*hvl__gram_bucket(image, pile->keys[i])]);
  for (size_t i = 0; i < pile->count; i++) {
    rows[found] = hvl__gram_find(image, pile->keys[i]);
    if (rows[found]) hvl__fetch(rows[found++]);
  }
  image->kernels->add_rows(pile->sum.of, rows, found, image->gram_values,
                           image->features_count);
  pile->count = 0;
}

/* Append `key` to the `count` of `keys` if `image` may have that gram, and if
 * the last of its units, `last`, is not behind the text. */
static size_t put_key(uint64_t *keys, size_t count, const struct image *image,
                      uint64_t key, uint64_t last) {
  keys[count] = key;
  return count + (hvl__gram_may(image, key) & (last != 0));
}

/* Add up the grams of `side` that begin at the first `places` of `units`, of
 * which from `lone` (0 or 1) on each may be one by itself. */
static void add_places(struct pile *pile, const struct image *image,
                       const uint16_t *units, uint32_t places, uint32_t lone) {
  const uint64_t side = hvl__gram_key(pile->side, NULL, 0);
  const bool longer = hvl__gram_max(pile->side) == GRAM_MAX;
  uint64_t *keys = pile->keys, one, two = units[0], three = units[1];
  size_t count = 0;
  for (uint32_t i = 0; i < places; i++) {
    one = two;
    two = three;
    three = units[i + 2];
    uint64_t both = side | one | two << 16;
    if (i >= lone) count = put_key(keys, count, image, side | one, one);
    count = put_key(keys, count, image, both, two);
    if (longer) count = put_key(keys, count, image, both | three << 32, three);
  }
  pile->count = count;
  add_pile(pile, image);
}

/* Weigh `text` on each of `count` piles. */
static void weigh_on(struct pile *piles, size_t count,
                     const struct image *image, const struct text *text) {
  uint16_t units[PLACES_MAX + GRAM_MAX - 1];
  uint32_t end = text->count < WEIGHED_UNITS ? text->count : WEIGHED_UNITS;
  for (uint32_t from = 0; from <= end; from += PLACES_MAX) {
    uint32_t places = end - from < PLACES_MAX ? end - from + 1 : PLACES_MAX;
    hvl__gram_units(text->units, text->count, from, units,
                    places + GRAM_MAX - 1);
    for (size_t i = 0; i < count; i++)
      add_places(&piles[i], image, units, places, from == 0);
  }
}

/* The sums before a gram is seen: of a message, and of those before it. */
static struct weights own_biases(const struct image *image) {
  struct weights sum = {{0}};
  for (uint32_t i = 0; i < image->features_count; i++)
    sum.of[i] = (int32_t)image->features[i].bias;
  return sum;
}

static struct weights gate_biases(const struct image *image) {
  struct weights sum = {{0}};
  for (uint32_t i = 0; i < image->features_count; i++)
    sum.of[i] = (int32_t)image->features[i].gate;
  return sum;
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

static void bound(struct weights *weights, uint32_t features) {
  for (uint32_t i = 0; i < COLUMNS_MAX; i++) {
    int32_t most = i < features ? GATE_MOST : BEFORE_MOST;
    if (weights->of[i] > most) weights->of[i] = most;
    if (weights->of[i] < -most) weights->of[i] = -most;
  }
}

/* What of `message`, so many messages `back`, counts now. */
static struct weights share_of(const struct weighed_message *message,
                               size_t back) {
  struct weights weights = message->weights;
  int32_t share = hvl__weighed_share(back);
  for (uint32_t i = 0; i < COLUMNS_MAX; i++)
    weights.of[i] = weights.of[i] * share / SHARE_PARTS;
  return weights;
}

/* Add to `sum` what the messages from `first` to `last` before the next one
 * weigh. */
static void add_before(const struct weighing *weighing, size_t first,
                       size_t last, struct weights *sum) {
  for (size_t back = first; back <= last; back++) {
    const struct weighed_message *message = before(weighing, back);
    if (!message) continue;
    struct weights share = share_of(message, back);
    add(sum, &share);
  }
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
  if (sum <= 0) return 0;
  if (sum > FEATURE_MOST) sum = FEATURE_MOST;
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

/* Add `times` each of `weights`, which are signed, to `sums`. */
static void speak(const struct image *image, int32_t *sums,
                  const uint32_t *weights, size_t count, int32_t times) {
  image->kernels->add_times(sums, (const int32_t *)weights, count, times);
}

/* Add what the features of `own` and `before` say. */
static void add_features(const struct image *image, const struct weights *own,
                         const struct weights *before, struct said *said) {
  for (uint32_t i = 0; i < image->features_count; i++) {
    int32_t times = feature_of(own, before, i);
    if (times == 0) continue;
    speak(image, said->of, image->features[i].says, SAID_MAX, times);
  }
}

static void add_blends(const struct image *image, struct said *said) {
  for (uint32_t i = 0; i < image->blends_count; i++) {
    int32_t times = blend_of(said->of[WEIGHED_MAX + i]);
    if (times > 0)
      speak(image, said->of, image->blends[i].weights, WEIGHED_MAX, times);
  }
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
  weighing->earlier = gate_biases(image);
  add_before(weighing, answered + 1, WEIGHED_BEFORE, &weighing->earlier);
  weighing->asked = weighing->earlier;
  add_before(weighing, 1, answered, &weighing->asked);
  weigh_up(image, &weighing->own, &weighing->asked, weighing->lines);
}

/* What it weighs with the shop's message right before, if there is one. */
static void weigh_joined(struct weighing *weighing, const struct image *image,
                         const struct weights *own) {
  weighing->grams = *own;
  weighing->is_joined = weighing->count > 0 && answered_count(weighing) == 0;
  if (!weighing->is_joined) return;
  struct weights both = weighing->own;
  add(&both, &weighing->last_grams);
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
  struct pile piles[2]; /* as what lies before others; as what is judged */
  weighing->is_joined = false;
  if (image->gram_prints_count == 0) return;
  weighing->now = (struct weighed_message){.role = role, .len = len};
  if (!is_shop && role != HVL_BUYER) return;
  piles[0].side = is_shop ? GRAM_SELLER : GRAM_BUYER;
  piles[1].side = GRAM_OWN;
  piles[0].sum = piles[1].sum = (struct weights){{0}};
  weigh_on(piles, is_shop ? 2 : 1, image, text);
  weighing->now.weights = piles[0].sum;
  bound(&weighing->now.weights, image->features_count);
  if (!is_shop) return;
  weigh_lines(weighing, image, &piles[1].sum);
  weigh_joined(weighing, image, &piles[1].sum);
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

static int64_t gram_weight(const struct image *image, const uint8_t *row,
                           const int64_t parts[COLUMNS_MAX]) {
  int64_t weight = 0;
  for (uint32_t i = 0; i < COLUMNS_MAX; i++)
    weight += (int64_t)hvl__gram_weight(image, row, i) * parts[i];
  return weight;
}

/* What the grams that begin at `at` (0: the first mark) weigh, by their units:
 * six times as much, so that each unit has a whole share. */
static void shares_at(const struct image *image, const struct text *text,
                      uint32_t at, const int64_t parts[COLUMNS_MAX],
                      int64_t shares[GRAM_MAX]) {
  uint64_t keys[GRAM_MAX];
  hvl__grams_at(GRAM_OWN, text->units, text->count, at, keys);
  for (uint32_t i = 0; i < GRAM_MAX; i++) {
    const uint8_t *row = keys[i] ? hvl__gram_find(image, keys[i]) : NULL;
    shares[i] = row ? gram_weight(image, row, parts) * 6 / (int64_t)(i + 1) : 0;
  }
}

/* The run of units with the greatest sum, each with its share of every gram it
 * is in. */
struct stretch hvl__weighed_stretch(const struct weighing *weighing,
                                    const struct image *image,
                                    const struct text *text, uint32_t line) {
  struct stretch best = {0, text->count};
  int64_t shares[GRAM_MAX][GRAM_MAX] = {{0}}; /* of the last three places */
  int64_t run = 0, most = 0;
  int64_t parts[COLUMNS_MAX];
  uint32_t from = 0;
  parts_of(weighing, image, line, parts);
  shares_at(image, text, 0, parts, shares[0]);
  for (uint32_t at = 1; at <= text->count && at <= WEIGHED_UNITS; at++) {
    int64_t unit = 0;
    shares_at(image, text, at, parts, shares[at % GRAM_MAX]);
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
 * one before it. */
static int64_t weigh_without(const struct weighing *weighing,
                             const struct image *image, uint32_t line,
                             const struct weights *share) {
  int64_t lines[WEIGHED_MAX];
  struct weights before = weighing->asked;
  for (uint32_t i = 0; i < COLUMNS_MAX; i++) before.of[i] -= share->of[i];
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
    struct weights share = share_of(message, back);
    int64_t weight =
        weighing->lines[line] - weigh_without(weighing, image, line, &share);
    if (weight <= most) continue;
    most = weight;
    found = back;
    *len = message->len;
  }
  return found;
}

/* SPDX-License-Identifier: MIT */
/* weigh.c - sums up what the grams of messages weigh, and what features and
 * blends make of it. */
#include "match/weigh.h"

#include "match/line_sums.h"

enum {
  BEFORE_MOST = 192, /* what a message before adds or takes at most: one that
                        says the same thing often says it once */
  GATE_MOST = 1024,  /* the same of what it does to a gate */
  LONG_UNITS = 40,   /* of a message that is weighed by parts as well, */
  PART_UNITS = 32    /* each of so many at most */
};

void hvl__weighing_clear(struct weighing *weighing) {
  weighing->count = 0;
}

/* ---- Sums ---------------------------------------------------------------- */

/* The message `back` (from 1 on) before the next one, which there must be. */
static const struct weighed_message *
message_before(const struct weighing *weighing, size_t back) {
  return &weighing->before[(weighing->count - back) % WEIGHED_BEFORE];
}

const struct weighed_message *
hvl__weighed_before(const struct weighing *weighing, size_t back) {
  if (back > weighing->count) return NULL;
  const struct weighed_message *message = message_before(weighing, back);
  if (message->role == HVL_BUYER) return message;
  return message->role == HVL_SELLER && back <= WEIGHED_SELLERS ? message
                                                                : NULL;
}

static void bound(struct weights *weights, const struct image *image) {
  image->kernels->bound(weights->of, COLUMNS_MAX, -GATE_MOST, GATE_MOST);
  for (uint32_t i = image->features_count; i < COLUMNS_MAX; i++) {
    int32_t sum = weights->of[i] > BEFORE_MOST ? BEFORE_MOST : weights->of[i];
    weights->of[i] = sum < -BEFORE_MOST ? -BEFORE_MOST : sum;
  }
}

/* What messages before the next one weigh, in SHARE_PARTS, from the one so many
 * messages `first` before on. */
static struct weights parts_before(const struct weighing *weighing,
                                   const struct image *image, size_t first) {
  enum { STRIDE = sizeof *weighing->before / sizeof(int32_t) };
  struct weights parts = {{0}};
  int32_t shares[WEIGHED_BEFORE] = {0};
  for (size_t back = first; back <= WEIGHED_BEFORE; back++)
    if (hvl__weighed_before(weighing, back))
      shares[(weighing->count - back) % WEIGHED_BEFORE] =
          hvl__weighed_share(back);
  image->kernels->add_products(parts.of, COLUMNS_MAX,
                               weighing->before[0].weights.of, STRIDE, shares,
                               WEIGHED_BEFORE);
  return parts;
}

/* What opens gates by these messages. */
static struct weights opened_by(const struct weighing *weighing,
                                const struct image *image, size_t first) {
  struct weights sum = hvl__gate_biases(image);
  struct weights parts = parts_before(weighing, image, first);
  for (uint32_t i = 0; i < COLUMNS_MAX; i++)
    sum.of[i] += parts.of[i] / SHARE_PARTS;
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

/* What the next message, the shop's, weighs by its own grams and by those
 * before. */
static void weigh_lines(struct weighing *weighing, const struct image *image) {
  weighing->own = hvl__own_biases(image);
  hvl__add_weights(&weighing->own, &weighing->grams);
  weighing->asked = opened_by(weighing, image, 1);
  hvl__line_sums(image, &weighing->own, &weighing->asked, weighing->lines);
}

/* Of the grams of two messages: what is local is so in one of them. */
static struct weights joined_grams(const struct image *image,
                                   const struct weights *one,
                                   const struct weights *two) {
  struct weights both = *one;
  uint32_t locals = hvl__local_count(image);
  hvl__add_weights(&both, two);
  for (uint32_t i = 0; i < locals; i++)
    both.of[i] = one->of[i] > two->of[i] ? one->of[i] : two->of[i];
  return both;
}

/* What it weighs with the shop's message right before, if there is one. */
static void weigh_joined(struct weighing *weighing, const struct image *image) {
  weighing->is_joined = weighing->count > 0 && answered_count(weighing) == 0;
  if (!weighing->is_joined) return;
  struct weights grams =
      joined_grams(image, &weighing->grams, &weighing->last_grams);
  struct weights both = hvl__own_biases(image);
  hvl__add_weights(&both, &grams);
  hvl__line_sums(image, &both, &weighing->asked, weighing->joined);
}

/* Where the part of `text` that begins at unit `from` ends: behind the last
 * sentence, or else clause, that it has room for; or where it is full. */
static uint32_t part_end(const struct text *text, uint32_t from) {
  static const enum scope scopes[] = {SCOPE_SENTENCE, SCOPE_CLAUSE};
  if (text->count - from <= PART_UNITS) return text->count;
  for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++)
    for (uint32_t end = from + PART_UNITS; end > from; end--)
      if (hvl__divides_at(text, end - 1, scopes[i])) return end;
  return from + PART_UNITS;
}

struct text hvl__part_of(const struct text *text, struct stretch part) {
  return (struct text){.units = text->units + part.from,
                       .count = part.to - part.from};
}

struct weights hvl__part_sums(const struct image *image,
                              const struct text *alone) {
  static const enum gram_side side = GRAM_OWN;
  struct weights own = hvl__own_biases(image), grams, *sums = &grams;
  hvl__sum_grams(image, alone, &side, 1, &sums);
  hvl__add_weights(&own, &grams);
  return own;
}

/* What the parts of a long message weigh at most. */
static void weigh_parts(struct weighing *weighing, const struct image *image,
                        const struct text *text) {
  struct stretch part = {0, 0};
  weighing->is_parted = text->count > LONG_UNITS;
  if (!weighing->is_parted) return;
  for (uint32_t i = 0; i < WEIGHED_MAX; i++) weighing->parts[i].sum = INT64_MIN;
  for (; part.from < text->count; part.from = part.to) {
    int64_t lines[WEIGHED_MAX];
    part.to = part_end(text, part.from);
    struct text alone = hvl__part_of(text, part);
    struct weights own = hvl__part_sums(image, &alone);
    hvl__line_sums(image, &own, &weighing->asked, lines);
    for (uint32_t i = 0; i < image->weighed_count; i++)
      if (lines[i] > weighing->parts[i].sum)
        weighing->parts[i] = (struct weighed_part){lines[i], part};
  }
}

/* Would its heaviest part, as a message, be certain to cross `line`? */
static bool has_certain_part(const struct weighing *weighing,
                             const struct image *image, uint32_t line) {
  return weighing->is_parted &&
         weighing->parts[line].sum >= (int32_t)image->weighed[line].levels[0];
}

/* Does the message weigh enough for some line to have a level? */
static bool may_be_found(const struct weighing *weighing,
                         const struct image *image) {
  for (uint32_t i = 0; i < image->weighed_count; i++) {
    if (has_certain_part(weighing, image, i)) return true;
    for (uint32_t level = 0; level < 3; level++)
      if (weighing->lines[i] >= (int32_t)image->weighed[i].levels[level])
        return true;
  }
  return false;
}

/* What a message without grams would weigh in its place, with what it answers
 * and without, if that matters. */
static void weigh_none(struct weighing *weighing, const struct image *image) {
  if (!may_be_found(weighing, image)) return;
  struct weights own = hvl__own_biases(image);
  struct weights earlier =
      opened_by(weighing, image, answered_count(weighing) + 1);
  hvl__line_sums(image, &own, &weighing->asked, weighing->none);
  hvl__line_sums(image, &own, &earlier, weighing->none_asked);
}

void hvl__weigh(struct weighing *weighing, const struct image *image,
                const struct text *text, size_t len, hvl_role role) {
  bool is_shop = role == HVL_SELLER;
  /* As what lies before others; as what is judged. */
  enum gram_side sides[] = {is_shop ? GRAM_SELLER : GRAM_BUYER, GRAM_OWN};
  struct weights *sums[] = {&weighing->now.weights, &weighing->grams};
  weighing->is_joined = weighing->is_parted = false;
  if (image->weighed_count == 0) return;
  weighing->now.role = role;
  weighing->now.len = len;
  if (!is_shop && role != HVL_BUYER) return;
  hvl__sum_grams(image, text, sides, is_shop ? 2 : 1, sums);
  bound(&weighing->now.weights, image);
  if (!is_shop) return;
  weigh_lines(weighing, image);
  weigh_joined(weighing, image);
  weigh_parts(weighing, image, text);
  weigh_none(weighing, image);
}

void hvl__weigh_commit(struct weighing *weighing) {
  weighing->before[weighing->count++ % WEIGHED_BEFORE] = weighing->now;
  if (weighing->now.role == HVL_SELLER) weighing->last_grams = weighing->grams;
}

/* ---- What they mean ------------------------------------------------------ */

/* Does what weighs `sum`, the message or a part of it, add enough for `line` to
 * be found by weight? */
static bool adds_enough(const struct weighing *weighing,
                        const struct image *image, uint32_t line, int64_t sum) {
  const struct image_weighed *weighed = &image->weighed[line];
  return sum - weighing->none[line] >= (int32_t)weighed->own_least &&
         sum - weighing->none_asked[line] >= (int32_t)weighed->turn_least;
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
  int64_t sum = weighing->lines[line];
  uint32_t level = level_by(&image->weighed[line], sum, rule);
  bool is_alone = rule == 0 && level <= 3;
  return is_alone && !adds_enough(weighing, image, line, sum) ? 4 : level;
}

uint32_t hvl__weighed_joined_level(const struct weighing *weighing,
                                   const struct image *image, uint32_t line,
                                   uint32_t rule) {
  return level_by(&image->weighed[line], weighing->joined[line], rule);
}

uint32_t hvl__weighed_part_level(const struct weighing *weighing,
                                 const struct image *image, uint32_t line,
                                 uint32_t rule) {
  return level_by(&image->weighed[line], weighing->parts[line].sum, rule);
}

bool hvl__weighed_part_alone(const struct weighing *weighing,
                             const struct image *image, uint32_t line) {
  return has_certain_part(weighing, image, line) &&
         adds_enough(weighing, image, line, weighing->parts[line].sum);
}

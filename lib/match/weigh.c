/* SPDX-License-Identifier: MIT */
/* weigh.c - sums up what the grams of messages weigh. */
#include "match/weigh.h"

#include "ruleset/gram.h"

enum {
  QUESTION_LEAST = 32, /* what a buyer's message adds to be shown */
  BEFORE_MOST = 192    /* what a message before adds or takes at most: one that
                          says the same thing often says it once */
};

void hvl__weighing_clear(struct weighing *weighing) {
  *weighing = (struct weighing){.count = 0};
}

/* ---- Sums ---------------------------------------------------------------- */

static void add(struct weights *sum, const struct weights *more) {
  for (uint32_t i = 0; i < WEIGHED_MAX; i++) sum->of[i] += more->of[i];
}

static void add_gram(struct weights *sum, const struct image_gram *gram) {
  for (uint32_t i = 0; i < WEIGHED_MAX; i++)
    sum->of[i] += hvl__gram_weight(gram, i);
}

static struct weights weights_of(const struct image *image,
                                 const struct text *text, enum gram_side side) {
  struct weights sum = {{0}};
  uint64_t keys[GRAM_MAX];
  for (uint32_t at = 0; at <= text->count; at++) {
    hvl__grams_at(side, text->units, text->count, at, keys);
    for (uint32_t i = 0; i < GRAM_MAX; i++) {
      const struct image_gram *gram =
          keys[i] ? hvl__gram_find(image, keys[i]) : NULL;
      if (gram) add_gram(&sum, gram);
    }
  }
  return sum;
}

static struct weights biases(const struct image *image) {
  struct weights sum = {{0}};
  for (uint32_t i = 0; i < image->weighed_count; i++)
    sum.of[i] = (int32_t)image->weighed[i].bias;
  return sum;
}

/* The message `back` (from 1 on) before the next one; NULL if it is none that
 * counts. */
static const struct weighed_message *before(const struct weighing *weighing,
                                            size_t back) {
  if (back > weighing->count) return NULL;
  const struct weighed_message *message =
      &weighing->before[(weighing->count - back) % WEIGHED_BEFORE];
  if (message->role == HVL_BUYER) return message;
  return message->role == HVL_SELLER && back <= WEIGHED_SELLERS ? message
                                                                : NULL;
}

static void bound(struct weights *weights) {
  for (uint32_t i = 0; i < WEIGHED_MAX; i++) {
    int64_t weight = weights->of[i];
    if (weight > BEFORE_MOST) weights->of[i] = BEFORE_MOST;
    if (weight < -BEFORE_MOST) weights->of[i] = -BEFORE_MOST;
  }
}

void hvl__weigh(struct weighing *weighing, const struct image *image,
                const struct text *text, size_t len, hvl_role role) {
  if (image->grams_count == 0) return;
  weighing->now = (struct weighed_message){.role = role, .len = len};
  if (role == HVL_BUYER)
    weighing->now.weights = weights_of(image, text, GRAM_BUYER);
  if (role == HVL_SELLER)
    weighing->now.weights = weights_of(image, text, GRAM_SELLER);
  bound(&weighing->now.weights);
  if (role != HVL_SELLER) return;
  weighing->sum = weights_of(image, text, GRAM_OWN);
  struct weights bias = biases(image);
  add(&weighing->sum, &bias);
  for (size_t back = 1; back <= WEIGHED_BEFORE; back++) {
    const struct weighed_message *message = before(weighing, back);
    if (message) add(&weighing->sum, &message->weights);
  }
}

void hvl__weigh_commit(struct weighing *weighing) {
  weighing->before[weighing->count++ % WEIGHED_BEFORE] = weighing->now;
}

/* ---- What they mean ------------------------------------------------------ */

uint32_t hvl__weighed_level(const struct weighing *weighing,
                            const struct image *image, uint32_t line,
                            uint32_t rule) {
  const struct image_weighed *weighed = &image->weighed[line];
  int64_t sum = weighing->sum.of[line];
  if (rule > 0) sum += (int32_t)weighed->rules[rule - 1];
  uint32_t level = 1;
  while (level <= 3 && sum < (int32_t)weighed->levels[level - 1]) level++;
  return level;
}

/* What the grams that begin at `at` (0: the first mark) weigh for `line`, by
 * their units: six times as much, so that each unit has a whole share. */
static void shares_at(const struct image *image, const struct text *text,
                      uint32_t at, uint32_t line, int32_t shares[GRAM_MAX]) {
  uint64_t keys[GRAM_MAX];
  hvl__grams_at(GRAM_OWN, text->units, text->count, at, keys);
  for (uint32_t i = 0; i < GRAM_MAX; i++) {
    const struct image_gram *gram =
        keys[i] ? hvl__gram_find(image, keys[i]) : NULL;
    shares[i] = gram ? hvl__gram_weight(gram, line) * 6 / (int32_t)(i + 1) : 0;
  }
}

/* The run of units with the greatest sum, each with its share of every gram it
 * is in. */
struct stretch hvl__weighed_stretch(const struct image *image,
                                    const struct text *text, uint32_t line) {
  struct stretch best = {0, text->count};
  int32_t shares[GRAM_MAX][GRAM_MAX] = {{0}}; /* of the last three places */
  int64_t run = 0, most = 0;
  uint32_t from = 0;
  shares_at(image, text, 0, line, shares[0]);
  for (uint32_t at = 1; at <= text->count; at++) {
    int32_t unit = 0;
    shares_at(image, text, at, line, shares[at % GRAM_MAX]);
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

size_t hvl__weighed_question(const struct weighing *weighing, uint32_t line,
                             size_t *len) {
  int64_t most = QUESTION_LEAST - 1;
  size_t found = 0;
  for (size_t back = 1; back <= WEIGHED_BUYERS; back++) {
    const struct weighed_message *message = before(weighing, back);
    if (!message || message->role != HVL_BUYER || message->len == 0 ||
        message->weights.of[line] <= most)
      continue;
    most = message->weights.of[line];
    found = back;
    *len = message->len;
  }
  return found;
}

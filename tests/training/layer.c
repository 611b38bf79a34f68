/* SPDX-License-Identifier: MIT */
/* layer.c - a network of one hidden layer, learnt by Adam (Kingma and Ba
 * 2015) with dropout. */
#include "layer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Chosen on sets that were left out (sets/README.md). */
enum { EPOCHS = 32, BATCH = 256 };
static const float RATE = 0.002f, DECAY = 1e-4f, COST_OF_MISS = 3;
static const float DROP_GRAM = 0.4f, DROP_FEATURE = 0.2f;
static const float BETA_1 = 0.9f, BETA_2 = 0.999f, EPSILON = 1e-8f;

/* A number to learn, what is known of its slope, and the slope of this batch.
 */
struct number {
  float value, first, second, slope;
};

struct learner {
  const struct samples *samples;
  struct feature_node *const *rows;
  size_t key_count;
  uint32_t line_count;
  struct number (*grams)[FEATURES], bias[FEATURES];
  struct number weights[FEATURES][WEIGHED_MAX], line_bias[WEIGHED_MAX];
  uint32_t *touched; /* keys of this batch */
  size_t touched_count;
  bool *is_touched;
  struct feature_node *kept; /* of the sample at hand, those not dropped */
  size_t kept_count;
  float rate, bias_1, bias_2; /* of this step: 1 - BETA^step */
  uint64_t random;
};

static void *allocate(size_t count, size_t size) {
  void *block = calloc(count ? count : 1, size);
  if (block) return block;
  fputs("out of memory\n", stderr);
  exit(2);
}

/* ---- Chance -------------------------------------------------------------- */

/* xorshift64* (Vigna 2016); from 0 to 1. */
static float chance(struct learner *learner) {
  learner->random ^= learner->random >> 12;
  learner->random ^= learner->random << 25;
  learner->random ^= learner->random >> 27;
  return (float)(learner->random * 0x2545F4914F6CDD1Du >> 40) / (1 << 24);
}

/* Of variance 1 (Box and Muller). */
static float normal(struct learner *learner) {
  float radius = sqrtf(-2 * logf(1 - chance(learner)));
  return radius * cosf(6.2831853f * chance(learner));
}

static void shuffle(struct learner *learner, uint32_t *order, size_t count) {
  for (size_t i = count; i > 1; i--) {
    size_t other = (size_t)(chance(learner) * (float)i);
    if (other >= i) other = i - 1;
    uint32_t swapped = order[i - 1];
    order[i - 1] = order[other];
    order[other] = swapped;
  }
}

/* ---- Steps --------------------------------------------------------------- */

static void step(const struct learner *learner, struct number *number) {
  float slope = number->slope;
  number->first = BETA_1 * number->first + (1 - BETA_1) * slope;
  number->second = BETA_2 * number->second + (1 - BETA_2) * slope * slope;
  number->value -= learner->rate * (number->first / learner->bias_1) /
                   (sqrtf(number->second / learner->bias_2) + EPSILON);
  number->slope = 0;
}

static void step_all(struct learner *learner) {
  for (size_t i = 0; i < learner->touched_count; i++) {
    uint32_t key = learner->touched[i];
    for (int f = 0; f < FEATURES; f++) {
      struct number *number = &learner->grams[key][f];
      number->slope += DECAY * number->value;
      step(learner, number);
    }
    learner->is_touched[key] = false;
  }
  learner->touched_count = 0;
  for (int f = 0; f < FEATURES; f++) {
    step(learner, &learner->bias[f]);
    for (uint32_t line = 0; line < learner->line_count; line++)
      step(learner, &learner->weights[f][line]);
  }
  for (uint32_t line = 0; line < learner->line_count; line++)
    step(learner, &learner->line_bias[line]);
}

/* ---- A sample ------------------------------------------------------------ */

static void keep_some(struct learner *learner, const struct feature_node *row) {
  learner->kept_count = 0;
  for (; row->index > 0; row++) {
    if ((size_t)row->index > learner->key_count || chance(learner) < DROP_GRAM)
      continue;
    learner->kept[learner->kept_count++] = (struct feature_node){
        row->index - 1, row->value / (1 - (double)DROP_GRAM)};
  }
}

/* The features of the grams kept; 0 for one that is not above, or dropped. */
static void set_features(struct learner *learner, float features[FEATURES]) {
  for (int f = 0; f < FEATURES; f++) features[f] = learner->bias[f].value;
  for (size_t i = 0; i < learner->kept_count; i++) {
    const struct number *gram = learner->grams[learner->kept[i].index];
    for (int f = 0; f < FEATURES; f++)
      features[f] += (float)learner->kept[i].value * gram[f].value;
  }
  for (int f = 0; f < FEATURES; f++) {
    bool dropped = chance(learner) < DROP_FEATURE;
    if (dropped || features[f] < 0) features[f] = 0;
    features[f] /= 1 - DROP_FEATURE;
  }
}

/* How far the odds of `line` are off; 0 where it is not in question. */
static float error_of(const struct learner *learner,
                      const struct sample *sample, uint32_t line,
                      const float features[FEATURES]) {
  if (sample->unasked >> line & 1) return 0;
  bool crossed = sample->crossed >> line & 1;
  float odds = learner->line_bias[line].value;
  for (int f = 0; f < FEATURES; f++)
    odds += features[f] * learner->weights[f][line].value;
  float off = 1 / (1 + expf(-odds)) - (crossed ? 1.0f : 0.0f);
  return off * (crossed ? COST_OF_MISS : 1) / BATCH;
}

static void touch(struct learner *learner, uint32_t key) {
  if (learner->is_touched[key]) return;
  learner->is_touched[key] = true;
  learner->touched[learner->touched_count++] = key;
}

static void add_slopes(struct learner *learner, const float slopes[FEATURES]) {
  for (int f = 0; f < FEATURES; f++) learner->bias[f].slope += slopes[f];
  for (size_t i = 0; i < learner->kept_count; i++) {
    uint32_t key = (uint32_t)learner->kept[i].index;
    touch(learner, key);
    for (int f = 0; f < FEATURES; f++)
      learner->grams[key][f].slope += (float)learner->kept[i].value * slopes[f];
  }
}

static void learn_sample(struct learner *learner, size_t at) {
  float features[FEATURES], slopes[FEATURES] = {0};
  keep_some(learner, learner->rows[at]);
  set_features(learner, features);
  for (uint32_t line = 0; line < learner->line_count; line++) {
    float error =
        error_of(learner, &learner->samples->data[at], line, features);
    learner->line_bias[line].slope += error;
    for (int f = 0; f < FEATURES; f++) {
      struct number *weight = &learner->weights[f][line];
      weight->slope += error * features[f];
      if (features[f] > 0)
        slopes[f] += error * weight->value / (1 - DROP_FEATURE);
    }
  }
  add_slopes(learner, slopes);
}

/* ---- All ----------------------------------------------------------------- */

static void begin(struct learner *learner) {
  size_t longest = 0;
  for (size_t i = 0; i < learner->samples->count; i++)
    if (longest < learner->samples->data[i].gram_count)
      longest = learner->samples->data[i].gram_count;
  learner->kept = allocate(longest + 1, sizeof *learner->kept);
  learner->grams = allocate(learner->key_count, sizeof *learner->grams);
  learner->touched = allocate(learner->key_count, sizeof *learner->touched);
  learner->is_touched = allocate(learner->key_count, sizeof(bool));
  for (size_t i = 0; i < learner->key_count; i++)
    for (int f = 0; f < FEATURES; f++)
      learner->grams[i][f].value = 0.02f * normal(learner);
  for (int f = 0; f < FEATURES; f++) {
    learner->bias[f].value = 0.1f;
    for (uint32_t line = 0; line < learner->line_count; line++)
      learner->weights[f][line].value = normal(learner) / sqrtf(FEATURES);
  }
  for (uint32_t line = 0; line < learner->line_count; line++)
    learner->line_bias[line].value = -3;
}

static void learn(struct learner *learner) {
  size_t count = learner->samples->count;
  uint32_t *order = allocate(count, sizeof *order);
  double steps = 0;
  for (size_t i = 0; i < count; i++) order[i] = (uint32_t)i;
  for (int epoch = 0; epoch < EPOCHS; epoch++) {
    learner->rate = RATE * (1.02f - (float)epoch / EPOCHS);
    shuffle(learner, order, count);
    for (size_t i = 0; i < count; i++) {
      learn_sample(learner, order[i]);
      if ((i + 1) % BATCH != 0 && i + 1 < count) continue;
      steps++;
      learner->bias_1 = (float)(1 - pow((double)BETA_1, steps));
      learner->bias_2 = (float)(1 - pow((double)BETA_2, steps));
      step_all(learner);
    }
  }
  free(order);
}

static void take(struct features *features, const struct learner *learner) {
  features->key_count = learner->key_count;
  features->grams = allocate(learner->key_count, sizeof *features->grams);
  for (size_t i = 0; i < learner->key_count; i++)
    for (int f = 0; f < FEATURES; f++)
      features->grams[i][f] = learner->grams[i][f].value;
  for (int f = 0; f < FEATURES; f++) {
    features->bias[f] = learner->bias[f].value;
    for (uint32_t line = 0; line < learner->line_count; line++)
      features->weights[f][line] = learner->weights[f][line].value;
  }
  for (uint32_t line = 0; line < learner->line_count; line++)
    features->line_bias[line] = learner->line_bias[line].value;
}

void features_learn(struct features *features, const struct samples *samples,
                    struct feature_node *const *rows, size_t key_count,
                    uint32_t line_count) {
  struct learner *learner = allocate(1, sizeof *learner);
  learner->samples = samples;
  learner->rows = rows;
  learner->key_count = key_count;
  learner->line_count = line_count;
  learner->random = 0xD1342543DE82EF95u;
  begin(learner);
  learn(learner);
  take(features, learner);
  free(learner->kept);
  free(learner->grams);
  free(learner->touched);
  free(learner->is_touched);
  free(learner);
}

void features_free(struct features *features) {
  free(features->grams);
}

/* SPDX-License-Identifier: MIT */
/* layer.c - a network of two hidden layers, the first of them gated by what was
 * said before, learnt by Adam (Kingma and Ba 2015) with dropout. */
#include "layer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Chosen on sets that were left out (sets/README.md). */
enum { EPOCHS = 28, BATCH = 256 };
static const float RATE = 0.002f, DECAY = 1e-4f, COST_OF_MISS = 3;
static const float DROP_GRAM = 0.5f, DROP_FEATURE = 0.2f;
static const float BETA_1 = 0.9f, BETA_2 = 0.999f, EPSILON = 1e-8f;

/* A number to learn, what is known of its slope, and the slope of this batch.
 */
struct number {
  float value, first, second, slope;
};

/* Everything that is learnt, but for the grams. */
struct dense {
  struct number bias[FEATURES], gate[FEATURES];
  struct number weights[FEATURES][WEIGHED_MAX];
  struct number blends[FEATURES][BLENDS];
  struct number blend_weights[BLENDS][WEIGHED_MAX];
  struct number line_bias[WEIGHED_MAX];
};

/* What one sample makes of all, and the slopes of its error by that. */
struct pass {
  float own[FEATURES], gate[FEATURES]; /* sums */
  float open[FEATURES], feature[FEATURES];
  float kept[FEATURES]; /* 0 if it is dropped, else what it counts for that */
  float blend[BLENDS];
  float feature_slope[FEATURES], blend_slope[BLENDS];
};

struct learner {
  const struct samples *samples;
  const struct row *rows;
  size_t own_count, key_count;
  uint32_t line_count;
  struct number (*grams)[FEATURES];
  struct dense dense;
  uint32_t *touched; /* keys of this batch */
  size_t touched_count;
  bool *is_touched;
  struct term *kept; /* of the sample at hand, those not dropped */
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
  struct number *number = (struct number *)&learner->dense;
  for (size_t i = 0; i < sizeof learner->dense / sizeof *number; i++)
    step(learner, number + i);
}

/* ---- A sample, forward --------------------------------------------------- */

static void keep_some(struct learner *learner, const struct row *row) {
  learner->kept_count = 0;
  for (uint32_t i = 0; i < row->count; i++)
    if (chance(learner) >= DROP_GRAM)
      learner->kept[learner->kept_count++] = (struct term){
          row->terms[i].key, row->terms[i].times / (1 - DROP_GRAM)};
}

/* Sum up the grams kept. */
static void add_grams(const struct learner *learner, struct pass *pass) {
  const struct dense *dense = &learner->dense;
  for (int f = 0; f < FEATURES; f++) {
    pass->own[f] = dense->bias[f].value;
    pass->gate[f] = dense->gate[f].value;
  }
  for (size_t i = 0; i < learner->kept_count; i++) {
    const struct term *term = &learner->kept[i];
    const struct number *gram = learner->grams[term->key];
    float *sums = term->key < learner->own_count ? pass->own : pass->gate;
    for (int f = 0; f < FEATURES; f++) sums[f] += term->times * gram[f].value;
  }
}

static void set_features(struct learner *learner, struct pass *pass) {
  for (int f = 0; f < FEATURES; f++) {
    float open = 0.5f + pass->gate[f] / 4;
    pass->open[f] = open < 0 ? 0 : open > 1 ? 1 : open;
    pass->kept[f] = chance(learner) < DROP_FEATURE ? 0 : 1 / (1 - DROP_FEATURE);
    pass->feature[f] =
        pass->own[f] > 0 ? pass->own[f] * pass->open[f] * pass->kept[f] : 0;
  }
}

static void set_blends(const struct learner *learner, struct pass *pass) {
  for (int b = 0; b < BLENDS; b++) pass->blend[b] = 0;
  for (int f = 0; f < FEATURES; f++)
    for (int b = 0; b < BLENDS; b++)
      pass->blend[b] += pass->feature[f] * learner->dense.blends[f][b].value;
  for (int b = 0; b < BLENDS; b++)
    if (pass->blend[b] < 0) pass->blend[b] = 0;
}

/* How far the odds of `line` are off; 0 where it is not in question. */
static float error_of(const struct learner *learner,
                      const struct sample *sample, uint32_t line,
                      const struct pass *pass) {
  const struct dense *dense = &learner->dense;
  if (sample->unasked >> line & 1) return 0;
  bool crossed = sample->crossed >> line & 1;
  float odds = dense->line_bias[line].value;
  for (int f = 0; f < FEATURES; f++)
    odds += pass->feature[f] * dense->weights[f][line].value;
  for (int b = 0; b < BLENDS; b++)
    odds += pass->blend[b] * dense->blend_weights[b][line].value;
  float off = 1 / (1 + expf(-odds)) - (crossed ? 1.0f : 0.0f);
  return off * (crossed ? COST_OF_MISS : 1) / BATCH;
}

/* ---- A sample, backward -------------------------------------------------- */

static void slope_line(struct learner *learner, struct pass *pass,
                       uint32_t line, float error) {
  struct dense *dense = &learner->dense;
  dense->line_bias[line].slope += error;
  for (int f = 0; f < FEATURES; f++) {
    dense->weights[f][line].slope += error * pass->feature[f];
    pass->feature_slope[f] += error * dense->weights[f][line].value;
  }
  for (int b = 0; b < BLENDS; b++) {
    if (!(pass->blend[b] > 0)) continue;
    dense->blend_weights[b][line].slope += error * pass->blend[b];
    pass->blend_slope[b] += error * dense->blend_weights[b][line].value;
  }
}

static void slope_blends(struct learner *learner, struct pass *pass) {
  for (int f = 0; f < FEATURES; f++)
    for (int b = 0; b < BLENDS; b++) {
      struct number *number = &learner->dense.blends[f][b];
      number->slope += pass->blend_slope[b] * pass->feature[f];
      pass->feature_slope[f] += pass->blend_slope[b] * number->value;
    }
}

static void touch(struct learner *learner, uint32_t key) {
  if (learner->is_touched[key]) return;
  learner->is_touched[key] = true;
  learner->touched[learner->touched_count++] = key;
}

/* To what a feature is made of. */
static void slope_grams(struct learner *learner, const struct pass *pass) {
  float own[FEATURES], gate[FEATURES];
  for (int f = 0; f < FEATURES; f++) {
    float slope = pass->own[f] > 0 ? pass->feature_slope[f] * pass->kept[f] : 0;
    bool moves = pass->open[f] > 0 && pass->open[f] < 1;
    own[f] = slope * pass->open[f];
    gate[f] = moves ? slope * pass->own[f] / 4 : 0;
    learner->dense.bias[f].slope += own[f];
    learner->dense.gate[f].slope += gate[f];
  }
  for (size_t i = 0; i < learner->kept_count; i++) {
    const struct term *term = &learner->kept[i];
    const float *slopes = term->key < learner->own_count ? own : gate;
    touch(learner, term->key);
    for (int f = 0; f < FEATURES; f++)
      learner->grams[term->key][f].slope += term->times * slopes[f];
  }
}

static void learn_sample(struct learner *learner, size_t at) {
  struct pass pass = {.feature_slope = {0}};
  keep_some(learner, &learner->rows[at]);
  add_grams(learner, &pass);
  set_features(learner, &pass);
  set_blends(learner, &pass);
  for (uint32_t line = 0; line < learner->line_count; line++)
    slope_line(learner, &pass, line,
               error_of(learner, &learner->samples->data[at], line, &pass));
  slope_blends(learner, &pass);
  slope_grams(learner, &pass);
}

/* ---- All ----------------------------------------------------------------- */

static void begin_dense(struct learner *learner) {
  struct dense *dense = &learner->dense;
  for (int f = 0; f < FEATURES; f++) {
    dense->bias[f].value = 0.1f;
    for (uint32_t line = 0; line < learner->line_count; line++)
      dense->weights[f][line].value = normal(learner) / sqrtf(FEATURES);
    for (int b = 0; b < BLENDS; b++)
      dense->blends[f][b].value = normal(learner) * sqrtf(2.0f / FEATURES);
  }
  for (int b = 0; b < BLENDS; b++)
    for (uint32_t line = 0; line < learner->line_count; line++)
      dense->blend_weights[b][line].value = normal(learner) / sqrtf(BLENDS);
  for (uint32_t line = 0; line < learner->line_count; line++)
    dense->line_bias[line].value = -3;
}

static void begin(struct learner *learner) {
  size_t longest = 0;
  for (size_t i = 0; i < learner->samples->count; i++)
    if (longest < learner->rows[i].count) longest = learner->rows[i].count;
  learner->kept = allocate(longest, sizeof *learner->kept);
  learner->grams = allocate(learner->key_count, sizeof *learner->grams);
  learner->touched = allocate(learner->key_count, sizeof *learner->touched);
  learner->is_touched = allocate(learner->key_count, sizeof(bool));
  for (size_t i = 0; i < learner->key_count; i++)
    for (int f = 0; f < FEATURES; f++)
      learner->grams[i][f].value = 0.02f * normal(learner);
  begin_dense(learner);
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

static void take_values(float *values, const struct number *numbers,
                        size_t count) {
  for (size_t i = 0; i < count; i++) values[i] = numbers[i].value;
}

static void take(struct features *features, const struct learner *learner) {
  const struct dense *dense = &learner->dense;
  features->key_count = learner->key_count;
  features->grams = allocate(learner->key_count, sizeof *features->grams);
  for (size_t i = 0; i < learner->key_count; i++)
    take_values(features->grams[i], learner->grams[i], FEATURES);
  for (int f = 0; f < FEATURES; f++) {
    take_values(features->weights[f], dense->weights[f], WEIGHED_MAX);
    take_values(features->blends[f], dense->blends[f], BLENDS);
  }
  for (int b = 0; b < BLENDS; b++)
    take_values(features->blend_weights[b], dense->blend_weights[b],
                WEIGHED_MAX);
  take_values(features->bias, dense->bias, FEATURES);
  take_values(features->gate, dense->gate, FEATURES);
  take_values(features->line_bias, dense->line_bias, WEIGHED_MAX);
}

void features_learn(struct features *features, const struct samples *samples,
                    const struct row *rows, size_t own_count, size_t key_count,
                    uint32_t line_count) {
  struct learner *learner = allocate(1, sizeof *learner);
  learner->samples = samples;
  learner->rows = rows;
  learner->own_count = own_count;
  learner->key_count = key_count;
  learner->line_count = line_count;
  learner->random = 0x2545F4914F6CDD1Du;
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

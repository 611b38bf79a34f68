/* SPDX-License-Identifier: MIT */
/* layer.c - a network of two hidden layers, the first of them gated by what was
 * said before, learnt by Adam (Kingma and Ba 2015) with dropout. */
#include "layer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "local.h"

/* Chosen on sets that were left out (sets/README.md). */
enum { EPOCHS = 56, BATCH = 256 };
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

/* An own gram that is not dropped, at its place, and what it counts for that.
 */
struct kept {
  uint32_t key, place;
  float times;
};

/* Whether a gram of the sample at hand is dropped. */
struct draw {
  uint32_t sample; /* whose turn it was when that was last drawn */
  bool dropped;
};

/* What one sample makes of all, and the slopes of its error by that. */
struct pass {
  struct local_ends ends;
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
  /* Of the sample at hand, what is not dropped. */
  struct kept *own;
  struct term *before;
  size_t own_kept, before_kept;
  float (*at_place)[LOCALS];  /* of its places, what local features have */
  struct draw *draws;         /* by key of an own gram */
  uint32_t turns;             /* samples learnt from */
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

static bool is_dropped(struct learner *learner, uint32_t key) {
  struct draw *draw = &learner->draws[key];
  if (draw->sample != learner->turns)
    *draw = (struct draw){learner->turns, chance(learner) < DROP_GRAM};
  return draw->dropped;
}

/* A gram of the message itself is dropped wherever it stands. */
static void keep_some(struct learner *learner, const struct row *row) {
  const float times = 1 / (1 - DROP_GRAM);
  learner->turns++;
  learner->own_kept = learner->before_kept = 0;
  for (uint32_t i = 0; i < row->own_count; i++)
    if (!is_dropped(learner, row->own[i].key))
      learner->own[learner->own_kept++] =
          (struct kept){row->own[i].key, row->own[i].place, times};
  for (uint32_t i = 0; i < row->before_count; i++)
    if (chance(learner) >= DROP_GRAM)
      learner->before[learner->before_kept++] =
          (struct term){row->before[i].key, row->before[i].times * times};
}

/* Sum up the own grams kept. */
static void add_own(const struct learner *learner, uint32_t places,
                    struct pass *pass) {
  float most[LOCALS];
  memset(learner->at_place, 0, places * sizeof *learner->at_place);
  for (size_t i = 0; i < learner->own_kept; i++) {
    const struct kept *kept = &learner->own[i];
    const struct number *gram = learner->grams[kept->key];
    float *local = learner->at_place[kept->place];
    for (int f = 0; f < LOCALS; f++) local[f] += kept->times * gram[f].value;
    for (int f = LOCALS; f < FEATURES; f++)
      pass->own[f] += kept->times * gram[f].value;
  }
  pass->ends = local_most(learner->at_place, places, most);
  for (int f = 0; f < LOCALS; f++) pass->own[f] += most[f];
}

/* Sum up the grams kept of a message of so many places and those before. */
static void add_grams(const struct learner *learner, uint32_t places,
                      struct pass *pass) {
  const struct dense *dense = &learner->dense;
  for (int f = 0; f < FEATURES; f++) {
    pass->own[f] = dense->bias[f].value;
    pass->gate[f] = dense->gate[f].value;
  }
  add_own(learner, places, pass);
  for (size_t i = 0; i < learner->before_kept; i++) {
    const struct term *term = &learner->before[i];
    const struct number *gram = learner->grams[term->key];
    for (int f = 0; f < FEATURES; f++)
      pass->gate[f] += term->times * gram[f].value;
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

static void slope_own(struct learner *learner, const struct pass *pass,
                      const float *slopes) {
  for (size_t i = 0; i < learner->own_kept; i++) {
    const struct kept *kept = &learner->own[i];
    struct number *gram = learner->grams[kept->key];
    touch(learner, kept->key);
    for (int f = 0; f < LOCALS; f++)
      if (is_within(kept->place, pass->ends.of[f]))
        gram[f].slope += kept->times * slopes[f];
    for (int f = LOCALS; f < FEATURES; f++)
      gram[f].slope += kept->times * slopes[f];
  }
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
  slope_own(learner, pass, own);
  for (size_t i = 0; i < learner->before_kept; i++) {
    const struct term *term = &learner->before[i];
    touch(learner, term->key);
    for (int f = 0; f < FEATURES; f++)
      learner->grams[term->key][f].slope += term->times * gate[f];
  }
}

static void learn_sample(struct learner *learner, size_t at) {
  struct pass pass = {.feature_slope = {0}};
  keep_some(learner, &learner->rows[at]);
  add_grams(learner, learner->rows[at].places, &pass);
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

/* Room for the longest of the samples. */
static void begin_rows(struct learner *learner) {
  struct row most = {.places = 0};
  for (size_t i = 0; i < learner->samples->count; i++) {
    const struct row *row = &learner->rows[i];
    if (most.own_count < row->own_count) most.own_count = row->own_count;
    if (most.before_count < row->before_count)
      most.before_count = row->before_count;
    if (most.places < row->places) most.places = row->places;
  }
  learner->own = allocate(most.own_count, sizeof *learner->own);
  learner->before = allocate(most.before_count, sizeof *learner->before);
  learner->at_place = allocate(most.places, sizeof *learner->at_place);
}

static void begin(struct learner *learner) {
  begin_rows(learner);
  learner->draws = allocate(learner->own_count, sizeof *learner->draws);
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
  learner->random = 3 * 0x2545F4914F6CDD1Du;
  begin(learner);
  learn(learner);
  take(features, learner);
  free(learner->own);
  free(learner->before);
  free(learner->at_place);
  free(learner->draws);
  free(learner->grams);
  free(learner->touched);
  free(learner->is_touched);
  free(learner);
}

void features_free(struct features *features) {
  free(features->grams);
}

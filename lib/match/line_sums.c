/* SPDX-License-Identifier: MIT */
/* line_sums.c - what the sums of a message's grams make for lines, through
 * features and blends. */
#include "match/line_sums.h"

#include <string.h>

void hvl__add_weights(struct weights *sum, const struct weights *more) {
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

struct weights hvl__own_biases(const struct image *image) {
  return biases_from(image, 0);
}

struct weights hvl__gate_biases(const struct image *image) {
  return biases_from(image, COLUMNS_MAX);
}

int32_t hvl__gate_of(const struct weights *before, uint32_t feature) {
  int32_t sum = before->of[feature];
  return sum < 0 ? 0 : sum > GATE_OPEN ? GATE_OPEN : sum;
}

/* What there is of a blend of `sum`, in FEATURE_PARTS. */
static int32_t blend_of(int32_t sum) {
  sum /= FEATURE_PARTS;
  return sum < 0 ? 0 : sum > FEATURE_MOST ? FEATURE_MOST : sum;
}

void hvl__add_features(const struct image *image, const struct weights *own,
                       const struct weights *before, struct said *said) {
  int32_t times[COLUMNS_MAX];
  if (image->says_count == 0) return;
  image->kernels->pass_gates(times, own->of, before->of, COLUMNS_MAX);
  for (uint32_t i = 0; i < FEATURE_PAIRS; i++)
    times[i] |= times[i + FEATURE_PAIRS] << 16;
  image->kernels->add_products(said->of, SAID_MAX, (const int32_t *)image->says,
                               SAID_MAX, times, FEATURE_PAIRS);
}

/* What blends of what features `said` say of lines: apart, as what each says
 * takes 32 bits. */
static struct said blends_say(const struct image *image,
                              const struct said *said) {
  enum { STRIDE = sizeof *image->blends / sizeof(int32_t) };
  struct said blended = {{0}};
  int32_t times[BLENDS_MAX];
  for (uint32_t i = 0; i < BLENDS_MAX; i++)
    times[i] = blend_of(said->of[WEIGHED_MAX + i]);
  image->kernels->add_products(blended.of, WEIGHED_MAX,
                               (const int32_t *)image->blends->weights, STRIDE,
                               times, image->blends_count);
  return blended;
}

void hvl__line_sums(const struct image *image, const struct weights *own,
                    const struct weights *before, int64_t lines[WEIGHED_MAX]) {
  struct said said = {{0}};
  hvl__add_features(image, own, before, &said);
  struct said blended = blends_say(image, &said);
  for (uint32_t i = 0; i < image->weighed_count; i++) {
    const struct image_weighed *line = &image->weighed[i];
    int64_t sum = (int64_t)said.of[i] + blended.of[i];
    lines[i] = sum / FEATURE_PARTS + (int32_t)line->bias;
    if (line->column != NONE)
      lines[i] += own->of[line->column] + before->of[line->column];
  }
}

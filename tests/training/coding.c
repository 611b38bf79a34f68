/* SPDX-License-Identifier: MIT */
/* coding.c - rounds weights one after the other, each so that it makes up for
 * what others of the same samples are off. */
#include "coding.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "compile/weight_codes.h"

enum { PASSES = 4 };

/* A sample that a gram stands in. */
struct place_in {
  uint32_t sample;
  float times;
};

struct coder {
  const struct coding *coding;
  size_t *first; /* by key, and one more: range of `places` */
  struct place_in *places;
  double *off;     /* by sample: what its sum in the column at hand is off */
  double *rounded; /* by key: the weights in that column */
  struct weight_codes codes;
};

static void *allocate(size_t count, size_t size) {
  void *block = calloc(count ? count : 1, size);
  if (block) return block;
  fputs("out of memory\n", stderr);
  exit(2);
}

/* ---- Which samples a gram stands in -------------------------------------- */

static void index_keys(struct coder *coder) {
  const struct coding *coding = coder->coding;
  size_t keys = coding->key_count, all = 0;
  coder->first = allocate(keys + 1, sizeof *coder->first);
  for (size_t i = 0; i < coding->row_count; i++) {
    const struct row *row = &coding->rows[i];
    for (uint32_t k = 0; k < row->count; k++) coder->first[row->terms[k].key]++;
    all += row->count;
  }
  for (size_t k = 1; k <= keys; k++) coder->first[k] += coder->first[k - 1];
  coder->places = allocate(all, sizeof *coder->places);
  for (size_t i = 0; i < coding->row_count; i++) {
    const struct row *row = &coding->rows[i];
    for (uint32_t k = 0; k < row->count; k++) {
      const struct term *term = &row->terms[k];
      coder->places[--coder->first[term->key]] =
          (struct place_in){(uint32_t)i, term->times};
    }
  }
}

/* ---- Values -------------------------------------------------------------- */

/* What is common counts more, but not as much more as it is common. */
static void choose_values(struct coder *coder) {
  const struct coding *coding = coder->coding;
  uint64_t met[WEIGHT_RANGE] = {0};
  for (size_t k = 0; k < coding->key_count; k++) {
    if (coding->left_out[k]) continue;
    double samples = (double)(coder->first[k + 1] - coder->first[k]);
    for (uint32_t column = 0; column < COLUMNS_MAX; column++) {
      double weight = round(coding->weights[k][column]);
      if (weight > WEIGHT_MOST) weight = WEIGHT_MOST;
      if (weight < -WEIGHT_MOST) weight = -WEIGHT_MOST;
      met[(int)weight + WEIGHT_MOST] += (uint64_t)(16 * sqrt(samples)) + 1;
    }
  }
  hvl__weight_codes_make(&coder->codes, met);
}

static double nearest(const struct coder *coder, double weight) {
  double best = coder->codes.values[0];
  for (int code = 1; code < WEIGHT_CODES; code++) {
    double value = coder->codes.values[code];
    if (fabs(value - weight) < fabs(best - weight)) best = value;
  }
  return best;
}

/* ---- A column ------------------------------------------------------------ */

static void change(struct coder *coder, size_t key, double by) {
  for (size_t i = coder->first[key]; i < coder->first[key + 1]; i++)
    coder->off[coder->places[i].sample] += coder->places[i].times * by;
}

/* Round each weight of the keys from `first` to `end` by itself. */
static void round_all(struct coder *coder, uint32_t column, size_t first,
                      size_t end) {
  const struct coding *coding = coder->coding;
  for (size_t i = 0; i < coding->row_count; i++) coder->off[i] = 0;
  for (size_t k = first; k < end; k++) {
    double weight = coding->weights[k][column];
    coder->rounded[k] = coding->left_out[k] ? 0 : nearest(coder, weight);
    change(coder, k, coder->rounded[k] - weight);
  }
}

/* Round `weight` of `key` anew: to what makes the squares of what the samples
 * are off, and of what it is off itself wherever it stands, the least. That
 * counts as much, as elsewhere it will stand with others. */
static void round_again(struct coder *coder, size_t key, double weight) {
  double slope = 0, curve = 0;
  for (size_t i = coder->first[key]; i < coder->first[key + 1]; i++) {
    const struct place_in *place = &coder->places[i];
    slope += place->times * coder->off[place->sample];
    curve += (double)place->times * place->times;
  }
  if (!(curve > 0)) return;
  slope += curve * (coder->rounded[key] - weight);
  double best = nearest(coder, coder->rounded[key] - slope / (2 * curve));
  change(coder, key, best - coder->rounded[key]);
  coder->rounded[key] = best;
}

/* Take from all samples what they are off on average. */
static double center(struct coder *coder) {
  size_t count = coder->coding->row_count;
  double sum = 0;
  for (size_t i = 0; i < count; i++) sum += coder->off[i];
  if (count > 0) sum /= (double)count;
  for (size_t i = 0; i < count; i++) coder->off[i] -= sum;
  return sum;
}

/* Round the weights in `column` of the keys from `first` to `end`. */
static double round_column(struct coder *coder, uint32_t column, size_t first,
                           size_t end) {
  const struct coding *coding = coder->coding;
  round_all(coder, column, first, end);
  double average = center(coder);
  for (int pass = 0; pass < PASSES; pass++) {
    for (size_t k = first; k < end; k++)
      if (!coding->left_out[k])
        round_again(coder, k, coding->weights[k][column]);
    average += center(coder);
  }
  for (size_t k = first; k < end; k++)
    coding->weights[k][column] = coder->rounded[k];
  return -average;
}

void coding_round(const struct coding *coding, struct coding_biases *biases) {
  struct coder *coder = allocate(1, sizeof *coder);
  coder->coding = coding;
  coder->off = allocate(coding->row_count, sizeof *coder->off);
  coder->rounded = allocate(coding->key_count, sizeof *coder->rounded);
  index_keys(coder);
  choose_values(coder);
  for (uint32_t i = 0; i < COLUMNS_MAX; i++) {
    biases->own[i] = round_column(coder, i, 0, coding->own_count);
    biases->before[i] =
        round_column(coder, i, coding->own_count, coding->key_count);
  }
  free(coder->first);
  free(coder->places);
  free(coder->off);
  free(coder->rounded);
  free(coder);
}

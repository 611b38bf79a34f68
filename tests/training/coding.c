/* SPDX-License-Identifier: MIT */
/* coding.c - rounds weights one after the other, each so that it makes up for
 * what others of the same samples are off. */
#include "coding.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "compile/weight_codes.h"
#include "local.h"

enum { PASSES = 4 };

/* A sample that a gram stands in. */
struct place_in {
  uint32_t sample, place;
  float times;
};

struct coder {
  const struct coding *coding;
  size_t *first; /* by key, and one more: range of `places` */
  struct place_in *places;
  double *off;     /* by sample: what its sum in the column at hand is off */
  double *rounded; /* by key: the weights in that column */
  struct local_ends *ends; /* by sample */
  struct weight_codes codes;
};

static void *allocate(size_t count, size_t size) {
  void *block = calloc(count ? count : 1, size);
  if (block) return block;
  fputs("out of memory\n", stderr);
  exit(2);
}

/* ---- Which samples a gram stands in -------------------------------------- */

/* What the samples hold of each key; then the places before which those of the
 * next key lie. */
static size_t count_places(struct coder *coder) {
  const struct coding *coding = coder->coding;
  size_t all = 0;
  for (size_t i = 0; i < coding->row_count; i++) {
    const struct row *row = &coding->rows[i];
    for (uint32_t k = 0; k < row->own_count; k++)
      coder->first[row->own[k].key]++;
    for (uint32_t k = 0; k < row->before_count; k++)
      coder->first[row->before[k].key]++;
    all += row->own_count + row->before_count;
  }
  for (size_t k = 1; k <= coding->key_count; k++)
    coder->first[k] += coder->first[k - 1];
  return all;
}

static void index_keys(struct coder *coder) {
  const struct coding *coding = coder->coding;
  coder->first = allocate(coding->key_count + 1, sizeof *coder->first);
  coder->places = allocate(count_places(coder), sizeof *coder->places);
  for (size_t i = 0; i < coding->row_count; i++) {
    const struct row *row = &coding->rows[i];
    for (uint32_t k = 0; k < row->own_count; k++)
      coder->places[--coder->first[row->own[k].key]] =
          (struct place_in){(uint32_t)i, row->own[k].place, 1};
    for (uint32_t k = 0; k < row->before_count; k++)
      coder->places[--coder->first[row->before[k].key]] =
          (struct place_in){(uint32_t)i, 0, row->before[k].times};
  }
}

/* Where each sample has most of local features, before anything is rounded. */
static void find_ends(struct coder *coder) {
  const struct coding *coding = coder->coding;
  float most[LOCALS_MAX], (*at_place)[LOCALS_MAX];
  coder->ends = allocate(coding->row_count, sizeof *coder->ends);
  for (size_t i = 0; i < coding->row_count; i++) {
    const struct row *row = &coding->rows[i];
    at_place = allocate(row->places, sizeof *at_place);
    for (uint32_t k = 0; k < row->own_count; k++) {
      const struct place_term *term = &row->own[k];
      if (coding->left_out[term->key]) continue;
      for (uint32_t c = 0; c < LOCALS_MAX; c++)
        at_place[term->place][c] += (float)coding->weights[term->key][c];
    }
    coder->ends[i] = local_most(at_place, row->places, most);
    free(at_place);
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

/* The column at hand, and the keys that add up in it. */
struct column {
  uint32_t index;
  size_t first, end;
  bool is_local;
};

/* Does a gram count there in `column`? */
static bool counts(const struct coder *coder, const struct column *column,
                   const struct place_in *place) {
  if (!column->is_local) return true;
  return is_within(place->place, coder->ends[place->sample].of[column->index]);
}

static void change(struct coder *coder, const struct column *column, size_t key,
                   double by) {
  for (size_t i = coder->first[key]; i < coder->first[key + 1]; i++) {
    const struct place_in *place = &coder->places[i];
    if (counts(coder, column, place))
      coder->off[place->sample] += place->times * by;
  }
}

/* Round each weight by itself. */
static void round_all(struct coder *coder, const struct column *column) {
  const struct coding *coding = coder->coding;
  for (size_t i = 0; i < coding->row_count; i++) coder->off[i] = 0;
  for (size_t k = column->first; k < column->end; k++) {
    double weight = coding->weights[k][column->index];
    coder->rounded[k] = coding->left_out[k] ? 0 : nearest(coder, weight);
    change(coder, column, k, coder->rounded[k] - weight);
  }
}

/* Round `weight` of `key` anew: to what makes the squares of what the samples
 * are off, and of what it is off itself wherever it stands, the least. That
 * counts as much, as elsewhere it will stand with others. */
static void round_again(struct coder *coder, const struct column *column,
                        size_t key, double weight) {
  double slope = 0, curve = 0;
  for (size_t i = coder->first[key]; i < coder->first[key + 1]; i++) {
    const struct place_in *place = &coder->places[i];
    if (!counts(coder, column, place)) continue;
    slope += place->times * coder->off[place->sample];
    curve += (double)place->times * place->times;
  }
  if (!(curve > 0)) return;
  slope += curve * (coder->rounded[key] - weight);
  double best = nearest(coder, coder->rounded[key] - slope / (2 * curve));
  change(coder, column, key, best - coder->rounded[key]);
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

/* Round the weights in `column`; what its sums are to be made up for. */
static double round_column(struct coder *coder, const struct column *column) {
  const struct coding *coding = coder->coding;
  round_all(coder, column);
  double average = center(coder);
  for (int pass = 0; pass < PASSES; pass++) {
    for (size_t k = column->first; k < column->end; k++)
      if (!coding->left_out[k])
        round_again(coder, column, k, coding->weights[k][column->index]);
    average += center(coder);
  }
  for (size_t k = column->first; k < column->end; k++)
    coding->weights[k][column->index] = coder->rounded[k];
  return -average;
}

void coding_round(const struct coding *coding, struct coding_biases *biases) {
  struct coder *coder = allocate(1, sizeof *coder);
  coder->coding = coding;
  coder->off = allocate(coding->row_count, sizeof *coder->off);
  coder->rounded = allocate(coding->key_count, sizeof *coder->rounded);
  index_keys(coder);
  find_ends(coder);
  choose_values(coder);
  for (uint32_t i = 0; i < COLUMNS_MAX; i++) {
    struct column own = {i, 0, coding->own_count, i < LOCALS_MAX};
    struct column before = {i, coding->own_count, coding->key_count, false};
    biases->own[i] = round_column(coder, &own);
    biases->before[i] = round_column(coder, &before);
  }
  free(coder->first);
  free(coder->places);
  free(coder->ends);
  free(coder->off);
  free(coder->rounded);
  free(coder);
}

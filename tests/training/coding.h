/* SPDX-License-Identifier: MIT */
/* coding.h - rounds what grams weigh to the few values that an image keeps. */
#ifndef HVL_TRAINING_CODING_H
#define HVL_TRAINING_CODING_H

#include "base/limits.h"
#include "grams.h"

/* Grams, what they weigh, and the samples that they stand in. */
struct coding {
  double (*weights)[COLUMNS_MAX]; /* by key */
  const bool *left_out;           /* by key: this one is to weigh nothing */
  size_t key_count, own_count;    /* own grams come first, and add up apart */
  const struct row *rows;
  size_t row_count;
};

/* By column, what is to be added for what sums are off: the own, the others. */
struct coding_biases {
  double own[COLUMNS_MAX], before[COLUMNS_MAX];
};

/* Round the weights to WEIGHT_CODES different whole numbers, those that are
 * left out to 0, so that the sums of the samples change little. Exits when
 * memory runs out. */
void coding_round(const struct coding *coding, struct coding_biases *biases);

#endif

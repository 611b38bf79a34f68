/* SPDX-License-Identifier: MIT */
/* coding.h - rounds what grams weigh to the few values that an image keeps. */
#ifndef HVL_TRAINING_CODING_H
#define HVL_TRAINING_CODING_H

#include <linear.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"

/* Grams, what they weigh, and the samples that they stand in. */
struct coding {
  double (*weights)[COLUMNS_MAX]; /* by key: of lines, then of features */
  const bool *left_out;           /* by key: this one is to weigh nothing */
  size_t key_count;
  uint32_t line_count, column_count;
  struct feature_node *const *rows; /* as liblinear has them: key + 1, times */
  size_t row_count;
};

/* Round the weights to WEIGHT_CODES different whole numbers for lines and as
 * many for features, those that are left out to 0, so that the sums of the
 * samples change little; `biases`, by column, are what is to be added for it.
 * Exits when memory runs out. */
void coding_round(const struct coding *coding, double biases[COLUMNS_MAX]);

#endif

/* SPDX-License-Identifier: MIT */
/* layer.h - learns what grams tell together: a layer of features between
 * grams and lines. */
#ifndef HVL_TRAINING_LAYER_H
#define HVL_TRAINING_LAYER_H

#include <linear.h>

#include "grams.h"

enum { FEATURES = 20 };

/* A line's log-odds are its bias and, for each feature above 0, the feature
 * times its weight; a feature is its bias and what its grams say. */
struct features {
  size_t key_count;
  float (*grams)[FEATURES]; /* by key */
  float bias[FEATURES];
  float weights[FEATURES][WEIGHED_MAX];
  float line_bias[WEIGHED_MAX];
};

/* Learn from `samples`, whose rows are as liblinear takes them: key + 1, times;
 * `key_count` keys, what is beyond them is left out. The same samples give the
 * same features. Free them with features_free(). */
void features_learn(struct features *features, const struct samples *samples,
                    struct feature_node *const *rows, size_t key_count,
                    uint32_t line_count);
void features_free(struct features *features);

#endif

/* SPDX-License-Identifier: MIT */
/* layer.h - learns what grams tell together: features and blends of them
 * between grams and lines. */
#ifndef HVL_TRAINING_LAYER_H
#define HVL_TRAINING_LAYER_H

#include "base/limits.h"
#include "grams.h"

enum { FEATURES = COLUMNS_MAX, LOCALS = LOCALS_MAX, BLENDS = BLENDS_MAX };

/* A feature is its bias and what a message's own grams say, of the first LOCALS
 * those of the LOCAL_PLACES places where it is most, if that is above 0, as far
 * as its gate is open: by half, and a quarter of the gate's bias and of what
 * the grams before say, from 0 to 1. A blend is what features give it, if that
 * is above 0. A line's log-odds are its bias, and features and blends times
 * their weights. */
struct features {
  size_t key_count;
  float (*grams)[FEATURES]; /* by key: for features, or for their gates */
  float bias[FEATURES], gate[FEATURES];
  float weights[FEATURES][WEIGHED_MAX];
  float blends[FEATURES][BLENDS];
  float blend_weights[BLENDS][WEIGHED_MAX];
  float line_bias[WEIGHED_MAX];
};

/* Learn from `samples` and their `rows`; the first `own_count` of `key_count`
 * keys are a message's own. The same samples give the same features. Free them
 * with features_free(). */
void features_learn(struct features *features, const struct samples *samples,
                    const struct row *rows, size_t own_count, size_t key_count,
                    uint32_t line_count);
void features_free(struct features *features);

#endif

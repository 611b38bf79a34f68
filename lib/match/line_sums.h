/* SPDX-License-Identifier: MIT */
/* line_sums.h - what the sums of a message's grams make for lines, through
 * features and blends. */
#ifndef HVL_MATCH_LINE_SUMS_H
#define HVL_MATCH_LINE_SUMS_H

#include "match/gram_sums.h"

/* What features make of lines and of blends, in FEATURE_PARTS. */
struct said {
  int32_t of[SAID_MAX];
};

/* The sums before a gram is seen: of a message, and of what lies before it. */
struct weights hvl__own_biases(const struct image *image);
struct weights hvl__gate_biases(const struct image *image);

void hvl__add_weights(struct weights *sum, const struct weights *more);

/* How far the gate of `feature` is open behind messages with `before`. */
int32_t hvl__gate_of(const struct weights *before, uint32_t feature);

/* Add what the features of `own` and `before` say. */
void hvl__add_features(const struct image *image, const struct weights *own,
                       const struct weights *before, struct said *said);

/* What a message with the sums `own` behind messages with `before` weighs for
 * each line. */
void hvl__line_sums(const struct image *image, const struct weights *own,
                    const struct weights *before, int64_t lines[WEIGHED_MAX]);

#endif

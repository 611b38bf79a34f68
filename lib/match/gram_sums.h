/* SPDX-License-Identifier: MIT */
/* gram_sums.h - what the grams of a message weigh together. */
#ifndef HVL_MATCH_GRAM_SUMS_H
#define HVL_MATCH_GRAM_SUMS_H

#include "match/text.h"
#include "ruleset/gram.h"

enum { WEIGHED_UNITS = 1 << 20 }; /* of a message: the rest weighs nothing */

/* By column: see GRAM_ROW. */
struct weights {
  int32_t of[COLUMNS_MAX];
};

/* How many of the features of `image`, which come first, are local. */
uint32_t hvl__local_count(const struct image *image);

/* Set each of `sums` to what the grams of `text` weigh that stand on one of
 * `sides`, `count` (1 or 2) of them. For local features those of the shop's
 * message that is judged have the sum of the LOCAL_PLACES places in a row where
 * that is greatest, or of all if there are less. */
void hvl__sum_grams(const struct image *image, const struct text *text,
                    const enum gram_side *sides, size_t count,
                    struct weights *const *sums);

#endif

/* SPDX-License-Identifier: MIT */
/* gram_rows.h - the grams of a file of weights, as an image has them. */
#ifndef HVL_COMPILE_GRAM_ROWS_H
#define HVL_COMPILE_GRAM_ROWS_H

#include "compile/build.h"

static inline bool hvl__is_gram(const struct parsed_weight *row) {
  return row->kind <= WEIGHT_SELLER;
}

/* What grams weigh for: columns of the file, in the order of the image's, first
 * features and then lines. */
struct weighed_columns {
  uint32_t features, count; /* of all these */
  uint32_t of[NAMED_MAX];
};

void hvl__grams_write(struct build *build,
                      const struct parsed_weighing *weighing,
                      const struct weighed_columns *columns);

#endif

/* SPDX-License-Identifier: MIT */
/* weight_codes.h - few different weights in place of many. */
#ifndef HVL_COMPILE_WEIGHT_CODES_H
#define HVL_COMPILE_WEIGHT_CODES_H

#include <stdint.h>

#include "base/limits.h"

enum { WEIGHT_RANGE = 2 * WEIGHT_MOST + 1 };

struct weight_codes {
  int8_t values[WEIGHT_CODES]; /* by code, rising; unused ones are 0 */
  uint8_t codes[WEIGHT_RANGE]; /* by weight + WEIGHT_MOST */
};

/* Choose codes for weights of which each, + WEIGHT_MOST, is met so often: the
 * sum of the squares of what they are off is the least. Up to WEIGHT_CODES
 * different weights are kept as they are. */
void hvl__weight_codes_make(struct weight_codes *codes,
                            const uint64_t met[WEIGHT_RANGE]);

#endif

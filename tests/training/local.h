/* SPDX-License-Identifier: MIT */
/* local.h - where a message has most of a local feature. */
#ifndef HVL_TRAINING_LOCAL_H
#define HVL_TRAINING_LOCAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"

/* Where the places end of which a message has the sum. */
struct local_ends {
  uint32_t of[LOCALS_MAX];
};

/* Set `most` to the greatest sums of LOCAL_PLACES of the `places` places in a
 * row, or to the sums of all if there are less; where they end. */
struct local_ends local_most(float (*at_place)[LOCALS_MAX], uint32_t places,
                             float most[LOCALS_MAX]);

/* Does a gram at `place` count in places that end at `end`? */
static inline bool is_within(uint32_t place, uint32_t end) {
  return place < end && place + LOCAL_PLACES >= end;
}

#endif

/* SPDX-License-Identifier: MIT */
/* filter.h - sets of numbers that may seem to hold more than they do, and are
 * asked in no time: two bits of one element for each number. */
#ifndef HVL_RULESET_FILTER_H
#define HVL_RULESET_FILTER_H

#include "base/hash.h"

enum { FILTER_MAX = 1 << 18 }; /* elements of a filter, a power of two */

/* The element of `key` in a filter of `count`, and its bits there. */
struct filter_place {
  uint32_t at;
  uint64_t bits;
};

static inline struct filter_place hvl__filter_place(uint64_t key,
                                                    uint32_t count) {
  uint64_t mixed = key * SLOT_FACTOR, one, other;
  mixed = (mixed ^ mixed >> 32) * 0xD6E8FEB86659FD93u;
  one = UINT64_C(1) << (mixed >> 58);
  other = UINT64_C(1) << (mixed >> 52 & 63);
  return (struct filter_place){(uint32_t)(mixed >> 32) & (count - 1),
                               one | other};
}

/* Whether the `filter` of `count` elements may hold `key`. */
static inline bool hvl__filter_may(const uint64_t *filter, uint32_t count,
                                   uint64_t key) {
  struct filter_place place = hvl__filter_place(key, count);
  return (filter[place.at] & place.bits) == place.bits;
}

#endif

/* SPDX-License-Identifier: MIT */
/* bits.h - what sets of bits hold, and fetching ahead. */
#ifndef HVL_BASE_BITS_H
#define HVL_BASE_BITS_H

#include <stdint.h>

/* How many bits are set. */
static inline uint32_t hvl__bit_count(uint32_t bits) {
  uint32_t count = 0;
  for (; bits != 0; bits &= bits - 1) count++;
  return count;
}

/* The number of the lowest bit that is set; `bits` is not 0. */
static inline uint32_t hvl__lowest_bit(uint64_t bits) {
  return (uint32_t)__builtin_ctzll(bits);
}

/* Begin to fetch what lies at `place`, which need not be readable. */
static inline void hvl__fetch(const void *place) {
  __builtin_prefetch(place);
}

#endif

/* SPDX-License-Identifier: MIT */
/* bits.h - what sets of bits hold, and fetching ahead. */
#ifndef HVL_BASE_BITS_H
#define HVL_BASE_BITS_H

#include <stdint.h>

/* How many bits are set: sums of two bits each, then of four, then of eight,
 * and all of them in the highest byte. */
static inline uint32_t hvl__bit_count(uint32_t bits) {
  bits -= bits >> 1 & 0x55555555;
  bits = (bits & 0x33333333) + (bits >> 2 & 0x33333333);
  bits = (bits + (bits >> 4)) & 0x0F0F0F0F;
  return bits * 0x01010101 >> 24;
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

/* SPDX-License-Identifier: MIT */
/* bits.h - what sets of bits hold. */
#ifndef HVL_BASE_BITS_H
#define HVL_BASE_BITS_H

#include <stdint.h>

/* How many bits are set. */
static inline uint32_t hvl__bit_count(uint32_t bits) {
  uint32_t count = 0;
  for (; bits != 0; bits &= bits - 1) count++;
  return count;
}

#endif

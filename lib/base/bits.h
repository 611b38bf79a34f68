/* SPDX-License-Identifier: MIT */
/* bits.h - what sets of bits hold, and fetching ahead. */
#ifndef HVL_BASE_BITS_H
#define HVL_BASE_BITS_H

#include <stdbool.h>
#include <stdint.h>

/* A set of numbers is a bit each, 64 to an element. */
static inline bool hvl__bits_has(const uint64_t *set, uint32_t member) {
  return set[member / 64] >> member % 64 & 1;
}
static inline void hvl__bits_add(uint64_t *set, uint32_t member) {
  set[member / 64] |= UINT64_C(1) << member % 64;
}
static inline void hvl__bits_remove(uint64_t *set, uint32_t member) {
  set[member / 64] &= ~(UINT64_C(1) << member % 64);
}

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
#if defined(__GNUC__)
  return (uint32_t)__builtin_ctzll(bits);
#else
  uint64_t below = (bits & (0 - bits)) - 1;
  return hvl__bit_count((uint32_t)below) +
         hvl__bit_count((uint32_t)(below >> 32));
#endif
}

/* `bits` with bit `by` as the lowest, and those below it behind the highest. */
static inline uint64_t hvl__bits_rotate(uint64_t bits, uint32_t by) {
  return bits >> by % 64 | bits << (64 - by % 64) % 64;
}

/* A set of places is a bit each, places 64 apart sharing one. From where one of
 * `places` is `from` to `to` on. */
static inline uint64_t hvl__places_before(uint64_t places, uint32_t from,
                                          uint32_t to) {
  uint32_t width = to - from + 1, have = 1;
  if (places == 0) return 0;
  if (width >= 64) return UINT64_MAX;
  places = hvl__bits_rotate(places, from);
  for (; have * 2 <= width; have *= 2) places |= hvl__bits_rotate(places, have);
  return places | hvl__bits_rotate(places, width - have);
}

/* Places [from, to). */
static inline uint64_t hvl__places_from(uint32_t from, uint32_t to) {
  if (to <= from) return 0;
  if (to - from >= 64) return UINT64_MAX;
  return hvl__bits_rotate((UINT64_C(1) << (to - from)) - 1, 64 - from % 64);
}

/* Begin to fetch what lies at `place`, which need not be readable; where
 * compilers have no word for it, wait until it is read. */
static inline void hvl__fetch(const void *place) {
#if defined(__GNUC__)
  __builtin_prefetch(place);
#else
  (void)place;
#endif
}

#endif

/* SPDX-License-Identifier: MIT */
/* opening.h - whether words begin with two given characters: a filter that
 * tells without a walk through the trie. image.openings has a bit for the first
 * two units of each form in the trie, which are Latin, Han or of a sound. */
#ifndef HVL_RULESET_OPENING_H
#define HVL_RULESET_OPENING_H

#include "base/bits.h"
#include "base/hash.h"
#include "ruleset/image.h"

enum {
  OPENING_BITS_MAX = SLOTS_MAX, /* of the filter */
  OPENING_BITS = 8              /* of it at least for each opening */
};

/* The bit of units `one` and `two` in a filter of `bits`, a power of two. */
static inline uint32_t hvl__opening_bit(uint32_t one, uint32_t two,
                                        uint32_t bits) {
  return hvl__hash_slot((uint64_t)one << 16 | two, bits);
}

/* Whether `image` may have words that begin with these units. */
static inline bool hvl__opening_may(const struct image *image, uint32_t one,
                                    uint32_t two) {
  uint32_t bit = hvl__opening_bit(one, two, image->openings_count * 64);
  return hvl__bits_has(image->openings, bit);
}

#endif

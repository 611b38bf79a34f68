/* SPDX-License-Identifier: MIT */
/* opening.h - whether words begin with two given characters: filters that tell
 * without a walk through the trie, a bit for each two. image.openings has the
 * first two units of each form in the trie, which are Latin, Han or of a sound;
 * image.disguise_openings those of each word in disguise (disguise.h) by their
 * sounds, and two zeros if there are such words of one character. */
#ifndef HVL_RULESET_OPENING_H
#define HVL_RULESET_OPENING_H

#include "base/bits.h"
#include "base/hash.h"
#include "ruleset/image.h"

enum {
  OPENING_BITS_MAX = SLOTS_MAX, /* of a filter */
  OPENING_BITS = 8              /* of it at least for each opening */
};

/* As kernels->pairs has it. */
static inline uint64_t hvl__opening_key(uint32_t one, uint32_t two) {
  return one | (uint64_t)two << 16;
}

/* Whether the `filter` of so many `words` may have units `one` and `two`. */
static inline bool hvl__opening_may(const uint64_t *filter, uint32_t words,
                                    uint32_t one, uint32_t two) {
  uint64_t key = hvl__opening_key(one, two);
  return hvl__bits_has(filter, hvl__hash_slot(key, words * 64));
}

#endif

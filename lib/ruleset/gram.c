/* SPDX-License-Identifier: MIT */
/* gram.c - short runs of characters: their keys, and their places in an image.
 */
#include "ruleset/gram.h"

enum { UNIT_BITS = 16, SIDE_SHIFT = 48, GRAM_SELLER_MAX = 2 };

const char *const hvl__gram_sides[GRAM_SIDES] = {"own", "buyer", "seller"};

uint32_t hvl__gram_max(enum gram_side side) {
  return side == GRAM_SELLER ? GRAM_SELLER_MAX : GRAM_MAX;
}

uint64_t hvl__gram_key(enum gram_side side, const uint16_t *units,
                       uint32_t count) {
  uint64_t key = (uint64_t)side << SIDE_SHIFT;
  for (uint32_t i = 0; i < count; i++)
    key |= (uint64_t)units[i] << UNIT_BITS * i;
  return key;
}

uint64_t hvl__gram_of(enum gram_side side, uint64_t key) {
  return key | (uint64_t)side << SIDE_SHIFT;
}

/* Unit `at` of a message between its marks. */
static uint64_t marked(const uint16_t *units, uint32_t count, uint32_t at) {
  if (at == 0) return GRAM_BEGIN;
  if (at > count) return GRAM_END;
  uint16_t unit = units[at - 1];
  return unit >= '0' && unit <= '9' ? '0' : unit;
}

void hvl__grams_at(enum gram_side side, const uint16_t *units, uint32_t count,
                   uint32_t at, uint64_t keys[GRAM_MAX]) {
  uint64_t key = (uint64_t)side << SIDE_SHIFT;
  uint32_t most = hvl__gram_max(side);
  for (uint32_t i = 0; i < GRAM_MAX; i++) {
    /* One unit behind the message is the mark. */
    bool there = i < most && (uint64_t)at + i <= (uint64_t)count + 1;
    if (there) key |= marked(units, count, at + i) << UNIT_BITS * i;
    keys[i] = there ? key : 0;
  }
  if (at == 0 || at > count) keys[0] = 0;
}

uint32_t hvl__gram_bucket(uint64_t key, uint32_t count) {
  return (uint32_t)(key * 0x9E3779B97F4A7C15u >> 40) & (count - 1);
}

const struct image_gram *hvl__gram_find(const struct image *image,
                                        uint64_t key) {
  uint32_t bucket = hvl__gram_bucket(key, image->gram_buckets_count - 1);
  uint32_t low = (uint32_t)key, high = (uint32_t)(key >> 32);
  uint32_t end = image->gram_buckets[bucket + 1];
  for (uint32_t i = image->gram_buckets[bucket]; i < end; i++) {
    const struct image_gram *gram = &image->grams[i];
    if (gram->low == low && gram->high == high) return gram;
  }
  return NULL;
}

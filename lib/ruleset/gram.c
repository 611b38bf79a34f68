/* SPDX-License-Identifier: MIT */
/* gram.c - short runs of characters: their keys, and their places in an image.
 */
#include "ruleset/gram.h"

enum { UNIT_BITS = 16 };

const char *const hvl__gram_sides[GRAM_SIDES] = {"own", "buyer", "seller"};

uint64_t hvl__gram_key(enum gram_side side, const uint16_t *units,
                       uint32_t count) {
  uint64_t key = (uint64_t)side << GRAM_SIDE_SHIFT;
  for (uint32_t i = 0; i < count; i++)
    key |= (uint64_t)units[i] << UNIT_BITS * i;
  return key;
}

static uint16_t without_digit(uint16_t unit) {
  return unit >= '0' && unit <= '9' ? '0' : unit;
}

/* Unit `at` of a message between its marks. */
static uint16_t marked(const uint16_t *units, uint32_t count, uint32_t at) {
  if (at == 0) return GRAM_BEGIN;
  return at > count ? GRAM_END : without_digit(units[at - 1]);
}

void hvl__gram_units(const uint16_t *units, uint32_t count, uint32_t at,
                     uint16_t *out, uint32_t size) {
  uint32_t there = 0; /* units of the message from `at` on */
  if (at <= count) there = size < count + 1 - at ? size : count + 1 - at;
  uint32_t first = at == 0;
  if (first && size > 0) out[0] = GRAM_BEGIN;
  for (uint32_t i = first; i < there; i++)
    out[i] = without_digit(units[at + i - 1]);
  for (uint32_t i = there; i < size; i++)
    out[i] = (uint64_t)at + i == (uint64_t)count + 1 ? GRAM_END : 0;
}

void hvl__grams_at(enum gram_side side, const uint16_t *units, uint32_t count,
                   uint32_t at, uint64_t keys[GRAM_MAX]) {
  uint64_t key = (uint64_t)side << GRAM_SIDE_SHIFT;
  uint32_t most = hvl__gram_max(side);
  for (uint32_t i = 0; i < GRAM_MAX; i++) {
    /* One unit behind the message is the mark. */
    bool there = i < most && (uint64_t)at + i <= (uint64_t)count + 1;
    if (there) key |= (uint64_t)marked(units, count, at + i) << UNIT_BITS * i;
    keys[i] = there ? key : 0;
  }
  if (at == 0 || at > count) keys[0] = 0;
}

const uint8_t *hvl__gram_find(const struct image *image, uint64_t key) {
  uint64_t units = key & ((UINT64_C(1) << GRAM_SIDE_SHIFT) - 1);
  enum gram_side side = (enum gram_side)(key >> GRAM_SIDE_SHIFT);
  return units >> UNIT_BITS
             ? hvl__gram_in(image, hvl__gram_bucket(image, key), key)
             : hvl__gram_single(image, side, (uint16_t)units);
}

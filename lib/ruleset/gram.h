/* SPDX-License-Identifier: MIT */
/* gram.h - short runs of characters, by whose weights a message is judged: what
 * they are, how they are called, and where an image keeps them. */
#ifndef HVL_RULESET_GRAM_H
#define HVL_RULESET_GRAM_H

#include "base/bits.h"
#include "base/hash.h"
#include "ruleset/image.h"

/* Where a gram stands. */
enum gram_side {
  GRAM_OWN,    /* in the shop's message that is judged */
  GRAM_BUYER,  /* in a message of the buyer's shortly before */
  GRAM_SELLER, /* in one of the shop's shortly before */
  GRAM_SIDES
};

/* A message is taken as its units between two marks; every digit counts as 0. A
 * gram is one of them or two in a row, in a shop's message before only one; no
 * mark is one by itself. */
enum {
  GRAM_MAX = 2,
  GRAM_SELLER_MAX = 1,
  GRAM_SIDE_SHIFT = 48, /* of a key: 16 bits a unit, then the side */
  GRAM_BEGIN = 0x2402,  /* the marks; a message that has these characters may */
  GRAM_END = 0x2403     /* pass for one: no harm */
};

/* What a file of weights calls the sides: "own", "buyer", "seller". */
extern const char *const hvl__gram_sides[GRAM_SIDES];

/* The most units of a gram of `side`. */
static inline uint32_t hvl__gram_max(enum gram_side side) {
  return side == GRAM_SELLER ? GRAM_SELLER_MAX : GRAM_MAX;
}

/* The key of the gram of `count` units at `units`, which are no digits but 0.
 */
uint64_t hvl__gram_key(enum gram_side side, const uint16_t *units,
                       uint32_t count);

/* Write to `out` the `size` units from `at` on (0: the first mark) of a message
 * of `count` units between its marks, as grams have them; 0 behind the end. */
void hvl__gram_units(const uint16_t *units, uint32_t count, uint32_t at,
                     uint16_t *out, uint32_t size);

/* The keys of the grams that begin at `at` (0: the first mark) of a message of
 * `count` units, shortest first, with a place for each of GRAM_MAX units; 0
 * where there is none. */
void hvl__grams_at(enum gram_side side, const uint16_t *units, uint32_t count,
                   uint32_t at, uint64_t keys[GRAM_MAX]);

/* Bits of the filter of pairs for each of their buckets. */
enum { GRAM_FILTER_BITS = 16 };

/* What tells the grams of a bucket apart. */
static inline uint32_t hvl__gram_print(uint64_t key) {
  return (uint32_t)(key * 0xD6E8FEB86659FD93u >> 32);
}

/* The words of the filter of an image with so many buckets. */
static inline uint32_t hvl__gram_filter_words(uint32_t buckets) {
  return buckets * GRAM_FILTER_BITS < 64 ? 1 : buckets * GRAM_FILTER_BITS / 64;
}

/* The range of grams that `key` lies in, if at all. */
static inline const uint32_t *hvl__gram_bucket(const struct image *image,
                                               uint64_t key) {
  return image->gram_buckets +
         hvl__hash_slot(key, image->gram_buckets_count - 1);
}

/* The row of `unit` by itself in `image`, which has grams; NULL if that is
 * none.
 */
static inline const uint8_t *hvl__gram_single(const struct image *image,
                                              enum gram_side side,
                                              uint16_t unit) {
  const struct image_gram_units *units =
      &image->gram_units[(size_t)side * GRAM_UNITS + unit / 32];
  uint32_t bit = UINT32_C(1) << unit % 32;
  uint32_t before = units->before + hvl__bit_count(units->bits & (bit - 1));
  return units->bits & bit ? image->gram_rows + (size_t)before * GRAM_ROW
                           : NULL;
}

/* The same of the gram of two units of that key, which lies in that bucket if
 * at all. The rows of pairs are the last ones. */
static inline const uint8_t *
hvl__gram_in(const struct image *image, const uint32_t *bucket, uint64_t key) {
  const uint32_t *prints = image->gram_prints;
  uint32_t print = hvl__gram_print(key), i = bucket[0];
  while (i < bucket[1] && prints[i] != print) i++;
  size_t back = image->gram_prints_count - i;
  return i < bucket[1]
             ? image->gram_rows + image->gram_rows_count - back * GRAM_ROW
             : NULL;
}

/* The row of the gram of that key in `image`, which has some; NULL if it has
 * not this. */
const uint8_t *hvl__gram_find(const struct image *image, uint64_t key);

/* What `feature` says of `said`: a line of weighed or, from WEIGHED_MAX on, a
 * blend. */
static inline int32_t hvl__feature_says(const struct image *image,
                                        uint32_t feature, uint32_t said) {
  uint32_t both = image->says[feature % FEATURE_PAIRS * SAID_MAX + said];
  return (int16_t)(feature < FEATURE_PAIRS ? both : both >> 16);
}

/* What the gram of `row` weighs in `column`: image->features, then lines. */
static inline int32_t hvl__gram_weight(const struct image *image,
                                       const uint8_t *row, uint32_t column) {
  uint32_t code = row[column % GRAM_ROW] >> column / GRAM_ROW * 4 & 15;
  uint32_t first = column < image->features_count ? 0 : WEIGHT_CODES;
  return image->gram_values[first + code];
}

#endif

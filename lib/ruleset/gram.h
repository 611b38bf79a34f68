/* SPDX-License-Identifier: MIT */
/* gram.h - short runs of characters, by whose weights a message is judged: what
 * they are, how they are called, and where an image keeps them. */
#ifndef HVL_RULESET_GRAM_H
#define HVL_RULESET_GRAM_H

#include "ruleset/image.h"

/* Where a gram stands. */
enum gram_side {
  GRAM_OWN,    /* in the shop's message that is judged */
  GRAM_BUYER,  /* in a message of the buyer's shortly before */
  GRAM_SELLER, /* in one of the shop's shortly before */
  GRAM_SIDES
};

/* A message is taken as its units between two marks; every digit counts as 0. A
 * gram is a run of one to GRAM_MAX of them, in a shop's message before to two;
 * no mark is one by itself. */
enum {
  GRAM_MAX = 3,
  GRAM_BEGIN = 0x2402, /* the marks; a message that has these characters may */
  GRAM_END = 0x2403    /* pass for one: no harm */
};

/* What a file of weights calls the sides: "own", "buyer", "seller". */
extern const char *const hvl__gram_sides[GRAM_SIDES];

/* The most units of a gram of `side`. */
uint32_t hvl__gram_max(enum gram_side side);

/* The key of the gram of `count` units at `units`, which are no digits but 0.
 */
uint64_t hvl__gram_key(enum gram_side side, const uint16_t *units,
                       uint32_t count);

/* The keys of the grams that begin at `at` (0: the first mark) of a message of
 * `count` units, shortest first, with a place for each of GRAM_MAX units; 0
 * where there is none. */
void hvl__grams_at(enum gram_side side, const uint16_t *units, uint32_t count,
                   uint32_t at, uint64_t keys[GRAM_MAX]);

/* The gram of `key`, one of GRAM_OWN, on `side`. */
uint64_t hvl__gram_of(enum gram_side side, uint64_t key);

/* Which of `count` buckets, a power of two, a gram lies in. */
uint32_t hvl__gram_bucket(uint64_t key, uint32_t count);

/* The gram of that key in `image`, which has some; NULL if it has not this. */
const struct image_gram *hvl__gram_find(const struct image *image,
                                        uint64_t key);

/* What `gram` weighs in `column`: the lines of image->weighed, then the
 * features. */
static inline int32_t hvl__gram_weight(const struct image_gram *gram,
                                       uint32_t column) {
  return (int8_t)(gram->weights[column / 4] >> column % 4 * 8);
}

#endif

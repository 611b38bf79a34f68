/* SPDX-License-Identifier: MIT */
/* disguise.h - where a text may hold a word in disguise: a filter that tells
 * without a walk through the trie.
 *
 * image.disguises holds the first three characters, or all there are, of each
 * word that may be written otherwise than its list has it and that the shop's
 * phrases ask for; and each two characters in a row of one that may be parted,
 * by themselves and with where in the word they stand. Characters of the same
 * sound are the same. */
#ifndef HVL_RULESET_DISGUISE_H
#define HVL_RULESET_DISGUISE_H

#include "base/chars.h"
#include "ruleset/filter.h"
#include "ruleset/image.h"

/* What a bit stands for. */
enum disguise {
  DISGUISE_BEGINS, /* up to DISGUISE_UNITS characters that a word begins with */
  DISGUISE_PARTED, /* two of a word's characters */
  DISGUISE_PLACED  /* the same, and how many stand before them: up to
                      DISGUISE_BEFORE, which is so many or more */
};
enum {
  DISGUISE_UNITS = 3,
  DISGUISE_BEFORE = 7,
  DISGUISE_SHIFT = 48 /* of the kind in a key: 16 bits a unit */
};

/* UNIT_SOUND + n for the syllable of `unit`, or 0. */
static inline uint16_t hvl__sound(const struct image *image, uint16_t unit) {
  uint32_t page = image->sound_pages[unit >> 8];
  return image->sound_units[page * 256 + (unit & 255)];
}

/* `unit`, in a text or in the trie, by its sound if it has one. */
static inline uint16_t hvl__sounding(const struct image *image, uint16_t unit) {
  uint16_t sound = hvl__sound(image, unit);
  return sound ? sound : unit;
}

/* The key of units `a` to `c` by their sounds; 0: there is none. */
static inline uint64_t hvl__disguise_key(enum disguise kind, uint64_t a,
                                         uint64_t b, uint64_t c) {
  return (uint64_t)kind << DISGUISE_SHIFT | a | b << 16 | c << 32;
}

/* Whether `image` may have words of `key`. */
static inline bool hvl__disguise_may(const struct image *image, uint64_t key) {
  return hvl__filter_may(image->disguises, image->disguises_count, key);
}

#endif

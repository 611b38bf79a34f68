/* SPDX-License-Identifier: MIT */
/* image_check.h - what the checks of an image share. */
#ifndef HVL_RULESET_IMAGE_CHECK_H
#define HVL_RULESET_IMAGE_CHECK_H

#include "ruleset/image.h"

/* Whether [at, at + count) lies within [0, limit). */
static inline bool hvl__in_range(uint32_t at, uint32_t count, uint32_t limit) {
  return at <= limit && count <= limit - at;
}

/* Whether `at` is the offset of a string; every one ends within the section. */
static inline bool hvl__is_string(const struct image *image, uint32_t at) {
  return at < image->strings_count;
}

bool hvl__check_lexicon(const struct image *image);
bool hvl__check_patterns(const struct image *image);
bool hvl__check_rules(const struct image *image);
bool hvl__check_weights(const struct image *image);

#endif

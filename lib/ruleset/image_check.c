/* SPDX-License-Identifier: MIT */
/* image_check.c - whether strings and tables of an image are within bounds. */
#include "ruleset/image_check.h"

#include "base/chars.h"
#include "base/utf8.h"

enum { PAGE = 256, FOLD_PAGES = FOLD_LIMIT / PAGE, UNIT_PAGES = 256 };

/* Strings are UTF-8 and the last one ends. */
static bool check_strings(const struct image *image) {
  const char *data = image->strings;
  size_t len = image->strings_count;
  return len > 0 && data[len - 1] == 0 &&
         hvl__utf8_is_valid(image->kernels, data, len);
}

static bool check_pages(const uint16_t *pages, uint32_t count, uint32_t wanted,
                        uint32_t elements) {
  if (count != wanted || elements % PAGE != 0) return false;
  for (uint32_t i = 0; i < count; i++) {
    if (pages[i] >= elements / PAGE) return false;
  }
  return true;
}

/* Whether a text may hold `unit`. */
static bool is_text_unit(uint16_t unit) {
  return unit != 0 && (unit < 0xD800 || unit > UNIT_BREAK ||
                       (unit >= UNIT_EMOJI && unit < UNIT_SOUND));
}

static bool check_sequence(const uint16_t *sequence) {
  uint16_t len = sequence[0];
  if (len == 0 || len > FOLD_SEQUENCE - 2) return false;
  for (uint16_t i = 1; i <= len; i++) {
    if (!is_text_unit(sequence[i])) return false;
  }
  return true;
}

/* No way out of the loop, so that compilers can take many units at a time. */
static bool check_fold_units(const struct image *image, uint32_t sequences) {
  if (sequences > FOLD_LAST_SEQUENCE - FOLD_FIRST_SEQUENCE + 1) return false;
  const uint16_t *units = image->fold_units;
  const uint16_t end = (uint16_t)(FOLD_FIRST_SEQUENCE + sequences);
  unsigned bad = 0;
  for (uint32_t i = 0; i < image->fold_units_count; i++) {
    uint16_t unit = units[i];
    bad |= (unit >= end) & (unit <= FOLD_LAST_SEQUENCE);
    bad |= (unit >= UNIT_SOUND) & (unit <= UNIT_BREAK);
  }
  return !bad;
}

static bool check_fold(const struct image *image) {
  if (!check_pages(image->fold_pages, image->fold_pages_count, FOLD_PAGES,
                   image->fold_units_count))
    return false;
  if (image->fold_sequences_count % FOLD_SEQUENCE != 0) return false;
  uint32_t sequences = image->fold_sequences_count / FOLD_SEQUENCE;
  for (uint32_t i = 0; i < sequences; i++) {
    if (!check_sequence(image->fold_sequences + i * FOLD_SEQUENCE))
      return false;
  }
  return check_fold_units(image, sequences);
}

static bool check_sounds(const struct image *image) {
  if (!check_pages(image->sound_pages, image->sound_pages_count, UNIT_PAGES,
                   image->sound_units_count))
    return false;
  unsigned bad = 0;
  for (uint32_t i = 0; i < image->sound_units_count; i++) {
    uint16_t sound = image->sound_units[i];
    bad |= (sound != 0) & ((sound < UNIT_SOUND) | (sound >= UNIT_SOUND_END));
  }
  return !bad;
}

bool hvl__image_check(const struct image *image) {
  return check_strings(image) && check_fold(image) && check_sounds(image) &&
         hvl__check_lexicon(image) && hvl__check_patterns(image) &&
         hvl__check_rules(image) && hvl__check_weights(image);
}

/* SPDX-License-Identifier: MIT */
/* image_check.c - whether strings and tables of an image are within bounds. */
#include "ruleset/image_check.h"

#include "base/chars.h"
#include "base/utf8.h"

enum { PAGE = 256, FOLD_PAGES = FOLD_LIMIT / PAGE, UNIT_PAGES = 256 };

/* Strings are UTF-8 and the last one ends. */
static bool check_strings(const struct image *image) {
  const char *data = image->strings;
  size_t len = image->strings_count, size;
  if (len == 0 || data[len - 1] != 0) return false;
  for (size_t i = 0; i < len; i += size) {
    uint32_t code = hvl__utf8_decode(data + i, len - i, &size);
    char again[4];
    /* Bad bytes decode to U+FFFD as does that character itself. */
    if (code == UTF8_BAD && hvl__utf8_encode(code, again) != size) return false;
    if (code == UTF8_BAD && data[i] != again[0]) return false;
  }
  return true;
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
  for (uint32_t i = 0; i < image->fold_units_count; i++) {
    uint16_t unit = image->fold_units[i];
    bool sequence = unit >= FOLD_FIRST_SEQUENCE && unit <= FOLD_LAST_SEQUENCE;
    if (sequence && unit - FOLD_FIRST_SEQUENCE >= (int64_t)sequences)
      return false;
    if (!sequence && unit != 0 && !is_text_unit(unit)) return false;
  }
  return true;
}

static bool check_sounds(const struct image *image) {
  if (!check_pages(image->sound_pages, image->sound_pages_count, UNIT_PAGES,
                   image->sound_units_count))
    return false;
  for (uint32_t i = 0; i < image->sound_units_count; i++) {
    uint16_t sound = image->sound_units[i];
    if (sound && (sound < UNIT_SOUND || sound >= UNIT_SOUND_END)) return false;
  }
  return true;
}

bool hvl__image_check(const struct image *image) {
  return check_strings(image) && check_fold(image) && check_sounds(image) &&
         hvl__check_lexicon(image) && hvl__check_patterns(image) &&
         hvl__check_rules(image) && hvl__check_weights(image);
}

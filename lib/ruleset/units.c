/* SPDX-License-Identifier: MIT */
/* units.c - from code points to folded units and back. */
#include "ruleset/units.h"

enum { EMOJI_FIRST = 0x1F000, EMOJI_LAST = 0x1FBFF };

uint32_t hvl__units_of(const struct image *image, uint32_t code, uint16_t *one,
                       const uint16_t **units) {
  uint16_t entry = hvl__fold_entry(image, code);
  if (entry >= FOLD_FIRST_SEQUENCE && entry <= FOLD_LAST_SEQUENCE) {
    const uint16_t *sequence =
        image->fold_sequences + (entry - FOLD_FIRST_SEQUENCE) * FOLD_SEQUENCE;
    *units = sequence + 1;
    return sequence[0];
  }
  *one = entry;
  *units = one;
  return entry != 0;
}

uint16_t hvl__unit_unfolded(uint32_t code) {
  if (code >= EMOJI_FIRST && code <= EMOJI_LAST)
    return (uint16_t)(UNIT_EMOJI + (code - EMOJI_FIRST));
  if (code == 0 || code > 0xFFFF) return UNIT_OTHER;
  return code >= 0xD800 && code <= UNIT_BREAK ? UNIT_OTHER : (uint16_t)code;
}

uint32_t hvl__unit_code(uint16_t unit) {
  if (unit >= UNIT_EMOJI && unit < UNIT_SOUND)
    return EMOJI_FIRST + (uint32_t)(unit - UNIT_EMOJI);
  return unit;
}

/* SPDX-License-Identifier: MIT */
/* units.h - from code points to folded units and back. */
#ifndef HVL_RULESET_UNITS_H
#define HVL_RULESET_UNITS_H

#include "base/chars.h"
#include "ruleset/image.h"

/* What the fold sections of `image` have for `code`: see FOLD_LIMIT. Beyond the
 * table only tags and variation selectors mean anything: they show nothing. */
static inline uint16_t hvl__fold_entry(const struct image *image,
                                       uint32_t code) {
  if (code >= FOLD_LIMIT) return code >> 12 == 0xE0 ? 0 : UNIT_OTHER;
  size_t page = image->fold_pages[code >> 8];
  return image->fold_units[page * 256 + (code & 255)];
}

/* The units that `code` folds to, by the fold sections of `image`: their number
 * (0 where it is dropped, at most 18), and the units in `*units`,
 * which points into the image or to `*one`. */
uint32_t hvl__units_of(const struct image *image, uint32_t code, uint16_t *one,
                       const uint16_t **units);

/* The unit of `code` if it is taken as it is, not folded. */
uint16_t hvl__unit_unfolded(uint32_t code);

/* The character that `unit` stands for: the way back from folding. */
uint32_t hvl__unit_code(uint16_t unit);

#endif

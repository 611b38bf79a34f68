/* SPDX-License-Identifier: MIT */
/* units.h - from code points to folded units and back. */
#ifndef HVL_RULESET_UNITS_H
#define HVL_RULESET_UNITS_H

#include "ruleset/image.h"

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

/* SPDX-License-Identifier: MIT */
/* rarity.h - how often words are met by chance, told by the pack's examples. */
#ifndef HVL_COMPILE_RARITY_H
#define HVL_COMPILE_RARITY_H

#include "compile/words.h"

/* Count the characters of all examples of build->pack. */
void hvl__rarity_start(struct build *build);

/* About how often one of `words` stands in as much text as the examples have;
 * only good for comparing. */
uint32_t hvl__rarity_of(const struct build *build, const struct words *words);

#endif

/* SPDX-License-Identifier: MIT */
/* variant.h - one kind of match of a part, and several of them made one. */
#ifndef HVL_COMPILE_VARIANT_H
#define HVL_COMPILE_VARIANT_H

#include "compile/part.h"

/* A reach or distance of so many units: past REACH_MAX they are cut, so that no
 * sum of two overflows. */
uint32_t hvl__cap_units(uint64_t units);

/* `first`, and then `second` behind it. */
struct variant hvl__variant_join(struct build *build,
                                 const struct variant *first,
                                 const struct variant *second);

/* Leave out what says no more than another does. */
void hvl__variants_unite(struct variants *variants);

/* One variant for all of them. */
struct variant hvl__variants_narrow(struct build *build,
                                    const struct variants *variants);

/* How often words of one of `ids` occur by chance: less is rarer. */
uint32_t hvl__ids_rarity(const struct build *build,
                         const struct symbol_ids *ids);

/* Most units from where a match begins to where the word of `link` does. */
uint32_t hvl__variant_lead(const struct variant *variant, uint32_t link);

/* Leave out `link`: the one before is as far from the next as both were. */
void hvl__variant_drop(struct variant *variant, uint32_t link);

#endif

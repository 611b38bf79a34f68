/* SPDX-License-Identifier: MIT */
/* variant.h - one kind of match of a part, and several of them made one. */
#ifndef HVL_COMPILE_VARIANT_H
#define HVL_COMPILE_VARIANT_H

#include "compile/part.h"

/* What lies behind the last link so far, if there is one, is so much longer. */
void hvl__variant_extend(struct variant *variant, uint64_t units);

/* `first`, and then `second` behind it. */
struct variant hvl__variant_join(struct build *build,
                                 const struct variant *first,
                                 const struct variant *second);

/* Leave out what says no more than another does. */
void hvl__variants_unite(struct variants *variants);

/* One variant for all of them. */
struct variant hvl__variants_narrow(struct build *build,
                                    const struct variants *variants);

/* Words by which a match is found: less is better. */
uint32_t hvl__ids_rarity(const struct build *build,
                         const struct symbol_ids *ids);

/* Most units from where a match begins to where the word of `link` does. */
uint32_t hvl__variant_lead(const struct variant *variant, uint32_t link);

void hvl__variant_drop(struct variant *variant, uint32_t link);

/* The link that is `id` alone, or variant->count. */
uint32_t hvl__variant_find(const struct variant *variant, uint32_t id);

#endif

/* SPDX-License-Identifier: MIT */
/* recipe.h - what a symbol is made of: lists, texts, other symbols. Recipes
 * that were made once are not made again, which spares most of the work. */
#ifndef HVL_COMPILE_RECIPE_H
#define HVL_COMPILE_RECIPE_H

#include "compile/symbols.h"

HVL_ARRAY(uint32_t, recipe); /* on scratch */

/* Add the words of list `index`, which is not empty, one word, or the words of
 * symbol `id` to a recipe. */
void hvl__recipe_add_list(struct build *build, struct recipe *recipe,
                          uint32_t index);
void hvl__recipe_add_text(struct build *build, struct recipe *recipe,
                          struct word word);
void hvl__recipe_add_symbol(struct build *build, struct recipe *recipe,
                            uint32_t id);

/* The symbol of all that is in the recipe, whose parts have `traits`. */
uint32_t hvl__recipe_make(struct build *build, struct traits traits,
                          const struct recipe *recipe, const char *name);

#endif

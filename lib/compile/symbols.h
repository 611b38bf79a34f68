/* SPDX-License-Identifier: MIT */
/* symbols.h - sets of words that programs refer to, each kept once. */
#ifndef HVL_COMPILE_SYMBOLS_H
#define HVL_COMPILE_SYMBOLS_H

#include "compile/words.h"

struct symbol {
  struct traits traits;
  struct words words; /* in order */
  const char *name;
  uint32_t rarity; /* hvl__rarity_of() its words */
  uint32_t reach;  /* the most units that a word can span in a text */
  bool used;       /* not in dry runs only */
};

struct symbols {
  HVL_ARRAY(struct symbol, symbol_array) all;
  struct map map;     /* traits and words to an index of `all` */
  struct map recipes; /* what symbols were made of: see recipe.h */
  uint32_t words;     /* of all symbols */
};

void hvl__symbols_start(struct build *build);

/* The symbol of `words` (sorted here, at least one); `name` is what people call
 * it. Both are copied. */
uint32_t hvl__symbol_put(struct build *build, struct traits traits,
                         struct words *words, const char *name);

/* Whether symbols may still be made that only spare time. */
bool hvl__symbols_have_room(const struct build *build);

/* Write the symbols, and the lexicon of all their words, into the draft. */
void hvl__symbols_write(struct build *build);

#endif

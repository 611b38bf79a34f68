/* SPDX-License-Identifier: MIT */
/* symbols.h - sets of words that programs refer to, each kept once. */
#ifndef HVL_COMPILE_SYMBOLS_H
#define HVL_COMPILE_SYMBOLS_H

#include "compile/words.h"

struct symbol {
  struct traits traits;
  struct words words; /* in order */
  const char *name;
  uint32_t shortest; /* units of the shortest word */
  uint32_t reach;    /* the most units that a word can span in a text */
  bool used;         /* not in dry runs only */
};

struct symbols {
  HVL_ARRAY(struct symbol, symbol_array) all;
  struct map map;
  uint32_t *by_list; /* 1 + the symbol of a list of the pack; 0: none yet */
};

void hvl__symbols_start(struct build *build);

/* The symbol of `words` (sorted here, at least one); `name` is what people call
 * it. */
uint32_t hvl__symbol_put(struct build *build, struct traits traits,
                         struct words *words, const char *name);

/* The symbol of the list `index`, which is not empty. */
uint32_t hvl__symbol_of_list(struct build *build, uint32_t index);

/* The symbol of one word with the traits of a text in a phrase. */
uint32_t hvl__symbol_of_text(struct build *build, struct word word,
                             const char *name);

/* A symbol that occurs wherever one of `count` symbols does. */
uint32_t hvl__symbol_union(struct build *build, const uint32_t *ids,
                           uint32_t count);

/* Write the symbols, and the lexicon of all their words, into the draft. */
void hvl__symbols_write(struct build *build);

#endif

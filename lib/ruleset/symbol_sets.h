/* SPDX-License-Identifier: MIT */
/* symbol_sets.h - the symbols that the words of each list stand for, as sets
 * that are added up quickly. Made from the image when it is loaded. */
#ifndef HVL_RULESET_SYMBOL_SETS_H
#define HVL_RULESET_SYMBOL_SETS_H

#include "base/bits.h"
#include "base/mem.h"
#include "ruleset/image.h"

/* An element of a set of symbols, a bit each, that is not 0. */
struct set_element {
  uint64_t bits;
  uint32_t number;
};

/* The symbols of a list's words as they are written plainly. Those that share
 * words have numbers near one another (compile/symbol_order.c), so that a
 * common word, which stands for hundreds, has few elements. */
struct symbol_set {
  uint32_t first, count; /* range of elements, by number */
};

struct symbol_sets {
  struct symbol_set *of; /* by list */
  struct set_element *elements;
  uint64_t *disguised; /* a bit a list: some of its forms are disguises */
  uint16_t *reach;     /* by symbol: as its own, packed */
};

/* False if memory runs out; free in both cases. */
bool hvl__symbol_sets_make(struct symbol_sets *sets, const struct image *image,
                           const hvl_allocator *mem);
void hvl__symbol_sets_free(struct symbol_sets *sets, const hvl_allocator *mem);

/* Whether plain words of `list` are words of `symbol`. */
static inline bool hvl__symbol_sets_have(const struct symbol_sets *sets,
                                         uint32_t list, uint32_t symbol) {
  const struct symbol_set *set = &sets->of[list];
  const struct set_element *at = sets->elements + set->first;
  uint32_t number = symbol / 64, count = set->count;
  while (count > 1) {
    uint32_t half = count / 2;
    at += at[half].number <= number ? half : 0;
    count -= half;
  }
  return (count != 0) & (at->number == number) & (at->bits >> symbol % 64 & 1);
}

#endif

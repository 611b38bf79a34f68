/* SPDX-License-Identifier: MIT */
/* accept.h - what a node of the trie says about the words that end there. */
#ifndef HVL_RULESET_ACCEPT_H
#define HVL_RULESET_ACCEPT_H

#include <stdbool.h>

#include "ruleset/image.h"

/* May `symbol` be read with `evasion`, and `inside` a longer word or number? */
static inline bool hvl__admits(const struct image *image, uint32_t symbol,
                               uint32_t evasion, bool inside) {
  const struct image_symbol *record = &image->symbols[symbol];
  if (evasion & ~(record->allowed | HVL_EVASION_TURN)) return false;
  return !inside || (record->flags & SYMBOL_INSIDE);
}

/* The first entry of `list` for `symbol` or a later one. */
static inline uint32_t hvl__first_accept(const struct image *image,
                                         uint32_t list, uint32_t symbol) {
  uint32_t low = image->lists[list];
  uint32_t high = image->lists[list + 1];
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (image->accepts[middle] >> 8 < symbol)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Whether words of `list`, as it has them, are words of `symbol`. */
static inline bool hvl__has_plainly(const struct image *image, uint32_t list,
                                    uint32_t symbol) {
  uint32_t entry = hvl__first_accept(image, list, symbol);
  return entry < image->lists[list + 1] && image->accepts[entry] == symbol << 8;
}

#endif

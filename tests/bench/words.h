/* SPDX-License-Identifier: MIT */
/* words.h - the words of a ruleset's lists, and how an expression spells them.
 */
#ifndef HVL_BENCH_WORDS_H
#define HVL_BENCH_WORDS_H

#include "text_buf.h"

struct word {
  const uint16_t *units;
  uint32_t len;
};

/* Words by symbol: those of symbol s are all[first[s]] to all[first[s + 1]],
 * sorted by units. Forms that only evasion writes are left out. */
struct words {
  struct word *all;
  uint32_t *first;
  uint16_t *units; /* what the words point into */
};

/* Ends the program without memory. */
struct words words_of(const struct image *image);
void words_free(struct words *words);

/* Put an expression that matches the words of `symbol`, with common beginnings
 * written once. Words behind which a `last` element has nothing more to say
 * (one that begins with another word) are left out. */
void put_words(struct text_buf *out, const struct words *words, uint32_t symbol,
               bool last);

#endif

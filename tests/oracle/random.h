/* SPDX-License-Identifier: MIT */
/* random.h - random phrases and texts that come near them, from a seed. */
#ifndef HVL_ORACLE_RANDOM_H
#define HVL_ORACLE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* A number below `bound` (above 0); `dice` is not 0. */
uint32_t roll(uint64_t *dice, uint32_t bound);

struct rules_text {
  char data[8192];
  size_t len;
};
void put(struct rules_text *text, const char *more);

/* Begin a file with the lists and phrases that the functions below use, up to
 * where the keys of one rule `t` go on. */
void put_head(struct rules_text *text);

/* A phrase; it begins with a word, so that it can be found. */
void put_phrase(struct rules_text *text, uint64_t *dice);

/* A guard with `@` somewhere in it. */
void put_guard(struct rules_text *text, uint64_t *dice);

/* Fill `text` with words and their parts, now and then many times over, with
 * fillers and marks between them; returns the length. A text has few different
 * pieces, so that phrases hit. */
enum { LONG_TEXT = 200, ROOM = 4000, TEXT_SIZE = ROOM + 16 };
size_t roll_text(char text[TEXT_SIZE], uint64_t *dice);

#endif

/* SPDX-License-Identifier: MIT */
/* line.h - a text as letters, each of which knows what it is part of. */
#ifndef HVL_METAMORPHIC_LINE_H
#define HVL_METAMORPHIC_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hvline.h"

enum {
  LINE_MAX_LETTERS = 4096,
  PIECES_MAX = 8,
  LETTER_BREAK = 0x110000 /* here one message ends and the next begins */
};

struct letter {
  uint32_t code;    /* a code point or LETTER_BREAK */
  uint32_t word;    /* the word of the rules that it lies in; 0: none */
  unsigned evasion; /* the HVL_EVASION_* bits that this word's list asks for */
  bool evidence;    /* part of what the rule hit */
  bool safe;        /* part of a word that may stop the rule */
  bool part;        /* stands, with what is before it, for one character */
};

struct line {
  struct letter letters[LINE_MAX_LETTERS];
  size_t count;
  bool full; /* something did not fit */
};

/* A line as the messages it stands for. */
struct pieces {
  char bytes[4 * LINE_MAX_LETTERS];
  hvl_text texts[PIECES_MAX];
  size_t count;
};

void line_put(struct line *line, struct letter letter);
void line_copy(struct line *to, const struct line *from);
bool line_equal(const struct line *a, const struct line *b);

/* Append a text, of which bytes [start, end) are evidence. */
void line_decode(struct line *line, hvl_text text, size_t start, size_t end);
void line_encode(const struct line *line, struct pieces *pieces);

/* The code point at `*at` of `text`, which goes on behind it. */
uint32_t next_code(hvl_text text, size_t *at);

/* Full-width ASCII and capitals as small ASCII; all else as it is. */
uint32_t plain_code(uint32_t code);

bool is_small_letter(uint32_t code);
bool is_digit(uint32_t code);
bool is_han(uint32_t code);
bool is_word_code(uint32_t code); /* Han, ASCII letter or digit */

/* May something stand between the letters `at - 1` and `at` as it may between
 * two characters of one word? */
bool line_inside_word(const struct line *line, size_t at);

#endif

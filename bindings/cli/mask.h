/* SPDX-License-Identifier: MIT */
/* mask.h - which characters of a text to hide, as they are personal data:
 * phone and ID numbers, bank cards, addresses below the district, names of
 * people to the surname. */
#ifndef HVLINE_CLI_MASK_H
#define HVLINE_CLI_MASK_H

#include <stdbool.h>
#include <stdint.h>

#include "buffer.h"

struct byte_range {
  size_t start, end;
};

/* The bytes to hide, as ranges in order. All zero hides nothing. */
struct mask {
  struct byte_range *ranges;
  size_t count, cap;
};

/* Find what to hide in bytes [start, end) of `text` (both at characters); a
 * little around them is looked at, too, so that a number cut in two is found.
 * What was in `mask` is forgotten. */
void mask_find(struct mask *mask, hvl_text text, size_t start, size_t end);
void mask_free(struct mask *mask);

/* Is the byte at `offset` hidden? */
bool mask_hides(const struct mask *mask, size_t offset);

/* What is shown for `code`, a hidden character: '*' for letters, digits and
 * Han, else the character itself. */
int32_t mask_char(int32_t code);

/* Append bytes [start, end) of `text`, masked. */
void mask_write(const struct mask *mask, struct buffer *out, hvl_text text,
                size_t start, size_t end);

/* The parts of mask_find(): each adds to `glyphs[i].hidden`. */

/* A character as the mask sees it. */
struct glyph {
  size_t at;    /* its byte */
  int32_t code; /* the character; full-width ASCII as ASCII */
  int digit;    /* 0-9 however written (８, ⑧, 八, 捌), or -1 */
  bool hidden;
};

struct glyphs {
  struct glyph *items;
  size_t count, cap;
};

void mask_numbers(struct glyphs *glyphs);
void mask_addresses(struct glyphs *glyphs);
void mask_names(struct glyphs *glyphs);

/* Is `code` a Han character? */
bool is_han(int32_t code);

/* Do the glyphs at `at` read `word` (UTF-8)? The number of glyphs, or 0. */
size_t glyphs_read(const struct glyphs *glyphs, size_t at, const char *word);

#endif

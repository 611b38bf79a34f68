/* SPDX-License-Identifier: MIT */
/* glyphs.h - a text as the finders of personal data see it: an array of
 * characters, each with its digit, some of them to be hidden. */
#ifndef HVLINE_CLI_GLYPHS_H
#define HVLINE_CLI_GLYPHS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/alloc.h"

struct glyph {
  size_t at;    /* its byte */
  int32_t code; /* the character; full-width as ASCII, 號 as 号 */
  int digit;    /* 0-9 however written (８, ⑧, 八, 捌), or -1 */
  bool hidden;
};

/* All zero is empty; free `items`. */
struct glyphs {
  struct glyph *items;
  size_t count, cap;
  bool over_lines; /* numbers may go on in the next line */
};

/* Add the characters of bytes [start, end) of `text`, which are whole. */
void glyphs_add(struct glyphs *glyphs, hvl_text text, size_t start, size_t end);

/* The glyph at `at`; one that is nothing past the last. */
const struct glyph *glyph_at(const struct glyphs *glyphs, size_t at);

/* Is the glyph at `at` one of the characters of `set` (UTF-8)? */
bool glyph_is(const struct glyphs *glyphs, size_t at, const char *set);

/* Neither letter, digit nor Han: what can stand between two words. */
bool glyph_is_gap(const struct glyph *glyph);

/* The number of glyphs of `word`, or of the first that fits of the
 * NULL-terminated `words`, that begins at `at`; 0 if none does. */
size_t glyphs_read(const struct glyphs *glyphs, size_t at, const char *word);
size_t glyphs_read_any(const struct glyphs *glyphs, size_t at,
                       const char *const *words);

/* The same for 浙江, 内蒙古, 香港: a region of the first order, however short.
 */
size_t glyphs_read_province(const struct glyphs *glyphs, size_t at);

/* Hide glyphs [start, end). */
void glyphs_hide(struct glyphs *glyphs, size_t start, size_t end);

/* Is `code` a Han character? */
bool is_han(int32_t code);

/* 0-9 for 8, ８, ⑧, 八, 捌, 〇; -1 for anything else, 十 and 1/2 among it. */
int digit_of(int32_t code);

/* The finders. Names look at hidden numbers beside them, so numbers go first
 * (of bank cards only if asked); addresses and mail hide more of them, so they
 * go last. */
void mask_numbers(struct glyphs *glyphs, bool cards);
void mask_names(struct glyphs *glyphs);
void mask_addresses(struct glyphs *glyphs);
void mask_mail(struct glyphs *glyphs);

/* Hide the name to its surname that begins at `at`, where a name is expected:
 * it is up to three characters and nothing but a name. */
void mask_name_at(struct glyphs *glyphs, size_t at);

/* The same of the name that may stand before the address which is hidden from
 * `at` on: 林小满 收货地址 浙江省杭州市西湖区… */
void mask_name_before(struct glyphs *glyphs, size_t at);

#endif

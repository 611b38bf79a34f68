/* SPDX-License-Identifier: MIT */
/* mask_beside.c - numbers that go on from one text to the next. */
#include <stdlib.h>

#include <unicode/utf8.h>

#include "base/width.h"
#include "mask/glyphs.h"
#include "mask/mask.h"

/* Bytes of a text that a number it begins or ends with is looked for in, which
 * are more than any number has. */
enum { REACH = 256 };

static bool is_part(const struct glyphs *glyphs, size_t at) {
  const struct glyph *glyph = &glyphs->items[at];
  return glyph->digit >= 0 || glyph_is_gap(glyph);
}

/* Glyphs [first, last) without the gaps at both ends, as bytes; those of the
 * text end at `end`. */
static struct byte_range without_gaps(const struct glyphs *glyphs, size_t first,
                                      size_t last, size_t end) {
  while (first < last && glyphs->items[first].digit < 0) first++;
  while (first < last && glyphs->items[last - 1].digit < 0) last--;
  if (first == last) return (struct byte_range){0, 0};
  return (struct byte_range){glyphs->items[first].at,
                             last < glyphs->count ? glyphs->items[last].at
                                                  : end};
}

struct byte_range mask_head(hvl_text text) {
  struct glyphs glyphs = {0};
  size_t end = 0, last = 0;
  while (end < text.len && end < REACH) next_char(text, &end);
  glyphs_add(&glyphs, text, 0, end);
  while (last < glyphs.count && is_part(&glyphs, last)) last++;
  struct byte_range head = without_gaps(&glyphs, 0, last, end);
  free(glyphs.items);
  return head;
}

struct byte_range mask_tail(hvl_text text) {
  struct glyphs glyphs = {0};
  size_t start = text.len < REACH ? 0 : text.len - REACH;
  if (start) U8_SET_CP_START((const uint8_t *)text.data, 0, start);
  glyphs_add(&glyphs, text, start, text.len);
  size_t first = glyphs.count;
  while (first > 0 && is_part(&glyphs, first - 1)) first--;
  struct byte_range tail = without_gaps(&glyphs, first, glyphs.count, text.len);
  free(glyphs.items);
  return tail;
}

/* Take `mask`, of a text in which one of `len` bytes begins at `offset`, to be
 * of the latter. */
static void cut_out(struct mask *mask, size_t offset, size_t len) {
  size_t kept = 0;
  for (size_t i = 0; i < mask->count; i++) {
    struct byte_range range = mask->ranges[i];
    if (range.start < offset) range.start = offset;
    if (range.end > offset + len) range.end = offset + len;
    if (range.start >= range.end) continue;
    mask->ranges[kept++] =
        (struct byte_range){range.start - offset, range.end - offset};
  }
  mask->count = kept;
}

void mask_find_beside(struct mask *mask, hvl_text before, hvl_text text,
                      hvl_text behind, struct byte_range range) {
  struct buffer all = {0};
  buffer_add(&all, before.data, before.len);
  if (before.len) buffer_put(&all, '\n');
  size_t offset = all.len;
  buffer_add(&all, text.data, text.len);
  if (behind.len) buffer_put(&all, '\n');
  buffer_add(&all, behind.data, behind.len);
  mask_find(mask, buffer_text(&all), offset + range.start, offset + range.end);
  cut_out(mask, offset, text.len);
  buffer_free(&all);
}

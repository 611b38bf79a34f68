/* SPDX-License-Identifier: MIT */
/* mask.c - which characters of a text to hide, as they are personal data. */
#include "mask.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>

#include "width.h"

/* Longer than any address; what is around a piece can decide about it. */
enum { AROUND = 512 };

void mask_free(struct mask *mask) {
  free(mask->ranges);
  *mask = (struct mask){0};
}

bool is_han(int32_t code) {
  return u_hasBinaryProperty(code, UCHAR_UNIFIED_IDEOGRAPH) || code == 0x3007;
}

/* Full-width ASCII as ASCII. */
static int32_t narrow(int32_t code) {
  return code >= 0xFF01 && code <= 0xFF5E ? code - 0xFEE0 : code;
}

/* 0-9 for 8, ８, ⑧, 八, 捌, 〇; -1 for anything else, 十 and 1/2 among it. */
static int digit_of(int32_t code) {
  if (code >= '0' && code <= '9') return code - '0';
  if (code < 0x80) return -1;
  if (code == 0x5E7A) return 1; /* 幺 */
  double value = u_getNumericValue(code);
  return value >= 0 && value <= 9 && value == (int)value ? (int)value : -1;
}

size_t glyphs_read(const struct glyphs *glyphs, size_t at, const char *word) {
  hvl_text text = {word, strlen(word)};
  size_t count = 0;
  for (size_t byte = 0; byte < text.len; count++) {
    if (at + count >= glyphs->count) return 0;
    if (next_char(text, &byte) != glyphs->items[at + count].code) return 0;
  }
  return count;
}

static void read_glyphs(struct glyphs *glyphs, hvl_text text, size_t start,
                        size_t end) {
  for (size_t at = start; at < end;) {
    struct glyph glyph = {.at = at};
    glyph.code = narrow(next_char(text, &at));
    glyph.digit = digit_of(glyph.code);
    MEM_GROW(glyphs->items, glyphs->count, glyphs->cap);
    glyphs->items[glyphs->count++] = glyph;
  }
}

/* The letter that looks like a digit, next to one: 138OO138OOO. */
static int look_alike(int32_t code) {
  if (code == 'o' || code == 'O') return 0;
  return code == 'l' || code == 'I' || code == '|' ? 1 : -1;
}

static void read_look_alikes(struct glyphs *glyphs) {
  for (size_t i = 0; i < glyphs->count; i++) {
    struct glyph *glyph = &glyphs->items[i];
    bool before = i > 0 && glyph[-1].digit >= 0;
    bool behind = i + 1 < glyphs->count && glyph[1].digit >= 0;
    if (glyph->digit < 0 && (before || behind))
      glyph->digit = look_alike(glyph->code);
  }
}

static bool is_inside_char(hvl_text text, size_t at) {
  return at < text.len && ((uint8_t)text.data[at] & 0xC0) == 0x80;
}

/* [start, end) and what is around it, to whole characters. */
static struct byte_range widen(hvl_text text, size_t start, size_t end) {
  struct byte_range range = {start > AROUND ? start - AROUND : 0,
                             text.len - end > AROUND ? end + AROUND : text.len};
  while (range.start > 0 && is_inside_char(text, range.start)) range.start--;
  while (range.end < text.len && is_inside_char(text, range.end)) range.end++;
  return range;
}

static void add_range(struct mask *mask, size_t start, size_t end) {
  struct byte_range *last = mask->ranges + mask->count;
  if (mask->count && last[-1].end == start) {
    last[-1].end = end;
    return;
  }
  MEM_GROW(mask->ranges, mask->count, mask->cap);
  mask->ranges[mask->count++] = (struct byte_range){start, end};
}

void mask_find(struct mask *mask, hvl_text text, size_t start, size_t end) {
  struct byte_range range = widen(text, start, end);
  struct glyphs glyphs = {0};
  read_glyphs(&glyphs, text, range.start, range.end);
  read_look_alikes(&glyphs);
  mask_numbers(&glyphs);
  mask_names(&glyphs); /* looks at the numbers, but not at house numbers */
  mask_addresses(&glyphs);
  mask->count = 0;
  for (size_t i = 0; i < glyphs.count; i++) {
    if (!glyphs.items[i].hidden) continue;
    bool last = i + 1 == glyphs.count;
    add_range(mask, glyphs.items[i].at,
              last ? range.end : glyphs.items[i + 1].at);
  }
  free(glyphs.items);
}

bool mask_hides(const struct mask *mask, size_t offset) {
  size_t low = 0, high = mask->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (mask->ranges[middle].end <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low < mask->count && mask->ranges[low].start <= offset;
}

int32_t mask_char(int32_t code) {
  return u_isalnum(code) || is_han(code) || digit_of(code) >= 0 || code == '|'
             ? '*'
             : code;
}

void mask_write(const struct mask *mask, struct buffer *out, hvl_text text,
                size_t start, size_t end) {
  for (size_t at = start; at < end;) {
    size_t from = at;
    int32_t code = next_char(text, &at);
    if (mask_hides(mask, from) && mask_char(code) == '*')
      buffer_put(out, '*');
    else
      buffer_add(out, text.data + from, at - from);
  }
}

/* SPDX-License-Identifier: MIT */
/* glyphs.c - a text as the finders of personal data see it. */
#include "mask/glyphs.h"

#include <string.h>

#include <unicode/uchar.h>

#include "base/simplify.h"
#include "base/width.h"

bool is_han(int32_t code) {
  return u_hasBinaryProperty(code, UCHAR_UNIFIED_IDEOGRAPH) || code == 0x3007;
}

/* Full-width ASCII as ASCII. */
static int32_t narrow(int32_t code) {
  return code >= 0xFF01 && code <= 0xFF5E ? code - 0xFEE0 : code;
}

int digit_of(int32_t code) {
  if (code >= '0' && code <= '9') return code - '0';
  if (code < 0x80) return -1;
  if (code == 0x5E7A) return 1; /* 幺 */
  double value = u_getNumericValue(code);
  return value >= 0 && value <= 9 && value == (int)value ? (int)value : -1;
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

void glyphs_add(struct glyphs *glyphs, hvl_text text, size_t start,
                size_t end) {
  for (size_t at = start; at < end;) {
    struct glyph glyph = {.at = at};
    glyph.code = simplify(narrow(next_char(text, &at)));
    glyph.digit = digit_of(glyph.code);
    MEM_GROW(glyphs->items, glyphs->count, glyphs->cap);
    glyphs->items[glyphs->count++] = glyph;
  }
  read_look_alikes(glyphs);
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

const struct glyph *glyph_at(const struct glyphs *glyphs, size_t at) {
  static const struct glyph none = {0, 0, -1, false};
  return at < glyphs->count ? &glyphs->items[at] : &none;
}

bool glyph_is(const struct glyphs *glyphs, size_t at, const char *set) {
  return char_is(glyph_at(glyphs, at)->code, set);
}

void glyphs_hide(struct glyphs *glyphs, size_t start, size_t end) {
  for (size_t i = start; i < end; i++) glyphs->items[i].hidden = true;
}

static bool begins(const char *word, const char *first) {
  while (*first && *word == *first) {
    word++;
    first++;
  }
  return !*first;
}

/* Of most words the first character tells that they are not there. */
size_t glyphs_read_any(const struct glyphs *glyphs, size_t at,
                       const char *const *words) {
  char first[CHAR_SIZE];
  char_bytes(first, glyph_at(glyphs, at)->code);
  for (; *words; words++) {
    size_t len = begins(*words, first) ? glyphs_read(glyphs, at, *words) : 0;
    if (len) return len;
  }
  return 0;
}

bool glyph_is_gap(const struct glyph *glyph) {
  return glyph->code && glyph->digit < 0 && !is_han(glyph->code) &&
         !u_isalnum(glyph->code);
}

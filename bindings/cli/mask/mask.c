/* SPDX-License-Identifier: MIT */
/* mask.c - which characters of a text to hide, as they are personal data. */
#include "mask/mask.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>

#include "base/width.h"
#include "mask/glyphs.h"

/* Longer than any address; what is around a piece can decide about it. */
enum { AROUND = 512 };

void mask_free(struct mask *mask) {
  free(mask->ranges);
  *mask = (struct mask){0};
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
  if (mask->count > 0 && mask->ranges[mask->count - 1].end == start) {
    mask->ranges[mask->count - 1].end = end;
    return;
  }
  MEM_GROW(mask->ranges, mask->count, mask->cap);
  mask->ranges[mask->count++] = (struct byte_range){start, end};
}

static void find(struct mask *mask, hvl_text text, struct byte_range range,
                 bool cards) {
  struct glyphs glyphs = {0};
  glyphs_add(&glyphs, text, range.start, range.end);
  mask_numbers(&glyphs, cards);
  mask_names(&glyphs);
  mask_addresses(&glyphs);
  mask_mail(&glyphs);
  mask->count = 0;
  for (size_t i = 0; i < glyphs.count; i++) {
    if (!glyphs.items[i].hidden) continue;
    bool last = i + 1 == glyphs.count;
    add_range(mask, glyphs.items[i].at,
              last ? range.end : glyphs.items[i + 1].at);
  }
  free(glyphs.items);
}

void mask_find(struct mask *mask, hvl_text text, size_t start, size_t end) {
  find(mask, text, widen(text, start, end), true);
}

void mask_find_label(struct mask *mask, hvl_text label) {
  find(mask, label, (struct byte_range){0, label.len}, false);
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

void mask_label(struct buffer *out, hvl_text label, bool masked) {
  struct mask mask = {0};
  if (masked) mask_find_label(&mask, label);
  mask_write(&mask, out, label, 0, label.len);
  mask_free(&mask);
}

void mask_string(struct buffer *out, const char *label) {
  mask_label(out, (hvl_text){label, strlen(label)}, true);
}

bool mask_beginning(struct buffer *out, hvl_text text, size_t most) {
  struct mask mask = {0};
  size_t end = 0;
  for (size_t i = 0; i < most && end < text.len; i++) next_char(text, &end);
  mask_find(&mask, text, 0, end);
  mask_write(&mask, out, text, 0, end);
  mask_free(&mask);
  return end < text.len;
}

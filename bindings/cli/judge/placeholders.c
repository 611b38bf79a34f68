/* SPDX-License-Identifier: MIT */
/* placeholders.c - {买家昵称} in a template, which stands for anything. */
#include "judge/placeholders.h"

#include <string.h>

#include "base/width.h"

enum { LONGEST = 30 }; /* characters inside, as the rules' <placeholder> */
enum { WIDE_OPEN = 0xFF5B, WIDE_CLOSE = 0xFF5D };

static bool is_open(int32_t code) {
  return code == '{' || code == WIDE_OPEN;
}

static bool is_close(int32_t code) {
  return code == '}' || code == WIDE_CLOSE;
}

/* The byte behind the closing bracket for what is open at `at`; 0 if it is not
 * closed. */
static size_t find_end(hvl_text text, size_t at, unsigned brackets) {
  unsigned closed = 0;
  for (size_t i = 0; at < text.len && i < LONGEST + brackets; i++) {
    int32_t code = next_char(text, &at);
    if (is_close(code) && i > 0 && ++closed == brackets) return at;
    if (is_open(code) || code == '\n') return 0;
    if (!is_close(code) && closed) return 0;
  }
  return 0;
}

void placeholders_find(struct placeholders *placeholders, hvl_text text) {
  placeholders->count = 0;
  for (size_t at = 0; at < text.len;) {
    size_t start = at, behind;
    if (!is_open(next_char(text, &at))) continue;
    behind = at;
    bool two = at < text.len && is_open(next_char(text, &behind));
    size_t end = find_end(text, two ? behind : at, two ? 2 : 1);
    if (!end) continue;
    MEM_GROW(placeholders->ranges, placeholders->count, placeholders->cap);
    placeholders->ranges[placeholders->count++] =
        (struct byte_range){start, end};
    at = end;
  }
}

void placeholders_replace(const struct placeholders *placeholders,
                          struct buffer *out, hvl_text text,
                          const char *stand_in) {
  size_t at = 0;
  buffer_clear(out);
  for (size_t i = 0; i < placeholders->count; i++) {
    buffer_add(out, text.data + at, placeholders->ranges[i].start - at);
    buffer_print(out, stand_in);
    at = placeholders->ranges[i].end;
  }
  if (at < text.len) buffer_add(out, text.data + at, text.len - at);
}

struct byte_range placeholders_back(const struct placeholders *placeholders,
                                    size_t len, struct byte_range range,
                                    bool *whole) {
  struct byte_range back = range;
  size_t shift = 0; /* by how much the text is longer here */
  *whole = false;
  for (size_t i = 0; i < placeholders->count; i++) {
    struct byte_range real = placeholders->ranges[i];
    size_t start = real.start - shift, end = start + len;
    size_t grown = real.end - real.start;
    if (range.start <= start && range.end >= end) *whole = true;
    shift = real.end - end;
    if (range.start >= end) back.start = range.start + shift;
    if (range.start > start && range.start < end) back.start = real.start;
    if (range.end >= end) back.end = range.end + shift;
    if (range.end > start && range.end < end) back.end = real.start + grown;
  }
  return back;
}

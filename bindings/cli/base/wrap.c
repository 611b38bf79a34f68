/* SPDX-License-Identifier: MIT */
/* wrap.c - where lines may be broken. */
#include "base/wrap.h"

#include "base/width.h"

/* From here on characters are of scripts that put no spaces between words. */
enum { FIRST_UNSPACED = 0x2E80 };

bool can_break(int32_t before, int32_t code) {
  if (code == ' ') return false;
  if (before == ' ') return true;
  if (char_is(code, "，。；：、！？）》」』”’,.;:!?)") ||
      char_is(before, "（《「『“‘("))
    return false;
  return before >= FIRST_UNSPACED || code >= FIRST_UNSPACED;
}

/* Where the line that begins at `at` ends. */
static size_t line_end(hvl_text words, size_t at, size_t columns) {
  size_t end = at, fits = 0, used = 0;
  int32_t before = 0;
  while (end < words.len) {
    size_t next = end;
    int32_t code = next_char(words, &next);
    if (code == '\n') return end;
    if (end > at && can_break(before, code)) fits = end;
    used += char_width(code);
    if (used > columns && code != ' ' && end > at) return fits ? fits : end;
    before = code;
    end = next;
  }
  return end;
}

void wrap_text(struct buffer *out, hvl_text words, size_t indent) {
  size_t at = 0;
  do {
    size_t end = line_end(words, at, SCREEN_COLUMNS - indent), len = end - at;
    if (at) buffer_fill(out, ' ', indent);
    while (len && words.data[at + len - 1] == ' ') len--;
    buffer_add(out, words.data + at, len);
    buffer_put(out, '\n');
    at = end < words.len && words.data[end] == '\n' ? end + 1 : end;
  } while (at < words.len);
}

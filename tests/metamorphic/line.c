/* SPDX-License-Identifier: MIT */
/* line.c - a text as letters, each of which knows what it is part of. */
#include "line.h"

#include <string.h>

void line_put(struct line *line, struct letter letter) {
  if (line->count == LINE_MAX_LETTERS)
    line->full = true;
  else
    line->letters[line->count++] = letter;
}

void line_copy(struct line *to, const struct line *from) {
  memcpy(to->letters, from->letters, from->count * sizeof *from->letters);
  to->count = from->count;
  to->full = from->full;
}

bool line_equal(const struct line *a, const struct line *b) {
  if (a->count != b->count) return false;
  for (size_t i = 0; i < a->count; i++)
    if (a->letters[i].code != b->letters[i].code) return false;
  return true;
}

uint32_t next_code(hvl_text text, size_t *at) {
  static const unsigned char masks[] = {0, 0x1F, 0x0F, 0x07};
  unsigned char first = (unsigned char)text.data[(*at)++];
  int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
  uint32_t code = more ? first & masks[more] : first;
  while (more-- > 0 && *at < text.len)
    code = code << 6 | ((unsigned char)text.data[(*at)++] & 0x3F);
  return code;
}

void line_decode(struct line *line, hvl_text text, size_t start, size_t end) {
  for (size_t at = 0; at < text.len;) {
    bool evidence = at >= start && at < end;
    uint32_t code = next_code(text, &at);
    line_put(line, (struct letter){.code = code, .evidence = evidence});
  }
}

static size_t put_code(char *out, uint32_t code) {
  if (code < 0x80) return *out = (char)code, 1;
  size_t more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  for (size_t i = more; i > 0; i--, code >>= 6)
    out[i] = (char)(0x80 | (code & 0x3F));
  out[0] = (char)((0xFF00 >> (more + 1) & 0xFF) | code);
  return more + 1;
}

void line_encode(const struct line *line, struct pieces *pieces) {
  char *out = pieces->bytes, *start = out;
  pieces->count = 0;
  for (size_t i = 0; i <= line->count; i++) {
    bool ends = i == line->count || line->letters[i].code == LETTER_BREAK;
    if (!ends) {
      out += put_code(out, line->letters[i].code);
      continue;
    }
    if (pieces->count == PIECES_MAX) return;
    pieces->texts[pieces->count++] = (hvl_text){start, (size_t)(out - start)};
    start = out;
  }
}

uint32_t plain_code(uint32_t code) {
  if (code >= 0xFF01 && code <= 0xFF5E) code -= 0xFF01 - '!';
  return code >= 'A' && code <= 'Z' ? code + ('a' - 'A') : code;
}

bool is_small_letter(uint32_t code) {
  return code >= 'a' && code <= 'z';
}

bool is_digit(uint32_t code) {
  return code >= '0' && code <= '9';
}

bool is_han(uint32_t code) {
  return code >= 0x4E00 && code <= 0x9FFF;
}

bool is_word_code(uint32_t code) {
  uint32_t plain = plain_code(code);
  return is_han(code) || is_small_letter(plain) || is_digit(plain);
}

bool line_inside_word(const struct line *line, size_t at) {
  if (at == 0 || at >= line->count) return false;
  const struct letter *before = &line->letters[at - 1];
  const struct letter *behind = &line->letters[at];
  return behind->word && behind->word == before->word && !behind->part;
}

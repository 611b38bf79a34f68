/* SPDX-License-Identifier: MIT */
/* letter.c - disguises that write a letter otherwise. All of a message is
 * written so: the rule language takes both for the same. */
#include "operators.h"

enum {
  WIDE = 0xFF01 - '!',
  CIRCLED_CAPITAL = 0x24B6,
  CIRCLED_SMALL = 0x24D0,
  CIRCLED_ZERO = 0x24EA,
  CIRCLED_ONE = 0x2460,
  BOLD_CAPITAL = 0x1D400,
  BOLD_SMALL = 0x1D41A,
  BOLD_ZERO = 0x1D7CE
};

static bool is_capital(uint32_t code) {
  return code >= 'A' && code <= 'Z';
}

typedef uint32_t rewrite(const struct craft *craft, uint32_t code);

static void each(const struct craft *craft, rewrite *code_of,
                 const struct line *line, struct line *out) {
  for (size_t i = 0; i < line->count; i++) {
    struct letter letter = line->letters[i];
    letter.code = code_of(craft, letter.code);
    line_put(out, letter);
  }
}

static uint32_t traditional(const struct craft *craft, uint32_t code) {
  return han_traditional(craft->han, code);
}

static uint32_t capital(const struct craft *craft, uint32_t code) {
  (void)craft;
  return is_small_letter(code) ? code - 'a' + 'A' : code;
}

static uint32_t wide(const struct craft *craft, uint32_t code) {
  (void)craft;
  return code >= '!' && code <= '~' ? code + WIDE : code;
}

static uint32_t circled(const struct craft *craft, uint32_t code) {
  (void)craft;
  if (is_small_letter(code)) return code - 'a' + CIRCLED_SMALL;
  if (is_capital(code)) return code - 'A' + CIRCLED_CAPITAL;
  if (code == '0') return CIRCLED_ZERO;
  return is_digit(code) ? code - '1' + CIRCLED_ONE : code;
}

static uint32_t bold(const struct craft *craft, uint32_t code) {
  (void)craft;
  if (is_small_letter(code)) return code - 'a' + BOLD_SMALL;
  if (is_capital(code)) return code - 'A' + BOLD_CAPITAL;
  return is_digit(code) ? code - '0' + BOLD_ZERO : code;
}

void write_traditional(const struct craft *craft, const struct operator* self,
                       const struct line *line, struct line *out) {
  (void)self;
  each(craft, traditional, line, out);
}

void write_capital(const struct craft *craft, const struct operator* self,
                   const struct line *line, struct line *out) {
  (void)self;
  each(craft, capital, line, out);
}

void write_wide(const struct craft *craft, const struct operator* self,
                const struct line *line, struct line *out) {
  (void)self;
  each(craft, wide, line, out);
}

void write_circled(const struct craft *craft, const struct operator* self,
                   const struct line *line, struct line *out) {
  (void)self;
  each(craft, circled, line, out);
}

void write_bold(const struct craft *craft, const struct operator* self,
                const struct line *line, struct line *out) {
  (void)self;
  each(craft, bold, line, out);
}

void write_marked(const struct craft *craft, const struct operator* self,
                  const struct line *line, struct line *out) {
  (void)craft;
  for (size_t i = 0; i < line->count; i++) {
    struct letter letter = line->letters[i];
    line_put(out, letter);
    if (!is_small_letter(plain_code(letter.code))) continue;
    letter.code = self->code;
    letter.part = true;
    line_put(out, letter);
  }
}

/* SPDX-License-Identifier: MIT */
/* manner.c - other punctuation and politeness, where the rule language says
 * that they do not matter. */
#include <string.h>

#include "operators.h"

static const uint32_t NARROW[] = {',', '.', '?', '!', ':', ';', '(', ')', 0};
static const uint32_t WIDE[] = {0xFF0C, 0x3002, 0xFF1F, 0xFF01, 0xFF1A,
                                0xFF1B, 0xFF08, 0xFF09, 0};
static const uint32_t COMMA = 0xFF0C, DEAR = 0x4EB2, OH = 0x54E6;

/* Place of `code` in a list that ends with 0, or -1. */
static int place(const uint32_t *codes, uint32_t code) {
  for (int i = 0; codes[i]; i++)
    if (codes[i] == code) return i;
  return -1;
}

static bool is_latin(uint32_t code) {
  uint32_t plain = plain_code(code);
  return is_small_letter(plain) || is_digit(plain);
}

/* Between letters or digits a mark may be part of a number or an address. */
static bool is_mark(const struct line *line, size_t at) {
  uint32_t code = line->letters[at].code;
  if (place(NARROW, code) < 0 && place(WIDE, code) < 0) return false;
  return !(at && at + 1 < line->count && is_latin(line->letters[at - 1].code) &&
           is_latin(line->letters[at + 1].code));
}

void write_other_width(const struct craft *craft, const struct operator* self,
                       const struct line *line, struct line *out) {
  (void)craft, (void)self;
  for (size_t i = 0; i < line->count; i++) {
    struct letter letter = line->letters[i];
    int narrow = place(NARROW, letter.code), wide = place(WIDE, letter.code);
    if (is_mark(line, i))
      letter.code = narrow < 0 ? NARROW[wide] : WIDE[narrow];
    line_put(out, letter);
  }
}

void write_doubled(const struct craft *craft, const struct operator* self,
                   const struct line *line, struct line *out) {
  (void)craft, (void)self;
  for (size_t i = 0; i < line->count; i++) {
    struct letter letter = line->letters[i];
    line_put(out, letter);
    if (is_mark(line, i)) line_put(out, letter);
  }
}

/* The letters of `line` without the stops and tildes at its end. */
static size_t end_of(const struct line *line) {
  static const uint32_t stops[] = {0x3002, 0xFF01, '!', '.', '~', 0xFF5E, 0};
  size_t end = line->count;
  while (end && place(stops, line->letters[end - 1].code) >= 0) end--;
  return end;
}

/* Without the comma two clauses are one: the same only if what is not evidence
 * has no word that would then stop the rule. */
void write_no_comma(const struct craft *craft, const struct operator* self,
                    const struct line *line, struct line *out) {
  (void)craft, (void)self;
  bool safe = false;
  for (size_t i = 0; i < line->count; i++)
    if (line->letters[i].safe && !line->letters[i].evidence) safe = true;
  for (size_t i = 0; i < line->count; i++) {
    struct letter letter = line->letters[i];
    bool comma = letter.code == COMMA || letter.code == ',';
    if (comma && !safe && !letter.evidence && is_mark(line, i))
      letter.code = ' ';
    line_put(out, letter);
  }
}

void write_polite_front(const struct craft *craft, const struct operator* self,
                        const struct line *line, struct line *out) {
  (void)craft, (void)self;
  if (line->count && line->letters[0].code != DEAR) {
    line_put(out, (struct letter){.code = DEAR});
    line_put(out, (struct letter){.code = ' '});
  }
  for (size_t i = 0; i < line->count; i++) line_put(out, line->letters[i]);
}

/* Behind a sentence that ends without a particle. */
void write_polite_behind(const struct craft *craft, const struct operator* self,
                         const struct line *line, struct line *out) {
  static const uint32_t particles[] = {
      0x54E6, 0x5462, 0x5440, 0x554A, 0x5427, 0x5417, 0x54C8, 0x4E86, 0x7684,
      0x4E48, 0x561B, 0x5566, 0x5450, 0x5662, 0x5594, 0x54DF, 0x54D2, 0};
  (void)craft, (void)self;
  size_t end = end_of(line);
  uint32_t last = end ? line->letters[end - 1].code : 0;
  bool fits = is_han(last) && place(particles, last) < 0;
  for (size_t i = 0; i < line->count; i++) {
    if (fits && i == end) line_put(out, (struct letter){.code = OH});
    line_put(out, line->letters[i]);
  }
  if (fits && end == line->count) line_put(out, (struct letter){.code = OH});
}

void write_behind(const struct craft *craft, const struct operator* self,
                  const struct line *line, struct line *out) {
  (void)craft;
  line_copy(out, line);
  line_put(out, (struct letter){.code = self->code});
}

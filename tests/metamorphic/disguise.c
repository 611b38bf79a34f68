/* SPDX-License-Identifier: MIT */
/* disguise.c - what evaders do to the words that would be found. */
#include <stdlib.h>
#include <string.h>

#include "operators.h"

static bool asks_for(const struct letter *letter, unsigned evasion) {
  return letter->word && (letter->evasion & evasion) == evasion;
}

void write_homophones(const struct craft *craft, const struct operator* self,
                      const struct line *line, struct line *out) {
  for (size_t i = 0; i < line->count; i++) {
    struct letter letter = line->letters[i];
    if (asks_for(&letter, self->evasion)) {
      letter.code = han_homophone(craft->han, letter.code);
      letter.evasion &= ~(unsigned)HVL_EVASION_SPLIT;
    }
    line_put(out, letter);
  }
}

/* The parts of a character, together one character of its word. */
static void put_parts(struct line *out, struct letter letter, hvl_text text) {
  letter.evasion &= ~(unsigned)(HVL_EVASION_SPLIT | HVL_EVASION_SOUND);
  for (size_t at = 0; at < text.len;) {
    letter.code = next_code(text, &at);
    line_put(out, letter);
    letter.part = true;
  }
}

static bool is_letter_at(const struct line *line, size_t at) {
  return at < line->count &&
         is_small_letter(plain_code(line->letters[at].code));
}

/* Latin letters beside it would make the pinyin another word. */
static bool stands_free(const struct line *line, size_t at) {
  return !is_letter_at(line, at + 1) &&
         (at == 0 || !is_letter_at(line, at - 1));
}

void write_pinyin(const struct craft *craft, const struct operator* self,
                  const struct line *line, struct line *out) {
  uint32_t last = 0;
  for (size_t i = 0; i < line->count; i++) {
    const struct letter *letter = &line->letters[i];
    const char *pinyin = han_pinyin(craft->han, letter->code);
    bool done = self->code == 1 && letter->word == last;
    if (*pinyin && !done && asks_for(letter, self->evasion) &&
        stands_free(line, i)) {
      put_parts(out, *letter, (hvl_text){pinyin, strlen(pinyin)});
      last = letter->word;
    } else {
      line_put(out, *letter);
    }
  }
}

/* What the list has behind "C=" for the character C; empty if nothing. */
static hvl_text parts_of(const struct entry *list, uint32_t code) {
  for (size_t i = 0; list && i < list->count; i++) {
    hvl_text text = {list->texts[i], strlen(list->texts[i])};
    size_t at = 0;
    if (!text.len || next_code(text, &at) != code) continue;
    if (text.data[at] == '=')
      return (hvl_text){text.data + at + 1, text.len - at - 1};
  }
  return (hvl_text){"", 0};
}

void write_parts(const struct craft *craft, const struct operator* self,
                 const struct line *line, struct line *out) {
  for (size_t i = 0; i < line->count; i++) {
    const struct letter *letter = &line->letters[i];
    hvl_text parts = {"", 0};
    if (asks_for(letter, self->evasion))
      parts = parts_of(craft->components, letter->code);
    if (parts.len)
      put_parts(out, *letter, parts);
    else
      line_put(out, *letter);
  }
}

/* A symbol between two digits could be part of a number. */
static bool between_digits(const struct line *line, size_t at) {
  return is_digit(plain_code(line->letters[at - 1].code)) &&
         is_digit(plain_code(line->letters[at].code));
}

/* The symbol in each word: behind its first character, or `through` it all. */
static void put_inside(const struct operator* self, const struct line *line,
                       bool through, struct line *out) {
  uint32_t last = 0;
  for (size_t i = 0; i < line->count; i++) {
    struct letter letter = line->letters[i];
    if (line_inside_word(line, i) && (through || letter.word != last) &&
        asks_for(&letter, self->evasion) &&
        asks_for(&line->letters[i - 1], self->evasion) &&
        !between_digits(line, i)) {
      struct letter symbol = letter;
      symbol.code = self->code;
      line_put(out, symbol);
      last = letter.word;
    }
    line_put(out, letter);
  }
}

void write_inside(const struct craft *craft, const struct operator* self,
                  const struct line *line, struct line *out) {
  (void)craft;
  put_inside(self, line, false, out);
}

void write_through(const struct craft *craft, const struct operator* self,
                   const struct line *line, struct line *out) {
  (void)craft;
  put_inside(self, line, true, out);
}

/* Between all characters of the evidence. */
void write_zero_width(const struct craft *craft, const struct operator* self,
                      const struct line *line, struct line *out) {
  static const uint32_t codes[] = {0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF};
  size_t next = 0;
  (void)craft, (void)self;
  for (size_t i = 0; i < line->count; i++) {
    struct letter letter = line->letters[i];
    if (i && letter.evidence && line->letters[i - 1].evidence &&
        is_word_code(letter.code) && is_word_code(line->letters[i - 1].code)) {
      struct letter nothing = letter;
      if (!line_inside_word(line, i)) nothing.word = 0;
      nothing.code = codes[next++ % 5];
      nothing.part = true;
      line_put(out, nothing);
    }
    line_put(out, letter);
  }
}

/* May a message end in front of `at`? Beside a word; inside one only if its
 * list asks for spaces. */
static bool may_break(const struct line *line, size_t at, unsigned evasion) {
  const struct letter *before = &line->letters[at - 1];
  const struct letter *behind = &line->letters[at];
  if (!(before->evasion & behind->evasion & evasion) || behind->part)
    return false;
  if (!before->evidence || !behind->evidence) return false;
  if (before->word != behind->word) return true;
  return before->word && (behind->evasion & HVL_EVASION_SPACED);
}

void write_break(const struct craft *craft, const struct operator* self,
                 const struct line *line, struct line *out) {
  size_t best = 0, far = 0;
  (void)craft;
  for (size_t i = 1; i < line->count; i++) {
    size_t ends = i < line->count - i ? i : line->count - i;
    if (ends > far && may_break(line, i, self->evasion)) best = i, far = ends;
  }
  for (size_t i = 0; i < line->count; i++) {
    struct letter letter = line->letters[i];
    if (best && i == best)
      line_put(out, (struct letter){.code = LETTER_BREAK,
                                    .word = letter.word,
                                    .evidence = true});
    line_put(out, letter);
  }
}

/* SPDX-License-Identifier: MIT */
/* mask_numbers.c - hides phone numbers, ID numbers and bank cards, also where
 * they are spaced out or written in other digits. */
#include <string.h>

#include <unicode/uchar.h>

#include "mask/glyphs.h"

/* Between two digits of one number there are at most so many other signs. */
enum { WIDEST_GAP = 4, SHORTEST = 10, LONGEST = 19, ID_LEN = 18 };

static bool is_gap(const struct glyphs *glyphs, size_t at) {
  const struct glyph *glyph = &glyphs->items[at];
  return glyph->digit < 0 && !u_isalnum(glyph->code) &&
         (glyph->code != '\n' || glyphs->over_lines);
}

/* Digits of two kinds side by side, as in 13800138000一下, need not be of one
 * number. */
enum kind { KIND_DIGIT, KIND_LETTER, KIND_HAN };
static enum kind kind_of(const struct glyph *glyph) {
  if (is_han(glyph->code)) return KIND_HAN;
  return u_isalpha(glyph->code) ? KIND_LETTER : KIND_DIGIT;
}

/* The index of the digit that follows the one at `at` in the same number, or
 * the number of glyphs. `*joined` tells whether they are of one kind with
 * nothing between them. */
static size_t next_digit(const struct glyphs *glyphs, size_t at, bool *joined) {
  size_t next = at + 1;
  while (next < glyphs->count && next - at <= WIDEST_GAP &&
         is_gap(glyphs, next))
    next++;
  if (next >= glyphs->count || glyphs->items[next].digit < 0)
    next = glyphs->count;
  *joined = next == at + 1 && next < glyphs->count &&
            kind_of(&glyphs->items[at]) == kind_of(&glyphs->items[next]);
  return next;
}

/* The X that may end an ID number. */
static bool is_check_letter(const struct glyph *glyph) {
  return glyph->code == 'x' || glyph->code == 'X';
}

static bool is_space(const struct glyphs *glyphs, size_t at) {
  return u_isUWhiteSpace(glyph_at(glyphs, at)->code);
}

/* Do three digits follow `at`, or stand before it, where `step` is -1? */
static bool are_three(const struct glyphs *glyphs, size_t at, int step) {
  for (int i = 1; i <= 3; i++)
    if (glyph_at(glyphs, at + (size_t)(i * step))->digit < 0) return false;
  return true;
}

/* 138-0013-8000; a hyphen between fewer digits is one of a date. */
static bool is_hyphen(const struct glyphs *glyphs, size_t at) {
  return glyph_is(glyphs, at, "-–—") && are_three(glyphs, at, -1) &&
         are_three(glyphs, at, 1);
}

/* May glyphs from `first` to `last` be a number? One that goes over lines has
 * only spaces and hyphens within a line, as times and amounts have not, and is
 * no part of one that was found in a line. */
static bool may_be_number(const struct glyphs *glyphs, size_t first,
                          size_t last) {
  bool plain = true, broken = false;
  for (size_t at = first; glyphs->over_lines && at <= last; at++) {
    bool gap = glyphs->items[at].digit < 0;
    if (glyphs->items[at].hidden || (!gap && !plain && !broken)) return false;
    broken = gap && (broken || glyph_is(glyphs, at, "\n"));
    plain = !gap || (plain && (is_space(glyphs, at) || is_hyphen(glyphs, at)));
  }
  return true;
}

/* A group is digits of one kind side by side, a number a run of whole groups,
 * as in 138 0013 8000; what was spaced out digit by digit has groups of one.
 * Collect `wanted` digits from `start` on; 0 if they do not end with a group.
 */
static size_t collect(const struct glyphs *glyphs, size_t start, size_t wanted,
                      size_t digits[LONGEST]) {
  size_t count = 0, at = start;
  while (at < glyphs->count) {
    bool joined;
    digits[count++] = at;
    at = next_digit(glyphs, at, &joined);
    if (count < wanted) continue;
    bool cut = joined && at < glyphs->count;
    return cut || !may_be_number(glyphs, start, digits[count - 1]) ? 0 : count;
  }
  return 0;
}

static int digit(const struct glyphs *glyphs, const size_t *digits, size_t i) {
  return glyphs->items[digits[i]].digit;
}

static void hide(struct glyphs *glyphs, const size_t *digits, size_t from,
                 size_t to) {
  for (size_t i = from; i < to; i++) glyphs->items[digits[i]].hidden = true;
}

/* 1[3-9] and nine more, perhaps behind 86 or 0086. */
static size_t try_mobile(struct glyphs *glyphs, size_t start) {
  static const size_t lengths[] = {11, 13, 15};
  static const int prefix[] = {0, 0, 8, 6};
  size_t digits[LONGEST];
  for (size_t i = 0; i < 3; i++) {
    size_t lead = lengths[i] - 11;
    if (!collect(glyphs, start, lengths[i], digits)) continue;
    bool good = digit(glyphs, digits, lead) == 1 &&
                digit(glyphs, digits, lead + 1) >= 3;
    for (size_t j = 0; j < lead; j++)
      good = good && digit(glyphs, digits, j) == prefix[4 - lead + j];
    if (!good) continue;
    hide(glyphs, digits, lead + 3, lead + 7);
    return digits[lead + 10] + 1;
  }
  return 0;
}

/* Area code and seven or eight digits: the four in the middle are hidden. */
static size_t try_landline(struct glyphs *glyphs, size_t start) {
  size_t digits[LONGEST];
  for (size_t len = 10; len <= 12; len++) {
    if (!collect(glyphs, start, len, digits)) continue;
    if (digit(glyphs, digits, 0) != 0 || digit(glyphs, digits, 1) == 0)
      continue;
    size_t code = digit(glyphs, digits, 1) <= 2 ? 3 : 4;
    if (len - code < 7 || len - code > 8) continue;
    hide(glyphs, digits, code, code + 4);
    return digits[len - 1] + 1;
  }
  return 0;
}

/* The same behind 86 or 0086 and a gap, where the area code has lost its 0. */
static size_t try_foreign_landline(struct glyphs *glyphs, size_t start) {
  size_t digits[LONGEST];
  for (size_t len = 12; len <= 15; len++) {
    if (!collect(glyphs, start, len, digits)) continue;
    size_t lead = digit(glyphs, digits, 0) == 0 ? 4 : 2;
    size_t code = digit(glyphs, digits, lead) <= 2 ? 2 : 3;
    size_t rest = len - lead - code;
    if (digit(glyphs, digits, lead - 2) != 8 ||
        digit(glyphs, digits, lead - 1) != 6 ||
        digits[lead] == digits[lead - 1] + 1 || rest < 7 || rest > 8)
      continue;
    hide(glyphs, digits, lead + code, lead + code + 4);
    return digits[len - 1] + 1;
  }
  return 0;
}

static bool are_digits(const struct glyphs *glyphs, const size_t *digits,
                       const char *wanted) {
  for (size_t i = 0; wanted[i]; i++)
    if (digit(glyphs, digits, i) != wanted[i] - '0') return false;
  return true;
}

/* Behind +, ( or 00: a number of Hong Kong (852) or Macau (853), which keeps
 * its last four digits, or a mobile one of Taiwan (886). */
static size_t try_overseas(struct glyphs *glyphs, size_t start) {
  static const struct {
    const char *code;
    size_t len;  /* of what follows */
    int least;   /* that it begins with */
    size_t kept; /* digits before those that are hidden */
  } plans[] = {
      {"852", 8, 2, 0}, {"853", 8, 2, 0}, {"886", 9, 9, 2}, {"8860", 9, 9, 2}};
  size_t digits[LONGEST];
  bool marked = start > 0 && glyph_is(glyphs, start - 1, "+(");
  size_t lead = marked ? 0 : 2;
  for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
    size_t own = lead + strlen(plans[i].code), len = own + plans[i].len;
    if (!collect(glyphs, start, len, digits)) continue;
    if (!are_digits(glyphs, digits, marked ? "" : "00") ||
        !are_digits(glyphs, digits + lead, plans[i].code) ||
        digit(glyphs, digits, own) < plans[i].least)
      continue;
    hide(glyphs, digits, own + plans[i].kept, own + plans[i].kept + 4);
    return digits[len - 1] + 1;
  }
  return 0;
}

static bool is_birthday(const struct glyphs *glyphs, const size_t *digits) {
  int number[8];
  for (size_t i = 0; i < 8; i++) number[i] = digit(glyphs, digits, 6 + i);
  int century = number[0] * 10 + number[1];
  int month = number[4] * 10 + number[5], day = number[6] * 10 + number[7];
  return (century == 19 || century == 20) && month >= 1 && month <= 12 &&
         day >= 1 && day <= 31;
}

/* 17 digits with a birthday in them, and a digit or X. */
static size_t try_id(struct glyphs *glyphs, size_t start) {
  size_t digits[LONGEST];
  if (collect(glyphs, start, ID_LEN, digits)) {
    if (!is_birthday(glyphs, digits)) return 0;
    hide(glyphs, digits, 6, 14);
    return digits[ID_LEN - 1] + 1;
  }
  if (!collect(glyphs, start, ID_LEN - 1, digits)) return 0;
  size_t last = digits[ID_LEN - 2] + 1;
  while (last < glyphs->count && last - digits[ID_LEN - 2] <= WIDEST_GAP &&
         is_gap(glyphs, last))
    last++;
  if (last == glyphs->count || !is_check_letter(&glyphs->items[last]) ||
      !is_birthday(glyphs, digits))
    return 0;
  hide(glyphs, digits, 6, 14);
  return last + 1;
}

static bool passes_luhn(const struct glyphs *glyphs, const size_t *digits,
                        size_t len) {
  int sum = 0;
  for (size_t i = 0; i < len; i++) {
    int value = digit(glyphs, digits, len - 1 - i) * (i % 2 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 == 0;
}

/* Is the number said to be one of a card, a few characters before? */
static bool is_card_cued(const struct glyphs *glyphs, size_t start) {
  static const char *const cues[] = {"卡号", "银行卡", "账号", "帐号", "账户",
                                     "行卡", "储蓄卡", "户头", "工行", "农行",
                                     "中行", "建行",   "交行", "招行", "支行"};
  size_t from = start > 12 ? start - 12 : 0;
  for (size_t at = from; at < start; at++)
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++)
      if (glyphs_read(glyphs, at, cues[i])) return true;
  return false;
}

/* 16 to 19 digits that are a card by their check digit or by what is said. */
static size_t try_card(struct glyphs *glyphs, size_t start) {
  size_t digits[LONGEST];
  for (size_t len = LONGEST; len >= 16; len--) {
    if (!collect(glyphs, start, len, digits)) continue;
    if (digit(glyphs, digits, 0) == 0) continue;
    if (!passes_luhn(glyphs, digits, len) && !is_card_cued(glyphs, start))
      continue;
    hide(glyphs, digits, 0, len - 4);
    return digits[len - 1] + 1;
  }
  return 0;
}

static bool begins_group(const struct glyphs *glyphs, size_t at) {
  if (glyphs->items[at].digit < 0) return false;
  return at == 0 || glyphs->items[at - 1].digit < 0 ||
         kind_of(&glyphs->items[at - 1]) != kind_of(&glyphs->items[at]);
}

/* Are there the digits of the shortest of all numbers from `at` on? */
static bool has_enough(const struct glyphs *glyphs, size_t at) {
  bool joined;
  for (size_t i = 1; i < SHORTEST && at < glyphs->count; i++)
    at = next_digit(glyphs, at, &joined);
  return at < glyphs->count;
}

static void find_numbers(struct glyphs *glyphs, bool cards) {
  for (size_t at = 0; at < glyphs->count;) {
    size_t behind = 0;
    if (begins_group(glyphs, at) && has_enough(glyphs, at)) {
      behind = try_id(glyphs, at);
      if (!behind && cards) behind = try_card(glyphs, at);
      if (!behind) behind = try_mobile(glyphs, at);
      if (!behind) behind = try_landline(glyphs, at);
      if (!behind) behind = try_foreign_landline(glyphs, at);
      if (!behind) behind = try_overseas(glyphs, at);
    }
    at = behind ? behind : at + 1;
  }
}

void mask_numbers(struct glyphs *glyphs, bool cards) {
  find_numbers(glyphs, cards);
  glyphs->over_lines = true;
  find_numbers(glyphs, cards);
}

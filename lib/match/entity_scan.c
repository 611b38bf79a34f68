/* SPDX-License-Identifier: MIT */
/* entity_scan.c - finds units, words and runs of digits at a place in a text.
 */
#include "match/entity_scan.h"

enum { GAP_MAX = 3 }; /* units that may part two digits of a number */

uint16_t hvl__scan_unit(const struct text *text, uint32_t at) {
  return at < text->count ? text->units[at] : 0;
}

enum char_class hvl__scan_class(const struct text *text, uint32_t at) {
  return at < text->count ? hvl__class_at(text, at) : CHAR_BREAK;
}

static bool is_blank(enum char_class kind) {
  return kind == CHAR_FILLER || kind == CHAR_SPACE;
}

uint32_t hvl__scan_blank(const struct text *text, uint32_t at) {
  uint32_t most = at + GAP_MAX;
  while (at < most && is_blank(hvl__scan_class(text, at))) at++;
  return at;
}

bool hvl__scan_in(uint16_t unit, const uint16_t *set) {
  for (; *set != 0; set++)
    if (*set == unit) return true;
  return false;
}

uint32_t hvl__scan_word(const struct text *text, uint32_t at,
                        const uint16_t *words) {
  uint16_t first = hvl__scan_unit(text, at);
  uint32_t longest = 0;
  while (*words != 0) {
    uint32_t length = 0;
    if (*words == first)
      while (words[length] > ' ' &&
             hvl__scan_unit(text, at + length) == words[length])
        length++;
    words += length;
    if (*words <= ' ' && length > longest) longest = length;
    while (*words > ' ') words++;
    if (*words == ' ') words++;
  }
  return longest;
}

/* ---- Digits -------------------------------------------------------------- */

int hvl__scan_digit(uint16_t unit) {
  switch (unit) {
  case '0':
  case u'〇':
  case u'零':
  case u'洞': return 0;
  case '1':
  case u'一':
  case u'壹':
  case u'幺': return 1;
  case '2':
  case u'二':
  case u'贰':
  case u'两': return 2;
  case '3':
  case u'三':
  case u'叁': return 3;
  case '4':
  case u'四':
  case u'肆': return 4;
  case '5':
  case u'五':
  case u'伍': return 5;
  case '6':
  case u'六':
  case u'陆': return 6;
  case '7':
  case u'七':
  case u'柒': return 7;
  case '8':
  case u'八':
  case u'捌': return 8;
  case '9':
  case u'九':
  case u'玖': return 9;
  default: return -1;
  }
}

/* How the digits of a run are written. */
struct way {
  bool han;     /* Han digits among them */
  uint32_t gap; /* units that may part two of them */
};

static bool is_digit(struct way way, uint16_t unit) {
  return (unit >= '0' && unit <= '9') ||
         (way.han && hvl__scan_digit(unit) >= 0);
}

static bool parts(const struct text *text, uint32_t at) {
  uint16_t unit = hvl__scan_unit(text, at);
  return unit == '(' || unit == ')' || is_blank(hvl__scan_class(text, at));
}

/* Is there a digit before `at`, or behind what may part it from `at`? */
static bool digit_before(const struct text *text, uint32_t at, struct way way) {
  for (uint32_t i = 0; i <= way.gap && at > 0; i++, at--) {
    if (is_digit(way, text->units[at - 1])) return true;
    if (!parts(text, at - 1)) return false;
  }
  return false;
}

/* The place of the next digit from `at` on, or `at` if it is too far. */
static uint32_t next_digit(const struct text *text, uint32_t at,
                           struct way way) {
  for (uint32_t i = 0, to = at; i <= way.gap; i++, to++) {
    if (is_digit(way, hvl__scan_unit(text, to))) return to;
    if (!parts(text, to)) break;
  }
  return at;
}

static void put_check_letter(const struct text *text, struct digits *digits) {
  enum char_class behind = hvl__scan_class(text, digits->end + 1);
  if (digits->count != 17 || hvl__scan_unit(text, digits->end) != 'x') return;
  if (behind == CHAR_LATIN || behind == CHAR_DIGIT) return;
  digits->value[digits->count++] = 10;
  digits->end++;
}

static struct digits read_digits(const struct text *text, uint32_t at,
                                 struct way way) {
  struct digits digits = {.count = 0, .end = at};
  while (digits.count < DIGITS_MAX) {
    uint32_t next = next_digit(text, digits.end, way);
    int value = hvl__scan_digit(hvl__scan_unit(text, next));
    if (!is_digit(way, hvl__scan_unit(text, next))) break;
    digits.parted = digits.parted || (digits.count > 0 && next > digits.end);
    digits.value[digits.count++] = (uint8_t)value;
    digits.end = next + 1;
  }
  put_check_letter(text, &digits);
  return digits;
}

bool hvl__scan_run(const struct text *text, uint32_t at,
                   bool (*fits)(const struct digits *digits), uint32_t *end) {
  static const struct way ways[] = {
      {false, 0}, {true, 0}, {false, GAP_MAX}, {true, GAP_MAX}};
  if (hvl__scan_digit(hvl__scan_unit(text, at)) < 0) return false;
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
    if (!is_digit(ways[i], text->units[at])) continue;
    if (digit_before(text, at, ways[i])) continue;
    struct digits digits = read_digits(text, at, ways[i]);
    if (digits.count == DIGITS_MAX || !fits(&digits)) continue;
    *end = digits.end;
    return true;
  }
  return false;
}

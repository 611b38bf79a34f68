/* SPDX-License-Identifier: MIT */
/* entity_number.c - reads numbers, in digits and in Han: 1,000, 1.5万, 一百二.
 */
#include "match/entity_scan.h"

enum { NUMERALS_MAX = 24 }; /* units of one number */
static const uint64_t LARGEST = UINT64_C(1) << 50;

/* The power of ten that `unit` multiplies by, or 0. */
static uint64_t multiplier(uint16_t unit) {
  switch (unit) {
  case u'十':
  case u'拾': return 10;
  case u'百':
  case u'佰': return 100;
  case u'千':
  case u'仟': return 1000;
  case u'万': return 10000;
  case u'亿': return 100000000;
  default: return 0;
  }
}

static bool is_numeral(uint16_t unit) {
  return hvl__scan_digit(unit) >= 0 || multiplier(unit) > 0 || unit == u'几' ||
         unit == u'半';
}

bool hvl__has_numeral(const struct text *text, uint32_t from, uint32_t to) {
  while (from < to && !is_numeral(text->units[from])) from++;
  return from < to;
}

/* All that is_numeral() has. */
static const uint16_t numerals[] =
    u"0123456789〇零洞一壹幺二贰两三叁四肆五伍六陆七柒八捌九玖"
    u"十拾百佰千仟万亿几半";
enum { NUMERALS = sizeof numerals / sizeof *numerals - 1 };

uint64_t hvl__numerals(const struct text *text, const struct kernels *kernels) {
  return kernels->places(text->units, text->count, numerals, NUMERALS);
}

/* A value far above what anybody writes stays where it is. */
static uint64_t times(uint64_t value, uint64_t by) {
  return value > LARGEST / by ? LARGEST : value * by;
}

/* Digits from `*at` on as a number; false if there is none. */
static bool read_integer(const struct text *text, uint32_t *at,
                         uint64_t *value) {
  uint32_t from = *at, most = from + NUMERALS_MAX;
  for (*value = 0; *at < most; ++*at) {
    uint16_t unit = hvl__scan_unit(text, *at);
    bool groups = unit == ',' && hvl__scan_class(text, *at) == CHAR_FILLER;
    if (groups) continue;
    if (unit < '0' || unit > '9') break;
    *value = times(*value, 10) + (uint64_t)(unit - '0');
  }
  return *at > from;
}

/* Behind a `.` or 点: two digits of decimals count, the rest is passed over. */
static uint64_t read_decimals(const struct text *text, uint32_t *at) {
  uint64_t hundredths = 0, worth = 10;
  uint32_t most = *at + NUMERALS_MAX;
  for (; *at < most; ++*at, worth /= 10) {
    int digit = hvl__scan_digit(hvl__scan_unit(text, *at));
    if (digit < 0) break;
    hundredths += worth * (uint64_t)digit;
  }
  return hundredths;
}

/* 2万, 3千5, 1.5k: what a multiplier behind digits makes of them. */
static void read_multipliers(const struct text *text, struct number *number) {
  for (;;) {
    uint16_t unit = hvl__scan_unit(text, number->end);
    uint64_t by = multiplier(unit);
    bool letter = (unit == 'w' || unit == 'k') &&
                  hvl__scan_class(text, number->end + 1) != CHAR_LATIN;
    if (letter) by = unit == 'w' ? 10000 : 1000;
    if (by == 0) return;
    number->hundredths = times(number->hundredths, by);
    number->end++;
  }
}

static bool read_ascii(const struct text *text, uint32_t at,
                       struct number *number) {
  uint64_t whole;
  if (at > 0 && hvl__char_class(text->units[at - 1]) == CHAR_DIGIT)
    return false;
  /* Is this what stands behind a decimal point? */
  if (at > 1 && text->units[at - 1] != ':' &&
      hvl__char_class(text->units[at - 2]) == CHAR_DIGIT &&
      hvl__char_class_at(text->units, text->count, at - 1) == CHAR_FILLER &&
      (text->units[at - 1] == '.' || text->units[at - 1] == ','))
    return false;
  if (!read_integer(text, &at, &whole)) return false;
  number->hundredths = times(whole, 100);
  if (hvl__scan_unit(text, at) == '.' &&
      hvl__scan_class(text, at + 1) == CHAR_DIGIT) {
    at++;
    number->hundredths += read_decimals(text, &at);
  }
  number->end = at;
  read_multipliers(text, number);
  return true;
}

/* The value of a Han number as far as it was read: `total` of the parts above
 * 万, `part` of those below, `digit` not yet multiplied. */
struct han {
  uint64_t total, part, digit;
  uint64_t last; /* the multiplier read last, for 一百二 */
  bool digits_only;
};

static void take_digit(struct han *han, uint64_t digit) {
  bool again = han->digit > 0 && han->digits_only;
  han->digit = again ? times(han->digit, 10) + digit : digit;
  if (digit == 0) han->last = 0; /* 一百零二 is not 一百二 */
}

static void take_multiplier(struct han *han, uint64_t by) {
  han->digits_only = false;
  if (by >= 10000) {
    han->part += han->digit;
    if (han->part == 0) han->part = 1;
    han->total = times(han->total + han->part, by);
    han->part = 0;
  } else {
    han->part += times(han->digit > 0 ? han->digit : 1, by);
  }
  han->digit = 0;
  han->last = by;
}

static uint64_t value_of(const struct han *han) {
  uint64_t digit = han->digit;
  if (han->last >= 100) digit *= han->last / 10;
  return han->total + han->part + digit;
}

static bool read_han(const struct text *text, uint32_t at,
                     struct number *number) {
  struct han han = {0, 0, 0, 0, true};
  uint32_t from = at;
  number->hundredths = 0;
  for (; at < from + NUMERALS_MAX; at++) {
    uint16_t unit = hvl__scan_unit(text, at);
    int digit = unit > '9' ? hvl__scan_digit(unit) : -1;
    uint64_t by = multiplier(unit);
    if (digit >= 0)
      take_digit(&han, (uint64_t)digit);
    else if (by > 0)
      take_multiplier(&han, by);
    else if (unit == u'几')
      number->vague = true;
    else
      break;
  }
  if (at == from) return false;
  number->hundredths = times(value_of(&han), 100);
  if (hvl__scan_unit(text, at) == u'点' &&
      hvl__scan_digit(hvl__scan_unit(text, at + 1)) >= 0) {
    at++;
    number->hundredths += read_decimals(text, &at);
  }
  number->end = at;
  return true;
}

bool hvl__scan_number(const struct text *text, uint32_t at,
                      struct number *number) {
  uint16_t unit = hvl__scan_unit(text, at);
  *number = (struct number){.end = at};
  if (unit == u'半') {
    number->hundredths = 50;
    number->end = at + 1;
    return true;
  }
  if (!is_numeral(unit)) return false;
  bool ascii = unit <= '9';
  if (ascii ? !read_ascii(text, at, number) : !read_han(text, at, number))
    return false;
  uint16_t behind = hvl__scan_unit(text, number->end);
  if (behind == u'几' || behind == u'多' || behind == u'来') {
    number->vague = true;
    number->end++;
  }
  if (number->vague) number->hundredths = 0;
  return true;
}

bool hvl__scan_plain_number(const struct text *text, uint32_t at,
                            uint32_t *end) {
  struct number number;
  if (!hvl__scan_number(text, at, &number)) return false;
  *end = number.end;
  return true;
}

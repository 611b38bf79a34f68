/* SPDX-License-Identifier: MIT */
/* entity_scan.h - what the entity scanners share: units, words, digits and
 * numbers at a place in a text. */
#ifndef HVL_MATCH_ENTITY_SCAN_H
#define HVL_MATCH_ENTITY_SCAN_H

#include "match/entity.h"

/* Word lists of the scanners are UTF-16 literals: u"元 块钱". */

/* The unit at `at`, or 0 behind the end: no text has a unit 0. */
uint16_t hvl__scan_unit(const struct text *text, uint32_t at);

/* The class of that unit; CHAR_BREAK behind the end. */
enum char_class hvl__scan_class(const struct text *text, uint32_t at);

/* The place behind up to 3 fillers and spaces from `at` on. */
uint32_t hvl__scan_blank(const struct text *text, uint32_t at);

/* Whether `unit` is among those of `set`. */
bool hvl__scan_in(uint16_t unit, const uint16_t *set);

/* The length of the longest of `words`, parted by single spaces, that stands at
 * `at`; 0 if none does. */
uint32_t hvl__scan_word(const struct text *text, uint32_t at,
                        const uint16_t *words);

/* ---- Digits -------------------------------------------------------------- */

/* 0 to 9 for a digit, in Han as well (〇 幺 两 叁), else -1. */
int hvl__scan_digit(uint16_t unit);

enum { DIGITS_MAX = 24 };
/* A run of digits; `count` is DIGITS_MAX for longer runs as well. An `x` in the
 * 18th place is a digit of value 10: identity cards end in one. */
struct digits {
  uint8_t value[DIGITS_MAX];
  uint32_t count, end;
  bool parted; /* something stands between two of them */
};

/* Whether a whole run of digits that `fits` begins at `at`. Runs of ASCII
 * digits are tried first, then Han digits among them, then both with up to 3
 * fillers, spaces or brackets between two digits. */
bool hvl__scan_run(const struct text *text, uint32_t at,
                   bool (*fits)(const struct digits *digits), uint32_t *end);

/* ---- Numbers ------------------------------------------------------------- */

struct number {
  uint32_t end;
  uint64_t hundredths; /* the value times 100; 0 where it is vague */
  bool vague;          /* 几, 多, 来: no fixed value */
};

/* Whether a number begins at `at`: 15, 1,000, 1.5, 2万, 十五, 一百二, 一点五.
 */
bool hvl__scan_number(const struct text *text, uint32_t at,
                      struct number *number);

/* ---- Scanners ------------------------------------------------------------ */

/* Each: whether its entity begins at `at`, and its end in `*end`. */
typedef bool entity_scanner(const struct text *text, uint32_t at,
                            uint32_t *end);
entity_scanner hvl__scan_mobile, hvl__scan_landline, hvl__scan_hotline;
entity_scanner hvl__scan_id_card, hvl__scan_bank_card;
entity_scanner hvl__scan_money, hvl__scan_percent, hvl__scan_plain_number;
entity_scanner hvl__scan_date, hvl__scan_address, hvl__scan_name;
entity_scanner hvl__scan_contact, hvl__scan_link;
entity_scanner hvl__scan_masked, hvl__scan_placeholder;

/* The place of the surname in the name at [start, end). */
uint32_t hvl__scan_surname(const struct text *text, uint32_t start,
                           uint32_t end);

#endif

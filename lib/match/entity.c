/* SPDX-License-Identifier: MIT */
/* entity.c - asks the scanner of a kind, and tells what an entity's value is.
 */
#include "base/bits.h"
#include "match/entity_scan.h"

static entity_scanner *const scanners[ENTITY_COUNT] = {
    [ENTITY_MOBILE] = hvl__scan_mobile,
    [ENTITY_LANDLINE] = hvl__scan_landline,
    [ENTITY_HOTLINE] = hvl__scan_hotline,
    [ENTITY_ID_CARD] = hvl__scan_id_card,
    [ENTITY_BANK_CARD] = hvl__scan_bank_card,
    [ENTITY_MONEY] = hvl__scan_money,
    [ENTITY_PERCENT] = hvl__scan_percent,
    [ENTITY_NUMBER] = hvl__scan_plain_number,
    [ENTITY_DATE] = hvl__scan_date,
    [ENTITY_ADDRESS] = hvl__scan_address,
    [ENTITY_NAME] = hvl__scan_name,
    [ENTITY_CONTACT] = hvl__scan_contact,
    [ENTITY_LINK] = hvl__scan_link,
    [ENTITY_MASKED] = hvl__scan_masked,
    [ENTITY_PLACEHOLDER] = hvl__scan_placeholder,
};

bool hvl__entity_at(const struct text *text, enum entity_kind kind, uint32_t at,
                    uint32_t *end) {
  if (at >= text->count || !scanners[kind](text, at, end)) return false;
  return *end > at && *end - at <= ENTITY_REACH;
}

/* ---- Places -------------------------------------------------------------- */

/* An entity that cannot be without a numeral has it among its first units:
 * behind ¥, +, or 人民币 and blanks. */
enum { NUMERAL_WITHIN = 8 };

uint64_t hvl__entity_places(enum entity_kind kind, uint64_t numerals,
                            uint64_t ascii) {
  switch (kind) {
  case ENTITY_MOBILE:
  case ENTITY_LANDLINE:
  case ENTITY_HOTLINE:
  case ENTITY_ID_CARD:
  case ENTITY_BANK_CARD:
  case ENTITY_MONEY:
  case ENTITY_PERCENT:
  case ENTITY_NUMBER: return hvl__places_before(numerals, 0, NUMERAL_WITHIN);
  case ENTITY_ADDRESS:
  case ENTITY_MASKED: return numerals ? UINT64_MAX : 0;
  case ENTITY_CONTACT: return ascii | numerals;
  case ENTITY_LINK:
  case ENTITY_PLACEHOLDER: return ascii;
  default: return UINT64_MAX;
  }
}

/* ---- Values -------------------------------------------------------------- */

/* FNV-1a, a unit at a time. */
static uint64_t mix(uint64_t hash, uint64_t unit) {
  return (hash ^ unit) * UINT64_C(0x100000001B3);
}

/* All digits; of a mobile number those that follow the country code. */
static uint64_t digits_value(const struct text *text, enum entity_kind kind,
                             uint32_t start, uint32_t end) {
  uint64_t value = 0;
  for (uint32_t at = start; at < end; at++) {
    int digit = hvl__scan_digit(text->units[at]);
    if (digit >= 0) value = value * 10 + (uint64_t)digit;
  }
  return kind == ENTITY_MOBILE ? value % UINT64_C(100000000000) : value;
}

/* The first number and the two units before it. Where an address begins is
 * less certain, and how much of it people repeat. */
static uint64_t address_value(const struct text *text, uint32_t start,
                              uint32_t end) {
  struct number number = {0};
  uint32_t at = start;
  while (at < end && !hvl__scan_number(text, at, &number)) at++;
  uint64_t hash = number.hundredths;
  for (uint32_t i = at > start + 2 ? at - 2 : start; i < at; i++)
    hash = mix(hash, text->units[i]);
  return hash;
}

/* What it amounts to: 十五块 is 15元. */
static uint64_t amount_value(const struct text *text, uint32_t start,
                             uint32_t end) {
  struct number number = {0};
  while (start < end && !hvl__scan_number(text, start, &number)) start++;
  return number.hundredths;
}

/* All units but fillers and what else divides. */
static uint64_t word_value(const struct text *text, uint32_t start,
                           uint32_t end) {
  uint64_t hash = 0;
  for (uint32_t at = start; at < end; at++) {
    enum char_class kind = hvl__char_class(text->units[at]);
    if (kind == CHAR_WORD || kind == CHAR_LATIN || kind == CHAR_DIGIT)
      hash = mix(hash, text->units[at]);
  }
  return hash;
}

static uint64_t value_of(const struct text *text, enum entity_kind kind,
                         uint32_t start, uint32_t end) {
  switch (kind) {
  case ENTITY_MOBILE:
  case ENTITY_LANDLINE:
  case ENTITY_HOTLINE:
  case ENTITY_BANK_CARD: return digits_value(text, kind, start, end);
  case ENTITY_MONEY:
  case ENTITY_PERCENT:
  case ENTITY_NUMBER: return amount_value(text, start, end);
  case ENTITY_ADDRESS: return address_value(text, start, end);
  /* A name is told by its surname: 陈女士 is 陈晓燕. */
  case ENTITY_NAME: return text->units[hvl__scan_surname(text, start, end)];
  default: return word_value(text, start, end);
  }
}

uint64_t hvl__entity_value(const struct text *text, enum entity_kind kind,
                           uint32_t start, uint32_t end) {
  static const uint64_t seed = UINT64_C(0xCBF29CE484222325);
  return mix(mix(seed, (uint64_t)kind), value_of(text, kind, start, end));
}

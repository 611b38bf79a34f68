/* SPDX-License-Identifier: MIT */
/* entity_card.c - finds identity cards and bank cards by their check digits. */
#include "match/entity_scan.h"

/* GB 11643: the month and day of birth are digits 11 to 14, and the weighted
 * sum of all digits is 1 modulo 11. */
static bool fits_id_card(const struct digits *digits) {
  static const uint8_t weights[18] = {7, 9, 10, 5,  8, 4, 2, 1, 6,
                                      3, 7, 9,  10, 5, 8, 4, 2, 1};
  const uint8_t *value = digits->value;
  uint32_t sum = 0;
  if (digits->count != 18 || value[0] == 0) return false;
  uint32_t month = value[10] * 10u + value[11];
  uint32_t day = value[12] * 10u + value[13];
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  for (int i = 0; i < 18; i++) sum += (uint32_t)weights[i] * value[i];
  return sum % 11 == 1;
}

bool hvl__scan_id_card(const struct text *text, uint32_t at, uint32_t *end) {
  return hvl__scan_run(text, at, fits_id_card, end);
}

/* ISO/IEC 7812: from the right every second digit counts twice. */
static bool has_luhn(const struct digits *digits) {
  uint32_t sum = 0;
  for (uint32_t i = 0; i < digits->count; i++) {
    uint32_t value = digits->value[digits->count - 1 - i];
    if (i % 2 == 1) value = value > 4 ? value * 2 - 9 : value * 2;
    sum += value;
  }
  return sum % 10 == 0;
}

/* Cards in use begin with 3 to 6 or 9; an `x` is in no card. */
static bool fits_bank_card(const struct digits *digits) {
  uint8_t first = digits->value[0];
  if (digits->count < 16 || digits->count > 19) return false;
  if (digits->count == 18 && digits->value[17] > 9) return false;
  return ((first >= 3 && first <= 6) || first == 9) && has_luhn(digits);
}

bool hvl__scan_bank_card(const struct text *text, uint32_t at, uint32_t *end) {
  return hvl__scan_run(text, at, fits_bank_card, end);
}

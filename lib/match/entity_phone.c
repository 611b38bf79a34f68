/* SPDX-License-Identifier: MIT */
/* entity_phone.c - finds mobile, landline and service numbers. */
#include "base/bits.h"
#include "match/entity_scan.h"

/* ---- Mobile -------------------------------------------------------------- */

/* The digits of the country code that `digits` begins with: 0, 2 or 4. */
static uint32_t country_code(const struct digits *digits) {
  const uint8_t *value = digits->value;
  if (digits->count == 13 && value[0] == 8 && value[1] == 6) return 2;
  bool long_form = digits->count == 15 && value[0] == 0 && value[1] == 0;
  return long_form && value[2] == 8 && value[3] == 6 ? 4 : 0;
}

static bool fits_mobile(const struct digits *digits) {
  uint32_t code = country_code(digits);
  return digits->count - code == 11 && digits->value[code] == 1 &&
         digits->value[code + 1] >= 3;
}

/* Places 64 apart share a bit, so that more of them are set in no text than it
 * has numerals. */
bool hvl__may_hold_mobile(const struct text *text, uint64_t numerals) {
  enum { PLACES = 64, DIGITS = 11 };
  uint32_t count = hvl__bit_count((uint32_t)numerals) +
                   hvl__bit_count((uint32_t)(numerals >> 32));
  return text->count > PLACES || count >= DIGITS;
}

bool hvl__scan_mobile(const struct text *text, uint32_t at, uint32_t *end) {
  bool plus = hvl__scan_unit(text, at) == '+' &&
              hvl__scan_unit(text, at + 1) == '8' &&
              hvl__scan_unit(text, at + 2) == '6';
  return hvl__scan_run(text, plus ? at + 1 : at, fits_mobile, end);
}

/* ---- Landline ------------------------------------------------------------ */

/* 010 and 02x have three digits and go with eight, other areas have four and go
 * with seven or eight; a subscriber's number begins with 2 to 8. */
static bool fits_landline(const struct digits *digits) {
  const uint8_t *value = digits->value;
  if (digits->count < 11 || value[0] != 0) return false;
  bool short_area = value[1] == 2 || (value[1] == 1 && value[2] == 0);
  if (!short_area && value[1] < 3) return false;
  uint32_t area = short_area ? 3 : 4;
  uint32_t local = digits->count - area;
  return (local == 8 || (local == 7 && !short_area)) && value[area] >= 2 &&
         value[area] <= 8;
}

bool hvl__scan_landline(const struct text *text, uint32_t at, uint32_t *end) {
  return hvl__scan_run(text, at, fits_landline, end);
}

/* ---- Hotline ------------------------------------------------------------- */

/* 400 and 800 numbers, 951xxxxx, 95xxx, and what operators and public services
 * have: 10086, 12315. */
static bool fits_hotline(const struct digits *digits) {
  static const uint8_t heads[] = {100, 101, 111, 114, 116, 118, 123, 125};
  uint32_t head = 0; /* of the first three digits */
  if (digits->count < 5) return false;
  for (int i = 0; i < 3; i++) head = head * 10 + digits->value[i];
  if (digits->count == 10) return head == 400 || head == 800;
  if (digits->parted) return false;
  if (digits->count == 8) return head == 951;
  if (digits->count != 5) return false;
  for (size_t i = 0; i < sizeof heads; i++)
    if (head == heads[i]) return true;
  return head / 10 == 95;
}

bool hvl__scan_hotline(const struct text *text, uint32_t at, uint32_t *end) {
  /* What is counted is no telephone: 10000元. */
  static const uint16_t counted[] = u"元块个件条套只双斤克米次张份人万积";
  if (!hvl__scan_run(text, at, fits_hotline, end)) return false;
  return !hvl__scan_in(hvl__scan_unit(text, *end), counted);
}

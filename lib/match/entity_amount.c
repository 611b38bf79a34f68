/* SPDX-License-Identifier: MIT */
/* entity_amount.c - finds sums of money and shares of a hundred. */
#include "match/entity_scan.h"

/* The place behind one of `words` at `at`, or with fillers and spaces between;
 * 0 if there is none. */
static uint32_t behind_word(const struct text *text, uint32_t at,
                            const uint16_t *words) {
  uint32_t last = hvl__scan_blank(text, at);
  for (; at <= last; at++) {
    uint32_t length = hvl__scan_word(text, at, words);
    if (length > 0) return at + length;
  }
  return 0;
}

/* ---- Money --------------------------------------------------------------- */

/* The place behind what may follow 块 or 元: 3块5, 5块钱, 3块5毛. What counts
 * something does not: 3块1个. */
static uint32_t behind_unit(const struct text *text, uint32_t at) {
  static const uint16_t counted[] = u"个件条斤次单箱张盒包袋瓶双套支只年月天";
  uint32_t end = at;
  if (hvl__scan_digit(hvl__scan_unit(text, end)) >= 0) end++;
  while (end > at && hvl__scan_class(text, end) == CHAR_DIGIT) end++;
  if (hvl__scan_in(hvl__scan_unit(text, end), counted)) return at;
  end += hvl__scan_word(text, end, u"毛钱 毛 角 分钱 分");
  return end > at ? end : at + hvl__scan_word(text, at, u"钱 整");
}

/* A number and its unit, with another number before it in a range: 3-12元. */
static bool amount_then_unit(const struct text *text, uint32_t at,
                             uint32_t *end) {
  struct number number;
  if (!hvl__scan_number(text, at, &number)) return false;
  uint32_t dash = hvl__scan_word(text, number.end, u"- ~ 到 至");
  struct number upper;
  if (dash > 0 && hvl__scan_number(text, number.end + dash, &upper))
    number = upper;
  *end = behind_word(
      text, number.end,
      u"元 块 圆 块钱 元钱 毛 毛钱 角 分钱 ¥ rmb 人民币 大洋 软妹币 美元 "
      u"美金 刀");
  if (*end == 0) return false;
  if (hvl__scan_in(text->units[*end - 1], u"元块圆"))
    *end = behind_unit(text, *end);
  return true;
}

static bool sign_then_amount(const struct text *text, uint32_t at,
                             uint32_t *end) {
  struct number number;
  uint32_t length = hvl__scan_word(text, at, u"¥ $ rmb 人民币");
  if (length == 0) return false;
  uint32_t place = hvl__scan_blank(text, at + length);
  if (!hvl__scan_number(text, place, &number)) return false;
  *end = number.end + hvl__scan_word(text, number.end, u"元 块");
  return true;
}

bool hvl__scan_money(const struct text *text, uint32_t at, uint32_t *end) {
  return sign_then_amount(text, at, end) || amount_then_unit(text, at, end);
}

/* ---- Percent ------------------------------------------------------------- */

bool hvl__scan_percent(const struct text *text, uint32_t at, uint32_t *end) {
  struct number number;
  uint32_t head = hvl__scan_word(text, at, u"百分之 千分之 万分之");
  if (!hvl__scan_number(text, at + head, &number)) return false;
  *end = number.end;
  if (head > 0) return true;
  *end = behind_word(text, number.end, u"% ‰ 个点 个百分点 百分点 个点子");
  if (*end > 0) return true;
  /* 6点税 is a share, 6点 is a time of day. */
  *end = number.end + 1;
  return hvl__scan_word(text, number.end, u"点税 点的税 点手续费") > 0;
}

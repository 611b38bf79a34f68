/* SPDX-License-Identifier: MIT */
/* entity_date.c - finds fixed days and terms: 25号, 下周一, 24小时内. */
#include "match/entity_scan.h"

/* A whole number of at least `low` and at most `high` at `at`. */
static bool whole(const struct text *text, uint32_t at, uint32_t low,
                  uint32_t high, uint32_t *end) {
  struct number number;
  if (!hvl__scan_number(text, at, &number) || number.vague) return false;
  *end = number.end;
  return number.hundredths % 100 == 0 && number.hundredths / 100 >= low &&
         number.hundredths / 100 <= high;
}

/* A word that names a day: 明天, 月底. */
static bool named_day(const struct text *text, uint32_t at, uint32_t *end) {
  *end = at;
  if (!hvl__scan_in(hvl__scan_unit(text, at),
                    u"今明后大当次隔月年周本这下每双节春国元"))
    return false;
  uint32_t length = hvl__scan_word(
      text, at,
      u"今天 今晚 今日 今早 今明 明天 明日 明早 明晚 明后天 后天 大后天 当天 "
      u"当日 "
      u"次日 隔天 隔日 月底 月初 月中 年底 年初 周末 本周 这周 下周 本月 "
      u"这个月 "
      u"下个月 下月 每月 每周 双周 节后 节前 年后 年前 春节后 国庆后 元旦后");
  *end = at + length;
  return length > 0;
}

/* 周一, 下周五, 每个星期日. */
static bool weekday(const struct text *text, uint32_t at, uint32_t *end) {
  at += hvl__scan_word(text, at, u"下下 下个 下 上 本 这 这个 每 每个");
  uint32_t week = hvl__scan_word(text, at, u"周 星期 礼拜");
  *end = at;
  if (week == 0) return false;
  uint32_t day =
      hvl__scan_word(text, at + week, u"一 二 三 四 五 六 日 天 1 2 3 4 5 6 7");
  *end = at + week + day;
  return day > 0;
}

/* What `N号` is when it is no day: 中山路8号, 5号楼. */
static bool is_house(const struct text *text, uint32_t at, uint32_t end) {
  static const uint16_t before[] = u"路街道巷弄段村镇里第大小";
  static const uint16_t behind[] =
      u"楼院线店链色码门仓库机厅房室铺馆桌台车厂字";
  return (at > 0 && hvl__scan_in(text->units[at - 1], before)) ||
         hvl__scan_in(hvl__scan_unit(text, end), behind);
}

/* 25号, 3月5日, 2024年3月. */
static bool calendar_day(const struct text *text, uint32_t at, uint32_t *end) {
  uint32_t place = at, day;
  bool dated = false;
  if (whole(text, place, 2000, 2099, &day) &&
      hvl__scan_word(text, day, u"年") > 0)
    place = day + 1;
  if (whole(text, place, 1, 12, &day) && hvl__scan_word(text, day, u"月") > 0)
    place = day + 1, dated = true;
  *end = place;
  if (!whole(text, place, 1, 31, &day)) return dated;
  if (hvl__scan_word(text, day, u"号 日") == 0) return dated;
  if (!dated && is_house(text, at, day + 1)) return false;
  *end = day + 1;
  return true;
}

/* 24小时内, 3个工作日, 两天后, 半个月. */
static bool term(const struct text *text, uint32_t at, uint32_t *end) {
  struct number number;
  if (!hvl__scan_number(text, at, &number) || number.vague) return false;
  /* 过两天 is no term. */
  if (at > 0 && hvl__scan_in(text->units[at - 1], u"过隔")) return false;
  uint32_t to = number.end, dash = hvl__scan_word(text, to, u"- ~ 到 至");
  if (dash > 0 && hvl__scan_number(text, to + dash, &number)) to = number.end;
  uint32_t place = hvl__scan_blank(text, to);
  uint32_t length = hvl__scan_word(
      text, place,
      u"小时 个小时 钟头 个钟头 h 天 个工作日 工作日 个自然日 日内 周 个星期 "
      u"星期 个礼拜 个月 分钟 个半月");
  if (length == 0) return false;
  *end = place + length;
  *end += hvl__scan_word(text, *end, u"内 之内 以内 后 之后 以后 左右");
  return true;
}

/* 16点前, 8点半之前, 17:00前. */
static bool hour(const struct text *text, uint32_t at, uint32_t *end) {
  uint32_t to, minute;
  if (!whole(text, at, 0, 24, &to)) return false;
  if (hvl__scan_unit(text, to) == ':' && whole(text, to + 1, 0, 59, &minute))
    to = minute;
  else if (hvl__scan_word(text, to, u"点") > 0)
    to += hvl__scan_word(text, to, u"点半 点钟 点");
  else
    return false;
  uint32_t length = hvl__scan_word(text, to, u"前 之前 以前 后 之后 以后");
  *end = to + length;
  return length > 0;
}

bool hvl__scan_date(const struct text *text, uint32_t at, uint32_t *end) {
  static entity_scanner *const forms[] = {named_day, weekday, calendar_day,
                                          term, hour};
  uint32_t longest = at;
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    uint32_t to;
    if (forms[i](text, at, &to) && to > longest) longest = to;
  }
  *end = longest;
  return longest > at;
}

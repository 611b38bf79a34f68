/* SPDX-License-Identifier: MIT */
/* clock.c - times and days as people and exports write them. */
#define _POSIX_C_SOURCE 200809L
#include "base/clock.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Milliseconds that the clock of Beijing is ahead of UTC. */
enum { BEIJING = 8 * 3600 * 1000 };

enum { YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, PARTS };

struct cursor {
  const char *at, *end;
};

static bool is_digit(const struct cursor *cursor) {
  return cursor->at < cursor->end && *cursor->at >= '0' && *cursor->at <= '9';
}

/* Up to `most` digits; the number of digits. */
static int take_number(struct cursor *cursor, int most, int64_t *number) {
  int digits = 0;
  *number = 0;
  for (; digits < most && is_digit(cursor); digits++)
    *number = *number * 10 + (*cursor->at++ - '0');
  return digits;
}

static bool take(struct cursor *cursor, const char *word) {
  size_t len = strlen(word);
  if ((size_t)(cursor->end - cursor->at) < len ||
      memcmp(cursor->at, word, len) != 0)
    return false;
  cursor->at += len;
  return true;
}

static bool take_any(struct cursor *cursor, const char *const *words) {
  for (; *words; words++)
    if (take(cursor, *words)) return true;
  return false;
}

static bool take_blank(struct cursor *cursor) {
  static const char *const blanks[] = {" ",      "\t",     "\u00A0",
                                       "\u202F", "\u3000", NULL};
  return take_any(cursor, blanks);
}

/* "星期五", "（周五）": what may stand between a day and a time. */
static void take_weekday(struct cursor *cursor) {
  static const char *const weeks[] = {"星期", "礼拜", "周", NULL};
  static const char *const days[] = {"一", "二", "三", "四", "五",
                                     "六", "日", "天", NULL};
  static const char *const opening[] = {"(", "（", "[", NULL};
  static const char *const closing[] = {")", "）", "]", NULL};
  while (take_blank(cursor)) continue;
  take_any(cursor, opening);
  if (take_any(cursor, weeks)) take_any(cursor, days);
  take_any(cursor, closing);
}

/* Which half of the day is said; it may stand before or behind the hours. */
enum half { HALF_NONE, HALF_FIRST, HALF_SECOND, HALF_NOON };

static void take_half(struct cursor *cursor, enum half *half) {
  static const struct {
    const char *word;
    enum half half;
  } words[] = {{"上午", HALF_FIRST}, {"下午", HALF_SECOND},
               {"凌晨", HALF_FIRST}, {"晚上", HALF_SECOND},
               {"早上", HALF_FIRST}, {"中午", HALF_NOON},
               {"AM", HALF_FIRST},   {"PM", HALF_SECOND},
               {"am", HALF_FIRST},   {"pm", HALF_SECOND}};
  while (take_blank(cursor)) continue;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (take(cursor, words[i].word)) *half = words[i].half;
}

static int64_t hour_of_half(int64_t hour, enum half half) {
  if (half == HALF_NOON && hour < 11) return hour + 12;
  if (half == HALF_SECOND && hour < 12) return hour + 12;
  return half == HALF_FIRST && hour == 12 ? 0 : hour;
}

/* What stands between two parts of a date or a time. */
static void skip_divider(struct cursor *cursor) {
  static const char *const units[] = {"年", "月", "日", "时", "点",
                                      "分", "秒", "-",  "/",  ".",
                                      ":",  "：", ",",  "T",  NULL};
  while (take_blank(cursor) || take_any(cursor, units)) continue;
}

/* Days from 1970-01-01, in the Gregorian calendar (Howard Hinnant's method:
 * years begin in March, eras have 400 years). */
static int64_t days_of(int64_t year, int64_t month, int64_t day) {
  if (month <= 2) year--;
  int64_t era = year / 400;
  int64_t of_era = year - era * 400;
  int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
         719468;
}

static int64_t days_in(int64_t year, int64_t month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leaps = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[month - 1] + (month == 2 && leaps);
}

static bool is_possible(const int64_t part[PARTS]) {
  return part[YEAR] >= 1970 && part[MONTH] >= 1 && part[MONTH] <= 12 &&
         part[DAY] >= 1 && part[DAY] <= days_in(part[YEAR], part[MONTH]) &&
         part[HOUR] <= 24 && part[MINUTE] < 60 && part[SECOND] <= 60;
}

static int64_t minutes_of(const int64_t part[PARTS]) {
  return days_of(part[YEAR], part[MONTH], part[DAY]) * 1440 + part[HOUR] * 60 +
         part[MINUTE];
}

/* ".5", ".500", ".123456": the milliseconds. */
static int64_t take_fraction(struct cursor *cursor) {
  int64_t number, unit = 100, sum = 0;
  if (!take(cursor, ".") && !take(cursor, ",")) return 0;
  for (; take_number(cursor, 1, &number); unit /= 10) sum += number * unit;
  return sum;
}

/* "Z", "+08:00", "+0800": what is to be added for the clock of Beijing, in
 * minutes. */
static int64_t take_zone(struct cursor *cursor) {
  int64_t hours, minutes = 0;
  if (take(cursor, "Z")) return 8 * 60;
  bool east = take(cursor, "+");
  if (!east && !take(cursor, "-")) return 0;
  if (!take_number(cursor, 2, &hours)) return 0;
  take(cursor, ":");
  take_number(cursor, 2, &minutes);
  return 8 * 60 - (hours * 60 + minutes) * (east ? 1 : -1);
}

/* A day without a time that a digit follows has one that is not understood. */
static bool is_time_lost(struct cursor cursor) {
  while (cursor.at < cursor.end && !is_digit(&cursor)) cursor.at++;
  return cursor.at < cursor.end;
}

static bool parse_date(struct cursor *cursor, int64_t *time) {
  static const int digits[PARTS] = {4, 2, 2, 2, 2, 2};
  int64_t part[PARTS] = {0};
  enum half half = HALF_NONE;
  for (int i = 0; i < PARTS; i++) {
    if (!take_number(cursor, digits[i], &part[i])) {
      if (i <= DAY || (i == HOUR && is_time_lost(*cursor))) return false;
    }
    if (i < SECOND) skip_divider(cursor);
    if (i != DAY) continue;
    take_weekday(cursor);
    take_half(cursor, &half);
    skip_divider(cursor);
  }
  int64_t fraction = take_fraction(cursor);
  take_half(cursor, &half);
  part[HOUR] = hour_of_half(part[HOUR], half);
  if (!is_possible(part)) return false;
  int64_t minutes = minutes_of(part) + take_zone(cursor);
  *time = (minutes * 60 + part[SECOND]) * 1000 + fraction;
  return true;
}

/* The number of the two digits at `at`; larger than any if they are none. */
static int64_t take_two(const char *at) {
  unsigned tens = (unsigned char)at[0] - '0', ones = (unsigned char)at[1] - '0';
  return tens > 9 || ones > 9 ? INT32_MAX : tens * 10 + ones;
}

/* Is it written as "2024-05-01 09:03:12", as by most exports? */
static bool is_usual(hvl_text text) {
  const char *at = text.data;
  return text.len == sizeof "2024-05-01 09:03:12" - 1 && at[4] == '-' &&
         at[7] == '-' && at[10] == ' ' && at[13] == ':' && at[16] == ':';
}

/* Of the forms above just this one, at once. */
static bool parse_usual(hvl_text text, int64_t *time) {
  const char *at = text.data;
  if (!is_usual(text)) return false;
  int64_t century = take_two(at), year = take_two(at + 2);
  const int64_t part[PARTS] = {century * 100 + year, take_two(at + 5),
                               take_two(at + 8),     take_two(at + 11),
                               take_two(at + 14),    take_two(at + 17)};
  if (part[YEAR] > 9999 || !is_possible(part)) return false;
  *time = (minutes_of(part) * 60 + part[SECOND]) * 1000;
  return true;
}

/* The milliseconds of the time of day that begins at `at`, "09:03:12"; -1 if it
 * is none. */
static int64_t take_of_day(const char *at) {
  int64_t hour = take_two(at), minute = take_two(at + 3);
  int64_t second = take_two(at + 6);
  if (hour > 24 || minute > 59 || second > 60) return -1;
  return ((hour * 60 + minute) * 60 + second) * 1000;
}

/* Days since 1899-12-30, as spreadsheets count, of this century or so. */
static bool parse_serial(hvl_text text, int64_t *time) {
  enum { EPOCH = 25569 }; /* 1970-01-01 */
  struct cursor cursor = {text.data, text.data + text.len};
  int64_t days, number, parts = 0, unit = 1;
  if (take_number(&cursor, 5, &days) != 5 || days < 20000 || days > 80000)
    return false;
  if (cursor.at < cursor.end && !take(&cursor, ".")) return false;
  for (; unit < INT64_C(1000000000) && take_number(&cursor, 1, &number);
       unit *= 10)
    parts = parts * 10 + number;
  while (take_number(&cursor, 1, &number)) continue;
  if (cursor.at != cursor.end) return false;
  *time = (days - EPOCH) * INT64_C(86400000) +
          (parts * INT64_C(86400) + unit / 2) / unit * 1000;
  return true;
}

int64_t clock_shift_1904(hvl_text text) {
  int64_t time;
  return parse_serial(text, &time) ? 1462 * INT64_C(86400000) : 0;
}

/* All digits: seconds, milliseconds or microseconds. */
static bool parse_digits(hvl_text text, int64_t *time) {
  int64_t number;
  const char *point = memchr(text.data, '.', text.len);
  if (point) text.len = (size_t)(point - text.data);
  if (text.len != 10 && text.len != 13 && text.len != 16) return false;
  if (!clock_parse_number(text, &number)) return false;
  if (text.len == 10) number *= 1000;
  if (text.len == 16) number /= 1000;
  *time = number + BEIJING;
  return true;
}

bool clock_parse(hvl_text text, int64_t *time) {
  struct cursor cursor = {text.data, text.data + text.len};
  return parse_usual(text, time) || parse_digits(text, time) ||
         parse_serial(text, time) || parse_date(&cursor, time);
}

/* "0.377": less than a day. */
static bool parse_part(const char *text, int64_t *time) {
  char *end;
  if (!strchr("0123456789.", *text)) return false;
  double part = strtod(text, &end);
  if (*end || !(part >= 0 && part < 1)) return false;
  *time = (int64_t)(part * 86400 + 0.5) * 1000;
  return true;
}

bool clock_parse_of_day(hvl_text text, int64_t *time) {
  static const char day[] = "1970-01-01 ";
  struct buffer whole = {0};
  if (!text.len) return false;
  buffer_print(&whole, day);
  buffer_add(&whole, text.data, text.len);
  struct cursor cursor = {whole.data, whole.data + whole.len};
  const char *clock = whole.data + sizeof day - 1;
  bool has_hour = strchr(clock, ':') || strstr(clock, "：") ||
                  strstr(clock, "时") || strstr(clock, "点");
  bool good =
      parse_part(clock, time) || (has_hour && parse_date(&cursor, time));
  buffer_free(&whole);
  return good;
}

bool clock_memo_parse(struct clock_memo *memo, hvl_text text, int64_t *time) {
  if (!is_usual(text)) return clock_parse(text, time);
  int64_t of_day = take_of_day(text.data + CLOCK_DAY + 1);
  if (of_day >= 0 && memcmp(text.data, memo->day, CLOCK_DAY) == 0) {
    *time = memo->start + of_day;
    return true;
  }
  if (!parse_usual(text, time)) return clock_parse(text, time);
  memcpy(memo->day, text.data, CLOCK_DAY);
  memo->start = *time - of_day;
  return true;
}

bool clock_parse_number(hvl_text text, int64_t *number) {
  struct cursor cursor = {text.data, text.data + text.len};
  int64_t value;
  bool negative = take(&cursor, "-");
  if (!take_number(&cursor, 18, &value) || cursor.at != cursor.end)
    return false;
  *number = negative ? -value : value;
  return true;
}

/* The reverse of days_of(). */
void clock_format(struct buffer *out, int64_t time) {
  enum { DAY_LENGTH = 24 * 3600 * 1000 };
  int64_t of_day = time % DAY_LENGTH;
  if (of_day < 0) of_day += DAY_LENGTH;
  int64_t days = (time - of_day) / DAY_LENGTH + 719468;
  int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  int64_t of_era = days - era * 146097;
  int64_t year =
      (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  int64_t march = (5 * of_year + 2) / 153; /* months since March */
  int day = (int)(of_year - (153 * march + 2) / 5 + 1);
  int month = (int)(march < 10 ? march + 3 : march - 9);
  year += era * 400 + (month <= 2);
  int seconds = (int)(of_day / 1000);
  buffer_format(out, "%04d-%02d-%02d %02d:%02d:%02d", (int)year, month, day,
                seconds / 3600, seconds / 60 % 60, seconds % 60);
}

void clock_format_exact(struct buffer *out, int64_t time) {
  int of_second = (int)(time % 1000);
  if (of_second < 0) of_second += 1000;
  clock_format(out, time);
  if (of_second) buffer_format(out, ".%03d", of_second);
}

bool clock_is_day(hvl_text text) {
  struct cursor cursor = {text.data, text.data + text.len};
  int64_t year, month, day;
  return text.len == CLOCK_DAY && take_number(&cursor, 4, &year) == 4 &&
         take(&cursor, "-") && take_number(&cursor, 2, &month) == 2 &&
         take(&cursor, "-") && take_number(&cursor, 2, &day) == 2 &&
         month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month);
}

void clock_today(char out[CLOCK_DAY + 1]) {
  time_t now = time(NULL);
  struct tm day;
  localtime_r(&now, &day);
  strftime(out, CLOCK_DAY + 1, "%Y-%m-%d", &day);
}

/* SPDX-License-Identifier: MIT */
/* head_times.c - times beside the name of who speaks. */
#include "input/head_times.h"

#include <string.h>

#include "base/clock.h"
#include "base/texts.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool take_any(hvl_text *text, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (text_take(text, words[i])) return true;
  return false;
}

static bool take_spaces(hvl_text *text) {
  bool any = false;
  while (text_take(text, " ") || text_take(text, "\t")) any = true;
  return any;
}

static bool take_digits(hvl_text *text, size_t least, size_t most) {
  size_t count = 0;
  for (; count < most && text->len && *text->data >= '0' && *text->data <= '9';
       count++) {
    text->data++;
    text->len--;
  }
  return count >= least;
}

/* "9:03:12"; "9:03" and "下午9:03:12" are other forms. */
static bool take_clock(hvl_text *text, unsigned *form) {
  static const char *const halves[] = {"上午", "下午", "凌晨",
                                       "早上", "中午", "晚上"};
  if (take_any(text, halves, COUNT(halves))) {
    *form |= TIME_HALF;
    take_spaces(text);
  }
  if (!take_digits(text, 1, 2) || !text_take(text, ":") ||
      !take_digits(text, 2, 2))
    return false;
  if (!text_take(text, ":"))
    *form |= TIME_NO_SECONDS;
  else if (!take_digits(text, 2, 2))
    return false;
  return true;
}

/* "2024-5-1"; "2024年5月1日" and "2024.5.1" are other forms. */
static bool take_date(hvl_text *text, unsigned *form) {
  static const char *const usual[] = {"-", "/"}, *const years[] = {"年", "."},
                           *const months[] = {"月", "."};
  if (!take_digits(text, 4, 4)) return false;
  bool is_usual = take_any(text, usual, COUNT(usual));
  if (!is_usual && !take_any(text, years, COUNT(years))) return false;
  if (!is_usual) *form |= TIME_OTHER_DATE;
  return take_digits(text, 1, 2) &&
         (is_usual ? take_any(text, usual, COUNT(usual))
                   : take_any(text, months, COUNT(months))) &&
         take_digits(text, 1, 2);
}

/* ".123" and "Z" or "+08:00", as programs write them. */
static void take_exactness(hvl_text *text) {
  hvl_text rest = *text;
  if (text_take(&rest, ".") && take_digits(&rest, 1, 6)) *text = rest;
  if (text_take(text, "Z")) return;
  rest = *text;
  if ((text_take(&rest, "+") || text_take(&rest, "-")) &&
      take_digits(&rest, 2, 2) && text_take(&rest, ":") &&
      take_digits(&rest, 2, 2))
    *text = rest;
}

/* A day and a time. */
static bool take_moment(hvl_text *text, unsigned *form) {
  *form = 0;
  if (!take_date(text, form)) return false;
  bool parted = text_take(text, "日") && (*form & TIME_OTHER_DATE);
  parted = take_spaces(text) || text_take(text, "T") || parted;
  return parted && take_clock(text, form);
}

/* "昨天 15:07", "5-1 15:07:44" */
static bool take_short_day(hvl_text *text) {
  static const char *const days[] = {"今天",   "昨天",   "前天",   "星期一",
                                     "星期二", "星期三", "星期四", "星期五",
                                     "星期六", "星期日", "星期天"};
  static const char *const months[] = {"-", "/", "月"};
  unsigned form;
  bool found =
      take_any(text, days, COUNT(days)) ||
      (take_digits(text, 1, 2) && take_any(text, months, COUNT(months)) &&
       take_digits(text, 1, 2) && (text_take(text, "日") || text->len));
  take_spaces(text);
  return found && take_clock(text, &form);
}

/* Such a day and time, or a time alone: no day of a year. */
static bool take_dateless(hvl_text *text) {
  unsigned form;
  hvl_text rest = *text;
  if (take_short_day(&rest)) {
    *text = rest;
    return true;
  }
  return take_clock(text, &form);
}

static bool is_moment(hvl_text text, unsigned *form) {
  return take_moment(&text, form) && !text.len;
}

static bool is_dateless(hvl_text text) {
  return take_dateless(&text) && !text.len;
}

/* A name may end in digits, so just four belong to the year; without a day,
 * spaces part them. */
bool head_time_drop(hvl_text *text, struct head_time *time) {
  size_t len = text->len;
  if (!len || text->data[len - 1] < '0' || text->data[len - 1] > '9')
    return false;
  for (size_t at = 0; at < len; at++) {
    hvl_text rest = {text->data + at, len - at};
    if (!is_moment(rest, &time->form)) continue;
    text->len = at;
    return time->has_time = clock_parse(rest, &time->time);
  }
  *time = (struct head_time){.form = TIME_DATELESS};
  for (size_t at = 1; at < len; at++) {
    hvl_text rest = {text->data + at, len - at};
    bool parted = text->data[at - 1] == ' ' || text->data[at - 1] == '\t';
    if (!parted || !is_dateless(rest)) continue;
    text->len = at;
    return true;
  }
  return false;
}

bool head_time_take(hvl_text *text, struct head_time *time) {
  hvl_text rest = *text;
  *time = (struct head_time){.form = TIME_DATELESS};
  if (take_moment(&rest, &time->form)) {
    take_exactness(&rest);
    hvl_text moment = {text->data, (size_t)(rest.data - text->data)};
    *text = rest;
    return time->has_time = clock_parse(moment, &time->time);
  }
  time->form = TIME_DATELESS;
  return take_dateless(text);
}

bool is_day_line(hvl_text line) {
  static const char *const signs[] = {"-", "—", "─", "=", " "};
  unsigned form = 0;
  if (!take_any(&line, signs, COUNT(signs))) return false;
  while (take_any(&line, signs, COUNT(signs))) continue;
  if (!take_date(&line, &form)) return false;
  text_take(&line, "日");
  while (take_any(&line, signs, COUNT(signs))) continue;
  return !line.len;
}

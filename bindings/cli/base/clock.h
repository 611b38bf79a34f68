/* SPDX-License-Identifier: MIT */
/* clock.h - times and days as people and exports write them. */
#ifndef HVLINE_CLI_CLOCK_H
#define HVLINE_CLI_CLOCK_H

#include <stdbool.h>

#include "base/buffer.h"
#include "hvline.h"

enum { CLOCK_DAY = 10 }; /* characters */

/* The milliseconds since 1970 of `text` by the clock of Beijing, which is taken
 * for that of a time that states no zone: 2024-5-1 9:03, 2024/05/01
 * 09:03:12.500, 2024年5月1日 周三 下午9:03, 2024-05-01T09:03:12Z,
 * 20240501090312, seconds, milliseconds or microseconds since 1970, days as
 * spreadsheets count them (45413.375). False, with `*time` unchanged, if it is
 * nothing of these. */
bool clock_parse(hvl_text text, int64_t *time);

/* What to add to the time of `text` if it is days as spreadsheets count them,
 * in a workbook that counts them from 1904 rather than 1900; 0 if it is not. */
int64_t clock_shift_1904(hvl_text text);

/* The milliseconds since midnight of a time alone: 9:03, 下午9:03:12, or a part
 * of a day as spreadsheets count it (0.377, 4.16E-2). */
bool clock_parse_of_day(hvl_text text, int64_t *time);

/* clock_parse(), faster where the day is that of the time before. All zero is
 * empty. */
struct clock_memo {
  char day[CLOCK_DAY]; /* "2024-05-01" */
  int64_t start;       /* of it */
};
bool clock_memo_parse(struct clock_memo *memo, hvl_text text, int64_t *time);

/* A whole number. */
bool clock_parse_number(hvl_text text, int64_t *number);

/* Append "2024-05-01 09:03:12", of which the first CLOCK_DAY characters are the
 * day. */
void clock_format(struct buffer *out, int64_t time);

/* The same with the milliseconds, ".007", if there are any: clock_parse() reads
 * the same time from it. */
void clock_format_exact(struct buffer *out, int64_t time);

/* Is `text` a day as "2024-05-01"? Days in this form sort as texts. */
bool clock_is_day(hvl_text text);

/* Set `out` to the day that it is here, in the same form. */
void clock_today(char out[CLOCK_DAY + 1]);

#endif

/* SPDX-License-Identifier: MIT */
/* head_times.h - times beside the name of who speaks. */
#ifndef HVLINE_CLI_HEAD_TIMES_H
#define HVLINE_CLI_HEAD_TIMES_H

#include <stdbool.h>
#include <stdint.h>

#include "hvline.h"

/* How a time is written that is not as in "2024-5-1 9:03:12", behind the name.
 * Such a line may be text as well: whether it is a head tell the other heads of
 * the file. */
enum time_form {
  TIME_NO_SECONDS = 1, /* 9:03 */
  TIME_HALF = 2,       /* 下午 9:03:12 */
  TIME_OTHER_DATE = 4, /* 2024年5月1日, 2024.5.1 */
  TIME_DATELESS = 8,   /* 昨天 9:03:12, 5-1 9:03:12, 9:03:12 */
  TIME_FIRST = 16,     /* before the name */
};

struct head_time {
  bool has_time; /* its day is told, too */
  int64_t time;
  unsigned form; /* of enum time_form; 0: as it is usual */
};

/* Take a time off the end of `text`; false if none stands there. */
bool head_time_drop(hvl_text *text, struct head_time *time);

/* The same off its beginning. */
bool head_time_take(hvl_text *text, struct head_time *time);

/* Is the line a day between dashes, "—— 2024-05-01 ——"? */
bool is_day_line(hvl_text line);

#endif

/* SPDX-License-Identifier: MIT */
/* spoken_lines.h - lines that name who speaks, and what is said: "买家：在吗",
 * "[2024-05-01 9:03] 小雨: 在吗", "晴天:小美 (2024-05-01 9:03): 在的". */
#ifndef HVLINE_CLI_SPOKEN_LINES_H
#define HVLINE_CLI_SPOKEN_LINES_H

#include "base/options.h"
#include "input/head_times.h"

/* A line that may be one; the texts are parts of it. */
struct spoken {
  hvl_text nick, text;
  hvl_text account_nick, account_text; /* with what stands before the second
                                          colon, as of 晴天:小美: 在的; the nick
                                          is empty if there is none */
  hvl_role role;                       /* that `nick` tells; 0: none */
  bool is_role;                        /* `nick` tells nothing but that */
  bool is_pair;                        /* 问 or 答 */
  bool is_timed;                       /* a time stands beside the name */
  struct head_time when;
};

/* Read a line without white space around it. False if it cannot name who
 * speaks, which no line does that is a label, as 地址：上海, though it may look
 * so; where the name tells no role and there is no time, the rest of the file
 * tells. */
bool spoken_line_read(hvl_text line, const struct words *map_roles,
                      struct spoken *spoken);

/* Does the line part conversations: ------, or 会话：77, which sets `name`? */
bool is_parting_line(hvl_text line, hvl_text *name);

#endif

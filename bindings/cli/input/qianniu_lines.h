/* SPDX-License-Identifier: MIT */
/* qianniu_lines.h - what a line of a chat copied from 千牛 is. Lines are given
 * without white space around them. */
#ifndef HVLINE_CLI_QIANNIU_LINES_H
#define HVLINE_CLI_QIANNIU_LINES_H

#include <stdbool.h>

#include "hvline.h"

/* How a time is written that is not as in "2024-5-1 9:03:12". Such a line may
 * be text as well: whether it is a head tell the other heads of the file. */
enum qianniu_form {
  QIANNIU_NO_SECONDS = 1, /* 9:03 */
  QIANNIU_HALF = 2,       /* 下午 9:03:12 */
  QIANNIU_OTHER_DATE = 4, /* 2024年5月1日, 2024.5.1 */
  QIANNIU_DATELESS = 8,   /* 昨天 9:03:12, 5-1 9:03:12, 9:03:12 */
};

/* Who speaks, perhaps to whom, and when; the texts are parts of the line. */
struct qianniu_head {
  hvl_text nick; /* empty: the line is a time alone */
  hvl_text to;   /* empty unless the line reads A --> B */
  bool has_time; /* its day is told, too */
  int64_t time;
  unsigned form; /* of enum qianniu_form; 0: as it is usual */
};

/* Read a line that may be a head: "nick 2024-5-1 9:03:12" (the space may be
 * missing), "A --> B time", "[nick] time", "nick (time)" or a time alone. False
 * if the line is none. */
bool qianniu_head_read(hvl_text line, struct qianniu_head *head);

/* Can this be a name: no sentence, no label such as 下单时间? */
bool is_qianniu_nick(hvl_text text);

/* 已读, 未读, 发送中: a message has ended. */
bool is_qianniu_status(hvl_text line);

/* A notice of the program: a message taken back, a chat handed over. */
bool is_qianniu_noise(hvl_text line);

/* Product cards: the link, and the price and sales that stand behind it. */
bool is_product_link(hvl_text line);
bool is_product_detail(hvl_text line);

#endif

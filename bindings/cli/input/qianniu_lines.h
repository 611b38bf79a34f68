/* SPDX-License-Identifier: MIT */
/* qianniu_lines.h - what a line of a chat copied from 千牛 is. Lines are given
 * without white space around them. */
#ifndef HVLINE_CLI_QIANNIU_LINES_H
#define HVLINE_CLI_QIANNIU_LINES_H

#include <stdbool.h>

#include "input/head_times.h"

/* Who speaks, perhaps to whom, and when; the texts are parts of the line. */
struct qianniu_head {
  hvl_text nick;    /* empty: the line is a time alone */
  hvl_text to;      /* empty unless the line reads A --> B */
  bool is_numbered; /* an account of QQ stood behind it */
  struct head_time when;
};

/* Read a line that may be a head: "nick 2024-5-1 9:03:12" (the space may be
 * missing), "A --> B time", "[nick] time", "nick (time)", "time nick", of QQ
 * "time nick(12345678)", or a time alone. False if the line is none. */
bool qianniu_head_read(hvl_text line, struct qianniu_head *head);

/* Can this be a name: no sentence, no label such as 下单时间? */
bool is_qianniu_nick(hvl_text text);

/* The same of one that may have spaces in it. */
bool is_spaced_nick(hvl_text text);

/* Is it the name of a shop, or of its service: 晴天旗舰店, 售后客服? */
bool is_shop_nick(hvl_text text);

/* 已读, 未读, 发送中: a message has ended. */
bool is_qianniu_status(hvl_text line);

/* A notice of the program: a message taken back, a chat handed over, what QQ
 * writes above a chat. */
bool is_qianniu_noise(hvl_text line);

/* Does QQ name in it with whom one talks? Then `name` is set. */
bool is_qq_partner(hvl_text line, hvl_text *name);

/* Product cards: the link, and the price and sales that stand behind it. */
bool is_product_link(hvl_text line);
bool is_product_detail(hvl_text line);

#endif

/* SPDX-License-Identifier: MIT */
/* qianniu_lines.c - what a line of a chat copied from 千牛 is. */
#include "input/qianniu_lines.h"

#include <string.h>

#include "base/clock.h"
#include "base/width.h"
#include "chats/roles.h"

enum { LONGEST_NICK = 48 }; /* characters; a shop, a colon and an account */

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool begins(hvl_text text, const char *word) {
  size_t len = strlen(word);
  return text.len >= len && memcmp(text.data, word, len) == 0;
}

static bool ends(hvl_text text, const char *word) {
  size_t len = strlen(word);
  return text.len >= len && memcmp(text.data + text.len - len, word, len) == 0;
}

static bool is(hvl_text text, const char *word) {
  return text.len == strlen(word) && begins(text, word);
}

/* Where `word` begins in `text`; NULL if it does not stand there. */
static const char *find(hvl_text text, const char *word) {
  for (size_t at = 0; at < text.len; at++)
    if (begins((hvl_text){text.data + at, text.len - at}, word))
      return text.data + at;
  return NULL;
}

/* ---- Heads --------------------------------------------------------------- */

/* Drop from `text` the digits at its end, at most `most`; how many. */
static size_t drop_digits(hvl_text *text, size_t most) {
  size_t count = 0;
  while (count < most && text->len && text->data[text->len - 1] >= '0' &&
         text->data[text->len - 1] <= '9') {
    text->len--;
    count++;
  }
  return count;
}

static bool drop(hvl_text *text, const char *set) {
  if (!text->len || !strchr(set, text->data[text->len - 1])) return false;
  text->len--;
  return true;
}

static bool drop_spaces(hvl_text *text) {
  size_t before = text->len;
  while (drop(text, " \t")) continue;
  return text->len < before;
}

/* Drop "2024-5-1 9:03:12" from the end of `text`, to `time`. A name may end in
 * digits, so just four belong to the year. */
static bool drop_time(hvl_text *text, int64_t *time) {
  hvl_text rest = *text;
  bool good =
      drop_digits(&rest, 2) == 2 && drop(&rest, ":") &&
      drop_digits(&rest, 2) == 2 && drop(&rest, ":") && drop_digits(&rest, 2) &&
      drop_spaces(&rest) && drop_digits(&rest, 2) && drop(&rest, "-/") &&
      drop_digits(&rest, 2) && drop(&rest, "-/") && drop_digits(&rest, 4) == 4;
  if (!good) return false;
  hvl_text clock = {text->data + rest.len, text->len - rest.len};
  *text = rest;
  return clock_parse(clock, time);
}

bool is_qianniu_nick(hvl_text text) {
  static const char *const never[] = {"，", "。", "！", "？", "；",
                                      "、", "“",  "”",  ",",  "!",
                                      "?",  ";",  " ",  "\t", "://"};
  static const char *const labels[] = {"时间", "日期", ":", "：", "于", "至"};
  size_t chars = 0;
  for (size_t at = 0; at < text.len; chars++) next_char(text, &at);
  if (chars == 0 || chars > LONGEST_NICK) return false;
  for (size_t i = 0; i < COUNT(never); i++)
    if (find(text, never[i])) return false;
  for (size_t i = 0; i < COUNT(labels); i++)
    if (ends(text, labels[i])) return false;
  return true;
}

static bool take_names(hvl_text names, struct qianniu_head *head) {
  const char *arrow = find(names, "-->");
  bool bracketed = names.len > 2 && *names.data == '[' && ends(names, "]");
  head->to = (hvl_text){"", 0};
  head->nick = names;
  if (bracketed) {
    head->nick = trim((hvl_text){names.data + 1, names.len - 2});
    return head->nick.len != 0;
  }
  if (!arrow) return !names.len || is_qianniu_nick(names);
  size_t left = (size_t)(arrow - names.data);
  head->nick = trim((hvl_text){names.data, left});
  head->to = trim((hvl_text){arrow + 3, names.len - left - 3});
  return is_qianniu_nick(head->nick) && is_qianniu_nick(head->to);
}

bool qianniu_head_read(hvl_text line, struct qianniu_head *head) {
  hvl_text rest = line;
  bool enclosed = drop(&rest, ")") || (drop(&rest, ":") && drop(&rest, ")"));
  if (!drop_time(&rest, &head->time)) return false;
  if (enclosed && !drop(&rest, "(")) return false;
  return take_names(trim(rest), head);
}

/* ---- Other lines --------------------------------------------------------- */

bool is_qianniu_status(hvl_text line) {
  static const char *const words[] = {"已读", "未读", "发送中", "发送失败"};
  for (size_t i = 0; i < COUNT(words); i++)
    if (is(line, words[i])) return true;
  return false;
}

bool is_qianniu_noise(hvl_text line) {
  if (find(line, "撤回了一条消息") && line.len < 200) return true;
  if (begins(line, "当前用户来自") || find(line, "以上是历史消息")) return true;
  return begins(line, "由") && find(line, "转交给") && line.len < 300;
}

bool is_product_link(hvl_text line) {
  bool link = begins(line, "http://") || begins(line, "https://");
  return link && !find(line, " ") &&
         (find(line, "item.taobao.com/") || find(line, "detail.tmall.com/"));
}

bool is_product_detail(hvl_text line) {
  static const char *const labels[] = {"月销", "已售", "库存"};
  static const char *const prices[] = {"¥", "￥"};
  for (size_t i = 0; i < COUNT(labels); i++)
    if (begins(line, labels[i]) && line.len < 40) return true;
  for (size_t i = 0; i < COUNT(prices); i++) {
    if (!begins(line, prices[i])) continue;
    size_t at = strlen(prices[i]);
    while (at < line.len && strchr("0123456789. -", line.data[at])) at++;
    if (at == line.len) return true;
  }
  return false;
}

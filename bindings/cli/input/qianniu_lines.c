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

/* ---- Times in heads ------------------------------------------------------ */

static bool drop(hvl_text *text, const char *set) {
  if (!text->len || !strchr(set, text->data[text->len - 1])) return false;
  text->len--;
  return true;
}

static bool take(hvl_text *text, const char *word) {
  size_t len = strlen(word);
  if (!begins(*text, word)) return false;
  text->data += len;
  text->len -= len;
  return true;
}

static bool take_any(hvl_text *text, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (take(text, words[i])) return true;
  return false;
}

static bool take_spaces(hvl_text *text) {
  bool any = false;
  while (take(text, " ") || take(text, "\t")) any = true;
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
    *form |= QIANNIU_HALF;
    take_spaces(text);
  }
  if (!take_digits(text, 1, 2) || !take(text, ":") || !take_digits(text, 2, 2))
    return false;
  if (!take(text, ":"))
    *form |= QIANNIU_NO_SECONDS;
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
  if (!is_usual) *form |= QIANNIU_OTHER_DATE;
  return take_digits(text, 1, 2) &&
         (is_usual ? take_any(text, usual, COUNT(usual))
                   : take_any(text, months, COUNT(months))) &&
         take_digits(text, 1, 2);
}

/* Is all of the text a day and a time? */
static bool is_moment(hvl_text text, unsigned *form) {
  *form = 0;
  if (!take_date(&text, form)) return false;
  bool parted = take(&text, "日") && (*form & QIANNIU_OTHER_DATE);
  parted = take_spaces(&text) || parted;
  return parted && take_clock(&text, form) && !text.len;
}

/* "15:07:44", "昨天 15:07", "5-1 15:07:44": no day of a year. */
static bool is_dateless(hvl_text text) {
  static const char *const days[] = {"今天",   "昨天",   "前天",   "星期一",
                                     "星期二", "星期三", "星期四", "星期五",
                                     "星期六", "星期日", "星期天"};
  static const char *const months[] = {"-", "/", "月"};
  unsigned form;
  hvl_text day = text;
  if (take_any(&day, days, COUNT(days)) ||
      (take_digits(&day, 1, 2) && take_any(&day, months, COUNT(months)) &&
       take_digits(&day, 1, 2) && (take(&day, "日") || day.len))) {
    take_spaces(&day);
    if (take_clock(&day, &form) && !day.len) return true;
  }
  return take_clock(&text, &form) && !text.len;
}

/* ---- Heads --------------------------------------------------------------- */

/* Take a time off the end of `text`. A name may end in digits, so just four
 * belong to the year; without a day, spaces part them. */
static bool drop_time(hvl_text *text, struct qianniu_head *head) {
  size_t len = text->len;
  if (!len || text->data[len - 1] < '0' || text->data[len - 1] > '9')
    return false;
  for (size_t at = 0; at < len; at++) {
    hvl_text rest = {text->data + at, len - at};
    if (!is_moment(rest, &head->form)) continue;
    text->len = at;
    return head->has_time = clock_parse(rest, &head->time);
  }
  head->has_time = false;
  head->form = QIANNIU_DATELESS;
  for (size_t at = 1; at < len; at++) {
    hvl_text rest = {text->data + at, len - at};
    bool parted = text->data[at - 1] == ' ' || text->data[at - 1] == '\t';
    if (!parted || !is_dateless(rest)) continue;
    text->len = at;
    return true;
  }
  return false;
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
  if (!drop_time(&rest, head)) return false;
  if (enclosed && !drop(&rest, "(")) return false;
  return take_names(trim(rest), head) && (head->has_time || head->nick.len);
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

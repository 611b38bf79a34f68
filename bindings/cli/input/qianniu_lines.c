/* SPDX-License-Identifier: MIT */
/* qianniu_lines.c - what a line of a chat copied from 千牛 is. */
#include "input/qianniu_lines.h"

#include <string.h>

#include "base/texts.h"
#include "base/width.h"
#include "chats/roles.h"

/* Characters of a shop, a colon and an account; digits of one of QQ. */
enum { LONGEST_NICK = 48, SHORTEST_ACCOUNT = 5 };

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool is(hvl_text text, const char *word) {
  return text.len == strlen(word) && text_begins(text, word);
}

/* ---- Heads --------------------------------------------------------------- */

bool is_spaced_nick(hvl_text text) {
  static const char *const never[] = {"，", "。", "！", "？", "；", "、", "“",
                                      "”",  ",",  "!",  "?",  ";",  "://"};
  static const char *const labels[] = {"时间", "日期", ":", "：", "于", "至"};
  size_t chars = 0;
  for (size_t at = 0; at < text.len; chars++) next_char(text, &at);
  if (chars == 0 || chars > LONGEST_NICK) return false;
  for (size_t i = 0; i < COUNT(never); i++)
    if (text_find(text, never[i])) return false;
  for (size_t i = 0; i < COUNT(labels); i++)
    if (text_ends(text, labels[i])) return false;
  return true;
}

bool is_qianniu_nick(hvl_text text) {
  return is_spaced_nick(text) && !text_find(text, " ") &&
         !text_find(text, "\t");
}

bool is_shop_nick(hvl_text text) {
  static const char *const words[] = {"旗舰店", "专卖店", "专营店"};
  for (size_t i = 0; i < COUNT(words); i++)
    if (text_find(text, words[i])) return true;
  return text_ends(text, "客服");
}

/* Cut the account that QQ writes behind a name: (12345678), <a@b.example>. */
static bool cut_account(hvl_text *names) {
  bool is_mail = text_ends(*names, ">");
  size_t at = names->len;
  if (!is_mail && !text_ends(*names, ")")) return false;
  while (at && names->data[at - 1] != (is_mail ? '<' : '(')) at--;
  if (at < 2) return false;
  hvl_text account = {names->data + at, names->len - at - 1};
  for (size_t i = 0; !is_mail && i < account.len; i++)
    if (account.data[i] < '0' || account.data[i] > '9') return false;
  if (account.len < SHORTEST_ACCOUNT) return false;
  *names = trim((hvl_text){names->data, at - 1});
  return true;
}

static bool take_names(hvl_text names, struct qianniu_head *head) {
  const char *arrow = text_find(names, "-->");
  bool bracketed = names.len > 2 && *names.data == '[' && text_ends(names, "]");
  head->is_numbered = cut_account(&names);
  head->to = (hvl_text){"", 0};
  head->nick = names;
  if (head->is_numbered) return is_spaced_nick(names);
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

static bool drop(hvl_text *text, char byte) {
  if (!text->len || text->data[text->len - 1] != byte) return false;
  text->len--;
  return true;
}

/* "2024-5-1 9:03:12 nick" */
static bool read_time_first(hvl_text line, struct qianniu_head *head) {
  hvl_text rest = line;
  if (!head_time_take(&rest, &head->when) || !head->when.has_time) return false;
  head->when.form |= TIME_FIRST;
  return (text_begins(rest, " ") || text_begins(rest, "\t")) &&
         take_names(trim(rest), head) && head->nick.len;
}

bool qianniu_head_read(hvl_text line, struct qianniu_head *head) {
  hvl_text rest = line;
  bool enclosed = drop(&rest, ')') || (drop(&rest, ':') && drop(&rest, ')'));
  if (!head_time_drop(&rest, &head->when)) return read_time_first(line, head);
  if (enclosed && !drop(&rest, '(')) return false;
  return take_names(trim(rest), head) &&
         (head->when.has_time || head->nick.len);
}

/* ---- Other lines --------------------------------------------------------- */

bool is_qianniu_status(hvl_text line) {
  static const char *const words[] = {"已读", "未读", "发送中", "发送失败"};
  for (size_t i = 0; i < COUNT(words); i++)
    if (is(line, words[i])) return true;
  return false;
}

bool is_qq_partner(hvl_text line, hvl_text *name) {
  *name = line;
  return text_take(name, "消息对象:");
}

/* A line of one sign over and over. */
static bool is_rule(hvl_text line) {
  enum { SHORTEST_RULE = 8 };
  size_t at = 0;
  while (at < line.len && line.data[at] == '=') at++;
  return at == line.len && at >= SHORTEST_RULE;
}

bool is_qianniu_noise(hvl_text line) {
  hvl_text name;
  if (is_rule(line) || is_day_line(line)) return true;
  if (is_qq_partner(line, &name)) return true;
  if (text_begins(line, "消息记录（此消息记录")) return true;
  if (text_begins(line, "消息分组:")) return true;
  if (text_find(line, "撤回了一条消息") && line.len < 200) return true;
  if (text_begins(line, "当前用户来自") || text_find(line, "以上是历史消息"))
    return true;
  return text_begins(line, "由") && text_find(line, "转交给") && line.len < 300;
}

bool is_product_link(hvl_text line) {
  bool link = text_begins(line, "http://") || text_begins(line, "https://");
  return link && !text_find(line, " ") &&
         (text_find(line, "item.taobao.com/") ||
          text_find(line, "detail.tmall.com/"));
}

bool is_product_detail(hvl_text line) {
  static const char *const labels[] = {"月销", "已售", "库存"};
  static const char *const prices[] = {"¥", "￥"};
  for (size_t i = 0; i < COUNT(labels); i++)
    if (text_begins(line, labels[i]) && line.len < 40) return true;
  for (size_t i = 0; i < COUNT(prices); i++) {
    if (!text_begins(line, prices[i])) continue;
    size_t at = strlen(prices[i]);
    while (at < line.len && strchr("0123456789. -", line.data[at])) at++;
    if (at == line.len) return true;
  }
  return false;
}

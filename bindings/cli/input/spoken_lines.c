/* SPDX-License-Identifier: MIT */
/* spoken_lines.c - lines that name who speaks, and what is said. */
#include "input/spoken_lines.h"

#include <string.h>

#include "base/texts.h"
#include "chats/roles.h"
#include "input/qianniu_lines.h"

enum { MOST_COLONS = 8 /* of a line are looked at */ };

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- Names --------------------------------------------------------------- */

/* Words before a colon that name what follows, not who says it. */
static bool is_label(hvl_text name) {
  static const char *const ends[] = {
      "电话",   "热线", "微信", "号",   "号码", "账号", "帐号", "手机",
      "地址",   "姓名", "名称", "名",   "须知", "编号", "编码", "二维码",
      "码",     "邮箱", "中心", "链接", "网址", "信息", "资料", "备注",
      "要求",   "经理", "服务", "评价", "平台", "权益", "保障", "时间",
      "日期",   "方式", "价格", "金额", "费用", "优惠", "活动", "提示",
      "注意",   "说明", "规格", "尺码", "颜色", "数量", "单号", "快递",
      "物流",   "抬头", "税号", "材质", "品牌", "型号", "步骤", "收件人",
      "收货人", "http", "https"};
  for (size_t i = 0; i < COUNT(ends); i++)
    if (text_ends(name, ends[i])) return true;
  return text_find(name, "\"") || text_find(name, "{") || text_find(name, "<");
}

/* Words that are roles in a column of roles, but labels at the beginning of a
 * line. */
static bool is_doubtful_role(hvl_text name) {
  static const char *const words[] = {
      "平台", "platform", "通知", "notice", "contact", "lead",    "service",
      "shop", "unknown",  "未知", "店铺",   "人工",    "support", "我方"};
  for (size_t i = 0; i < COUNT(words); i++)
    if (same_name(name, (hvl_text){words[i], strlen(words[i])})) return true;
  return role_is_direction(name);
}

/* The role of 客服小美, 买家-小雨, [客服]小美, 客服说: a role of two Chinese
 * characters or more, and a name behind it. */
static hvl_role role_before_name(hvl_text nick, const struct words *map_roles) {
  static const char *const words[] = {"客服", "买家",   "卖家", "商家", "店家",
                                      "顾客", "客户",   "用户", "掌柜", "坐席",
                                      "客人", "机器人", "店员", "导购"};
  if (!text_take(&nick, "[")) text_take(&nick, "【");
  for (size_t i = 0; i < COUNT(words); i++)
    if (text_begins(nick, words[i]))
      return role_of((hvl_text){words[i], strlen(words[i])}, map_roles);
  return (hvl_role)0;
}

/* Who asks and who answers. */
static hvl_role role_of_pair(hvl_text nick) {
  if (text_same(nick, (hvl_text){"问", 3})) return HVL_BUYER;
  return text_same(nick, (hvl_text){"答", 3}) ? HVL_SELLER : (hvl_role)0;
}

static bool set_nick(struct spoken *spoken, hvl_text nick,
                     const struct words *map_roles) {
  if (!(spoken->is_timed ? is_spaced_nick(nick) : is_qianniu_nick(nick)))
    return false;
  static const struct words none = {NULL, 0, 0};
  hvl_role role = role_of(nick, map_roles), pair = role_of_pair(nick);
  bool in_parts = text_ends(nick, ")") || text_ends(nick, "）");
  spoken->nick = nick;
  spoken->is_pair = pair && !role;
  if (spoken->is_pair) role = pair;
  spoken->is_role = spoken->is_pair || (!in_parts && role_of(nick, &none));
  if (!spoken->is_timed && (is_label(nick) || (role && is_doubtful_role(nick))))
    return false;
  spoken->role = role ? role : role_before_name(nick, map_roles);
  return true;
}

/* ---- Lines --------------------------------------------------------------- */

/* The next colon in `line` from `*at` on, which moves behind it; its place, or
 * `line.len` if there is none. */
static size_t next_colon(hvl_text line, size_t *at) {
  for (size_t i = *at; i < line.len; i++) {
    hvl_text rest = {line.data + i, line.len - i};
    bool wide = text_begins(rest, "：");
    if (!wide && line.data[i] != ':') continue;
    *at = i + (wide ? strlen("：") : 1);
    return i;
  }
  *at = line.len;
  return line.len;
}

static hvl_text part(hvl_text line, size_t from, size_t to) {
  return trim((hvl_text){line.data + from, to - from});
}

/* "1. ", "- ", "> " before who speaks. */
static void take_marker(hvl_text *line) {
  static const char *const markers[] = {"- ", "* ", "> ", "• ", "·"};
  hvl_text rest = *line;
  for (size_t i = 0; i < COUNT(markers); i++)
    if (text_take(line, markers[i])) return;
  while (rest.len && memchr("0123456789", *rest.data, 10)) {
    rest.data++;
    rest.len--;
  }
  if (rest.len == line->len || line->len - rest.len > 4) return;
  if (text_take(&rest, ". ") || text_take(&rest, "、") ||
      text_take(&rest, ") "))
    *line = rest;
}

/* "【客服】在的"; a short name may follow, up to a colon. */
static bool read_brackets(hvl_text line, const struct words *map_roles,
                          struct spoken *spoken) {
  enum { LONGEST_NAME = 12 };
  bool wide = text_begins(line, "【");
  hvl_text rest = line;
  if (!wide && !text_begins(line, "[")) return false;
  const char *end = text_find(line, wide ? "】" : "]");
  if (!end) return false;
  size_t open = wide ? strlen("【") : 1, at = (size_t)(end - line.data);
  hvl_text word = part(line, open, at);
  rest = part(line, at + open, line.len);
  size_t behind = 0, colon = next_colon(rest, &behind);
  if ((colon > 0 && colon < rest.len && colon <= LONGEST_NAME) ||
      !role_of(word, map_roles) || !set_nick(spoken, word, map_roles))
    return false;
  spoken->text = colon == 0 ? part(rest, behind, rest.len) : rest;
  return true;
}

/* Take "[time]", "(time)", "【time】" or "time " off the beginning. */
static bool take_time(hvl_text *line, struct head_time *when) {
  static const struct {
    const char *open, *close;
  } brackets[] = {{"[", "]"}, {"【", "】"}, {"(", ")"}, {"（", "）"}};
  hvl_text rest = *line;
  const char *close = NULL;
  for (size_t i = 0; i < COUNT(brackets) && !close; i++)
    if (text_take(&rest, brackets[i].open)) close = brackets[i].close;
  if (!head_time_take(&rest, when)) return false;
  bool parted = text_begins(rest, " ") || text_begins(rest, "\t");
  if (close ? !text_take(&rest, close) : !parted) return false;
  *line = trim(rest);
  return true;
}

/* "nick (time)", "nick time" */
static bool drop_time(hvl_text *head, struct head_time *when) {
  hvl_text rest = *head;
  const char *open = text_ends(rest, ")")    ? "("
                     : text_ends(rest, "）") ? "（"
                                             : NULL;
  if (open) rest.len -= strlen(open);
  if (!head_time_drop(&rest, when)) return false;
  if (open && !text_ends(rest, open)) return false;
  if (open) rest.len -= strlen(open);
  *head = trim(rest);
  return true;
}

/* "nick 9:03:12" ends with a time, and says nothing. */
static bool is_seconds(hvl_text text) {
  return text.len == 2 && memchr("012345", text.data[0], 6) &&
         memchr("0123456789", text.data[1], 10);
}

/* A time behind the name has colons, too: the last one that it may end at. */
static bool read_time_behind(hvl_text line, const struct words *map_roles,
                             struct spoken *spoken) {
  size_t at = 0, colons[MOST_COLONS], behind[MOST_COLONS], count = 0;
  while (count < MOST_COLONS &&
         (colons[count] = next_colon(line, &at)) < line.len)
    behind[count++] = at;
  while (count-- > 0) {
    hvl_text head = part(line, 0, colons[count]);
    spoken->is_timed = drop_time(&head, &spoken->when);
    if (!spoken->is_timed || !spoken->when.has_time || text_find(head, "：") ||
        !set_nick(spoken, head, map_roles))
      continue;
    spoken->text = part(line, behind[count], line.len);
    return !is_seconds(spoken->text);
  }
  spoken->is_timed = false;
  return false;
}

/* Where 晴天:小美 may be the name, an ASCII colon between the two. */
static void read_account(hvl_text line, size_t colon, size_t behind,
                         struct spoken *spoken) {
  size_t at = behind, end = next_colon(line, &at);
  hvl_text account = {line.data + behind, end - behind};
  if (end == line.len || line.data[colon] != ':' ||
      trim(account).len != account.len || !is_qianniu_nick(account) ||
      text_begins((hvl_text){line.data + end, line.len - end}, "://"))
    return;
  spoken->account_nick = part(line, 0, end);
  spoken->account_text = part(line, at, line.len);
}

bool spoken_line_read(hvl_text line, const struct words *map_roles,
                      struct spoken *spoken) {
  *spoken = (struct spoken){.is_timed = false};
  hvl_text rest = line;
  spoken->is_timed = take_time(&rest, &spoken->when);
  if (!spoken->is_timed) take_marker(&rest);
  rest = trim(rest);
  if (!spoken->is_timed && read_time_behind(rest, map_roles, spoken))
    return true;
  if (read_brackets(rest, map_roles, spoken)) return true;
  size_t behind = 0, colon = next_colon(rest, &behind);
  if (colon == rest.len || !set_nick(spoken, part(rest, 0, colon), map_roles))
    return false;
  if (text_begins((hvl_text){rest.data + colon, rest.len - colon}, "://"))
    return false;
  spoken->text = part(rest, behind, rest.len);
  if (!spoken->role) read_account(rest, colon, behind, spoken);
  if (!spoken->role && !spoken->account_nick.len && is_shop_nick(spoken->nick))
    spoken->role = HVL_SELLER;
  return true;
}

bool is_parting_line(hvl_text line, hvl_text *name) {
  static const char signs[] = "-=*_~#";
  static const char *const words[] = {"会话编号", "会话ID", "会话id", "会话",
                                      "对话"};
  enum { SHORTEST = 3 };
  size_t at = 0;
  *name = (hvl_text){"", 0};
  while (at < line.len && strchr(signs, line.data[at]) &&
         line.data[at] == *line.data)
    at++;
  if (line.len >= SHORTEST && at == line.len) return true;
  for (size_t i = 0; i < COUNT(words); i++) {
    hvl_text rest = line;
    if (!text_take(&rest, words[i])) continue;
    rest = trim(rest);
    if (!text_take(&rest, ":") && !text_take(&rest, "：") &&
        (!rest.len || !memchr("0123456789", *rest.data, 10)))
      return false;
    *name = trim(rest);
    return name->len && is_qianniu_nick(*name);
  }
  return false;
}

/* SPDX-License-Identifier: MIT */
/* roles.c - who speaks, and other values that files write in many ways. */
#include "chats/roles.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/simplify.h"
#include "base/texts.h"
#include "mask/mask.h"

enum { LONGEST_NAME = 256, LONGEST_SHOWN = 20 /* characters */ };

struct alias {
  const char *name, *value;
};

/* Who is said to be unknown is context, as a notice is, not the shop. */
static const struct alias role_names[] = {
    {"客服", "seller"},
    {"卖家", "seller"},
    {"商家", "seller"},
    {"店铺", "seller"},
    {"店家", "seller"},
    {"卖方", "seller"},
    {"商户", "seller"},
    {"掌柜", "seller"},
    {"机器人", "seller"},
    {"客服人员", "seller"},
    {"人工客服", "seller"},
    {"智能客服", "seller"},
    {"服务助手", "seller"},
    {"子账号", "seller"},
    {"主账号", "seller"},
    {"seller", "seller"},
    {"agent", "seller"},
    {"staff", "seller"},
    {"waiter", "seller"},
    {"service", "seller"},
    {"merchant", "seller"},
    {"shop", "seller"},
    {"robot", "seller"},
    {"bot", "seller"},
    {"assistant", "seller"},
    {"admin", "seller"},
    {"operator", "seller"},
    {"support", "seller"},
    {"坐席", "seller"},
    {"outgoing", "seller"},
    {"买家", "buyer"},
    {"客户", "buyer"},
    {"用户", "buyer"},
    {"顾客", "buyer"},
    {"买方", "buyer"},
    {"消费者", "buyer"},
    {"访客", "buyer"},
    {"buyer", "buyer"},
    {"customer", "buyer"},
    {"user", "buyer"},
    {"client", "buyer"},
    {"consumer", "buyer"},
    {"visitor", "buyer"},
    {"enduser", "buyer"},
    {"requester", "buyer"},
    {"contact", "buyer"},
    {"lead", "buyer"},
    {"会员", "buyer"},
    {"outbound", "seller"},
    {"out", "seller"},
    {"发送", "seller"},
    {"inbound", "buyer"},
    {"in", "buyer"},
    {"接收", "buyer"},
    {"incoming", "buyer"},
    {"系统", "system"},
    {"系统消息", "system"},
    {"系统通知", "system"},
    {"平台", "system"},
    {"通知", "system"},
    {"system", "system"},
    {"notice", "system"},
    {"platform", "system"},
    {"客人", "buyer"},
    {"店员", "seller"},
    {"导购", "seller"},
    {"客服机器人", "seller"},
    {"店小蜜", "seller"},
    {"我", "seller"},
    {"我方", "seller"},
    {"对方", "buyer"},
    {"gpt", "seller"},
    {"人工", "seller"},
    {"chatbot", "seller"},
    {"unknown", "system"},
    {"未知", "system"},
    {"员工", "seller"},
    {"企业成员", "seller"},
    {"内部成员", "seller"},
    {"外部联系人", "buyer"},
    {"外部客户", "buyer"},
    {"微信客户", "buyer"},
    {NULL, NULL},
};

static const struct alias flag_names[] = {
    {"1", "true"},      {"true", "true"},    {"yes", "true"},
    {"y", "true"},      {"是", "true"},      {"有", "true"},
    {"支持", "true"},   {"包邮", "true"},    {"0", "false"},
    {"false", "false"}, {"no", "false"},     {"n", "false"},
    {"否", "false"},    {"无", "false"},     {"没有", "false"},
    {"不是", "false"},  {"不支持", "false"}, {"不包邮", "false"},
    {NULL, NULL},
};

static const struct alias shop_names[] = {
    {"天猫", "tmall"},
    {"b店", "tmall"},
    {"淘宝", "taobao"},
    {"c店", "taobao"},
    {"京东", "jd"},
    {"拼多多", "pdd"},
    {"抖音", "douyin"},
    {"天猫店", "tmall"},
    {"tmall", "tmall"},
    {"淘宝店", "taobao"},
    {"taobao", "taobao"},
    {"快手", "kuaishou"},
    {"抖店", "douyin"},
    {"抖音店", "douyin"},
    {"抖音小店", "douyin"},
    {"快手店", "kuaishou"},
    {"快手小店", "kuaishou"},
    {"小红书", "xiaohongshu"},
    {"小红书店", "xiaohongshu"},
    {"京东店", "jd"},
    {"jd", "jd"},
    {"拼多多店", "pdd"},
    {"pdd", "pdd"},
    {"douyin", "douyin"},
    {"kuaishou", "kuaishou"},
    {"xiaohongshu", "xiaohongshu"},
    {NULL, NULL},
};

const char *const usual_shops[] = {"tmall",  "taobao",   "jd",          "pdd",
                                   "douyin", "kuaishou", "xiaohongshu", NULL};

/* NUL counts as one, too. */
static bool is_space(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n' || !byte;
}

hvl_text trim(hvl_text text) {
  while (text.len && is_space(text.data[text.len - 1])) text.len--;
  while (text.len && is_space(text.data[0])) {
    text.data++;
    text.len--;
  }
  return text;
}

/* Width and case folded (NFKC_Casefold, which drops byte order marks, too). */
static int32_t fold_name(hvl_text name, UChar out[LONGEST_NAME]) {
  UErrorCode status = U_ZERO_ERROR;
  UChar wide[LONGEST_NAME];
  int32_t len = 0;
  u_strFromUTF8WithSub(wide, LONGEST_NAME, &len, name.data, (int32_t)name.len,
                       0xFFFD, NULL, &status);
  const UNormalizer2 *folder = unorm2_getNFKCCasefoldInstance(&status);
  if (U_FAILURE(status)) return 0;
  len = unorm2_normalize(folder, wide, len, out, LONGEST_NAME, &status);
  return U_FAILURE(status) ? 0 : len;
}

static bool is_ignored(UChar unit) {
  return u_isUWhiteSpace(unit) || unit == '_' || unit == '-' || unit == '*' ||
         unit == ':' || unit == '"' || unit == '\'';
}

void normalise_name(struct buffer *out, hvl_text name) {
  UChar folded[LONGEST_NAME];
  char bytes[LONGEST_NAME * 3];
  int32_t len = name.len < LONGEST_NAME ? fold_name(name, folded) : 0;
  int32_t kept = 0;
  for (int32_t i = 0; i < len; i++) {
    if (folded[i] == '(' && kept > 0) break;
    if (!is_ignored(folded[i])) folded[kept++] = (UChar)simplify(folded[i]);
  }
  UErrorCode status = U_ZERO_ERROR;
  int32_t size = 0;
  u_strToUTF8WithSub(bytes, sizeof bytes, &size, folded, kept, 0xFFFD, NULL,
                     &status);
  if (U_SUCCESS(status)) buffer_add(out, bytes, (size_t)size);
}

bool same_name(hvl_text a, hvl_text b) {
  struct buffer x = {0}, y = {0};
  normalise_name(&x, a);
  normalise_name(&y, b);
  bool same = x.len && text_same(buffer_text(&x), buffer_text(&y));
  buffer_free(&x);
  buffer_free(&y);
  return same;
}

bool role_is_direction(hvl_text word) {
  static const char *const directions[] = {"incoming", "outgoing", "inbound",
                                           "outbound", "in",       "out",
                                           "发送",     "接收"};
  struct buffer name = {0};
  bool found = false;
  normalise_name(&name, word);
  for (size_t i = 0; i < sizeof directions / sizeof *directions; i++)
    found |= strcmp(buffer_text(&name).data, directions[i]) == 0;
  buffer_free(&name);
  return found;
}

/* What the user maps `word` to by "word=value" pairs, or NULL. */
static const char *mapped(hvl_text word, const struct words *pairs) {
  for (size_t i = pairs->count; i-- > 0;) { /* a later one holds */
    const char *value = value_of(pairs->items[i]);
    hvl_text name = {pairs->items[i], (size_t)(value - pairs->items[i]) - 1};
    if (same_name(word, name)) return value;
  }
  return NULL;
}

bool role_is_vague(hvl_text word, const struct words *map_roles) {
  return same_name(word, (hvl_text){"user", 4}) && !mapped(word, map_roles);
}

static const char *known(hvl_text word, const struct alias *aliases) {
  struct buffer name = {0};
  normalise_name(&name, word);
  const char *value = NULL;
  for (; name.len && aliases->name && !value; aliases++)
    if (*aliases->name == *name.data && strcmp(aliases->name, name.data) == 0)
      value = aliases->value;
  buffer_free(&name);
  return value;
}

/* 客服发送, 买家消息: what stands before such a word is the role. */
static const char *known_role(hvl_text word) {
  static const char *const ends[] = {"发送", "发出", "消息", "发言", "回复"};
  const char *value = known(word, role_names);
  word = trim(word);
  for (size_t i = 0; !value && i < sizeof ends / sizeof *ends; i++) {
    hvl_text rest = {word.data, word.len - strlen(ends[i])};
    if (word.len > strlen(ends[i]) && text_ends(word, ends[i]))
      value = known(rest, role_names);
  }
  return value;
}

static hvl_role role_called(const char *name) {
  if (!name) return (hvl_role)0;
  if (strcmp(name, "seller") == 0) return HVL_SELLER;
  if (strcmp(name, "buyer") == 0) return HVL_BUYER;
  return strcmp(name, "system") == 0 ? HVL_SYSTEM : (hvl_role)0;
}

hvl_role role_of(hvl_text word, const struct words *map_roles) {
  if (!word.len) return (hvl_role)0;
  const char *value = mapped(word, map_roles);
  if (value) word = (hvl_text){value, strlen(value)};
  return role_called(known_role(word));
}

hvl_role role_memo_of(struct role_memo *memo, hvl_text word,
                      const struct words *map_roles) {
  if (!word.len || word.len > ROLE_MEMO_WORD) return role_of(word, map_roles);
  unsigned hash = 0;
  for (size_t i = 0; i < word.len; i++)
    hash = hash * 31 + (unsigned char)word.data[i];
  size_t at = hash % ROLE_MEMO_SIZE;
  if (memo->known[at].len != word.len ||
      memcmp(memo->known[at].word, word.data, word.len) != 0) {
    memo->known[at].len = (unsigned char)word.len;
    memcpy(memo->known[at].word, word.data, word.len);
    memo->known[at].role = role_of(word, map_roles);
  }
  return memo->known[at].role;
}

hvl_role role_of_flag(hvl_text word, const struct words *map_roles) {
  const char *value = mapped(word, map_roles);
  if (value)
    return role_called(known((hvl_text){value, strlen(value)}, role_names));
  value = known(word, flag_names);
  if (!value) return (hvl_role)0;
  return strcmp(value, "true") == 0 ? HVL_SELLER : HVL_BUYER;
}

void role_unknown(struct log *log, struct where where, hvl_text word) {
  struct buffer shown = {0};
  if (!trim(word).len) {
    log_error(log, where, NO_ROLE);
    return;
  }
  mask_beginning(&shown, word, LONGEST_SHOWN);
  log_error(log, where, UNKNOWN_ROLE, (int)shown.len,
            shown.len ? shown.data : "");
  buffer_free(&shown);
}

hvl_text shop_of(hvl_text sender) {
  static const char wide[] = "：";
  sender = trim(sender);
  for (size_t at = 0; at + 1 < sender.len; at++) {
    if (sender.data[at] == ':') return (hvl_text){sender.data, at};
    if (sender.data[at] != *wide || sender.len - at < sizeof wide) continue;
    if (memcmp(sender.data + at, wide, sizeof wide - 1) == 0)
      return (hvl_text){sender.data, at};
  }
  return (hvl_text){sender.data, 0};
}

const char *usual_fact_name(enum usual_fact fact) {
  static const char *const names[USUAL_FACTS] = {[FACT_FREE_SHIPPING] =
                                                     "free_shipping",
                                                 [FACT_SHOP] = "shop",
                                                 [FACT_COD] = "cod"};
  return names[fact];
}

bool fact_is_usual(const char *name) {
  for (int i = 0; i < USUAL_FACTS; i++)
    if (strcmp(usual_fact_name((enum usual_fact)i), name) == 0) return true;
  return false;
}

void fact_value(struct buffer *out, const char *fact, hvl_text value,
                const struct words *map_shops) {
  bool is_shop = strcmp(fact, usual_fact_name(FACT_SHOP)) == 0;
  const char *name = is_shop ? mapped(value, map_shops) : NULL;
  if (!name) name = known(value, is_shop ? shop_names : flag_names);
  value = trim(value);
  if (name)
    buffer_print(out, name);
  else
    buffer_add(out, value.data, value.len);
}

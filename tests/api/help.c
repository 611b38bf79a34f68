/* SPDX-License-Identifier: MIT */
/* help.c - what the tests of the public interface share. */
#include "help.h"

#include <stdio.h>

const char *const help_rules =
    "hvline: 1\n"
    "line: test\n"
    "title: {zh: 测试, en: Test}\n"
    "facts:\n"
    "  cod: {default: \"true\", values: [\"true\", \"false\"]}\n"
    "  shop: {default: tmall}\n"
    "words:\n"
    "  ticket: [发票, 专票]\n"
    "  cannot: [开不了, 不能开]\n"
    "  wechat: {words: [微信, vx], evasion: {spaced: 1, sound: 2, split: 3}}\n"
    "  polite: {words: [亲, 哦, 呢], short: yes}\n"
    "  split-characters: [信=亻言]\n"
    "  no: [没有, 不行]\n"
    "phrases:\n"
    "  brief-no: ['^ {polite}* {no} {polite}* $']\n"
    "guards:\n"
    "  question: {clause: ['@ ~4 (吗|么)']}\n"
    "steps:\n"
    "  asks: {buyer: ['开 ~4 {ticket}', '{ticket} ~4 开'], within: 4}\n"
    "rules:\n"
    "  - id: test.account\n"
    "    severity: error\n"
    "    level: 1\n"
    "    title: {zh: 帐号, en: Account}\n"
    "    why: {zh: 因, en: Why}\n"
    "    account: other\n"
    "    seller: ['电话 ~4 <mobile>']\n"
    "    violates: [['b@a: 在', 'b@b: 查', 's: 电话13800000000']]\n"
    "    complies: [电话13800000000]\n"
    "  - id: test.add\n"
    "    severity: {default: error, shop=taobao: warning}\n"
    "    level: 1\n"
    "    title: {zh: 加微信, en: Adds}\n"
    "    why: {zh: 因, en: Why}\n"
    "    say: {zh: 说, en: Say}\n"
    "    split: yes\n"
    "    seller: ['(加|搜) ~4 {wechat}', '{wechat} /[a-z]+\\d{4,}/']\n"
    "    unless: {overlap: [加微信公众号]}\n"
    "    guards: [question]\n"
    "    violates: [加微信, {facts: {shop: taobao}, chat: ['s: 可以加', "
    "'s: 微信']}]\n"
    "    complies: [加微信吗, 加微信公众号]\n"
    "  - id: test.cod\n"
    "    severity: warning\n"
    "    level: 2\n"
    "    title: {zh: 到付, en: COD}\n"
    "    why: {zh: 因, en: Why}\n"
    "    when: {cod: \"true\"}\n"
    "    seller: ['不 ~4 货到付款']\n"
    "    repeat: once\n"
    "    violates: [不接货到付款]\n"
    "    complies: [{facts: {cod: \"false\"}, chat: ['s: 不接货到付款']}]\n"
    "  - id: test.later\n"
    "    severity: note\n"
    "    level: 1\n"
    "    title: {zh: 不答, en: No answer}\n"
    "    why: {zh: 因, en: Why}\n"
    "    after: asks\n"
    "    seller: ['稍等']\n"
    "    unless-later: {seller: ['可以 ~4 开', '能开'], within: 3}\n"
    "    violates: [['b: 开发票', 's: 稍等']]\n"
    "    complies: [稍等]\n"
    "  - id: test.refuse\n"
    "    severity: error\n"
    "    level: 1\n"
    "    title: {zh: 拒开, en: Refuses}\n"
    "    why: {zh: 因, en: Why}\n"
    "    seller: ['{cannot} ~4 {ticket}', '{ticket} ~4 {cannot}']\n"
    "    unless: ['重复 ~2 @']\n"
    "    violates: [亲 这边开不了发票的哦]\n"
    "    complies: [重复开不了发票]\n"
    "  - id: test.say-no\n"
    "    severity: error\n"
    "    level: 1\n"
    "    title: {zh: 没有, en: No}\n"
    "    why: {zh: 因, en: Why}\n"
    "    after: asks\n"
    "    seller: ['{brief-no}']\n"
    "    unless-after: [{seller: ['可以 ~4 {ticket}'], within: 4}]\n"
    "    violates: [['b: 能开发票吗', 's: 没有哦']]\n"
    "    complies: [没有哦]\n";

hvl_ruleset *help_compile(const char *yaml, const hvl_options *options) {
  hvl_compiler *compiler;
  hvl_ruleset *ruleset;
  const hvl_diag *diag;
  assert_int_equal(hvl_compiler_new(&compiler, options), HVL_OK);
  hvl_text text = {yaml, strlen(yaml)};
  assert_int_equal(hvl_compiler_add(compiler, "test.yaml", text), HVL_OK);
  hvl_status status = hvl_compiler_build(compiler, &ruleset);
  for (size_t i = 0; (diag = hvl_compiler_diag(compiler, i)); i++)
    print_message("%s:%u:%u: %s\n", diag->file, (unsigned)diag->line,
                  (unsigned)diag->column, diag->message);
  assert_int_equal(status, HVL_OK);
  hvl_compiler_free(compiler);
  return ruleset;
}

hvl_session *help_session(hvl_ruleset *ruleset, const hvl_options *options) {
  hvl_session *session;
  assert_int_equal(hvl_session_new(&session, ruleset, options), HVL_OK);
  return session;
}

hvl_message help_message(hvl_role role, const char *text) {
  hvl_message message = HVL_MESSAGE_INIT;
  message.role = role;
  message.text = (hvl_text){text, strlen(text)};
  return message;
}

const hvl_finding *help_expect(hvl_session *session, const char *rule,
                               size_t message) {
  const hvl_finding *finding = hvl_session_next(session);
  if (!rule) {
    assert_null(finding);
    return NULL;
  }
  assert_non_null(finding);
  assert_string_equal(finding->rule->id, rule);
  assert_int_equal(finding->message, message);
  return finding;
}

/* ---- Findings as text ---------------------------------------------------- */

void log_clear(struct log *log) {
  log->len = 0;
  if (log->text) log->text[0] = '\0';
}

void log_free(struct log *log) {
  free(log->text);
  memset(log, 0, sizeof *log);
}

static void add(struct log *log, const char *line) {
  size_t len = strlen(line);
  if (log->len + len + 1 > log->cap) {
    log->cap = 2 * (log->len + len + 1);
    log->text = realloc(log->text, log->cap);
    assert_non_null(log->text);
  }
  memcpy(log->text + log->len, line, len + 1);
  log->len += len;
}

void log_take(struct log *log, hvl_session *session) {
  const hvl_finding *finding;
  char part[200];
  if (!log->text) add(log, "");
  while ((finding = hvl_session_next(session))) {
    snprintf(part, sizeof part, "%s@%zu s%d l%u e%u", finding->rule->id,
             finding->message, (int)finding->severity, (unsigned)finding->level,
             (unsigned)finding->evasion);
    add(log, part);
    assert_true(finding->span_count > 0);
    for (size_t i = 0; i < finding->span_count; i++) {
      const hvl_span *span = &finding->spans[i];
      snprintf(part, sizeof part, " %zu:%zu-%zu", span->message, span->start,
               span->end);
      add(log, part);
      assert_true(span->start < span->end);
    }
    add(log, "\n");
  }
}

/* ---- Random conversations ------------------------------------------------ */

uint32_t dice_roll(struct dice *dice, uint32_t bound) {
  dice->state ^= dice->state << 13;
  dice->state ^= dice->state >> 7;
  dice->state ^= dice->state << 17;
  return (uint32_t)(dice->state >> 33) % bound;
}

static size_t count_examples(const hvl_ruleset *ruleset) {
  size_t low = 0, high = 1;
  while (hvl_ruleset_example(ruleset, high)) low = high, high *= 2;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (hvl_ruleset_example(ruleset, middle))
      low = middle;
    else
      high = middle;
  }
  return hvl_ruleset_example(ruleset, low) ? low + 1 : 0;
}

static const hvl_message *
roll_message(struct dice *dice, const hvl_ruleset *ruleset, size_t examples) {
  const hvl_example *example =
      hvl_ruleset_example(ruleset, dice_roll(dice, (uint32_t)examples));
  assert_non_null(example);
  return &example->messages[dice_roll(dice, (uint32_t)example->message_count)];
}

/* Append a piece of `source` to `text`: all, or from and to anywhere, which
 * damages characters now and then. */
static void add_piece(char *text, size_t *len, struct dice *dice,
                      hvl_text source) {
  size_t from = 0, to = source.len;
  if (source.len && dice_roll(dice, 4) == 0) {
    from = dice_roll(dice, (uint32_t)source.len);
    to = from + dice_roll(dice, (uint32_t)(source.len - from) + 1);
  }
  for (; from < to && *len < CHAT_TEXT_MAX - 16; from++)
    text[(*len)++] = source.data[from];
}

static void add_noise(char *text, size_t *len, struct dice *dice) {
  static const char *const noise[] = {
      "",  "",  " ",    "，", "。",           "\n",          "❤",
      "~", "-", "😀",    "吗", "\xE2\x80\x8B", "13800000000", "\xFF",
      "v", "1", "不是", "亲", "加",           "微",          "a"};
  const char *add = noise[dice_roll(dice, sizeof noise / sizeof *noise)];
  size_t size = strlen(add);
  memcpy(text + *len, add, size);
  *len += size;
}

/* Put a filler behind some character. */
static void disguise(char *text, size_t *len, struct dice *dice) {
  if (*len < 6 || *len > CHAT_TEXT_MAX - 2 || dice_roll(dice, 4)) return;
  size_t at = dice_roll(dice, (uint32_t)*len);
  while (at < *len && ((unsigned char)text[at] & 0xC0) == 0x80) at++;
  memmove(text + at + 1, text + at, *len - at);
  text[at] = "-* ~"[dice_roll(dice, 4)];
  (*len)++;
}

void chat_roll(struct chat *chat, struct dice *dice,
               const hvl_ruleset *ruleset) {
  static const char *const accounts[] = {"", "anna", "bella"};
  size_t examples = count_examples(ruleset);
  assert_true(examples > 0);
  chat->count = 1 + dice_roll(dice, CHAT_MAX);
  for (size_t i = 0; i < chat->count; i++) {
    size_t len = 0, pieces = 1 + dice_roll(dice, 3);
    const hvl_message *source = NULL;
    while (pieces--) {
      source = roll_message(dice, ruleset, examples);
      add_piece(chat->texts[i], &len, dice, source->text);
      add_noise(chat->texts[i], &len, dice);
    }
    disguise(chat->texts[i], &len, dice);
    const char *account = accounts[dice_roll(dice, 3)];
    chat->messages[i] = (hvl_message)HVL_MESSAGE_INIT;
    chat->messages[i].role = source->role;
    if (dice_roll(dice, 8) == 0)
      chat->messages[i].role = (hvl_role)(1 + dice_roll(dice, 3));
    chat->messages[i].text = (hvl_text){chat->texts[i], len};
    chat->messages[i].account = (hvl_text){account, strlen(account)};
  }
}

/* ---- Memory that runs out ------------------------------------------------ */

static void *resize(void *ctx, void *block, size_t size) {
  struct budget *budget = ctx;
  if (!size) {
    if (block) budget->live--;
    free(block);
    return NULL;
  }
  budget->calls++;
  if (budget->fail && budget->calls >= budget->fail) return NULL;
  void *grown = realloc(block, size);
  if (grown && !block) budget->live++;
  return grown;
}

hvl_allocator budget_allocator(struct budget *budget) {
  return (hvl_allocator){resize, budget};
}

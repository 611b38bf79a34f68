/* SPDX-License-Identifier: MIT */
/* builtin_test.c - the rules that come with the library, and own files beside
 * them. */
#include <stdio.h>

#include "help.h"

static hvl_ruleset *builtin(void) {
  hvl_ruleset *ruleset;
  assert_int_equal(hvl_ruleset_builtin(&ruleset, NULL), HVL_OK);
  return ruleset;
}

/* The built-in source with `overlay` (may be NULL) beside it. */
static hvl_ruleset *compile_with(const char *overlay) {
  hvl_compiler *compiler;
  hvl_ruleset *ruleset;
  const hvl_diag *diag;
  assert_int_equal(hvl_compiler_new(&compiler, NULL), HVL_OK);
  assert_int_equal(hvl_compiler_add_builtin(compiler), HVL_OK);
  if (overlay)
    assert_int_equal(hvl_compiler_add(compiler, "own.yaml",
                                      (hvl_text){overlay, strlen(overlay)}),
                     HVL_OK);
  hvl_status status = hvl_compiler_build(compiler, &ruleset);
  for (size_t i = 0; (diag = hvl_compiler_diag(compiler, i)); i++)
    print_message("%s:%u:%u: %s\n", diag->file, (unsigned)diag->line,
                  (unsigned)diag->column, diag->message);
  assert_int_equal(status, HVL_OK);
  hvl_compiler_free(compiler);
  return ruleset;
}

static size_t count_rules(const hvl_ruleset *ruleset) {
  size_t count = 0;
  while (hvl_ruleset_rule(ruleset, count)) count++;
  return count;
}

static const hvl_rule *find_rule(const hvl_ruleset *ruleset, const char *id) {
  const hvl_rule *rule;
  for (size_t i = 0; (rule = hvl_ruleset_rule(ruleset, i)); i++)
    if (!strcmp(rule->id, id)) return rule;
  return NULL;
}

static void test_the_source_compiles_to_the_builtin_rules(void **state) {
  (void)state;
  hvl_ruleset *rulesets[2] = {builtin(), compile_with(NULL)};
  unsigned char *bytes[2];
  size_t sizes[2] = {0, 0};
  for (int i = 0; i < 2; i++) {
    assert_int_equal(hvl_ruleset_save(rulesets[i], NULL, &sizes[i]), HVL_OK);
    bytes[i] = malloc(sizes[i]);
    assert_non_null(bytes[i]);
    assert_int_equal(hvl_ruleset_save(rulesets[i], bytes[i], &sizes[i]),
                     HVL_OK);
  }
  assert_int_equal(sizes[0], sizes[1]);
  assert_memory_equal(bytes[0], bytes[1], sizes[0]);
  for (int i = 0; i < 2; i++) {
    free(bytes[i]);
    hvl_ruleset_free(rulesets[i]);
  }
}

static void test_there_are_rules_for_all_twelve_lines(void **state) {
  (void)state;
  static const char *const lines[] = {
      "invoice",     "payment",   "card_fee",     "shipping",
      "order_close", "info_leak", "authenticity", "cod",
      "gift",        "ip",        "contact",      "authorization"};
  hvl_ruleset *ruleset = builtin();
  const hvl_rule *rule;
  for (size_t line = 0; line < sizeof lines / sizeof *lines; line++) {
    size_t count = 0;
    for (size_t i = 0; (rule = hvl_ruleset_rule(ruleset, i)); i++)
      count += !strcmp(rule->line, lines[line]);
    if (!count) fail_msg("no rule for %s", lines[line]);
  }
  hvl_ruleset_free(ruleset);
}

static void test_every_rule_can_be_shown_to_people(void **state) {
  (void)state;
  hvl_ruleset *ruleset = builtin();
  const hvl_rule *rule;
  for (size_t i = 0; (rule = hvl_ruleset_rule(ruleset, i)); i++) {
    const char *const texts[] = {rule->line_title.zh, rule->line_title.en,
                                 rule->title.zh,      rule->title.en,
                                 rule->why.zh,        rule->why.en,
                                 rule->say.zh,        rule->say.en};
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
      if (!texts[k] || !*texts[k]) fail_msg("%s lacks a text", rule->id);
    if (strncmp(rule->id, rule->line, strlen(rule->line)) ||
        rule->id[strlen(rule->line)] != '.')
      fail_msg("%s is not named by its line %s", rule->id, rule->line);
    assert_in_range(rule->level, 1, 3);
    assert_in_range(rule->severity, HVL_NOTE, HVL_ERROR);
  }
  hvl_ruleset_free(ruleset);
}

static char *copy(const char *text) {
  char *out = malloc(strlen(text) + 1);
  assert_non_null(out);
  return strcpy(out, text);
}

static void test_an_overlay_changes_and_adds_rules(void **state) {
  (void)state;
  char overlay[1024];
  hvl_ruleset *plain = builtin();
  size_t count = count_rules(plain);
  char *off = copy(hvl_ruleset_rule(plain, 0)->id);
  char *soft = copy(hvl_ruleset_rule(plain, 1)->id);
  snprintf(overlay, sizeof overlay,
           "hvline: 1\nchange:\n  - {rule: %s, off: yes}\n"
           "  - {rule: %s, severity: note, level: 3}\n"
           "line: own\ntitle: {zh: 自家, en: Own}\nrules:\n"
           "  - {id: own.word, severity: warning, level: 1, title: {zh: 词, "
           "en: Word}, why: {zh: 因, en: Why}, seller: [芝麻开门], violates: "
           "[芝麻开门], complies: [好的]}\n",
           off, soft);
  hvl_ruleset *changed = compile_with(overlay);
  assert_int_equal(count_rules(changed), count);
  assert_null(find_rule(changed, off));
  assert_int_equal(find_rule(changed, soft)->severity, HVL_NOTE);
  assert_int_equal(find_rule(changed, soft)->level, 3);
  assert_string_equal(find_rule(changed, "own.word")->line_title.zh, "自家");
  free(off);
  free(soft);
  hvl_ruleset_free(changed);
  hvl_ruleset_free(plain);
}

static void test_ordinary_talk_has_no_finding(void **state) {
  (void)state;
  static const char *const texts[] = {"亲，您好，在的哦",
                                      "好的，今天给您发货",
                                      "可以开发票的，请提供抬头",
                                      "全国包邮，新疆也包的",
                                      "支持货到付款",
                                      "感谢您的支持，祝您生活愉快",
                                      "退货地址发您订单留言了",
                                      "花呗分期不收手续费的",
                                      "正品保证，假一赔十",
                                      "",
                                      "😊",
                                      "1"};
  hvl_options options = HVL_OPTIONS_INIT;
  hvl_ruleset *ruleset = builtin();
  options.level = 3;
  hvl_session *session = help_session(ruleset, &options);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    hvl_message message = help_message(HVL_SELLER, texts[i]);
    hvl_session_reset(session);
    assert_int_equal(hvl_session_feed(session, &message, 1), HVL_OK);
    const hvl_finding *finding = hvl_session_next(session);
    if (finding) fail_msg("%s: %s", texts[i], finding->rule->id);
  }
  hvl_session_free(session);
  hvl_ruleset_free(ruleset);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_source_compiles_to_the_builtin_rules),
      cmocka_unit_test(test_there_are_rules_for_all_twelve_lines),
      cmocka_unit_test(test_every_rule_can_be_shown_to_people),
      cmocka_unit_test(test_an_overlay_changes_and_adds_rules),
      cmocka_unit_test(test_ordinary_talk_has_no_finding),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

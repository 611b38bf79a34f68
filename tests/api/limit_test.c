/* SPDX-License-Identifier: MIT */
/* limit_test.c - regular expressions that a text drives over their limit: what
 * is undecided, and what is found all the same. */
#include <stdio.h>

#include "help.h"

/* An expression, and a text that takes it far more than LIMIT steps. */
#define SLOW      "/(a|b|ab|ba){1,30}(a|b|ab|ba){1,30}c/"
#define SLOW_TEXT "甲abababababababababababababababababab口c"
enum { LIMIT = 50 };

/* What a rule file begins with, and what a rule does. */
#define FILE_TOP "hvline: 1\nline: t\ntitle: {zh: 测, en: T}\nrules:\n"
#define RULE(id)                                                               \
  "  - {id: " id ", severity: error, level: 1, title: {zh: 规, en: R}, "      \
  "why: {zh: 因, en: W}, "

struct fixture {
  hvl_ruleset *ruleset;
  hvl_session *session;
};

static struct fixture open_ruleset(hvl_ruleset *ruleset) {
  hvl_options options = HVL_OPTIONS_INIT;
  options.match_limit = LIMIT;
  return (struct fixture){ruleset, help_session(ruleset, &options)};
}

static struct fixture open_rules(const char *rules) {
  return open_ruleset(help_compile(rules, NULL));
}

static struct fixture open_weighed(const char *rules, const char *weights) {
  hvl_compiler *compiler;
  hvl_ruleset *ruleset;
  hvl_text texts[] = {{rules, strlen(rules)}, {weights, strlen(weights)}};
  assert_int_equal(hvl_compiler_new(&compiler, NULL), HVL_OK);
  hvl_compiler_add(compiler, "a.yaml", texts[0]);
  hvl_compiler_add(compiler, "a.csv", texts[1]);
  assert_int_equal(hvl_compiler_build(compiler, &ruleset), HVL_OK);
  hvl_compiler_free(compiler);
  return open_ruleset(ruleset);
}

static void close_rules(struct fixture *fixture) {
  hvl_session_free(fixture->session);
  hvl_ruleset_free(fixture->ruleset);
}

static void feed(hvl_session *session, hvl_role role, const char *text,
                 hvl_status expected) {
  hvl_message message = help_message(role, text);
  assert_int_equal(hvl_session_feed(session, &message, 1), expected);
}

/* The next finding is of `rule` on `message`, its evidence there the bytes
 * [start, end); NULL: there is none. */
static void expect(hvl_session *session, const char *rule, size_t message,
                   size_t start, size_t end) {
  const hvl_finding *finding = help_expect(session, rule, message);
  if (!finding) return;
  const hvl_span *last = &finding->spans[finding->span_count - 1];
  assert_int_equal(last->message, message);
  assert_int_equal(last->start, start);
  assert_int_equal(last->end, end);
}

/* The diagnostic names, in both languages, `rule` as the first of those that
 * are undecided, and how many others are. */
static void expect_undecided(const hvl_session *session, const char *rule,
                             unsigned others) {
  char en[64], zh[64];
  const hvl_diag *diag = hvl_session_diag(session);
  snprintf(en, sizeof en, others ? "rule %s and %u more:" : "rule %s:", rule,
           others);
  snprintf(zh, sizeof zh, others ? "规则 %s 和另外 %u 条" : "规则 %s 在消息",
           rule, others);
  assert_non_null(diag);
  assert_ptr_equal(strstr(diag->message, en), diag->message);
  assert_ptr_equal(strstr(diag->message_zh, zh), diag->message_zh);
}

static void
test_a_regex_over_its_limit_leaves_only_its_rule_undecided(void **state) {
  (void)state;
  struct fixture fixture = open_rules(FILE_TOP RULE(
      "hard") "seller: ['甲 " SLOW "'], "
              "violates: [甲aac], complies: [甲]}\n" RULE(
                  "harder") "seller: ['甲 "
                            "/(ab|a|b|ba){1,30}(a|b|ab|ba){1,30}c/'], "
                            "violates: [甲aac], complies: [甲]}\n" RULE(
                                "soft") "seller: [甲], violates: [甲], "
                                        "complies: [乙]}\n");
  hvl_message messages[] = {help_message(HVL_SELLER, SLOW_TEXT),
                            help_message(HVL_SELLER, "甲")};
  assert_int_equal(hvl_session_feed(fixture.session, messages, 2),
                   HVL_ERR_LIMIT);
  assert_int_equal(hvl_session_message_count(fixture.session), 2);
  expect_undecided(fixture.session, "hard", 1);
  expect(fixture.session, "soft", 0, 0, 3);
  expect(fixture.session, "soft", 1, 0, 3);
  feed(fixture.session, HVL_SELLER, "甲", HVL_OK);
  assert_null(hvl_session_diag(fixture.session));
  close_rules(&fixture);
}

static void
test_a_step_over_its_limit_is_reported_when_a_rule_asks(void **state) {
  (void)state;
  struct fixture fixture = open_rules(FILE_TOP RULE(
      "after") "seller: [乙], after: [{buyer: ['甲 " SLOW "']}], "
               "violates: [['b: 甲aac', 's: 乙']], complies: [乙]}\n");
  feed(fixture.session, HVL_BUYER, SLOW_TEXT, HVL_OK);
  feed(fixture.session, HVL_SELLER, "甲", HVL_OK);
  feed(fixture.session, HVL_SELLER, "乙", HVL_ERR_LIMIT);
  expect_undecided(fixture.session, "after", 0);
  expect(fixture.session, NULL, 0, 0, 0);
  feed(fixture.session, HVL_SELLER, "乙", HVL_OK);
  close_rules(&fixture);
}

static void test_what_another_phrase_hits_is_found(void **state) {
  (void)state;
  static const char *const orders[] = {"'甲 " SLOW "', 开不了",
                                       "开不了, '甲 " SLOW "'"};
  for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
    char rules[1024];
    snprintf(rules, sizeof rules,
             FILE_TOP RULE("both") "seller: [%s], violates: [开不了], "
                                   "complies: [甲]}\n",
             orders[i]);
    struct fixture fixture = open_rules(rules);
    hvl_message draft = help_message(HVL_SELLER, SLOW_TEXT "开不了");
    size_t start = sizeof SLOW_TEXT - 1;
    assert_int_equal(hvl_session_check(fixture.session, &draft), HVL_ERR_LIMIT);
    expect_undecided(fixture.session, "both", 0);
    expect(fixture.session, "both", 0, start, start + 9);
    feed(fixture.session, HVL_SELLER, SLOW_TEXT "开不了", HVL_ERR_LIMIT);
    expect_undecided(fixture.session, "both", 0);
    expect(fixture.session, "both", 0, start, start + 9);
    expect(fixture.session, NULL, 0, 0, 0);
    close_rules(&fixture);
  }
}

/* A guard that is undecided says nothing, so its hit is none. */
static void test_a_hit_with_an_undecided_guard_is_not_found(void **state) {
  (void)state;
  struct fixture fixture =
      open_rules(FILE_TOP RULE("guarded") "seller: [甲, 乙], "
                                          "unless: {clause: ['" SLOW "']}, "
                                          "violates: [甲], complies: [丙]}\n");
  feed(fixture.session, HVL_SELLER, SLOW_TEXT, HVL_ERR_LIMIT);
  expect(fixture.session, NULL, 0, 0, 0);
  feed(fixture.session, HVL_SELLER, SLOW_TEXT "。乙", HVL_ERR_LIMIT);
  expect(fixture.session, "guarded", 1, sizeof SLOW_TEXT + 2,
         sizeof SLOW_TEXT + 5);
  close_rules(&fixture);
}

static void test_weight_with_an_undecided_guard_finds_nothing(void **state) {
  (void)state;
  struct fixture fixture = open_weighed(
      FILE_TOP RULE("weight") "by-weight: yes, unless: {clause: ['" SLOW "']}, "
                              "violates: [甲], complies: [乙]}\n",
      "side,gram,t\nlevel-1,,60\nlevel-2,,40\nlevel-3,,30\nown,甲,70\n");
  feed(fixture.session, HVL_SELLER, "甲", HVL_OK);
  expect(fixture.session, "weight", 0, 0, 3);
  feed(fixture.session, HVL_SELLER, SLOW_TEXT, HVL_ERR_LIMIT);
  expect_undecided(fixture.session, "weight", 0);
  expect(fixture.session, NULL, 0, 0, 0);
  close_rules(&fixture);
}

static void test_what_is_spread_is_found_beside_an_undecided_one(void **state) {
  (void)state;
  struct fixture fixture = open_rules(
      FILE_TOP RULE("spread") "split: yes, seller: ['甲 " SLOW "', 乙 丙], "
                              "violates: [乙丙], complies: [甲]}\n");
  feed(fixture.session, HVL_SELLER, "乙", HVL_OK);
  feed(fixture.session, HVL_SELLER, "丙" SLOW_TEXT, HVL_ERR_LIMIT);
  expect_undecided(fixture.session, "spread", 0);
  expect(fixture.session, "spread", 1, 0, 3);
  close_rules(&fixture);
}

/* A step that happened by one phrase did, whatever another would say. */
static void test_a_step_that_another_phrase_hits_happened(void **state) {
  (void)state;
  struct fixture fixture = open_rules(FILE_TOP RULE(
      "after") "seller: [乙], after: [{buyer: ['甲 " SLOW "', 丙]}], "
               "violates: [['b: 丙', 's: 乙']], complies: [乙]}\n");
  feed(fixture.session, HVL_BUYER, SLOW_TEXT "丙", HVL_OK);
  feed(fixture.session, HVL_SELLER, "乙", HVL_ERR_LIMIT);
  expect_undecided(fixture.session, "after", 0);
  expect(fixture.session, "after", 1, 0, 3);
  feed(fixture.session, HVL_SELLER, "乙", HVL_OK);
  expect(fixture.session, "after", 2, 0, 3);
  close_rules(&fixture);
}

/* The same event is a step of another rule, so that its first half is asked
 * whether it did it already. */
static void test_a_half_that_is_undecided_is_told(void **state) {
  (void)state;
  struct fixture fixture = open_rules(FILE_TOP RULE(
      "spread") "split: yes, seller: ['甲 " SLOW "', 乙 丙], "
                "violates: [乙丙], complies: [甲]}\n" RULE(
                    "step") "seller: [丁], after: [{seller: ['甲 " SLOW
                            "', 乙 丙], "
                            "split: yes}], "
                            "violates: [['s: 乙丙', 's: 丁']], complies: "
                            "[丁]}\n");
  feed(fixture.session, HVL_SELLER, SLOW_TEXT "乙", HVL_ERR_LIMIT);
  feed(fixture.session, HVL_SELLER, "丙", HVL_ERR_LIMIT);
  expect_undecided(fixture.session, "spread", 1);
  expect(fixture.session, "spread", 1, 0, 3);
  close_rules(&fixture);
}

/* ---- The diagnostic ------------------------------------------------------ */

static const char slow_rules[] = FILE_TOP RULE(
    "slow") "seller: ['甲 " SLOW "'], violates: [甲aac], "
            "complies: [甲]}\n" RULE(
                "plain") "seller: [乙], violates: [乙], complies: [丙]}\n";

static void test_only_a_limit_has_a_diagnostic(void **state) {
  (void)state;
  struct fixture fixture = open_rules(slow_rules);
  hvl_session *session = fixture.session;
  feed(session, HVL_SELLER, SLOW_TEXT, HVL_ERR_LIMIT);
  assert_non_null(hvl_session_diag(session));
  assert_int_equal(hvl_session_set_fact(session, NULL, "x"), HVL_ERR_ARGUMENT);
  assert_null(hvl_session_diag(session));
  feed(session, HVL_SELLER, SLOW_TEXT, HVL_ERR_LIMIT);
  assert_int_equal(hvl_session_feed(session, NULL, 1), HVL_ERR_ARGUMENT);
  assert_null(hvl_session_diag(session));
  feed(session, HVL_SELLER, SLOW_TEXT, HVL_ERR_LIMIT);
  assert_int_equal(hvl_session_check(session, NULL), HVL_ERR_ARGUMENT);
  assert_null(hvl_session_diag(session));
  feed(session, HVL_SELLER, SLOW_TEXT, HVL_ERR_LIMIT);
  assert_int_equal(hvl_session_finish(session), HVL_OK);
  assert_null(hvl_session_diag(session));
  feed(session, HVL_SELLER, SLOW_TEXT, HVL_ERR_STATE);
  assert_null(hvl_session_diag(session));
  close_rules(&fixture);
}

/* Feed, or check the last of, messages of which one is undecided, when the
 * `n`th allocation fails. */
static hvl_status judge_without_memory(hvl_ruleset *ruleset, bool fed,
                                       size_t n) {
  char text[2048] = SLOW_TEXT;
  struct budget budget = {0};
  hvl_options options = HVL_OPTIONS_INIT;
  options.allocator = budget_allocator(&budget);
  options.match_limit = LIMIT;
  hvl_session *session = help_session(ruleset, &options);
  for (int i = 0; i < 300; i++) strcat(text, "乙");
  hvl_message messages[] = {help_message(HVL_SELLER, SLOW_TEXT),
                            help_message(HVL_SELLER, text)};
  budget.calls = 0;
  budget.fail = n;
  hvl_status status = fed ? hvl_session_feed(session, messages, 2)
                          : hvl_session_check(session, &messages[1]);
  assert_true(status == HVL_ERR_MEMORY || status == HVL_ERR_LIMIT);
  assert_int_equal(hvl_session_diag(session) != NULL, status == HVL_ERR_LIMIT);
  hvl_session_free(session);
  assert_int_equal(budget.live, 0);
  return status;
}

static void test_running_out_of_memory_has_no_diagnostic(void **state) {
  (void)state;
  hvl_ruleset *ruleset = help_compile(slow_rules, NULL);
  for (int fed = 0; fed < 2; fed++) {
    size_t n = 1;
    while (judge_without_memory(ruleset, fed, n) == HVL_ERR_MEMORY) n++;
    assert_in_range(n, 5, 1000);
  }
  hvl_ruleset_free(ruleset);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(
          test_a_regex_over_its_limit_leaves_only_its_rule_undecided),
      cmocka_unit_test(test_a_step_over_its_limit_is_reported_when_a_rule_asks),
      cmocka_unit_test(test_what_another_phrase_hits_is_found),
      cmocka_unit_test(test_a_hit_with_an_undecided_guard_is_not_found),
      cmocka_unit_test(test_weight_with_an_undecided_guard_finds_nothing),
      cmocka_unit_test(test_what_is_spread_is_found_beside_an_undecided_one),
      cmocka_unit_test(test_a_step_that_another_phrase_hits_happened),
      cmocka_unit_test(test_a_half_that_is_undecided_is_told),
      cmocka_unit_test(test_only_a_limit_has_a_diagnostic),
      cmocka_unit_test(test_running_out_of_memory_has_no_diagnostic),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

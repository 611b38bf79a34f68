/* SPDX-License-Identifier: MIT */
/* Tests of rules/parse_rule.c. */
#include "rules_fixture.h"

static const char whole[] =
    "hvline: 1\nline: a\nrules:\n"
    "  - id: a.b\n    severity: warning\n    level: 2\n"
    "    title: {zh: 题, en: title}\n    why: {zh: 因, en: why}\n"
    "    say: {zh: 说, en: say}\n"
    "    seller: [x, y]\n    with: {message: [w]}\n    unless: [u]\n"
    "    guards: [g, h]\n    account: other\n    split: yes\n"
    "    repeat: once\n    violates: [x]\n    complies: [y]\n";

static void test_a_rule_has_all_its_keys(void **state) {
  (void)state;
  struct fixture fixture;
  expect_clean(&fixture, whole);
  const struct parsed_rule *rule = only_rule(&fixture);
  assert_string_equal(rule->id.data, "a.b");
  assert_int_equal(rule->place.line, 4);
  assert_int_equal(rule->place.column, 5);
  assert_int_equal(rule->severity.data[0].severity, HVL_WARNING);
  assert_int_equal(rule->level, 2);
  assert_string_equal(rule->title.zh.data, "题");
  assert_string_equal(rule->why.en.data, "why");
  assert_string_equal(rule->say.en.data, "say");
  assert_int_equal(rule->event.phrases[HVL_SELLER].len, 2);
  assert_int_equal(rule->event.with.scopes[SCOPE_MESSAGE].len, 1);
  assert_int_equal(rule->event.unless.scopes[SCOPE_CLAUSE].len, 1);
  assert_int_equal(rule->event.guards.len, 2);
  assert_string_equal(rule->event.account.data, "other");
  assert_true(rule->event.split && rule->once);
  assert_int_equal(rule->examples.len, 2);
  close_fixture(&fixture);
}

static void test_what_a_rule_must_have_is_told(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_rules(&fixture, "hvline: 1\nline: a\nrules: [{say: {zh: "
                                    "x, en: x}}]\n"));
  EXPECT_FAULTS(
      &fixture, {3, 9, "a rule without `complies`"},
      {3, 9, "a rule without `id`"}, {3, 9, "a rule without `level`"},
      {3, 9, "a rule without `seller`"}, {3, 9, "a rule without `severity`"},
      {3, 9, "a rule without `title`"}, {3, 9, "a rule without `violates`"},
      {3, 9, "a rule without `why`"});
  assert_int_equal(fixture.pack.files.data[0].rules.len, 0);
  close_fixture(&fixture);
}

static void test_a_faulty_rule_lacks_nothing_and_spoils_no_other(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_rules(&fixture, "hvline: 1\nline: a\nrules:\n"
                                    "  - id: a.b\n    levl: 1\n"
                                    "  - x\n"
                                    "  - id: a.c\n    why: {zh: x}\n"));
  const struct parsed_rules *rules = &fixture.pack.files.data[0].rules;
  assert_int_equal(rules->len, 2);
  assert_string_equal(rules->data[0].title.zh.data, "");
  assert_string_equal(rules->data[0].say.en.data, "");
  assert_int_equal(rules->data[0].level, 1);
  assert_int_equal(rules->data[0].severity.len, 1);
  assert_string_equal(rules->data[1].why.zh.data, "x");
  assert_string_equal(rules->data[1].why.en.data, "");
  assert_true(hvl__diag_has_error(&fixture.diags));
  close_fixture(&fixture);
}

static void test_a_rule_judges_the_shop_only(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  char text[sizeof whole + 100];
  snprintf(text, sizeof text, "%s    buyer: [x]\n    repeat: twice\n", whole);
  assert_true(parse_rules(&fixture, text));
  EXPECT_FAULTS(&fixture, {19, 5, "judges the shop"},
                {20, 5, "duplicate key `repeat`"});
  close_fixture(&fixture);
}

static void test_changes_name_a_rule_and_what_to_change(void **state) {
  (void)state;
  struct fixture fixture;
  expect_clean(&fixture, "hvline: 1\nchange:\n"
                         "  - {rule: a.b, off: yes}\n"
                         "  - {rule: a.c, severity: note, level: 3}\n");
  const struct parsed_change *changes = fixture.pack.changes.data;
  assert_string_equal(changes[0].rule.data, "a.b");
  assert_true(changes[0].off);
  assert_int_equal(changes[0].level, 0);
  assert_int_equal(changes[0].severity.len, 0);
  assert_int_equal(changes[1].level, 3);
  assert_int_equal(changes[1].severity.data[0].severity, HVL_NOTE);
  close_fixture(&fixture);
}

static void test_faulty_changes_are_told(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_rules(&fixture, "hvline: 1\nchange:\n"
                                    "  - {rule: a.b}\n"
                                    "  - {off: yes}\n"
                                    "  - {rule: a.b, of: yes}\n"
                                    "  - a.b\n"));
  EXPECT_FAULTS(&fixture, {3, 5, "changes nothing"}, {4, 5, "without `rule`"},
                {5, 17, "did you mean `off`"}, {6, 5, "a mapping should"});
  close_fixture(&fixture);
}

static void test_a_change_of_no_keys_is_told(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_rules(&fixture, "hvline: 1\nchange:\n"
                                    "  - {}\n"
                                    "  - {? [a] : b}\n"));
  EXPECT_FAULTS(&fixture, {3, 5, "without `rule`"}, {4, 5, "without `rule`"},
                {4, 8, "key"});
  assert_int_equal(fixture.pack.changes.len, 0);
  close_fixture(&fixture);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_rule_has_all_its_keys),
      cmocka_unit_test(test_what_a_rule_must_have_is_told),
      cmocka_unit_test(test_a_faulty_rule_lacks_nothing_and_spoils_no_other),
      cmocka_unit_test(test_a_rule_judges_the_shop_only),
      cmocka_unit_test(test_changes_name_a_rule_and_what_to_change),
      cmocka_unit_test(test_faulty_changes_are_told),
      cmocka_unit_test(test_a_change_of_no_keys_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

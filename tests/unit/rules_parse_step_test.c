/* SPDX-License-Identifier: MIT */
/* Tests of rules/parse_step.c. */
#include "rules_fixture.h"

static void test_a_named_step_has_all_its_keys(void **state) {
  (void)state;
  struct fixture fixture;
  expect_clean(&fixture, "hvline: 1\nsteps:\n  asks:\n"
                         "    buyer: [x]\n    seller: [y]\n    system: [z]\n"
                         "    with: {message: [w]}\n    unless: [u]\n"
                         "    guards: [g]\n    split: yes\n"
                         "    account: other\n    within: 6\n    turns: 2\n"
                         "    latest: yes\n    until: {buyer: [c]}\n");
  const struct parsed_step *step = &fixture.pack.steps.data[0].step;
  assert_string_equal(fixture.pack.steps.data[0].name.data, "asks");
  assert_null(step->name.data);
  assert_int_equal(step->event.phrases[HVL_BUYER].len, 1);
  assert_int_equal(step->event.phrases[HVL_SELLER].len, 1);
  assert_int_equal(step->event.phrases[HVL_SYSTEM].len, 1);
  assert_int_equal(step->event.with.scopes[SCOPE_MESSAGE].len, 1);
  assert_int_equal(step->event.unless.scopes[SCOPE_CLAUSE].len, 1);
  assert_string_equal(step->event.guards.data[0].data, "g");
  assert_true(step->event.split && step->latest);
  assert_string_equal(step->event.account.data, "other");
  assert_int_equal(step->within, 6);
  assert_int_equal(step->turns, 2);
  assert_int_equal(step->until->event.phrases[HVL_BUYER].len, 1);
  assert_false(step->end);
  close_fixture(&fixture);
}

static void test_a_step_is_a_name_a_mapping_or_a_chain(void **state) {
  (void)state;
  struct fixture fixture;
  expect_clean(&fixture,
               rule_with("error",
                         "    after: asks\n"
                         "    unless-after: [{seller: [y], within: 4}]\n"
                         "    later: {step: asks, within: end}\n"
                         "    unless-later: [asks, {buyer: [z]}]\n"));
  const struct parsed_rule *rule = only_rule(&fixture);
  assert_int_equal(rule->after.len, 1);
  assert_string_equal(rule->after.data[0].name.data, "asks");
  assert_int_equal(rule->after.data[0].place.line, 6);
  assert_int_equal(rule->unless_after.data[0].within, 4);
  assert_string_equal(rule->later.data[0].name.data, "asks");
  assert_true(rule->later.data[0].end);
  assert_int_equal(rule->unless_later.len, 2);
  assert_null(rule->unless_later.data[1].name.data);
  close_fixture(&fixture);
}

static void test_until_is_a_name_or_a_step(void **state) {
  (void)state;
  struct fixture fixture;
  expect_clean(&fixture,
               rule_with("error",
                         "    after:\n"
                         "      - {step: asks, within: 3, until: over}\n"
                         "      - {buyer: [x], until: {seller: [y]}}\n"));
  const struct parsed_steps *after = &only_rule(&fixture)->after;
  assert_string_equal(after->data[0].until->name.data, "over");
  assert_int_equal(after->data[1].until->event.phrases[HVL_SELLER].len, 1);
  close_fixture(&fixture);
}

static void test_faulty_steps_are_told(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_rules(
      &fixture, rule_with("error", "    after:\n"
                                   "      - {buyer: [x], within: 0}\n"
                                   "      - {buyer: [x], within: end}\n"
                                   "      - {buyer: [x], within: 33}\n"
                                   "      - {within: 3}\n"
                                   "      - {step: asks, buyer: [x]}\n"
                                   "      - Asks\n"
                                   "      - {buyer: [x], until: {buyer: [y], "
                                   "within: 2}}\n"
                                   "      - {buyer: [x], acount: owner}\n"
                                   "      - {buyer: [x], account: mine}\n"
                                   "      - [x]\n"
                                   "    later: []\n")));
  EXPECT_FAULTS(&fixture, {7, 30, "from 1 to 32"}, {8, 9, "looks ahead"},
                {9, 30, "from 1 to 32"}, {10, 9, "without phrases"},
                {11, 9, "more than 4 steps"}, {11, 22, "unknown key `buyer`"},
                {12, 9, "not a name"}, {13, 29, "a distance in `until`"},
                {14, 22, "did you mean `account`"}, {15, 31, "not an account"},
                {16, 9, "a mapping should"}, {17, 12, "no steps"});
  close_fixture(&fixture);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_named_step_has_all_its_keys),
      cmocka_unit_test(test_a_step_is_a_name_a_mapping_or_a_chain),
      cmocka_unit_test(test_until_is_a_name_or_a_step),
      cmocka_unit_test(test_faulty_steps_are_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

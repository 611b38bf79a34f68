/* SPDX-License-Identifier: MIT */
/* Tests of rules/parse_facts.c. */
#include "rules_fixture.h"

static void test_a_fact_has_a_default_and_perhaps_values(void **state) {
  (void)state;
  struct fixture fixture;
  expect_clean(&fixture, "hvline: 1\nfacts:\n"
                         "  cod: {default: true, values: [\"true\", false]}\n"
                         "  shop: {default: tmall}\n");
  const struct parsed_fact *facts = fixture.pack.facts.data;
  assert_string_equal(facts[0].fallback.data, "true");
  assert_int_equal(facts[0].values.len, 2);
  assert_int_equal(facts[1].values.len, 0);
  close_fixture(&fixture);
}

static void test_faulty_facts_are_told(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_rules(&fixture, "hvline: 1\nfacts:\n"
                                    "  a: {default: x, values: [y]}\n"
                                    "  b: {values: [y]}\n"
                                    "  c: x\n"
                                    "  d: {default: [x]}\n"
                                    "  9: {default: x}\n"));
  EXPECT_FAULTS(&fixture, {3, 16, "not among"}, {4, 6, "without `default`"},
                {5, 6, "not a mapping"}, {6, 16, "not a text"},
                {7, 3, "not a name"});
  close_fixture(&fixture);
}

static void test_conditions_name_facts_and_values(void **state) {
  (void)state;
  struct fixture fixture;
  expect_clean(&fixture,
               rule_with("note", "    when: {cod: true, shop: [a, b]}\n"
                                 "    when-not: {free: no}\n"));
  const struct parsed_conditions *when = &only_rule(&fixture)->when;
  assert_int_equal(when->len, 3);
  assert_string_equal(when->data[0].fact.data, "cod");
  assert_int_equal(when->data[1].values.len, 2);
  assert_false(when->data[1].negated);
  assert_true(when->data[2].negated);
  assert_string_equal(when->data[2].values.data[0].data, "no");
  close_fixture(&fixture);
}

static void test_a_severity_may_depend_on_facts(void **state) {
  (void)state;
  struct fixture fixture;
  expect_clean(
      &fixture,
      rule_with("{shop=a b: warning, default: error, cod=no: note}", ""));
  const struct parsed_severities *severity = &only_rule(&fixture)->severity;
  assert_int_equal(severity->len, 3);
  assert_null(severity->data[0].fact.data);
  assert_int_equal(severity->data[0].severity, HVL_ERROR);
  assert_string_equal(severity->data[1].fact.data, "shop");
  assert_string_equal(severity->data[1].value.data, "a b");
  assert_int_equal(severity->data[1].severity, HVL_WARNING);
  assert_int_equal(severity->data[2].severity, HVL_NOTE);
  close_fixture(&fixture);
}

static void test_faulty_severities_and_conditions_are_told(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(
      parse_rules(&fixture, rule_with("{shop: error, x=: note, y=z: eror}",
                                      "    when: [x]\n"
                                      "    when-not: {Cod: no, shop: []}\n")));
  EXPECT_FAULTS(&fixture, {5, 15, "without `default`"},
                {5, 16, "`shop` is no case"}, {5, 29, "`x=` is no case"},
                {5, 44, "did you mean `error`"}, {6, 11, "not a mapping"},
                {7, 16, "not a name"}, {7, 31, "empty list"});
  close_fixture(&fixture);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_fact_has_a_default_and_perhaps_values),
      cmocka_unit_test(test_faulty_facts_are_told),
      cmocka_unit_test(test_conditions_name_facts_and_values),
      cmocka_unit_test(test_a_severity_may_depend_on_facts),
      cmocka_unit_test(test_faulty_severities_and_conditions_are_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

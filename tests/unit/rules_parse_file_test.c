/* SPDX-License-Identifier: MIT */
/* Tests of rules/parse_file.c: a file as a whole. */
#include "rules_fixture.h"

static void test_the_first_rule_of_the_reference_is_clean(void **state) {
  (void)state;
  struct fixture fixture;
  expect_clean(
      &fixture,
      "hvline: 1                       # the version of the language\n"
      "line: invoice\n"
      "title: {zh: 发票, en: Invoice}\n\n"
      "words:\n"
      "  ticket: [发票, 专票, 普票]\n"
      "  cannot: [开不了, 没法开, 不能开]\n\n"
      "rules:\n"
      "  - id: invoice.refuse\n"
      "    severity: error             # error | warning | note\n"
      "    level: 1\n"
      "    title: {zh: 拒绝开具发票, en: Refuses an invoice}\n"
      "    why: {zh: 买家有权就所购商品取得发票。, en: Every buyer can.}\n"
      "    say: {zh: 亲，可以开的。, en: \"Yes, we can: please.\"}\n"
      "    seller: [\"{cannot} ~4 {ticket}\", \"{ticket} ~4 {cannot}\"]\n"
      "    unless: [\"重复 ~2 {cannot}\"]\n"
      "    violates: [亲 这边开不了发票的哦]\n"
      "    complies: [同一订单不能重复开发票哦]\n");
  const struct parsed_file *file = &fixture.pack.files.data[0];
  assert_string_equal(file->name, "a.yaml");
  assert_string_equal(file->line.data, "invoice");
  assert_string_equal(file->title.en.data, "Invoice");
  assert_int_equal(file->rules.len, 1);
  assert_int_equal(fixture.pack.lists.len, 2);
  close_fixture(&fixture);
}

static void test_ten_faults_give_ten_diagnostics(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_rules(&fixture,
                          "hvline: 1\n"
                          "line: invoice\n"
                          "titel: {zh: 发票, en: Invoice}\n"
                          "words:\n"
                          "  ticket: [发票, 专票]\n"
                          "  ticket: [普票]\n"
                          "rules:\n"
                          "  - id: invoice.refuse\n"
                          "    severity: eror\n"
                          "    level: 4\n"
                          "    title: {zh: 拒绝开具发票, en: Refuses}\n"
                          "    why: {zh: 买家有权取得发票}\n"
                          "    seller: [\"{cannot ~4 发票\", 发票 ~ 不行]\n"
                          "    unless: {claus: [重复]}\n"
                          "    after: {buyer: [\"/票.*/\"], within: 99}\n"
                          "    violates: [不行]\n"
                          "    complies: [可以]\n"));
  EXPECT_FAULTS(&fixture, {3, 1, "unknown key `titel`"},
                {6, 3, "duplicate key `ticket`"}, {9, 15, "`eror`"},
                {10, 12, "`4` is not a number"}, {12, 10, "without `en`"},
                {13, 15, "`{` without `}`"}, {13, 34, "`~` without a number"},
                {14, 14, "`claus` is not a scope"}, {15, 25, "without a bound"},
                {15, 39, "`99`"});
  close_fixture(&fixture);
}

static void test_version_and_line_are_needed(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_rules(&fixture, "rules: []\ntitle: {zh: x, en: x}\n"));
  EXPECT_FAULTS(&fixture, {1, 1, "without `hvline`; begin it with `hvline: 1`"},
                {1, 1, "rules without a line"}, {2, 1, "title without a line"});
  close_fixture(&fixture);
  open_fixture(&fixture, 0);
  assert_true(parse_rules(&fixture, "hvline: 2\n"));
  EXPECT_FAULTS(&fixture, {1, 9, "version `2`"});
  close_fixture(&fixture);
}

static void test_a_file_that_is_no_mapping_is_told(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_rules(&fixture, "- a\n- b\n"));
  EXPECT_FAULTS(&fixture, {1, 1, "a list stands where a mapping should"});
  assert_int_equal(fixture.pack.files.len, 0);
  close_fixture(&fixture);
}

static void test_files_share_a_pack(void **state) {
  (void)state;
  struct fixture fixture;
  expect_clean(&fixture, "hvline: 1\nwords: {a: [x]}\n");
  assert_true(parse_rules(&fixture, "hvline: 1\nwords: {b: [y]}\n"));
  assert_true(parse_words(&fixture, "list,word\nc,z\n"));
  expect_faults(&fixture, 0, NULL);
  assert_int_equal(fixture.pack.files.len, 2);
  assert_int_equal(fixture.pack.lists.len, 3);
  close_fixture(&fixture);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_first_rule_of_the_reference_is_clean),
      cmocka_unit_test(test_ten_faults_give_ten_diagnostics),
      cmocka_unit_test(test_version_and_line_are_needed),
      cmocka_unit_test(test_a_file_that_is_no_mapping_is_told),
      cmocka_unit_test(test_files_share_a_pack),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

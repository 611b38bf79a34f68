/* SPDX-License-Identifier: MIT */
/* Tests of rules/regex_check.h. */
#include "rules_fixture.h"

#include "rules/regex_check.h"

static bool check(struct fixture *fixture, const char *text,
                  struct phrase *node) {
  open_fixture(fixture, 0);
  struct phrase_source source = {text, strlen(text), {"a", 1, 1}, NULL};
  return hvl__regex_check(&source, 0, source.len, node, &fixture->pack.arena,
                          &fixture->diags);
}

static void expect(const char *text, const char *bounded, uint32_t longest) {
  struct fixture fixture;
  struct phrase node = {0};
  assert_true(check(&fixture, text, &node));
  expect_faults(&fixture, 0, NULL);
  assert_string_equal(node.text, bounded);
  assert_int_equal(node.gap, longest);
  close_fixture(&fixture);
}

static void refuse(const char *text, uint32_t column, const char *part) {
  struct fixture fixture;
  struct phrase node = {0};
  assert_false(check(&fixture, text, &node));
  EXPECT_FAULTS(&fixture, {1, column, part});
  close_fixture(&fixture);
}

static void test_open_repetitions_are_closed(void **state) {
  (void)state;
  expect("[a-z]\\d{5,}", "[a-z]\\d{5,64}", 65);
  expect("\\w+", "\\w{1,64}", 64);
  expect("a*?b", "a{0,64}?b", 65);
  expect("[0-9]++", "[0-9]{1,64}+", 64);
  expect("[[:alpha:]_]+", "[[:alpha:]_]{1,64}", 64);
  expect("\\-+x", "\\-{1,64}x", 65);
}

static void test_bounded_repetitions_stay(void **state) {
  (void)state;
  expect("票?", "票{0,1}", 1);
  expect(".{2}", ".{2,2}", 2);
  expect("[一-龥]{1,12}元", "[一-龥]{1,12}元", 13);
  expect("(ab|cde){0,3}", "(ab|cde){0,3}", 9);
}

static void test_the_longest_match_is_known(void **state) {
  (void)state;
  expect("a|bc|def", "a|bc|def", 3);
  expect("(?:x(?=yyy)|zz)(?<!q)", "(?:x(?=yyy)|zz)(?<!q)", 2);
  expect("\\bvx\\b", "\\bvx\\b", 2);
  expect("[]a]\\x{53d1}\\p{Han}", "[]a]\\x{53d1}\\p{Han}", 3);
  expect("[^|\\]]", "[^|\\]]", 1);
}

static void test_a_repetition_without_a_bound_is_refused(void **state) {
  (void)state;
  refuse("a.*b", 3, "without a bound");
  refuse("票+", 2, "without a bound");
  refuse("(ab)+", 5, "without a bound");
  refuse("[^a]*", 5, "without a bound");
  refuse("[a票]{2,}", 5, "without a bound");
  refuse("\\D+", 3, "without a bound");
  refuse("a{70,}", 2, "both bounds");
}

static void test_reach_is_bounded(void **state) {
  (void)state;
  refuse(".{0,600}", 1, "more than 512");
  refuse("(.{64}){64}", 1, "more than 512");
  refuse("(((.{9999}){9999}){9999}){9999}", 1, "more than 512");
  refuse("", 1, "no character");
  refuse("(?=a)", 1, "no character");
}

static void test_full_width_punctuation_is_refused(void **state) {
  (void)state;
  refuse("发，票", 2, "full-width");
  refuse("[0-9！]", 5, "full-width");
  refuse("a　b", 2, "full-width");
  expect("发、票。", "发、票。", 4);
}

static void test_a_bar_in_a_class_is_a_warning(void **state) {
  (void)state;
  struct fixture fixture;
  struct phrase node = {0};
  assert_true(check(&fixture, "[3|4|5]", &node));
  EXPECT_FAULTS(&fixture, {1, 3, "`|` inside"});
  assert_int_equal(fixture.diags.items.data[0].severity, HVL_WARNING);
  assert_false(hvl__diag_has_error(&fixture.diags));
  close_fixture(&fixture);
}

static void test_what_has_no_bound_or_no_meaning_is_refused(void **state) {
  (void)state;
  refuse("(a)\\1", 4, "`\\1`");
  refuse("a\\Kb", 2, "`\\K`");
  refuse("a\\Xb", 2, "`\\X`");
  refuse("a(?R)?", 2, "of this kind");
  refuse("(*UTF)a", 1, "of this kind");
  refuse("(?i)a", 1, "of this kind");
  refuse("^a", 1, "outside the slashes");
  refuse("a$", 2, "outside the slashes");
}

static void test_brackets_and_bounds_must_fit(void **state) {
  (void)state;
  refuse("a[bc", 2, "`[` without");
  refuse("a(bc", 2, "`(` without");
  refuse("a(b[c", 4, "`[` without");
  refuse("a)", 2, "behind nothing");
  refuse("*a", 1, "behind nothing");
  refuse("a{x}", 2, "without bounds");
  refuse("a{3,2}", 2, "without bounds");
  refuse("a{,2}", 2, "without bounds");
  refuse("a{0}", 2, "without bounds");
  refuse("a{2", 2, "without bounds");
  refuse("\\pL", 3, "no {..}");
}

static void test_all_faults_are_reported(void **state) {
  (void)state;
  struct fixture fixture;
  struct phrase node = {0};
  assert_false(check(&fixture, ".*，票+^[a", &node));
  EXPECT_FAULTS(&fixture, {1, 2, "without a bound"}, {1, 3, "full-width"},
                {1, 5, "without a bound"}, {1, 6, "outside"},
                {1, 7, "`[` without"});
  close_fixture(&fixture);
}

static void test_depth_is_bounded(void **state) {
  (void)state;
  char text[200];
  memset(text, '(', sizeof text);
  text[sizeof text - 1] = '\0';
  refuse(text, 17, "too deeply nested");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_open_repetitions_are_closed),
      cmocka_unit_test(test_bounded_repetitions_stay),
      cmocka_unit_test(test_the_longest_match_is_known),
      cmocka_unit_test(test_a_repetition_without_a_bound_is_refused),
      cmocka_unit_test(test_reach_is_bounded),
      cmocka_unit_test(test_full_width_punctuation_is_refused),
      cmocka_unit_test(test_a_bar_in_a_class_is_a_warning),
      cmocka_unit_test(test_what_has_no_bound_or_no_meaning_is_refused),
      cmocka_unit_test(test_brackets_and_bounds_must_fit),
      cmocka_unit_test(test_all_faults_are_reported),
      cmocka_unit_test(test_depth_is_bounded),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

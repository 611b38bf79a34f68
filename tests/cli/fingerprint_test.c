/* SPDX-License-Identifier: MIT */
/* Fingerprints: what they are of, what they are not of, and how many times one
 * was seen. */
#include "verdicts/fingerprint.h"

#include <stdio.h>

#include "cli_test.h"
#include "report/occurrences.h"

static void print_of(char out[FINGERPRINT_SIZE], const char *rule_id,
                     const char *text, const char *source) {
  hvl_rule rule = {.id = rule_id};
  struct message_row row = {.role = HVL_SELLER, .text = text_of(text)};
  struct chat chat = {.messages = &row, .count = 1};
  hvl_finding finding = {.rule = &rule};
  struct judged judged = {
      .file = source, .chat = &chat, .findings = &finding, .count = 1};
  fingerprint_of(out, &judged, &finding);
}

static bool same(const char *text, const char *other) {
  char a[FINGERPRINT_SIZE], b[FINGERPRINT_SIZE];
  print_of(a, "rule", text, "x.csv");
  print_of(b, "rule", other, "x.csv");
  return strcmp(a, b) == 0;
}

/* Users keep fingerprints in files: a change of them needs a good reason. */
static void test_fingerprints_are_those_of_earlier_versions(void **state) {
  (void)state;
  char print[FINGERPRINT_SIZE];
  print_of(print, "contact.add", "加我微信 ABC", "chats/day.csv");
  assert_string_equal(print, "2b0c523986a88c9e");
}

static void test_case_width_spaces_and_punctuation_do_not_count(void **state) {
  (void)state;
  assert_true(same("加我ＶＸ：abc", " 加我 vx,\tABC。\n"));
  assert_true(same("…加我", "加我！！"));
  assert_true(same("", "。"));
}

static void test_other_characters_count(void **state) {
  (void)state;
  assert_false(same("加我微信", "加我QQ"));
  assert_false(same("加我微信", "我加微信"));
  assert_false(same("加我", "加我❤"));
  assert_false(same("1+1", "1-1"));
  assert_false(same("", "x"));
}

static void test_what_is_masked_does_not_count(void **state) {
  (void)state;
  assert_true(same("打13800138000", "打13811118000"));
  assert_false(same("打13800138000", "打13900138000"));
}

static void test_rule_and_source_count(void **state) {
  (void)state;
  char a[FINGERPRINT_SIZE], b[FINGERPRINT_SIZE], c[FINGERPRINT_SIZE];
  print_of(a, "rule", "text", "x.csv");
  print_of(b, "rules", "text", "x.csv");
  print_of(c, "rule", "text", "y.csv");
  assert_string_not_equal(a, b);
  assert_string_not_equal(a, c);
  print_of(b, "rule", "text", "./x.csv");
  assert_string_equal(a, b);
}

static void test_parts_do_not_run_into_each_other(void **state) {
  (void)state;
  char a[FINGERPRINT_SIZE], b[FINGERPRINT_SIZE];
  print_of(a, "rule", "ab", "c");
  print_of(b, "rule", "a", "bc");
  assert_string_not_equal(a, b);
}

static void test_occurrences_are_counted(void **state) {
  (void)state;
  struct occurrences seen = {0};
  char print[FINGERPRINT_SIZE];
  for (unsigned round = 1; round <= 3; round++) {
    for (unsigned i = 0; i < 1000; i++) {
      snprintf(print, sizeof print, "%016x", i * 64);
      assert_int_equal(occurrences_count(&seen, print), round);
    }
  }
  occurrences_free(&seen);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_fingerprints_are_those_of_earlier_versions),
      cmocka_unit_test(test_case_width_spaces_and_punctuation_do_not_count),
      cmocka_unit_test(test_other_characters_count),
      cmocka_unit_test(test_what_is_masked_does_not_count),
      cmocka_unit_test(test_rule_and_source_count),
      cmocka_unit_test(test_parts_do_not_run_into_each_other),
      cmocka_unit_test(test_occurrences_are_counted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Suggestions for mistyped names. */
#include "base/nearest.h"

#include "cli_test.h"

static const char *const names[] = {"format", "fail-on", "fact", "发送人",
                                    NULL};

static void test_one_slip_is_near(void **state) {
  (void)state;
  assert_string_equal(nearest_in("fromat", names), "format");
  assert_string_equal(nearest_in("formt", names), "format");
  assert_string_equal(nearest_in("failon", names), "fail-on");
  assert_string_equal(nearest_in("fcat", names), "fact");
  assert_string_equal(nearest_in("发信人", names), "发送人");
}

static void test_other_words_are_not_near(void **state) {
  (void)state;
  assert_null(nearest_in("output", names));
  assert_null(nearest_in("x", names));
  assert_null(nearest_in("", names));
}

static void test_long_words_are_harmless(void **state) {
  (void)state;
  char word[300];
  memset(word, 'f', sizeof word - 1);
  word[sizeof word - 1] = '\0';
  assert_null(nearest_in(word, names));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_one_slip_is_near),
      cmocka_unit_test(test_other_words_are_not_near),
      cmocka_unit_test(test_long_words_are_harmless),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

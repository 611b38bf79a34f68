/* SPDX-License-Identifier: MIT */
/* Tests of rules/suggest.h. */
#include "unit_test.h"

#include <string.h>

#include "rules/suggest.h"

static const char *suggest(const char *wrong) {
  static const char *const names[] = {"seller", "severity", "unless", "id",
                                      "unless-after"};
  struct suggestion suggestion = {.wrong = wrong};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    hvl__suggest_offer(&suggestion, names[i]);
  return suggestion.best ? suggestion.best : "";
}

static void test_a_slip_is_recognised(void **state) {
  (void)state;
  assert_string_equal(suggest("seler"), "seller");
  assert_string_equal(suggest("sellerr"), "seller");
  assert_string_equal(suggest("selelr"), "seller");
  assert_string_equal(suggest("sevreity"), "severity");
  assert_string_equal(suggest("unles"), "unless");
  assert_string_equal(suggest("unless_after"), "unless-after");
}

static void test_another_word_suggests_nothing(void **state) {
  (void)state;
  assert_string_equal(suggest("colour"), "");
  assert_string_equal(suggest("x"), "");
  assert_string_equal(suggest(""), "");
}

static void test_an_endless_name_suggests_nothing(void **state) {
  (void)state;
  char name[5000];
  memset(name, 'a', sizeof name - 1);
  name[sizeof name - 1] = '\0';
  assert_string_equal(suggest(name), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_slip_is_recognised),
      cmocka_unit_test(test_another_word_suggests_nothing),
      cmocka_unit_test(test_an_endless_name_suggests_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

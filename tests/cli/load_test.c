/* SPDX-License-Identifier: MIT */
/* Whose faults `rules lint` tells of. */
#include "judge/load.h"

#include "cli_test.h"

static bool tells(const char *own, hvl_severity severity, const char *file) {
  const char *items[] = {own};
  struct options options = {.rules = {items, own ? 1 : 0, 1}};
  hvl_diag diag = {severity, file, 1, 1, "x", "x"};
  return lint_tells(&options, &diag);
}

static void test_without_own_files_everything_is_told(void **state) {
  (void)state;
  assert_true(tells(NULL, HVL_NOTE, "invoice.yaml"));
  assert_true(tells(NULL, HVL_WARNING, "words/common.csv"));
}

static void test_doubts_about_built_in_files_are_not_told(void **state) {
  (void)state;
  assert_false(tells("shop.yaml", HVL_WARNING, "invoice.yaml"));
  assert_false(tells("shop", HVL_NOTE, "shop.yaml"));
  assert_true(tells("shop.yaml", HVL_ERROR, "invoice.yaml"));
}

static void test_doubts_about_own_files_are_told(void **state) {
  (void)state;
  assert_true(tells("shop.yaml", HVL_WARNING, "shop.yaml"));
  assert_true(tells("shop", HVL_NOTE, "shop/words/a.csv"));
  assert_true(tells("shop/", HVL_NOTE, "shop//words/a.csv"));
  assert_true(tells("shop.yaml", HVL_WARNING, ""));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_without_own_files_everything_is_told),
      cmocka_unit_test(test_doubts_about_built_in_files_are_not_told),
      cmocka_unit_test(test_doubts_about_own_files_are_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* roster_test.c - names numbered in the order in which they came. */
#include "cli_test.h"

#include <stdio.h>

#include "report/roster.h"

static hvl_text name_of(char *room, size_t size, size_t i) {
  int len = snprintf(room, size, "name %zu", i);
  return (hvl_text){room, (size_t)len};
}

static void test_names_keep_their_numbers_while_it_grows(void **state) {
  (void)state;
  struct roster roster = {0};
  char room[32];
  for (size_t i = 0; i < 1000; i++)
    assert_int_equal(roster_number(&roster, name_of(room, sizeof room, i)), i);
  for (size_t i = 0; i < 1000; i++)
    assert_int_equal(roster_number(&roster, name_of(room, sizeof room, i)), i);
  assert_int_equal(roster.count, 1000);
  assert_string_equal(roster.entries[7].name.data, "name 7");
  roster_free(&roster);
}

static void test_counts_and_the_empty_name(void **state) {
  (void)state;
  struct roster roster = {0};
  roster_count(&roster, (hvl_text){NULL, 0});
  roster_count(&roster, (hvl_text){"", 0});
  assert_int_equal(roster_number(&roster, (hvl_text){"a", 1}), 1);
  assert_int_equal(roster.entries[0].count, 2);
  assert_int_equal(roster.entries[1].count, 0);
  roster_free(&roster);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_names_keep_their_numbers_while_it_grows),
      cmocka_unit_test(test_counts_and_the_empty_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

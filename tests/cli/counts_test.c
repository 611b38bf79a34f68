/* SPDX-License-Identifier: MIT */
/* Counts by name. */
#include "report/counts.h"

#include <stdio.h>

#include "cli_test.h"

static void test_names_are_counted_once_each_and_in_order(void **state) {
  (void)state;
  struct counts counts = {0};
  char name[16];
  for (int i = 0; i < 300; i++) {
    snprintf(name, sizeof name, "n%03d", i * 7 % 100);
    counts_at(&counts, text_of(name))->messages++;
  }
  assert_int_equal(counts.count, 100);
  for (size_t i = 0; i < counts.count; i++) {
    snprintf(name, sizeof name, "n%03d", (int)i);
    assert_string_equal(counts.items[i].name.data, name);
    assert_int_equal(counts.items[i].messages, 3);
  }
  counts_free(&counts);
}

static void test_no_name_is_a_name(void **state) {
  (void)state;
  struct counts counts = {0};
  counts_at(&counts, (hvl_text){NULL, 0})->messages++;
  counts_at(&counts, text_of("a"))->messages++;
  counts_at(&counts, text_of(""))->messages++;
  assert_int_equal(counts.count, 2);
  assert_int_equal(counts.items[0].messages, 2);
  counts_free(&counts);
}

static void test_most_findings_come_first(void **state) {
  (void)state;
  struct counts counts = {0};
  const hvl_finding error = {.severity = HVL_ERROR};
  const hvl_finding note = {.severity = HVL_NOTE};
  counts_at(&counts, text_of("a"));
  count_finding(counts_at(&counts, text_of("c")), &error);
  count_finding(counts_at(&counts, text_of("b")), &note);
  count_finding(counts_at(&counts, text_of("d")), &note);
  count_finding(counts_at(&counts, text_of("d")), &error);
  counts_rank(&counts);
  assert_string_equal(counts.items[0].name.data, "d");
  assert_int_equal(counts.items[0].findings, 2);
  assert_int_equal(counts.items[0].severities[HVL_ERROR], 1);
  assert_int_equal(counts.items[0].severities[HVL_NOTE], 1);
  assert_string_equal(counts.items[1].name.data, "b");
  assert_string_equal(counts.items[2].name.data, "c");
  assert_string_equal(counts.items[3].name.data, "a");
  counts_free(&counts);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_names_are_counted_once_each_and_in_order),
      cmocka_unit_test(test_no_name_is_a_name),
      cmocka_unit_test(test_most_findings_come_first),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

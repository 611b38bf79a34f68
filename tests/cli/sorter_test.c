/* SPDX-License-Identifier: MIT */
/* Sorting more than memory may hold. */
#define _POSIX_C_SOURCE 200809L
#include "chats/sorter.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli_test.h"

/* Add `count` records with few different keys, some of them long; all come back
 * in order, equal ones as they were added. */
static void sort_many(size_t memory, size_t count) {
  struct sorter *sorter = sorter_new(memory);
  unsigned state = 1;
  for (size_t i = 0; i < count; i++) {
    char key[32], value[32];
    state = state * 1103515245u + 12345u;
    snprintf(key, sizeof key, "%u", state >> 16 & 63);
    snprintf(value, sizeof value, "%08zu", i);
    assert_true(sorter_add(sorter, text_of(key), text_of(value)));
  }
  hvl_text key, value;
  char last_key[32] = "", last_value[32] = "";
  size_t got = 0;
  for (; sorter_next(sorter, &key, &value); got++) {
    char now[32], is[32];
    snprintf(now, sizeof now, "%.*s", (int)key.len, key.data);
    snprintf(is, sizeof is, "%.*s", (int)value.len, value.data);
    int order = strcmp(last_key, now);
    assert_true(order < 0 || (order == 0 && strcmp(last_value, is) < 0));
    memcpy(last_key, now, sizeof now);
    memcpy(last_value, is, sizeof is);
  }
  assert_int_equal(errno, 0);
  assert_int_equal(got, count);
  sorter_free(sorter);
}

static void test_equal_keys_keep_their_order(void **state) {
  (void)state;
  sort_many(1 << 20, 1000);   /* in memory */
  sort_many(16 * 1024, 1000); /* a few runs */
  sort_many(1024, 5000);      /* hundreds */
  sort_many(1, 50);           /* one for each record */
}

static void test_nothing_is_sorted_to_nothing(void **state) {
  (void)state;
  struct sorter *sorter = sorter_new(1);
  hvl_text key, value;
  assert_false(sorter_next(sorter, &key, &value));
  assert_int_equal(errno, 0);
  sorter_free(sorter);
}

static void test_records_larger_than_the_bound_are_kept(void **state) {
  (void)state;
  struct sorter *sorter = sorter_new(1024);
  struct buffer big = {0};
  buffer_fill(&big, 'x', 100000);
  hvl_text key, value;
  for (int i = 0; i < 3; i++)
    assert_true(sorter_add(sorter, text_of("b"), buffer_text(&big)));
  assert_true(sorter_add(sorter, text_of("a"), (hvl_text){"", 0}));
  assert_true(sorter_add(sorter, (hvl_text){"", 0}, text_of("v")));
  assert_true(sorter_next(sorter, &key, &value));
  assert_int_equal(key.len, 0);
  assert_true(sorter_next(sorter, &key, &value));
  assert_int_equal(value.len, 0);
  for (int i = 0; i < 3; i++) {
    assert_true(sorter_next(sorter, &key, &value));
    assert_int_equal(value.len, big.len);
    assert_memory_equal(value.data, big.data, big.len);
  }
  assert_false(sorter_next(sorter, &key, &value));
  sorter_free(sorter);
  buffer_free(&big);
}

static void test_no_folder_for_the_file_is_a_failure(void **state) {
  (void)state;
  struct sorter *sorter = sorter_new(1);
  setenv("TMPDIR", "/nowhere/at/all", 1);
  assert_true(sorter_add(sorter, text_of("a"), text_of("1")));
  assert_false(sorter_add(sorter, text_of("b"), text_of("2")));
  assert_int_equal(errno, ENOENT);
  unsetenv("TMPDIR");
  sorter_free(sorter);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_equal_keys_keep_their_order),
      cmocka_unit_test(test_nothing_is_sorted_to_nothing),
      cmocka_unit_test(test_records_larger_than_the_bound_are_kept),
      cmocka_unit_test(test_no_folder_for_the_file_is_a_failure),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

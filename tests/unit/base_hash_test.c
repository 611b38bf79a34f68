/* SPDX-License-Identifier: MIT */
/* Tests of base/hash.h. */
#include "unit_test.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "failing_mem.h"

enum { COUNT = 2000 };

static void test_a_map_finds_what_was_put(void **state) {
  (void)state;
  static char names[COUNT][16];
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  struct map map;
  hvl__map_init(&map, &mem);
  assert_int_equal(hvl__map_get(&map, "x", 1), UINT32_MAX);
  for (uint32_t i = 0; i < COUNT; i++) {
    int len = snprintf(names[i], sizeof names[i], "name-%u", (unsigned)i);
    assert_true(hvl__map_put(&map, names[i], (size_t)len, i));
  }
  assert_int_equal(map.len, COUNT);
  for (uint32_t i = 0; i < COUNT; i++)
    assert_int_equal(hvl__map_get(&map, names[i], strlen(names[i])), i);
  assert_int_equal(hvl__map_get(&map, "name-", 5), UINT32_MAX);
  hvl__map_free(&map);
}

static void test_a_second_put_replaces_the_value(void **state) {
  (void)state;
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  struct map map;
  hvl__map_init(&map, &mem);
  assert_true(hvl__map_put(&map, "a", 1, 1));
  assert_true(hvl__map_put(&map, "a", 1, 2));
  assert_int_equal(map.len, 1);
  assert_int_equal(hvl__map_get(&map, "a", 1), 2);
  hvl__map_free(&map);
}

static void test_keys_are_bytes_and_may_be_empty(void **state) {
  (void)state;
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  struct map map;
  hvl__map_init(&map, &mem);
  assert_true(hvl__map_put(&map, "a\0b", 3, 1));
  assert_true(hvl__map_put(&map, NULL, 0, 2));
  assert_int_equal(hvl__map_get(&map, "a\0b", 3), 1);
  assert_int_equal(hvl__map_get(&map, "a\0c", 3), UINT32_MAX);
  assert_int_equal(hvl__map_get(&map, "", 0), 2);
  hvl__map_free(&map);
}

static void test_a_failed_put_leaves_the_map_unchanged(void **state) {
  (void)state;
  struct failing_mem counter = {.fail_at = 2};
  hvl_allocator mem = failing_allocator(&counter);
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
  struct map map;
  hvl__map_init(&map, &mem);
  uint32_t i = 0;
  while (hvl__map_put(&map, &letters[i], 1, i)) i++;
  assert_int_equal(map.len, i);
  for (uint32_t k = 0; k < i; k++)
    assert_int_equal(hvl__map_get(&map, &letters[k], 1), k);
  assert_true(hvl__map_put(&map, &letters[i], 1, i));
  hvl__map_free(&map);
  assert_int_equal(counter.live, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_map_finds_what_was_put),
      cmocka_unit_test(test_a_second_put_replaces_the_value),
      cmocka_unit_test(test_keys_are_bytes_and_may_be_empty),
      cmocka_unit_test(test_a_failed_put_leaves_the_map_unchanged),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

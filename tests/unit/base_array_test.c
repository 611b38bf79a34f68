/* SPDX-License-Identifier: MIT */
/* Tests of base/array.h. */
#include "unit_test.h"

#include "base/array.h"
#include "failing_mem.h"

HVL_ARRAY(uint16_t, numbers);

static void test_pushed_elements_stay_in_order(void **state) {
  (void)state;
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  struct numbers numbers = {0};
  for (uint16_t i = 0; i < 1000; i++) assert_true(HVL_PUSH(&mem, &numbers, i));
  assert_int_equal(numbers.len, 1000);
  for (uint16_t i = 0; i < 1000; i++) assert_int_equal(numbers.data[i], i);
  HVL_ARRAY_FREE(&mem, &numbers);
  assert_null(numbers.data);
  assert_int_equal(numbers.cap, 0);
}

static void test_a_failed_push_leaves_the_array_unchanged(void **state) {
  (void)state;
  struct failing_mem counter = {.fail_at = 2};
  hvl_allocator mem = failing_allocator(&counter);
  struct numbers numbers = {0};
  assert_true(HVL_PUSH(&mem, &numbers, 7));
  while (numbers.len < numbers.cap) assert_true(HVL_PUSH(&mem, &numbers, 8));
  uint32_t len = numbers.len, cap = numbers.cap;
  assert_false(HVL_PUSH(&mem, &numbers, 9));
  assert_int_equal(numbers.len, len);
  assert_int_equal(numbers.cap, cap);
  assert_int_equal(numbers.data[0], 7);
  assert_true(HVL_PUSH(&mem, &numbers, 9));
  HVL_ARRAY_FREE(&mem, &numbers);
  assert_int_equal(counter.live, 0);
}

static void test_more_than_a_length_can_tell_is_refused(void **state) {
  (void)state;
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  struct numbers numbers = {0};
  assert_true(HVL_PUSH(&mem, &numbers, 1));
  assert_false(HVL_RESERVE(&mem, &numbers, UINT32_MAX));
  assert_false(HVL_RESERVE(&mem, &numbers, SIZE_MAX));
  HVL_ARRAY_FREE(&mem, &numbers);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_pushed_elements_stay_in_order),
      cmocka_unit_test(test_a_failed_push_leaves_the_array_unchanged),
      cmocka_unit_test(test_more_than_a_length_can_tell_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

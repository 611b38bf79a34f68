/* SPDX-License-Identifier: MIT */
/* Tests of base/mem.h. */
#include "unit_test.h"

#include <string.h>

#include "base/mem.h"
#include "failing_mem.h"

static void test_options_come_before_the_parent(void **state) {
  (void)state;
  struct failing_mem own = {0}, inherited = {0};
  hvl_allocator parent = failing_allocator(&inherited);
  hvl_options options = HVL_OPTIONS_INIT;
  assert_ptr_equal(hvl__mem_pick(&options, &parent).ctx, &inherited);
  options.allocator = failing_allocator(&own);
  assert_ptr_equal(hvl__mem_pick(&options, &parent).ctx, &own);
  assert_ptr_equal(hvl__mem_pick(NULL, &parent).ctx, &inherited);
}

static void test_without_an_allocator_libc_serves(void **state) {
  (void)state;
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  char *block = hvl__mem_zeroed(&mem, 3, 4);
  assert_non_null(block);
  for (int i = 0; i < 12; i++) assert_int_equal(block[i], 0);
  block = hvl__mem_resize(&mem, block, 100, 1);
  assert_non_null(block);
  assert_int_equal(block[11], 0);
  hvl__mem_free(&mem, block);
  hvl__mem_free(&mem, NULL);
}

static void test_a_product_that_overflows_is_refused(void **state) {
  (void)state;
  struct failing_mem counter = {0};
  hvl_allocator mem = failing_allocator(&counter);
  assert_null(hvl__mem_resize(&mem, NULL, SIZE_MAX / 2, 3));
  assert_null(hvl__mem_zeroed(&mem, 3, SIZE_MAX / 2));
  assert_int_equal(counter.calls, 0);
}

static void test_failure_is_passed_on(void **state) {
  (void)state;
  struct failing_mem counter = {.fail_at = 1};
  hvl_allocator mem = failing_allocator(&counter);
  assert_null(hvl__mem_zeroed(&mem, 1, 1));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_options_come_before_the_parent),
      cmocka_unit_test(test_without_an_allocator_libc_serves),
      cmocka_unit_test(test_a_product_that_overflows_is_refused),
      cmocka_unit_test(test_failure_is_passed_on),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Tests of base/buf.h. */
#include "unit_test.h"

#include <string.h>

#include "base/buf.h"
#include "failing_mem.h"

static void test_what_is_added_stands_behind_what_was_there(void **state) {
  (void)state;
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  struct buf buf;
  hvl__buf_init(&buf, &mem);
  assert_true(hvl__buf_put(&buf, 'a'));
  assert_true(hvl__buf_add(&buf, "bc", 2));
  assert_true(hvl__buf_add(&buf, NULL, 0));
  assert_int_equal(buf.len, 3);
  assert_memory_equal(buf.data, "abc", 3);
  hvl__buf_free(&buf);
  assert_int_equal(buf.len, 0);
}

static void test_aligning_adds_zeroes(void **state) {
  (void)state;
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  struct buf buf;
  hvl__buf_init(&buf, &mem);
  assert_true(hvl__buf_align(&buf, 8));
  assert_int_equal(buf.len, 0);
  assert_true(hvl__buf_put(&buf, 1));
  assert_true(hvl__buf_align(&buf, 8));
  assert_memory_equal(buf.data, "\1\0\0\0\0\0\0\0", 8);
  assert_int_equal(buf.len, 8);
  hvl__buf_free(&buf);
}

static void test_a_failed_append_leaves_the_bytes(void **state) {
  (void)state;
  struct failing_mem counter = {.fail_at = 2};
  hvl_allocator mem = failing_allocator(&counter);
  char large[4096];
  memset(large, 'x', sizeof large);
  struct buf buf;
  hvl__buf_init(&buf, &mem);
  assert_true(hvl__buf_put(&buf, 'a'));
  assert_false(hvl__buf_add(&buf, large, sizeof large));
  assert_false(hvl__buf_add(&buf, large, SIZE_MAX));
  assert_int_equal(buf.len, 1);
  assert_true(hvl__buf_add(&buf, large, sizeof large));
  assert_int_equal(buf.len, 4097);
  hvl__buf_free(&buf);
  assert_int_equal(counter.live, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_is_added_stands_behind_what_was_there),
      cmocka_unit_test(test_aligning_adds_zeroes),
      cmocka_unit_test(test_a_failed_append_leaves_the_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

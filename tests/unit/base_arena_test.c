/* SPDX-License-Identifier: MIT */
/* Tests of base/arena.h. */
#include "unit_test.h"

#include <string.h>

#include "base/arena.h"
#include "base/array.h"
#include "failing_mem.h"

HVL_ARRAY(uint64_t, numbers);

static void test_blocks_are_zeroed_aligned_and_apart(void **state) {
  (void)state;
  struct failing_mem counter = {0};
  hvl_allocator mem = failing_allocator(&counter);
  struct arena arena;
  hvl__arena_init(&arena, &mem);
  unsigned char *last = NULL;
  for (size_t size = 1; size < 5000; size += 37) {
    unsigned char *block = hvl__arena_zeroed(&arena, 1, size);
    assert_non_null(block);
    assert_int_equal((uintptr_t)block % _Alignof(long double), 0);
    for (size_t i = 0; i < size; i++) assert_int_equal(block[i], 0);
    memset(block, 0xAB, size);
    if (last) assert_int_equal(*last, 0xAB);
    last = block + size - 1;
  }
  hvl__arena_free(&arena);
  assert_int_equal(counter.live, 0);
}

static void test_nothing_has_a_valid_place(void **state) {
  (void)state;
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  struct arena arena;
  hvl__arena_init(&arena, &mem);
  assert_non_null(hvl__arena_zeroed(&arena, 0, 8));
  assert_string_equal(hvl__arena_copy(&arena, NULL, 0), "");
  hvl__arena_free(&arena);
}

static void test_a_copy_ends_with_a_nul(void **state) {
  (void)state;
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  struct arena arena;
  hvl__arena_init(&arena, &mem);
  assert_string_equal(hvl__arena_copy(&arena, "invoice", 3), "inv");
  hvl__arena_free(&arena);
}

static void test_an_array_grows_inside_the_arena(void **state) {
  (void)state;
  struct failing_mem counter = {0};
  hvl_allocator mem = failing_allocator(&counter);
  struct arena arena;
  hvl__arena_init(&arena, &mem);
  hvl_allocator inner = hvl__arena_allocator(&arena);
  struct numbers numbers = {0};
  for (uint64_t i = 0; i < 10000; i++)
    assert_true(HVL_PUSH(&inner, &numbers, i));
  for (uint64_t i = 0; i < 10000; i++) assert_int_equal(numbers.data[i], i);
  HVL_ARRAY_FREE(&inner, &numbers);
  hvl__arena_free(&arena);
  assert_int_equal(counter.live, 0);
}

static void test_sizes_beyond_memory_are_refused(void **state) {
  (void)state;
  struct failing_mem counter = {0};
  hvl_allocator mem = failing_allocator(&counter);
  struct arena arena;
  hvl__arena_init(&arena, &mem);
  assert_null(hvl__arena_zeroed(&arena, SIZE_MAX, 2));
  assert_null(hvl__arena_zeroed(&arena, SIZE_MAX, 1));
  hvl_allocator inner = hvl__arena_allocator(&arena);
  assert_null(hvl__mem_resize(&inner, NULL, SIZE_MAX, 1));
  counter.fail_at = counter.calls + 1;
  assert_null(hvl__arena_copy(&arena, "x", 1));
  assert_non_null(hvl__arena_copy(&arena, "x", 1));
  hvl__arena_free(&arena);
  assert_int_equal(counter.live, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_blocks_are_zeroed_aligned_and_apart),
      cmocka_unit_test(test_nothing_has_a_valid_place),
      cmocka_unit_test(test_a_copy_ends_with_a_nul),
      cmocka_unit_test(test_an_array_grows_inside_the_arena),
      cmocka_unit_test(test_sizes_beyond_memory_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

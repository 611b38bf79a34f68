/* SPDX-License-Identifier: MIT */
/* Tests of base/file.h. */
#include "unit_test.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "failing_mem.h"

static const char path[] = "base_file_test.tmp";

static void write_file(size_t size) {
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  for (size_t i = 0; i < size; i++) putc((int)(i % 251), file);
  assert_int_equal(fclose(file), 0);
}

static void test_a_file_is_read_byte_for_byte(void **state) {
  (void)state;
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  struct buf buf;
  hvl__buf_init(&buf, &mem);
  write_file(100000);
  assert_int_equal(hvl__file_read(path, &buf), HVL_OK);
  assert_int_equal(buf.len, 100000);
  for (size_t i = 0; i < buf.len; i++) assert_int_equal(buf.data[i], i % 251);
  hvl__buf_free(&buf);
  remove(path);
}

static void test_what_cannot_be_read_tells_why(void **state) {
  (void)state;
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  struct buf buf;
  hvl__buf_init(&buf, &mem);
  assert_int_equal(hvl__file_read("no/such/file", &buf), HVL_ERR_IO);
  assert_int_equal(errno, ENOENT);
  assert_int_equal(hvl__file_read(".", &buf), HVL_ERR_IO);
  assert_int_equal(errno, EISDIR);
  assert_int_equal(buf.len, 0);
  hvl__buf_free(&buf);
}

static void test_a_file_larger_than_memory_is_a_status(void **state) {
  (void)state;
  struct failing_mem counter = {.fail_at = 2};
  hvl_allocator mem = failing_allocator(&counter);
  struct buf buf;
  hvl__buf_init(&buf, &mem);
  write_file(50000);
  assert_int_equal(hvl__file_read(path, &buf), HVL_ERR_MEMORY);
  hvl__buf_free(&buf);
  assert_int_equal(counter.live, 0);
  remove(path);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_file_is_read_byte_for_byte),
      cmocka_unit_test(test_what_cannot_be_read_tells_why),
      cmocka_unit_test(test_a_file_larger_than_memory_is_a_status),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Rule files that are written to hurt: clear faults, bounded work. */
#include "rules_fixture.h"

#include <stdlib.h>

/* Parse `count` times `part` behind `head`, and expect one fault. */
static void refuse_repeated(const char *head, const char *part, size_t count,
                            uint32_t line, uint32_t column,
                            const char *message) {
  size_t head_len = strlen(head), part_len = strlen(part);
  char *text = malloc(head_len + part_len * count + 1);
  assert_non_null(text);
  memcpy(text, head, head_len + 1);
  for (size_t i = 0; i < count; i++)
    memcpy(text + head_len + i * part_len, part, part_len + 1);
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_rules(&fixture, text));
  free(text);
  EXPECT_FAULTS(&fixture, {line, column, message});
  close_fixture(&fixture);
}

static void test_deep_nesting_is_refused(void **state) {
  (void)state;
  refuse_repeated("a: ", "[", 100000, 1, 19, "too deeply nested");
  refuse_repeated("", "{a: ", 100000, 1, 65, "too deeply nested");
  refuse_repeated("", "- ", 100000, 1, 33, "too deeply nested");
}

static void test_too_many_parts_are_refused(void **state) {
  (void)state;
  refuse_repeated("hvline: 1\nx: [", "a,", 300000, 2, 524283, "too many parts");
}

static void test_a_huge_text_is_read_and_refused_as_a_phrase(void **state) {
  (void)state;
  refuse_repeated("hvline: 1\nphrases:\n  p:\n    - ", "票", 500000, 4, 7,
                  "more than 4096 bytes");
}

static void test_many_faults_are_all_reported(void **state) {
  (void)state;
  enum { COUNT = 3000 };
  char *text = malloc(COUNT * 16 + 64);
  assert_non_null(text);
  char *end = text + sprintf(text, "hvline: 1\nwords:\n");
  for (int i = 0; i < COUNT; i++) end += sprintf(end, "  A%d: [x]\n", i);
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_rules(&fixture, text));
  free(text);
  hvl__diag_sort(&fixture.diags);
  assert_int_equal(fixture.diags.items.len, COUNT);
  assert_int_equal(fixture.diags.items.data[COUNT - 1].line, COUNT + 2);
  close_fixture(&fixture);
}

static void refuse_bytes(const char *data, size_t len, const char *part) {
  struct fixture fixture;
  open_fixture(&fixture, 0);
  hvl_text text = {data, len};
  assert_true(hvl__rules_parse(&fixture.pack, "a", text, &fixture.diags));
  assert_true(hvl__words_parse(&fixture.pack, "a", text, &fixture.diags));
  assert_int_equal(fixture.diags.items.len, 2);
  for (uint32_t i = 0; i < 2; i++)
    assert_non_null(strstr(fixture.diags.items.data[i].message, part));
  close_fixture(&fixture);
}

static void test_bytes_that_are_no_text_are_refused(void **state) {
  (void)state;
  refuse_bytes("hvline\0: 1", 10, "U+0000");
  refuse_bytes("list,\xD6\xD0\n", 8, "UTF-8");
  refuse_bytes("\xFF\xFEh\0", 4, "UTF-8");
  refuse_bytes("", 0, "empty");
  refuse_bytes(NULL, 0, "empty");
  refuse_bytes("\xEF\xBB\xBF", 3, "empty");
}

static void test_line_ends_and_marks_of_windows_are_taken(void **state) {
  (void)state;
  struct fixture fixture;
  expect_clean(&fixture, "\xEF\xBB\xBFhvline: 1\r\nwords:\r\n  a: [x]\r\n");
  assert_int_equal(fixture.pack.lists.data[0].name.place.line, 3);
  assert_int_equal(fixture.pack.lists.data[0].name.place.column, 3);
  close_fixture(&fixture);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_deep_nesting_is_refused),
      cmocka_unit_test(test_too_many_parts_are_refused),
      cmocka_unit_test(test_a_huge_text_is_read_and_refused_as_a_phrase),
      cmocka_unit_test(test_many_faults_are_all_reported),
      cmocka_unit_test(test_bytes_that_are_no_text_are_refused),
      cmocka_unit_test(test_line_ends_and_marks_of_windows_are_taken),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

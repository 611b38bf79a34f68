/* SPDX-License-Identifier: MIT */
/* Tests of rules/text_check.h. */
#include "rules_fixture.h"

#include "rules/text_check.h"

/* Check `len` bytes; the fault, if any, must be at line:column. */
static void check(const char *data, size_t len, uint32_t line, uint32_t column,
                  const char *part) {
  struct fixture fixture;
  open_fixture(&fixture, 0);
  hvl_text text = {data, len};
  assert_int_equal(hvl__text_check(&text, "a", &fixture.diags), line == 0);
  if (line == 0) {
    expect_faults(&fixture, 0, NULL);
  } else {
    EXPECT_FAULTS(&fixture, {line, column, part});
  }
  close_fixture(&fixture);
}

static void test_text_is_taken(void **state) {
  (void)state;
  check("", 0, 0, 0, "");
  check("发票\t\r\n😀\xEF\xBF\xBD", 16, 0, 0, "");
}

static void test_bad_bytes_are_refused_with_their_place(void **state) {
  (void)state;
  check("发票\r\n发\xB7\xA2", 13, 2, 2, "UTF-8");
  check("a\n\nb\xE5\x8F", 6, 3, 2, "UTF-8");
  check("\xFF\xFE"
        "a\0",
        4, 1, 1, "UTF-8");
}

static void test_control_characters_are_refused(void **state) {
  (void)state;
  check("ab\0c", 4, 1, 3, "U+0000");
  check("a\rb\x1B", 4, 2, 2, "U+001B");
  check("\x7F", 1, 1, 1, "U+007F");
}

static void test_a_byte_order_mark_is_skipped(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  hvl_text text = {"\xEF\xBB\xBFx", 4};
  assert_true(hvl__text_check(&text, "a", &fixture.diags));
  assert_int_equal(text.len, 1);
  assert_int_equal(text.data[0], 'x');
  close_fixture(&fixture);
}

static void test_an_endless_text_is_refused(void **state) {
  (void)state;
  size_t len = ((size_t)1 << 24) + 1;
  char *text = malloc(len);
  assert_non_null(text);
  memset(text, 'a', len);
  check(text, len, 1, 1, "split it");
  check(text, len - 1, 0, 0, "");
  free(text);
}

static void test_names_begin_with_a_letter(void **state) {
  (void)state;
  assert_true(hvl__is_name("a", 1));
  assert_true(hvl__is_name("a-b_c.9", 7));
  assert_false(hvl__is_name("", 0));
  assert_false(hvl__is_name("9a", 2));
  assert_false(hvl__is_name("aB", 2));
  assert_false(hvl__is_name("a b", 3));
  assert_false(hvl__is_name("发", 3));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_text_is_taken),
      cmocka_unit_test(test_bad_bytes_are_refused_with_their_place),
      cmocka_unit_test(test_control_characters_are_refused),
      cmocka_unit_test(test_a_byte_order_mark_is_skipped),
      cmocka_unit_test(test_an_endless_text_is_refused),
      cmocka_unit_test(test_names_begin_with_a_letter),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

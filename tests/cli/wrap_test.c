/* SPDX-License-Identifier: MIT */
/* Where long texts are broken. */
#include "base/wrap.h"

#include <string.h>

#include "cli_test.h"

static void expect(const char *text, size_t indent, const char *lines) {
  struct buffer out = {0};
  wrap_text(&out, (hvl_text){text, strlen(text)}, indent);
  assert_string_equal(buffer_text(&out).data, lines);
  buffer_free(&out);
}

static void test_words_of_letters_stay_whole(void **state) {
  (void)state;
  expect("", 70, "\n");
  expect("ten of ten", 70, "ten of ten\n");
  expect("ten of ten so", 70,
         "ten of ten\n"
         "                                        "
         "                              so\n");
  expect("eleven at ten", 70,
         "eleven at\n"
         "                                        "
         "                              ten\n");
  expect("ABCDEFGHIJKL", 78,
         "AB\n"
         "                                        "
         "                                      CD\n"
         "                                        "
         "                                      EF\n"
         "                                        "
         "                                      GH\n"
         "                                        "
         "                                      IJ\n"
         "                                        "
         "                                      KL\n");
}

static void test_han_break_anywhere_but_before_a_comma(void **state) {
  (void)state;
  expect("一二三四五六", 70,
         "一二三四五\n"
         "                                        "
         "                              六\n");
  expect("一二三四五，六", 70,
         "一二三四\n"
         "                                        "
         "                              五，六\n");
  expect("一二三四（五", 70,
         "一二三四\n"
         "                                        "
         "                              （五\n");
}

static void test_line_breaks_stay(void **state) {
  (void)state;
  expect("a b\nc", 0, "a b\nc\n");
  expect("a\n\nb\n", 0, "a\n\nb\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_words_of_letters_stay_whole),
      cmocka_unit_test(test_han_break_anywhere_but_before_a_comma),
      cmocka_unit_test(test_line_breaks_stay),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

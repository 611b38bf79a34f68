/* SPDX-License-Identifier: MIT */
/* Columns of characters, what is shown for them, and carets below them. */
#include "base/width.h"

#include "cli_test.h"
#include "report/excerpt.h"

static void expect(const char *text, size_t len, const char *shown,
                   size_t columns) {
  struct buffer out = {0};
  hvl_text whole = {text, len};
  assert_int_equal(show_text(&out, whole), columns);
  assert_string_equal(buffer_text(&out).data, shown);
  assert_int_equal(text_width(whole), columns);
  buffer_free(&out);
}

static void test_han_and_full_width_take_two_columns(void **state) {
  (void)state;
  expect("a微信", 7, "a微信", 5);
  expect("ＡＢ", 6, "ＡＢ", 4);
  expect("ﾊﾝ", 6, "ﾊﾝ", 2);
  expect("，。", 6, "，。", 4);
}

static void test_marks_take_no_column(void **state) {
  (void)state;
  expect("e\u0301", 3, "e\u0301", 1);
}

static void test_emoji_are_shown_one_by_one(void **state) {
  (void)state;
  expect("❤\uFE0F", 6, "❤", 1);
  expect("👨\u200D👩", 11, "👨👩", 4);
  expect("微\u200D信", 9, "微<U+200D>信", 12);
}

static void test_control_characters_are_spelled_out(void **state) {
  (void)state;
  expect("\033[31m", 5, "<U+001B>[31m", 12);
  expect("a\0b", 3, "a<U+0000>b", 10);
  expect("\xC2\x9B", 2, "<U+009B>", 8);
  expect("\u202E", 3, "<U+202E>", 8);
  expect("\u2066", 3, "<U+2066>", 8);
  expect("\u200B", 3, "<U+200B>", 8);
  expect("\uE000", 3, "<U+E000>", 8);
  expect("\u3164", 3, "<U+3164>", 8);
}

static void test_line_breaks_become_one_sign(void **state) {
  (void)state;
  expect("a\nb", 3, "a⏎b", 3);
  expect("a\r\nb", 4, "a⏎b", 3);
  expect("a\tb", 3, "a b", 3);
  expect("\u2028", 3, "⏎", 1);
}

static void test_bad_bytes_become_one_replacement(void **state) {
  (void)state;
  expect("\xFFz", 2, "\uFFFDz", 2);
  expect("\xE5\xBE", 2, "\uFFFD", 1);
}

static void expect_marks(const char *text, size_t start, size_t end,
                         const char *shown, const char *marks) {
  struct byte_range range = {start, end}, piece;
  struct evidence evidence = {&range, 1};
  struct excerpt excerpt = {0};
  struct mask mask = {0};
  hvl_text whole = text_of(text);
  assert_int_equal(excerpt_pieces(whole, evidence, &piece, 1), 1);
  mask_find(&mask, whole, piece.start, piece.end);
  excerpt_fill(&excerpt, whole, piece, &mask, evidence);
  assert_string_equal(buffer_text(&excerpt.text).data, shown);
  assert_string_equal(buffer_text(&excerpt.marks).data, marks);
  excerpt_free(&excerpt);
  mask_free(&mask);
}

static void test_carets_stand_below_the_evidence(void **state) {
  (void)state;
  expect_marks("加微信", 3, 9, "加微信", "  ^^^^");
  expect_marks("ab微信", 2, 8, "ab微信", "  ^^^^");
  expect_marks("e\u0301x", 3, 4, "e\u0301x", " ^");
  expect_marks("\n\u200B微", 4, 7, "⏎<U+200B>微", "         ^^");
}

static void test_masking_does_not_move_carets(void **state) {
  (void)state;
  expect_marks("１３８００１３８０００加微信", 33, 42,
               "１３８****８０００加微信", "                  ^^^^^^");
  expect_marks("13800138000加", 11, 14, "138****8000加", "           ^^");
}

static void test_a_long_text_is_cut_around_the_evidence(void **state) {
  (void)state;
  char text[401];
  memset(text, 'a', 400);
  text[400] = '\0';
  text[200] = 'X';
  struct byte_range range = {200, 201}, pieces[4];
  struct evidence evidence = {&range, 1};
  assert_int_equal(excerpt_pieces(text_of(text), evidence, pieces, 4), 1);
  assert_int_equal(pieces[0].start, 172);
  assert_int_equal(pieces[0].end, 229);
}

static void test_evidence_far_apart_gives_several_pieces(void **state) {
  (void)state;
  char text[401];
  memset(text, 'a', 400);
  text[400] = '\0';
  struct byte_range ranges[3] = {{10, 12}, {30, 31}, {300, 301}}, pieces[4];
  struct evidence evidence = {ranges, 3};
  assert_int_equal(excerpt_pieces(text_of(text), evidence, pieces, 4), 2);
  assert_int_equal(pieces[0].start, 0);
  assert_int_equal(pieces[0].end, 59);
  assert_int_equal(pieces[1].start, 272);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_han_and_full_width_take_two_columns),
      cmocka_unit_test(test_marks_take_no_column),
      cmocka_unit_test(test_emoji_are_shown_one_by_one),
      cmocka_unit_test(test_control_characters_are_spelled_out),
      cmocka_unit_test(test_line_breaks_become_one_sign),
      cmocka_unit_test(test_bad_bytes_become_one_replacement),
      cmocka_unit_test(test_carets_stand_below_the_evidence),
      cmocka_unit_test(test_masking_does_not_move_carets),
      cmocka_unit_test(test_a_long_text_is_cut_around_the_evidence),
      cmocka_unit_test(test_evidence_far_apart_gives_several_pieces),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

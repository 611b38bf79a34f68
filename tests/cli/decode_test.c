/* SPDX-License-Identifier: MIT */
/* Encodings: which is found out, and what comes of it in small reads. */
#define _POSIX_C_SOURCE 200809L
#include "files/decode.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <unicode/ucnv.h>

#include "base/buffer.h"
#include "cli_test.h"
#include "files/detect.h"

/* Decode `bytes`, `step` bytes of output at a time. */
static struct decoder *decode(const void *bytes, size_t len,
                              const char *encoding, size_t step,
                              struct buffer *out) {
  FILE *file = tmpfile();
  assert_non_null(file);
  fwrite(bytes, 1, len, file);
  rewind(file);
  struct source *source = source_of(fileno(file));
  struct decoder *decoder = decoder_new(source, encoding);
  char chunk[256];
  for (size_t got; decoder && (got = decoder_read(decoder, chunk, step));)
    buffer_add(out, chunk, got);
  source_close(source);
  fclose(file);
  return decoder;
}

static void expect(const char *bytes, size_t len, const char *encoding,
                   const char *text, size_t bad) {
  for (size_t step = 16; step <= 256; step += 16) {
    struct buffer out = {0};
    struct decoder *decoder = decode(bytes, len, NULL, step, &out);
    assert_string_equal(buffer_text(&out).data, text);
    assert_int_equal(decoder_bad(decoder), bad);
    if (encoding)
      assert_string_equal(decoder_encoding(decoder), encoding);
    else
      assert_null(decoder_encoding(decoder));
    decoder_free(decoder);
    buffer_free(&out);
  }
}

static void test_ascii_tells_no_encoding(void **state) {
  (void)state;
  expect("a,b\n", 4, NULL, "a,b\n", 0);
  expect("", 0, NULL, "", 0);
}

static void test_utf8_with_and_without_mark(void **state) {
  (void)state;
  expect("微信", 6, "UTF-8", "微信", 0);
  expect("\xEF\xBB\xBF微信", 9, "UTF-8", "微信", 0);
}

static void test_gb18030_with_four_byte_characters(void **state) {
  (void)state;
  expect("\xCE\xA2\xD0\xC5,a", 6, "GB18030", "微信,a", 0);
  expect("\xBC\xD3\x94\x39\xDA\x33", 6, "GB18030", "加💩", 0);
}

static void test_utf16_by_mark_and_by_nuls(void **state) {
  (void)state;
  expect("\xFF\xFE\x61\x00\xAE\x5F", 6, "UTF-16LE", "a微", 0);
  expect("\xFE\xFF\x00\x61\x5F\xAE", 6, "UTF-16BE", "a微", 0);
  expect("a\0,\0b\0\n\0\xAE\x5F", 10, "UTF-16LE", "a,b\n微", 0);
  expect("\0a\0,\0b\0\n\x5F\xAE", 10, "UTF-16BE", "a,b\n微", 0);
  expect("\xFF\xFE\x3D\xD8\xA9\xDC", 6, "UTF-16LE", "💩", 0);
}

static void test_one_bad_byte_leaves_utf8_what_it_is(void **state) {
  (void)state;
  char text[400] = "", expected[400] = "";
  for (int i = 0; i < 12; i++) strcat(text, "微信好");
  strcpy(expected, text);
  strcat(text, "\xFF!");
  strcat(expected, "\uFFFD!");
  expect(text, strlen(text), "UTF-8", expected, 1);
}

static void test_a_cut_character_at_the_end_is_counted(void **state) {
  (void)state;
  expect("微信\xE5\xBE", 8, "UTF-8", "微信\uFFFD", 1);
}

/* Each at every place in a text that is valid around it. */
static void test_what_is_no_character_is_replaced_wherever_it_is(void **state) {
  (void)state;
  static const struct {
    const char *bytes, *text;
    size_t bad;
  } odd[] = {
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD", 3}, /* half of a pair */
      {"\xE0\x80\x80", "\uFFFD\uFFFD\uFFFD", 3}, /* longer than needed */
      {"\xC0\x80", "\uFFFD\uFFFD", 2},
      {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD", 4},
      {"\xF0\x9F", "\uFFFD", 1},
      {"\xE5\xBE", "\uFFFD", 1},
      {"\xBE", "\uFFFD", 1},
      {"\xED\x9F\xBF", "\xED\x9F\xBF", 0}, /* next to these, and valid */
      {"\xEE\x80\x80", "\xEE\x80\x80", 0},
      {"\xE0\xA0\x80", "\xE0\xA0\x80", 0},
      {"\xEF\xBF\xBF", "\xEF\xBF\xBF", 0},
      {"\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF", 0},
  };
  for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
    for (int before = 0; before < 8; before++) {
      char bytes[400] = "", text[400] = "";
      for (int k = 0; k < 9; k++) strcat(bytes, "微信好a你好bb");
      strncat(bytes, "ccccccc", (size_t)before);
      strcat(bytes, before % 2 ? "微" : "");
      strcpy(text, bytes);
      strcat(strcat(bytes, odd[i].bytes), "好12345678微信你好");
      strcat(strcat(text, odd[i].text), "好12345678微信你好");
      expect(bytes, strlen(bytes), "UTF-8", text, odd[i].bad);
    }
  }
}

static void test_a_nul_does_not_make_utf16(void **state) {
  (void)state;
  FILE *file = tmpfile();
  fputs("会话,角色,内容\nc,客服,加", file);
  fputc(0, file);
  fputs("微信\n", file);
  rewind(file);
  struct source *source = source_of(fileno(file));
  struct decoder *decoder = decoder_new(source, NULL);
  char out[256];
  decoder_read(decoder, out, sizeof out);
  assert_string_equal(decoder_encoding(decoder), "UTF-8");
  decoder_free(decoder);
  source_close(source);
  fclose(file);
}

static void test_an_encoding_that_is_given_is_used(void **state) {
  (void)state;
  struct buffer out = {0};
  struct decoder *decoder = decode("\xB7\x4C\xAB\x48", 4, "Big5", 16, &out);
  assert_string_equal(out.data, "微信");
  decoder_free(decoder);
  buffer_free(&out);
  struct source *source = source_of(-1);
  assert_null(decoder_new(source, "no-such-encoding"));
  source_close(source);
  assert_false(encoding_exists("no-such-encoding"));
  assert_true(encoding_exists("gbk"));
}

/* Write `bytes` to a pipe, and read from it what can be decoded of them. */
static void expect_piece(int pipe, const char *bytes, struct decoder *decoder,
                         const char *text) {
  char out[256];
  assert_int_equal(write(pipe, bytes, strlen(bytes)), strlen(bytes));
  size_t len = decoder_read(decoder, out, sizeof out);
  assert_int_equal(len, strlen(text));
  assert_memory_equal(out, text, len);
}

static void
test_what_has_come_is_decoded_if_the_encoding_is_given(void **state) {
  (void)state;
  int ends[2];
  char out[256];
  assert_int_equal(pipe(ends), 0);
  struct source *source = source_of(ends[0]);
  struct decoder *decoder = decoder_new(source, "UTF-8");
  expect_piece(ends[1],
               "\xEF\xBB\xBF"
               "a\xE5\xBE",
               decoder, "a");
  expect_piece(ends[1], "\xAE\xE4", decoder, "微");
  expect_piece(ends[1], "\xBF\xA1", decoder, "信");
  expect_piece(ends[1],
               "b\xFF"
               "c\xE5",
               decoder, "b");
  assert_int_equal(decoder_read(decoder, out, sizeof out), 4);
  assert_memory_equal(out,
                      "\xEF\xBF\xBD"
                      "c",
                      4);
  close(ends[1]);
  assert_int_equal(decoder_read(decoder, out, sizeof out), 3);
  assert_memory_equal(out, "\xEF\xBF\xBD", 3);
  assert_int_equal(decoder_read(decoder, out, sizeof out), 0);
  assert_int_equal(decoder_bad(decoder), 2);
  decoder_free(decoder);
  source_close(source);
  close(ends[0]);
}

static void test_chinese_behind_much_ascii_is_found_out(void **state) {
  (void)state;
  enum { LEN = 700 * 1000 };
  char *bytes = malloc(LEN);
  assert_non_null(bytes);
  memset(bytes, 'a', LEN);
  memcpy(bytes + LEN - 4, "\xCE\xA2\xD0\xC5", 4);
  struct buffer out = {0};
  struct decoder *decoder = decode(bytes, LEN, NULL, 256, &out);
  assert_string_equal(decoder_encoding(decoder), "GB18030");
  assert_int_equal(out.len, LEN + 2);
  assert_string_equal(out.data + LEN - 4, "微信");
  decoder_free(decoder);
  buffer_free(&out);
  free(bytes);
}

static const char *encoding_of(const char *text, const char *encoding) {
  struct buffer out = {0};
  char bytes[1024];
  UErrorCode status = U_ZERO_ERROR;
  int32_t len =
      ucnv_convert(encoding, "UTF-8", bytes, sizeof bytes, text, -1, &status);
  assert_true(U_SUCCESS(status));
  struct decoder *decoder = decode(bytes, (size_t)len, NULL, 256, &out);
  const char *found = decoder_encoding(decoder); /* a literal */
  decoder_free(decoder);
  buffer_free(&out);
  return found;
}

static void test_big5_is_told_from_gb18030(void **state) {
  (void)state;
  static const char traditional[] =
      "會話,角色,內容\na,買家,請問可以開發票嗎\na,客服,您好,這個沒有辦法開喔\n";
  static const char simplified[] =
      "会话,角色,内容\na,买家,请问可以开发票吗\na,客服,您好,这个没有办法开哦\n";
  assert_string_equal(encoding_of(traditional, "Big5"), "Big5-HKSCS");
  assert_string_equal(encoding_of(traditional, "GBK"), "GB18030");
  assert_string_equal(encoding_of(simplified, "GBK"), "GB18030");
  assert_string_equal(
      encoding_of("喺邊度買㗎,唔該開發票畀我,你係客服嚟㗎嘛", "Big5-HKSCS"),
      "Big5-HKSCS");
}

static void test_a_few_characters_do_not_tell_big5(void **state) {
  (void)state;
  assert_string_equal(encoding_of("c,seller,可以開發票\n", "Big5"), "GB18030");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_ascii_tells_no_encoding),
      cmocka_unit_test(test_utf8_with_and_without_mark),
      cmocka_unit_test(test_gb18030_with_four_byte_characters),
      cmocka_unit_test(test_utf16_by_mark_and_by_nuls),
      cmocka_unit_test(test_one_bad_byte_leaves_utf8_what_it_is),
      cmocka_unit_test(test_a_cut_character_at_the_end_is_counted),
      cmocka_unit_test(test_what_is_no_character_is_replaced_wherever_it_is),
      cmocka_unit_test(test_a_nul_does_not_make_utf16),
      cmocka_unit_test(test_an_encoding_that_is_given_is_used),
      cmocka_unit_test(test_what_has_come_is_decoded_if_the_encoding_is_given),
      cmocka_unit_test(test_chinese_behind_much_ascii_is_found_out),
      cmocka_unit_test(test_big5_is_told_from_gb18030),
      cmocka_unit_test(test_a_few_characters_do_not_tell_big5),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

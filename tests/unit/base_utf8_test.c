/* SPDX-License-Identifier: MIT */
/* Tests of base/utf8.h. */
#include "unit_test.h"

#include <string.h>

#include "base/utf8.h"

static void
test_every_scalar_value_survives_the_way_there_and_back(void **state) {
  (void)state;
  for (uint32_t code = 0; code <= 0x10FFFF; code++) {
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    char bytes[4];
    size_t size, written = hvl__utf8_encode(code, bytes);
    uint32_t read = hvl__utf8_decode(bytes, written, &size);
    if (read != code || size != written)
      fail_msg("U+%04X became U+%04X", (unsigned)code, (unsigned)read);
  }
}

/* The examples of Unicode 15, section 3.9, tables 3-8 to 3-11. */
static void test_bad_bytes_are_maximal_subparts(void **state) {
  (void)state;
  static const struct {
    const char *bytes;
    const char *sizes; /* of the code points, one digit each */
    const char *bad;   /* b or good: . */
  } cases[] = {
      {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", "111111111", "bbbbbbbb."},
      {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", "111111111", "bbbbbbbb."},
      {"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", "111111111", "bbbbb.bb."},
      {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "21321", "bbbb."},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const char *at = cases[i].bytes, *end = at + strlen(at);
    for (size_t k = 0; at < end; k++) {
      size_t size;
      uint32_t code = hvl__utf8_decode(at, (size_t)(end - at), &size);
      assert_int_equal(size, cases[i].sizes[k] - '0');
      assert_int_equal(code == UTF8_BAD, cases[i].bad[k] == 'b');
      at += size;
    }
  }
}

static void test_a_truncated_character_is_one_bad_one(void **state) {
  (void)state;
  size_t size;
  assert_int_equal(hvl__utf8_decode("\xE5\x8F\x91", 2, &size), UTF8_BAD);
  assert_int_equal(size, 2);
  assert_int_equal(hvl__utf8_decode("\xF0\x9F\x98\x80", 3, &size), UTF8_BAD);
  assert_int_equal(size, 3);
}

static void test_characters_are_code_points(void **state) {
  (void)state;
  assert_int_equal(hvl__utf8_count("a发😀", 8), 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_scalar_value_survives_the_way_there_and_back),
      cmocka_unit_test(test_bad_bytes_are_maximal_subparts),
      cmocka_unit_test(test_a_truncated_character_is_one_bad_one),
      cmocka_unit_test(test_characters_are_code_points),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* html_json_test.c - JSON that can stand in a page. */
#include "cli_test.h"

#include "report/html_json.h"

static void check(hvl_text text, const struct mask *mask, const char *json) {
  struct buffer out = {0};
  html_json_text(&out, text, mask);
  assert_string_equal(out.data, json);
  buffer_free(&out);
}

static void test_markup_is_escaped(void **state) {
  (void)state;
  const char text[] = "</script><!--&\"\\";
  check((hvl_text){text, sizeof text - 1}, NULL,
        "\"\\u003c/script>\\u003c!--\\u0026\\u0022\\u005c\"");
}

static void test_what_cannot_be_seen_is_escaped(void **state) {
  (void)state;
  const char text[] = "a\0\n\xE2\x80\xAE\xE2\x80\x8B\xF3\xA0\x80\x81 "
                      "\xE5\xA5\xBD\xF0\x9F\x91\x8D";
  check((hvl_text){text, sizeof text - 1}, NULL,
        "\"a\\u0000\\u000a\\u202e\\u200b\\udb40\\udc01 "
        "\xE5\xA5\xBD\xF0\x9F\x91\x8D\"");
}

static void test_bytes_that_are_no_utf8_become_a_replacement(void **state) {
  (void)state;
  check((hvl_text){"a\xFF\xB2", 3}, NULL, "\"a\\ufffd\\ufffd\"");
}

static void test_a_hidden_code_point_becomes_one_star(void **state) {
  (void)state;
  struct byte_range range = {1, 8};
  struct mask mask = {&range, 1, 1};
  check((hvl_text){"a\xE5\xA5\xBD\xF0\x9F\x91\x8D\x62", 9}, &mask,
        "\"a*\xF0\x9F\x91\x8D\x62\"");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_markup_is_escaped),
      cmocka_unit_test(test_what_cannot_be_seen_is_escaped),
      cmocka_unit_test(test_bytes_that_are_no_utf8_become_a_replacement),
      cmocka_unit_test(test_a_hidden_code_point_becomes_one_star),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

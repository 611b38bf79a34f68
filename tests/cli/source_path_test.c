/* SPDX-License-Identifier: MIT */
/* Paths of sources, as other programs find them. */
#define _POSIX_C_SOURCE 200809L
#include "verdicts/source_path.h"

#include <unistd.h>

#include "cli_test.h"

static void expect(const char *path, const char *plain, const char *uri) {
  struct buffer out = {0};
  source_path(&out, path);
  assert_string_equal(out.data, plain);
  buffer_clear(&out);
  source_uri(&out, path);
  assert_string_equal(out.data, uri);
  buffer_free(&out);
}

static void test_what_is_relative_stays_so(void **state) {
  (void)state;
  expect("x.csv", "x.csv", "x.csv");
  expect("a/b-1_2~.csv", "a/b-1_2~.csv", "a/b-1_2~.csv");
  expect("../x.csv", "../x.csv", "../x.csv");
  expect(".x.csv", ".x.csv", ".x.csv");
}

static void test_the_current_folder_is_not_named(void **state) {
  (void)state;
  expect("./x.csv", "x.csv", "x.csv");
  expect(".//./a/x.csv", "a/x.csv", "a/x.csv");
}

static void test_absolute_paths_below_the_current_folder(void **state) {
  (void)state;
  char here[4000];
  struct buffer path = {0};
  assert_non_null(getcwd(here, sizeof here));
  buffer_format(&path, "%s/a/x.csv", here);
  expect(path.data, "a/x.csv", "a/x.csv");
  buffer_free(&path);
  expect("/nowhere/a b.csv", "/nowhere/a b.csv", "file:///nowhere/a%20b.csv");
}

static void test_uris_escape_all_but_plain_characters(void **state) {
  (void)state;
  expect("a:b.csv", "a:b.csv", "a%3Ab.csv");
  expect("50%?#.csv", "50%?#.csv", "50%25%3F%23.csv");
  expect("会话.csv", "会话.csv", "%E4%BC%9A%E8%AF%9D.csv");
  expect("caf\xE9", "caf\xE9", "caf%E9");
}

static void test_the_standard_input_has_a_name(void **state) {
  (void)state;
  expect("<stdin>", "stdin", "stdin");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_is_relative_stays_so),
      cmocka_unit_test(test_the_current_folder_is_not_named),
      cmocka_unit_test(test_absolute_paths_below_the_current_folder),
      cmocka_unit_test(test_uris_escape_all_but_plain_characters),
      cmocka_unit_test(test_the_standard_input_has_a_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

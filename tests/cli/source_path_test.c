/* SPDX-License-Identifier: MIT */
/* Paths of sources, as other programs find them. */
#define _POSIX_C_SOURCE 200809L
#include "verdicts/source_path.h"

#include <stdio.h>
#include <sys/stat.h>
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

static void test_detours_do_not_count(void **state) {
  (void)state;
  char here[4000];
  struct buffer path = {0};
  assert_int_equal(mkdir("there", 0777), 0);
  fclose(fopen("there/x.csv", "w"));
  assert_non_null(getcwd(here, sizeof here));
  expect("there//x.csv", "there/x.csv", "there/x.csv");
  expect("there/../there/./x.csv", "there/x.csv", "there/x.csv");
  buffer_format(&path, "..%s/there/x.csv", strrchr(here, '/'));
  expect(path.data, "there/x.csv", "there/x.csv");
  expect(".csv", ".csv", ".csv");
  expect("..csv", "..csv", "..csv");
  assert_int_equal(chdir("there"), 0);
  expect("../there/x.csv", "x.csv", "x.csv");
  buffer_clear(&path);
  buffer_format(&path, "%s/y.csv", here);
  expect(path.data, "../y.csv", "../y.csv");
  expect("../y.csv", "../y.csv", "../y.csv");
  assert_int_equal(chdir(".."), 0);
  assert_int_equal(unlink("there/x.csv"), 0);
  assert_int_equal(rmdir("there"), 0);
  buffer_free(&path);
}

static void test_a_link_that_leads_elsewhere_is_no_detour(void **state) {
  (void)state;
  assert_int_equal(symlink("/", "away"), 0);
  expect("away/../x.csv", "away/../x.csv", "away/../x.csv");
  assert_int_equal(unlink("away"), 0);
}

static void test_a_pattern_is_said_as_paths_are(void **state) {
  (void)state;
  char here[4000];
  struct buffer path = {0}, out = {0};
  assert_non_null(getcwd(here, sizeof here));
  buffer_format(&path, "%s/a/../**/*.csv", here);
  source_pattern(&out, path.data);
  assert_string_equal(out.data, "**/*.csv");
  buffer_free(&path);
  buffer_free(&out);
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
      cmocka_unit_test(test_detours_do_not_count),
      cmocka_unit_test(test_a_link_that_leads_elsewhere_is_no_detour),
      cmocka_unit_test(test_a_pattern_is_said_as_paths_are),
      cmocka_unit_test(test_absolute_paths_below_the_current_folder),
      cmocka_unit_test(test_uris_escape_all_but_plain_characters),
      cmocka_unit_test(test_the_standard_input_has_a_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

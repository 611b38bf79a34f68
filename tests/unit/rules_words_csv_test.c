/* SPDX-License-Identifier: MIT */
/* Tests of rules/words_csv.c. */
#include "rules_fixture.h"

static void test_rows_make_lists(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_words(&fixture, "\xEF\xBB\xBFlist,word\r\n"
                                    "add,加\r\n"
                                    "wechat,微信\r\n"
                                    "\r\n"
                                    "add,\"搜,一\"\"下\"\r\n"
                                    "add,{search}"));
  expect_faults(&fixture, 0, NULL);
  const struct parsed_list *lists = fixture.pack.lists.data;
  assert_int_equal(fixture.pack.lists.len, 2);
  assert_string_equal(lists[0].name.data, "add");
  assert_int_equal(lists[0].words.len, 3);
  assert_string_equal(lists[0].words.data[1].data, "搜,一\"下");
  assert_int_equal(lists[0].words.data[1].place.line, 5);
  assert_int_equal(lists[0].words.data[1].place.column, 5);
  assert_string_equal(lists[0].words.data[2].data, "{search}");
  assert_string_equal(lists[1].words.data[0].data, "微信");
  close_fixture(&fixture);
}

static void test_evasion_in_any_row_holds_for_the_list(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_words(&fixture, "note,evasion,word,list\n"
                                    ",,微信,wechat\n"
                                    "slang,spaced;sound=2,vx,wechat\n"
                                    ",spaced,wx,wechat\n"));
  expect_faults(&fixture, 0, NULL);
  assert_memory_equal(fixture.pack.lists.data[0].evasion, "\1\2\0", 3);
  assert_int_equal(fixture.pack.lists.data[0].words.len, 3);
  close_fixture(&fixture);
}

static void test_properties_in_any_row_hold_for_the_list(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_words(&fixture, "list,word,short,inside,exact\n"
                                    "a,x,,no\n"
                                    "a,y,yes,,\n"
                                    "b,z,no,yes,yes\n"
                                    "b,w,maybe\n"));
  EXPECT_FAULTS(&fixture, {5, 5, "`maybe` is not yes or no"});
  const struct parsed_list *lists = fixture.pack.lists.data;
  assert_true(lists[0].one_character);
  assert_false(lists[0].inside || lists[0].exact);
  assert_true(lists[1].inside && lists[1].exact);
  assert_false(lists[1].one_character);
  close_fixture(&fixture);
}

static void test_a_list_that_contradicts_itself_is_told(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(
      parse_words(&fixture, "list,word,evasion,exact\na,x,sound\na,y,,yes\n"));
  EXPECT_FAULTS(&fixture, {2, 1, "`a` is exact and asks for evasion"});
  close_fixture(&fixture);
}

static void test_faulty_rows_are_told_with_their_column(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_words(&fixture, "list,word,evasion\n"
                                    "发票,x\n"
                                    "a,\n"
                                    "a,\"发,票\",sond\n"
                                    "a,x,spaced=4\n"
                                    "a,x,spaced=2\n"
                                    "a,x,spaced=3\n"
                                    "a,x,,y\n"
                                    "a,\"x\n"
                                    "a,{x\n"
                                    "a,y\"z\n"));
  EXPECT_FAULTS(&fixture, {2, 1, "`发票` is not a name"},
                {3, 3, "without a word"}, {4, 9, "`sond` is no evasion"},
                {5, 5, "`spaced=4` is no evasion"}, {7, 5, "another level"},
                {8, 6, "more fields"}, {9, 3, "quotes"}, {10, 3, "`{x`"},
                {11, 3, "quotes"});
  close_fixture(&fixture);
}

static void test_empty_cells_of_a_spreadsheet_are_passed_over(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_words(&fixture, "list,word,,\na,x,,\na,y,,,,\n,,\n"));
  expect_faults(&fixture, 0, NULL);
  assert_int_equal(fixture.pack.lists.data[0].words.len, 2);
  close_fixture(&fixture);
}

static void refuse_header(const char *text, uint32_t column, const char *part) {
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_words(&fixture, text));
  EXPECT_FAULTS(&fixture, {1, column, part});
  assert_int_equal(fixture.pack.lists.len, 0);
  close_fixture(&fixture);
}

static void test_the_header_is_checked(void **state) {
  (void)state;
  refuse_header("", 1, "empty");
  refuse_header("\n\n", 1, "empty");
  refuse_header("word\nx\n", 1, "no column `list`");
  refuse_header("list\nx\n", 1, "no column `word`");
  refuse_header("list,wrod\n", 6, "did you mean `word`");
  refuse_header("list,word,colour\n", 11, "unknown column `colour`");
  refuse_header("list,word,list\n", 11, "second column");
  refuse_header("list,\"word\n", 6, "quotes");
#define TWENTY_COLUMNS ",,,,,,,,,,,,,,,,,,,,"
  refuse_header("list,word,note" TWENTY_COLUMNS TWENTY_COLUMNS TWENTY_COLUMNS
                    TWENTY_COLUMNS "\n",
                95, "too many columns");
}

static void test_an_endless_row_is_refused(void **state) {
  (void)state;
  static char text[10000] = "list,word\na,";
  memset(text + 12, 'x', sizeof text - 13);
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_words(&fixture, text));
  EXPECT_FAULTS(&fixture, {2, 1, "more than"});
  close_fixture(&fixture);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_rows_make_lists),
      cmocka_unit_test(test_evasion_in_any_row_holds_for_the_list),
      cmocka_unit_test(test_properties_in_any_row_hold_for_the_list),
      cmocka_unit_test(test_a_list_that_contradicts_itself_is_told),
      cmocka_unit_test(test_faulty_rows_are_told_with_their_column),
      cmocka_unit_test(test_empty_cells_of_a_spreadsheet_are_passed_over),
      cmocka_unit_test(test_the_header_is_checked),
      cmocka_unit_test(test_an_endless_row_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

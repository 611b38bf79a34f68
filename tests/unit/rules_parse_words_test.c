/* SPDX-License-Identifier: MIT */
/* Tests of rules/parse_words.c. */
#include "rules_fixture.h"

static void test_a_list_is_a_list_of_words(void **state) {
  (void)state;
  struct fixture fixture;
  expect_clean(&fixture, "hvline: 1\nwords:\n  ticket: [发票, \"{slang}\"]\n");
  const struct parsed_list *list = &fixture.pack.lists.data[0];
  assert_string_equal(list->name.data, "ticket");
  assert_int_equal(list->name.place.line, 3);
  assert_int_equal(list->words.len, 2);
  assert_string_equal(list->words.data[0].data, "发票");
  assert_string_equal(list->words.data[1].data, "{slang}");
  assert_false(list->inside || list->exact || list->one_character);
  close_fixture(&fixture);
}

static void test_a_list_has_properties(void **state) {
  (void)state;
  struct fixture fixture;
  expect_clean(&fixture,
               "hvline: 1\nwords:\n"
               "  a: {words: [x], evasion: {sound: 2, split: 3}, inside: yes}\n"
               "  b: {words: [x], exact: yes, short: yes}\n"
               "  c: {words: [x], evasion: [spaced, sound]}\n");
  const struct parsed_list *lists = fixture.pack.lists.data;
  assert_memory_equal(lists[0].evasion, "\0\2\3", 3);
  assert_true(lists[0].inside);
  assert_true(lists[1].exact && lists[1].one_character);
  assert_memory_equal(lists[2].evasion, "\1\1\0", 3);
  close_fixture(&fixture);
}

static void test_overlays_extend_and_remove(void **state) {
  (void)state;
  struct fixture fixture;
  expect_clean(&fixture, "hvline: 1\nextend: {a: [x, y]}\nremove: {b: [z]}\n");
  const struct parsed_extend *extends = fixture.pack.extends.data;
  assert_int_equal(fixture.pack.extends.len, 2);
  assert_string_equal(extends[0].name.data, "a");
  assert_int_equal(extends[0].words.len, 2);
  assert_false(extends[0].remove);
  assert_true(extends[1].remove);
  close_fixture(&fixture);
}

static void test_faulty_lists_are_told(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_rules(&fixture, "hvline: 1\nwords:\n"
                                    "  a: []\n"
                                    "  b: x\n"
                                    "  C: [x]\n"
                                    "  d: [x, '', \"{X}\", [y], \"a{b}\"]\n"
                                    "  e: {evasion: [sond], word: [x]}\n"
                                    "  f: {words: [x], evasion: {sound: 4}}\n"
                                    "  g: {words: [x], evasion: sound}\n"
                                    "  h: {words: [x], evasion: [sound], "
                                    "exact: yes}\n"
                                    "extend: [x]\n"));
  EXPECT_FAULTS(&fixture, {3, 6, "empty list"}, {4, 6, "text and not a list"},
                {5, 3, "`C` is not a name"}, {6, 10, "empty text"},
                {6, 14, "{X}"}, {6, 21, "a list stands where a text"},
                {6, 26, "a{b}"}, {7, 6, "without `words`"},
                {7, 17, "did you mean `sound`"},
                {7, 24, "did you mean `words`"}, {8, 36, "from 1 to 3"},
                {9, 28, "text and not a list"}, {10, 3, "exact"},
                {11, 9, "list and not a mapping"});
  close_fixture(&fixture);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_list_is_a_list_of_words),
      cmocka_unit_test(test_a_list_has_properties),
      cmocka_unit_test(test_overlays_extend_and_remove),
      cmocka_unit_test(test_faulty_lists_are_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

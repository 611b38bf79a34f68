/* SPDX-License-Identifier: MIT */
/* Tests of base/diag.h. */
#include "unit_test.h"

#include <string.h>

#include "base/diag.h"
#include "failing_mem.h"

static struct place at(const char *file, uint32_t line, uint32_t column) {
  return (struct place){file, line, column};
}

static void test_faults_are_sorted_and_told_once(void **state) {
  (void)state;
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  struct diag_list list;
  hvl__diag_init(&list, &mem);
  hvl__diag_add(&list, HVL_ERROR, at("b", 1, 1), "一", "one");
  hvl__diag_add(&list, HVL_ERROR, at("a", 10, 1), "二", "two");
  hvl__diag_add(&list, HVL_ERROR, at("a", 9, 7), "三", "three");
  hvl__diag_add(&list, HVL_WARNING, at("a", 9, 7), "四", "four");
  hvl__diag_add(&list, HVL_ERROR, at("a", 9, 2), "五", "five");
  hvl__diag_add(&list, HVL_ERROR, at("a", 9, 7), "三", "three");
  hvl__diag_sort(&list);
  static const char *const order[] = {"five", "three", "four", "two", "one"};
  assert_int_equal(list.items.len, 5);
  for (uint32_t i = 0; i < 5; i++)
    assert_string_equal(list.items.data[i].message, order[i]);
  hvl__diag_free(&list);
}

static void test_a_message_is_one_line_of_utf8(void **state) {
  (void)state;
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  struct diag_list list;
  hvl__diag_init(&list, &mem);
  hvl__diag_add(&list, HVL_ERROR, at("a", 1, 1), "“%s” %d 处", "`%s` %d",
                "发\n\xE5\x8F x\x1B\xC2\x85", 7);
  assert_string_equal(list.items.data[0].message, "`发??? x???` 7");
  assert_string_equal(list.items.data[0].message_zh, "“发??? x???” 7 处");
  hvl__diag_free(&list);
}

static void test_each_language_has_its_own_phrase(void **state) {
  (void)state;
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  struct diag_list list;
  hvl__diag_init(&list, &mem);
  hvl__diag_add(&list, HVL_ERROR, at("a", 1, 1), DIAG(MISSING_KEY),
                DIAG(A_RULE), "id");
  assert_string_equal(list.items.data[0].message,
                      "a rule without `id`; add it");
  assert_string_equal(list.items.data[0].message_zh, "规则缺少“id”；请补上");
  hvl__diag_free(&list);
}

static void test_texts_that_are_in_no_list_are_cut_off(void **state) {
  (void)state;
  struct diag_texts texts;
  char name[400];
  memset(name, 'x', sizeof name - 1);
  name[sizeof name - 1] = '\0';
  hvl__diag_print(&texts, "甲 %s", "%s y", name);
  assert_int_equal(strlen(texts.zh), sizeof texts.zh - 1);
  assert_int_equal(strlen(texts.en), sizeof texts.en - 1);
  hvl__diag_print(&texts, "甲 %s", "%s y", "x");
  assert_string_equal(texts.zh, "甲 x");
  assert_string_equal(texts.en, "x y");
}

static void test_a_file_name_may_vanish(void **state) {
  (void)state;
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  struct diag_list list;
  hvl__diag_init(&list, &mem);
  char name[] = "a.yaml";
  hvl__diag_add(&list, HVL_ERROR, at(name, 1, 1), "甲", "x");
  memset(name, 'z', sizeof name - 1);
  hvl__diag_add(&list, HVL_ERROR, at(NULL, 0, 0), "乙", "y");
  assert_string_equal(list.items.data[0].file, "a.yaml");
  assert_string_equal(list.items.data[1].file, "");
  hvl__diag_free(&list);
}

static void test_only_errors_and_lost_ones_count_as_errors(void **state) {
  (void)state;
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  struct diag_list list;
  hvl__diag_init(&list, &mem);
  hvl__diag_add(&list, HVL_WARNING, at("a", 1, 1), "甲", "x");
  assert_false(hvl__diag_has_error(&list));
  hvl__diag_add(&list, HVL_ERROR, at("a", 1, 1), "甲", "x");
  assert_true(hvl__diag_has_error(&list));
  hvl__diag_free(&list);
  assert_false(hvl__diag_has_error(&list));
  list.failed = true;
  assert_true(hvl__diag_has_error(&list));
  hvl__diag_free(&list);
}

static void test_a_lost_message_is_noted(void **state) {
  (void)state;
  for (size_t n = 1; n <= 2; n++) {
    struct failing_mem counter = {.fail_at = n};
    hvl_allocator mem = failing_allocator(&counter);
    struct diag_list list;
    hvl__diag_init(&list, &mem);
    hvl__diag_add(&list, HVL_ERROR, at("a", 1, 1), "甲", "x");
    assert_true(list.failed);
    hvl__diag_free(&list);
    assert_int_equal(counter.live, 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_faults_are_sorted_and_told_once),
      cmocka_unit_test(test_a_message_is_one_line_of_utf8),
      cmocka_unit_test(test_each_language_has_its_own_phrase),
      cmocka_unit_test(test_texts_that_are_in_no_list_are_cut_off),
      cmocka_unit_test(test_a_file_name_may_vanish),
      cmocka_unit_test(test_only_errors_and_lost_ones_count_as_errors),
      cmocka_unit_test(test_a_lost_message_is_noted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

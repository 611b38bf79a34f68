/* SPDX-License-Identifier: MIT */
/* match_scope_test.c - the stretch of a scope around a hit. */
#include "tiny_image.h"

static int set_up(void **state) {
  *state = tiny_new();
  return 0;
}

static int tear_down(void **state) {
  tiny_free(*state);
  return 0;
}

/* In `source`, where `/` stands for a message break, the stretch around the
 * unit `H` is what stands in `expected`. */
static void expect(void **state, const char *source, enum scope scope,
                   const char *expected) {
  struct tiny *tiny = *state;
  struct text text = tiny_fold(tiny, source);
  struct text part = tiny_fold(tiny, expected);
  struct hit hit = {0};
  for (uint32_t i = 0; i < text.count; i++) {
    if (text.units[i] == 'h') hit = (struct hit){i, i + 1, 0, 0};
    if (text.units[i] == '/') text.units[i] = UNIT_BREAK;
  }
  for (uint32_t i = 0; i < part.count; i++)
    if (part.units[i] == '/') part.units[i] = UNIT_BREAK;
  struct stretch stretch = hvl__scope_range(&text, &hit, scope, 2);
  assert_int_equal(stretch.to - stretch.from, part.count);
  assert_memory_equal(text.units + stretch.from, part.units,
                      part.count * sizeof(uint16_t));
  hvl__text_free(&text, &tiny->mem);
  hvl__text_free(&part, &tiny->mem);
}

static void test_a_stretch_ends_at_what_divides_it(void **state) {
  const char *source = "前。一，二 三H四 五，六。后";
  expect(state, source, SCOPE_PHRASE, "三H四");
  expect(state, source, SCOPE_CLAUSE, "二 三H四 五");
  expect(state, source, SCOPE_SENTENCE, "一，二 三H四 五，六");
  expect(state, source, SCOPE_MESSAGE, source);
  expect(state, source, SCOPE_TURN, source);
}

static void test_a_message_break_divides_phrases_and_messages(void **state) {
  const char *source = "一/二H三/四";
  expect(state, source, SCOPE_PHRASE, "二H三");
  expect(state, source, SCOPE_CLAUSE, source);
  expect(state, source, SCOPE_SENTENCE, source);
  expect(state, source, SCOPE_MESSAGE, "二H三");
  expect(state, source, SCOPE_TURN, source);
}

static void test_a_stretch_of_overlap_holds_what_can_overlap(void **state) {
  expect(state, "一二H三四", SCOPE_OVERLAP, "二H三");
  expect(state, "H", SCOPE_OVERLAP, "H");
}

static void test_points_inside_numbers_divide_nothing(void **state) {
  expect(state, "1.5H2，3", SCOPE_SENTENCE, "1.5H2，3");
  expect(state, "1,5H2:3", SCOPE_CLAUSE, "1,5H2:3");
  expect(state, "a.bH", SCOPE_SENTENCE, "a.bH");
  expect(state, "一.bH", SCOPE_SENTENCE, "bH");
}

static void test_a_stretch_has_a_longest_reach(void **state) {
  struct tiny *tiny = *state;
  static char source[4000];
  memset(source, 'a', sizeof source - 1);
  struct text text = tiny_fold(tiny, source);
  struct hit hit = {2000, 2010, 0, 0};
  struct stretch stretch = hvl__scope_range(&text, &hit, SCOPE_MESSAGE, 1);
  assert_int_equal(stretch.from, 2000 - SCOPE_REACH);
  assert_int_equal(stretch.to, 2010 + SCOPE_REACH);
  hvl__text_free(&text, &tiny->mem);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(test_a_stretch_ends_at_what_divides_it),
      TEST(test_a_message_break_divides_phrases_and_messages),
      TEST(test_a_stretch_of_overlap_holds_what_can_overlap),
      TEST(test_points_inside_numbers_divide_nothing),
      TEST(test_a_stretch_has_a_longest_reach),
  };
#undef TEST
  return cmocka_run_group_tests(tests, NULL, NULL);
}

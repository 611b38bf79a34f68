/* SPDX-License-Identifier: MIT */
/* match_turn_test.c - the messages of a turn as one text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "match/turn.h"

static hvl_allocator plain;

/* Text of `count` units that all are `unit`. */
static void fill(struct text *text, uint16_t unit, uint32_t count) {
  enum { MOST = 8000 };
  static uint16_t units[MOST];
  static uint32_t offsets[MOST];
  static uint8_t sizes[MOST];
  assert_true(count <= MOST);
  for (uint32_t i = 0; i < count; i++) {
    units[i] = unit;
    offsets[i] = 3 * i;
    sizes[i] = 3;
  }
  struct text source = {units, offsets, sizes, count, count};
  text->count = 0;
  assert_true(hvl__text_append(text, &source, 0, count, &plain));
}

/* Extend `turn` by `count` units that are `unit`, as message `message`. */
static void extend(struct turn *turn, uint16_t unit, uint32_t count,
                   size_t message) {
  struct text text = {0};
  struct turn next = {.segment_count = 0};
  fill(&text, unit, count);
  assert_true(hvl__turn_extend(&next, turn, &text, message, count, &plain));
  hvl__turn_free(turn, &plain);
  hvl__text_free(&text, &plain);
  *turn = next;
}

static void test_messages_are_parted_by_breaks(void **state) {
  (void)state;
  struct turn turn = {.segment_count = 0}, joined = {.segment_count = 0};
  struct text text = {0};
  extend(&turn, 'a', 2, 7);
  extend(&turn, 'b', 1, 8);
  fill(&text, 'c', 2);
  assert_true(hvl__turn_join(&joined, &turn, &text, 9, &plain));
  const uint16_t expected[] = {'a', 'a', UNIT_BREAK, 'b', UNIT_BREAK, 'c', 'c'};
  assert_int_equal(joined.text.count, 7);
  assert_memory_equal(joined.text.units, expected, sizeof expected);
  assert_int_equal(joined.segment_count, 3);
  assert_int_equal(joined.segments[1].start, 3);
  assert_int_equal(joined.segments[2].message, 9);
  assert_int_equal(joined.text.offsets[6], 3);
  hvl__turn_free(&turn, &plain);
  hvl__turn_free(&joined, &plain);
  hvl__text_free(&text, &plain);
}

static void test_the_oldest_messages_are_forgotten(void **state) {
  (void)state;
  struct turn turn = {.segment_count = 0};
  for (size_t i = 0; i < 6; i++) extend(&turn, 'a', 4, i);
  assert_int_equal(turn.segment_count, TURN_MESSAGES);
  assert_int_equal(turn.segments[0].message, 3);
  assert_int_equal(turn.text.count, 4 * 3 + 2);
  hvl__turn_free(&turn, &plain);
}

static void test_the_start_of_a_long_turn_is_cut(void **state) {
  (void)state;
  struct turn turn = {.segment_count = 0};
  extend(&turn, 'a', 200, 0);
  extend(&turn, 'b', 100, 1);
  assert_int_equal(turn.segment_count, 2);
  assert_int_equal(turn.segments[1].start, TURN_UNITS - 100 + 1);
  assert_int_equal(turn.text.units[0], 'a');
  extend(&turn, 'c', 5000, 2);
  assert_int_equal(turn.segment_count, 1);
  assert_int_equal(turn.segments[0].message, 2);
  assert_int_equal(turn.text.count, TURN_UNITS);
  assert_int_equal(turn.text.offsets[0], 3 * (5000 - TURN_UNITS));
  hvl__turn_free(&turn, &plain);
}

static void test_a_joined_text_holds_the_head_of_a_long_message(void **state) {
  (void)state;
  struct turn turn = {.segment_count = 0}, joined = {.segment_count = 0};
  struct text text = {0};
  extend(&turn, 'a', 1, 0);
  fill(&text, 'b', 8000);
  assert_true(hvl__turn_join(&joined, &turn, &text, 1, &plain));
  assert_int_equal(joined.text.count, 1 + 1 + TURN_HEAD);
  hvl__turn_free(&turn, &plain);
  hvl__turn_free(&joined, &plain);
  hvl__text_free(&text, &plain);
}

int main(void) {
  plain = hvl__mem_pick(NULL, NULL);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_messages_are_parted_by_breaks),
      cmocka_unit_test(test_the_oldest_messages_are_forgotten),
      cmocka_unit_test(test_the_start_of_a_long_turn_is_cut),
      cmocka_unit_test(test_a_joined_text_holds_the_head_of_a_long_message),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

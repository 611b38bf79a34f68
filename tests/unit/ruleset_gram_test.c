/* SPDX-License-Identifier: MIT */
/* ruleset_gram_test.c - short runs of characters: which there are, and what
 * they are called. */
#include "unit_test.h"

#include "ruleset/gram.h"

static const uint16_t units[] = {0x4E01, '7', 0x4E03};
enum { COUNT = 3 };

static uint64_t key(enum gram_side side, uint32_t count, uint16_t a,
                    uint16_t b) {
  const uint16_t run[] = {a, b};
  return hvl__gram_key(side, run, count);
}

static void test_runs_begin_with_the_mark(void **state) {
  (void)state;
  uint64_t keys[GRAM_MAX];
  hvl__grams_at(GRAM_OWN, units, COUNT, 0, keys);
  assert_true(keys[0] == 0);
  assert_true(keys[1] == key(GRAM_OWN, 2, GRAM_BEGIN, 0x4E01));
}

static void test_digits_are_zero(void **state) {
  (void)state;
  uint64_t keys[GRAM_MAX];
  hvl__grams_at(GRAM_OWN, units, COUNT, 2, keys);
  assert_true(keys[0] == key(GRAM_OWN, 1, '0', 0));
  assert_true(keys[1] == key(GRAM_OWN, 2, '0', 0x4E03));
}

static void test_runs_end_with_the_mark(void **state) {
  (void)state;
  uint64_t keys[GRAM_MAX];
  hvl__grams_at(GRAM_OWN, units, COUNT, COUNT, keys);
  assert_true(keys[0] == key(GRAM_OWN, 1, 0x4E03, 0));
  assert_true(keys[1] == key(GRAM_OWN, 2, 0x4E03, GRAM_END));
  hvl__grams_at(GRAM_OWN, units, COUNT, COUNT + 1, keys);
  assert_true(keys[0] == 0 && keys[1] == 0);
}

static void test_sides_differ_and_one_has_shorter_runs(void **state) {
  (void)state;
  uint64_t own[GRAM_MAX], buyer[GRAM_MAX], seller[GRAM_MAX];
  hvl__grams_at(GRAM_OWN, units, COUNT, 1, own);
  hvl__grams_at(GRAM_BUYER, units, COUNT, 1, buyer);
  hvl__grams_at(GRAM_SELLER, units, COUNT, 1, seller);
  for (int i = 0; i < GRAM_MAX; i++)
    assert_true(own[i] != buyer[i] && own[i] != seller[i] && own[i] != 0 &&
                buyer[i] != 0);
  assert_true(seller[0] != 0 && seller[1] == 0);
}

static void test_an_empty_message_is_its_marks(void **state) {
  (void)state;
  uint64_t keys[GRAM_MAX];
  hvl__grams_at(GRAM_OWN, units, 0, 0, keys);
  assert_true(keys[0] == 0);
  assert_true(keys[1] == key(GRAM_OWN, 2, GRAM_BEGIN, GRAM_END));
}

static void test_a_weight_has_a_sign(void **state) {
  (void)state;
  int8_t values[2 * WEIGHT_CODES] = {-128, 1, [15] = 127, [16] = -5, [31] = 6};
  const uint8_t row[GRAM_ROW] = {0x00, 0x01, 0x0F, [GRAM_ROW - 1] = 0xF0};
  struct image image = {.gram_values = values, .features_count = 3};
  assert_int_equal(hvl__gram_weight(&image, row, 0), -128);
  assert_int_equal(hvl__gram_weight(&image, row, 1), 1);
  assert_int_equal(hvl__gram_weight(&image, row, 2), 127);
  assert_int_equal(hvl__gram_weight(&image, row, 3), -5);
  assert_int_equal(hvl__gram_weight(&image, row, GRAM_ROW - 1), -5);
  assert_int_equal(hvl__gram_weight(&image, row, GRAM_ROW + 1), -5);
  assert_int_equal(hvl__gram_weight(&image, row, COLUMNS_MAX - 1), 6);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_runs_begin_with_the_mark),
      cmocka_unit_test(test_digits_are_zero),
      cmocka_unit_test(test_runs_end_with_the_mark),
      cmocka_unit_test(test_sides_differ_and_one_has_shorter_runs),
      cmocka_unit_test(test_an_empty_message_is_its_marks),
      cmocka_unit_test(test_a_weight_has_a_sign),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

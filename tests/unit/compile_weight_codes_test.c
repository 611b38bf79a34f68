/* SPDX-License-Identifier: MIT */
/* compile_weight_codes_test.c - few different weights in place of many. */
#include "unit_test.h"

#include <stdlib.h>

#include "compile/weight_codes.h"

static int value_of(const struct weight_codes *codes, int weight) {
  return codes->values[codes->codes[weight + WEIGHT_MOST]];
}

static void test_a_few_weights_are_kept_as_they_are(void **state) {
  (void)state;
  static const int weights[WEIGHT_CODES] = {
      -127, -126, -60, -59, -7, -1, 0, 1, 2, 3, 5, 8, 13, 60, 126, 127};
  uint64_t met[WEIGHT_RANGE] = {0};
  struct weight_codes codes;
  for (int count = 0; count <= WEIGHT_CODES; count++) {
    hvl__weight_codes_make(&codes, met);
    for (int i = 0; i < count; i++)
      assert_int_equal(value_of(&codes, weights[i]), weights[i]);
    if (count == WEIGHT_CODES) break;
    met[weights[count] + WEIGHT_MOST] = (uint64_t)(count % 3) * 1000 + 1;
  }
}

static void test_without_weights_all_stand_for_0(void **state) {
  (void)state;
  const uint64_t met[WEIGHT_RANGE] = {0};
  struct weight_codes codes;
  hvl__weight_codes_make(&codes, met);
  for (int code = 0; code < WEIGHT_CODES; code++)
    assert_int_equal(codes.values[code], 0);
}

static void test_of_many_each_has_the_nearest(void **state) {
  (void)state;
  uint64_t met[WEIGHT_RANGE];
  struct weight_codes codes;
  for (int i = 0; i < WEIGHT_RANGE; i++) met[i] = 1;
  hvl__weight_codes_make(&codes, met);
  for (int weight = -WEIGHT_MOST; weight <= WEIGHT_MOST; weight++) {
    int off = abs(value_of(&codes, weight) - weight);
    assert_in_range(off, 0, WEIGHT_RANGE / WEIGHT_CODES / 2 + 1);
    for (int code = 0; code < WEIGHT_CODES; code++)
      assert_true(abs(codes.values[code] - weight) >= off - 1);
  }
}

static void test_what_is_common_is_kept_best(void **state) {
  (void)state;
  uint64_t met[WEIGHT_RANGE];
  struct weight_codes codes;
  for (int i = 0; i < WEIGHT_RANGE; i++) met[i] = 1;
  met[33 + WEIGHT_MOST] = met[34 + WEIGHT_MOST] = 1000000;
  hvl__weight_codes_make(&codes, met);
  assert_int_equal(value_of(&codes, 33), 33);
  assert_int_equal(value_of(&codes, 34), 34);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_few_weights_are_kept_as_they_are),
      cmocka_unit_test(test_without_weights_all_stand_for_0),
      cmocka_unit_test(test_of_many_each_has_the_nearest),
      cmocka_unit_test(test_what_is_common_is_kept_best),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

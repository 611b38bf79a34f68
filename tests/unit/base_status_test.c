/* SPDX-License-Identifier: MIT */
/* Tests of the version and the statuses. */
#include "unit_test.h"

#include <string.h>

#include "hvline.h"

static void test_the_version_is_that_of_the_header(void **state) {
  (void)state;
  assert_int_equal(hvl_version() >> 16, HVL_VERSION_MAJOR);
  assert_int_equal(hvl_version() >> 8 & 0xFF, HVL_VERSION_MINOR);
  assert_int_equal(hvl_version() & 0xFF, HVL_VERSION_PATCH);
}

static void test_every_status_has_words_of_its_own(void **state) {
  (void)state;
  const char *unknown = hvl_status_text((hvl_status)-99);
  assert_non_null(unknown);
  for (int a = HVL_ERR_STATE; a <= HVL_OK; a++) {
    assert_string_not_equal(hvl_status_text((hvl_status)a), unknown);
    for (int b = HVL_ERR_STATE; b < a; b++)
      assert_string_not_equal(hvl_status_text((hvl_status)a),
                              hvl_status_text((hvl_status)b));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_version_is_that_of_the_header),
      cmocka_unit_test(test_every_status_has_words_of_its_own),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

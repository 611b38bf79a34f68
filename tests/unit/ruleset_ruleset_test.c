/* SPDX-License-Identifier: MIT */
/* ruleset_ruleset_test.c - the public functions of rulesets. */
#include "compile_fixture.h"

#include <stdlib.h>

#include "failing_mem.h"

static const char *const rules =
    RULE_FILE("", "    seller: [\"微信 /q{2}\\\\d+/\", \"/vx\\\\d{3}/\"]\n");

static void test_a_ruleset_lives_until_its_last_holder_lets_go(void **state) {
  (void)state;
  hvl_ruleset *ruleset = compile_text(rules);
  assert_ptr_equal(hvl_ruleset_ref(ruleset), ruleset);
  hvl_ruleset_free(ruleset);
  assert_string_equal(hvl_ruleset_rule(ruleset, 0)->id, "test.rule");
  hvl_ruleset_free(ruleset);
  hvl_ruleset_free(NULL);
  assert_null(hvl_ruleset_ref(NULL));
}

static void test_saving_asks_for_room_first(void **state) {
  (void)state;
  hvl_ruleset *ruleset = compile_text(rules);
  size_t size = 0, needed;
  assert_int_equal(hvl_ruleset_save(ruleset, NULL, &size), HVL_OK);
  needed = size;
  uint8_t *bytes = malloc(needed);
  size = needed - 1;
  assert_int_equal(hvl_ruleset_save(ruleset, bytes, &size), HVL_ERR_ARGUMENT);
  assert_int_equal(size, needed);
  assert_int_equal(hvl_ruleset_save(ruleset, bytes, &size), HVL_OK);
  assert_int_equal(hvl_ruleset_save(NULL, bytes, &size), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_ruleset_save(ruleset, bytes, NULL), HVL_ERR_ARGUMENT);
  free(bytes);
  hvl_ruleset_free(ruleset);
}

static void test_bad_arguments_are_refused(void **state) {
  (void)state;
  hvl_ruleset *ruleset;
  assert_int_equal(hvl_ruleset_load(NULL, "", 0, NULL), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_ruleset_load(&ruleset, NULL, 1, NULL), HVL_ERR_ARGUMENT);
  assert_null(ruleset);
  assert_null(hvl_ruleset_rule(NULL, 0));
  assert_null(hvl_ruleset_example(NULL, 0));
}

static void test_every_failing_allocation_of_a_load_is_a_status(void **state) {
  (void)state;
  hvl_ruleset *ruleset = compile_text(rules);
  size_t size = ruleset->size, fail_at = 0;
  uint8_t *bytes = malloc(size);
  assert_int_equal(hvl_ruleset_save(ruleset, bytes, &size), HVL_OK);
  hvl_ruleset_free(ruleset);
  hvl_status status;
  do {
    struct failing_mem mem = {.fail_at = ++fail_at};
    hvl_options options = HVL_OPTIONS_INIT;
    options.allocator = failing_allocator(&mem);
    status = hvl_ruleset_load(&ruleset, bytes, size, &options);
    /* Memory for JIT may fail: regexes then run without. */
    if (status != HVL_OK) assert_int_equal(status, HVL_ERR_MEMORY);
    if (mem.calls < fail_at) fail_at = 0;
    hvl_ruleset_free(ruleset);
    assert_int_equal(mem.live, 0);
  } while (fail_at > 0);
  assert_int_equal(status, HVL_OK);
  free(bytes);
}

/* Nobody checks them when they are used. */
static void test_the_rules_built_in_would_be_taken_from_a_file(void **state) {
  (void)state;
  hvl_ruleset *builtin, *loaded;
  assert_int_equal(hvl_ruleset_builtin(&builtin, NULL), HVL_OK);
  assert_int_equal(hvl_ruleset_load(&loaded, hvl__builtin_image,
                                    hvl__builtin_image_size, NULL),
                   HVL_OK);
  hvl_ruleset_free(builtin);
  hvl_ruleset_free(loaded);
}

static void test_a_program_is_made_once_when_it_is_asked_for(void **state) {
  (void)state;
  hvl_ruleset *ruleset = compile_text(rules);
  assert_null(ruleset->programs[0]);
  const struct program *program = hvl__program(ruleset, 0);
  assert_non_null(program);
  assert_ptr_equal(hvl__program(ruleset, 0), program);
  assert_null(ruleset->programs[1]);
  hvl_ruleset_free(ruleset);
}

static void test_regexes_are_compiled_anchored(void **state) {
  (void)state;
  static const uint16_t good[] = {'[', 'a', '-', 'z', ']'}, text[] = {'1', 'b'};
  size_t position;
  char message[128];
  pcre2_code_16 *code = hvl__regex_compile(good, 5, NULL, &position, message);
  assert_non_null(code);
  pcre2_match_data_16 *data = pcre2_match_data_create_16(1, NULL);
  assert_int_equal(pcre2_match_16(code, text, 2, 0, 0, data, NULL),
                   PCRE2_ERROR_NOMATCH);
  assert_int_equal(pcre2_match_16(code, text, 2, 1, 0, data, NULL), 1);
  pcre2_match_data_free_16(data);
  pcre2_code_free_16(code);
}

static void test_a_wrong_regex_says_where_and_why(void **state) {
  (void)state;
  static const uint16_t wrong[] = {'a', '(', 'b'};
  size_t position;
  char message[128];
  assert_null(hvl__regex_compile(wrong, 3, NULL, &position, message));
  assert_int_equal(position, 3);
  assert_non_null(strstr(message, "parenthes"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_ruleset_lives_until_its_last_holder_lets_go),
      cmocka_unit_test(test_saving_asks_for_room_first),
      cmocka_unit_test(test_bad_arguments_are_refused),
      cmocka_unit_test(test_every_failing_allocation_of_a_load_is_a_status),
      cmocka_unit_test(test_the_rules_built_in_would_be_taken_from_a_file),
      cmocka_unit_test(test_a_program_is_made_once_when_it_is_asked_for),
      cmocka_unit_test(test_regexes_are_compiled_anchored),
      cmocka_unit_test(test_a_wrong_regex_says_where_and_why),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* arguments_test.c - bad arguments are a status and change nothing. */
#include "help.h"

static const char not_null;
/* Where a failing call must store NULL. */
#define FILLED ((void *)(uintptr_t)&not_null)

static void test_a_null_out_is_an_argument_error(void **state) {
  (void)state;
  hvl_ruleset *ruleset = help_compile(help_rules, NULL);
  hvl_compiler *compiler;
  assert_int_equal(hvl_compiler_new(&compiler, NULL), HVL_OK);
  assert_int_equal(hvl_compiler_new(NULL, NULL), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_compiler_build(compiler, NULL), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_ruleset_builtin(NULL, NULL), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_ruleset_load(NULL, "x", 1, NULL), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_ruleset_map(NULL, "x", 1, NULL), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_session_new(NULL, ruleset, NULL), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_ruleset_save(ruleset, NULL, NULL), HVL_ERR_ARGUMENT);
  hvl_compiler_free(compiler);
  hvl_ruleset_free(ruleset);
}

static void test_a_null_object_is_an_argument_error(void **state) {
  (void)state;
  hvl_ruleset *ruleset = FILLED;
  hvl_session *session = FILLED;
  hvl_message message = help_message(HVL_SELLER, "x");
  size_t size = 0;
  hvl_text text = {"", 0};
  assert_int_equal(hvl_compiler_add(NULL, "a", text), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_compiler_add_file(NULL, "a"), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_compiler_add_builtin(NULL), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_compiler_build(NULL, &ruleset), HVL_ERR_ARGUMENT);
  assert_null(ruleset);
  assert_int_equal(hvl_session_new(&session, NULL, NULL), HVL_ERR_ARGUMENT);
  assert_null(session);
  ruleset = FILLED;
  assert_int_equal(hvl_ruleset_load(&ruleset, NULL, 9, NULL), HVL_ERR_ARGUMENT);
  assert_null(ruleset);
  ruleset = FILLED;
  assert_int_equal(hvl_ruleset_map(&ruleset, NULL, 9, NULL), HVL_ERR_ARGUMENT);
  assert_null(ruleset);
  assert_int_equal(hvl_ruleset_save(NULL, NULL, &size), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_session_feed(NULL, &message, 1), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_session_check(NULL, &message), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_session_finish(NULL), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_session_set_fact(NULL, "a", "b"), HVL_ERR_ARGUMENT);
}

static void test_freeing_null_does_nothing(void **state) {
  (void)state;
  hvl_compiler_free(NULL);
  hvl_ruleset_free(NULL);
  hvl_session_free(NULL);
}

static void test_null_is_tolerated_where_nothing_can_be_said(void **state) {
  (void)state;
  hvl_session_reset(NULL);
  hvl_session_explain(NULL, 1);
  assert_null(hvl_ruleset_ref(NULL));
  assert_null(hvl_compiler_diag(NULL, 0));
  assert_null(hvl_ruleset_rule(NULL, 0));
  assert_null(hvl_ruleset_example(NULL, 0));
  assert_null(hvl_ruleset_fact_value(NULL, "cod", 0));
  assert_null(hvl_ruleset_named_value(NULL, "cod", 0));
  assert_null(hvl_session_next(NULL));
  assert_null(hvl_session_diag(NULL));
  assert_null(hvl_session_reason(NULL, 0));
  assert_int_equal(hvl_session_message_count(NULL), 0);
}

static void test_options_out_of_range_are_refused(void **state) {
  (void)state;
  hvl_ruleset *ruleset = help_compile(help_rules, NULL);
  hvl_options options = HVL_OPTIONS_INIT;
  hvl_session *session = FILLED;
  hvl_compiler *compiler = FILLED;
  options.size = 0;
  assert_int_equal(hvl_compiler_new(&compiler, &options), HVL_ERR_ARGUMENT);
  assert_null(compiler);
  assert_int_equal(hvl_session_new(&session, ruleset, &options),
                   HVL_ERR_ARGUMENT);
  assert_null(session);
  options = (hvl_options)HVL_OPTIONS_INIT;
  options.level = 4;
  assert_int_equal(hvl_session_new(&session, ruleset, &options),
                   HVL_ERR_ARGUMENT);
  hvl_ruleset_free(ruleset);
}

/* Where the last field of version 0.1 ends; padding may follow. */
static void test_options_of_the_first_version_are_enough(void **state) {
  (void)state;
  hvl_options options = HVL_OPTIONS_INIT;
  hvl_compiler *compiler = FILLED;
  options.size = offsetof(hvl_options, level) + sizeof options.level;
  assert_int_equal(hvl_compiler_new(&compiler, &options), HVL_OK);
  hvl_compiler_free(compiler);
  options.size--;
  assert_int_equal(hvl_compiler_new(&compiler, &options), HVL_ERR_ARGUMENT);
}

static void test_a_level_out_of_range_is_refused_everywhere(void **state) {
  (void)state;
  hvl_options options = HVL_OPTIONS_INIT;
  hvl_compiler *compiler = FILLED;
  hvl_ruleset *ruleset = FILLED;
  options.level = 4;
  assert_int_equal(hvl_compiler_new(&compiler, &options), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_ruleset_builtin(&ruleset, &options), HVL_ERR_ARGUMENT);
  assert_null(ruleset);
  assert_int_equal(hvl_ruleset_load(&ruleset, "", 0, &options),
                   HVL_ERR_ARGUMENT);
}

static void test_options_of_a_later_version_are_accepted(void **state) {
  (void)state;
  struct {
    hvl_options options;
    char later[16];
  } longer = {HVL_OPTIONS_INIT, {0}};
  hvl_compiler *compiler;
  longer.options.size = sizeof longer;
  assert_int_equal(hvl_compiler_new(&compiler, &longer.options), HVL_OK);
  hvl_compiler_free(compiler);
}

static void test_a_bad_message_is_refused_and_not_fed(void **state) {
  (void)state;
  hvl_ruleset *ruleset = help_compile(help_rules, NULL);
  hvl_session *session = help_session(ruleset, NULL);
  enum { BAD = 6 };
  hvl_message bad[BAD];
  for (int i = 0; i < BAD; i++) bad[i] = help_message(HVL_SELLER, "加微信");
  bad[0].size = 0;
  bad[1].role = (hvl_role)0;
  bad[2].role = (hvl_role)4;
  bad[3].text.data = NULL;
  bad[4].account = (hvl_text){NULL, 3};
  bad[5].size++; /* the next one would not be aligned */
  for (int i = 0; i < BAD; i++) {
    assert_int_equal(hvl_session_feed(session, &bad[i], 1), HVL_ERR_ARGUMENT);
    assert_int_equal(hvl_session_check(session, &bad[i]), HVL_ERR_ARGUMENT);
    assert_null(hvl_session_next(session));
  }
  assert_int_equal(hvl_session_feed(session, NULL, 1), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_session_check(session, NULL), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_session_message_count(session), 0);
  hvl_session_free(session);
  hvl_ruleset_free(ruleset);
}

static void test_one_bad_message_refuses_the_whole_array(void **state) {
  (void)state;
  hvl_ruleset *ruleset = help_compile(help_rules, NULL);
  hvl_session *session = help_session(ruleset, NULL);
  hvl_message messages[2] = {help_message(HVL_SELLER, "加微信"),
                             help_message(HVL_SELLER, "加微信")};
  messages[1].role = (hvl_role)9;
  assert_int_equal(hvl_session_feed(session, messages, 2), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_session_message_count(session), 0);
  assert_null(hvl_session_next(session));
  hvl_session_free(session);
  hvl_ruleset_free(ruleset);
}

static void test_feeding_nothing_is_fine(void **state) {
  (void)state;
  hvl_ruleset *ruleset = help_compile(help_rules, NULL);
  hvl_session *session = help_session(ruleset, NULL);
  hvl_message empty = HVL_MESSAGE_INIT;
  assert_int_equal(hvl_session_feed(session, NULL, 0), HVL_OK);
  assert_int_equal(hvl_session_feed(session, &empty, 1), HVL_OK);
  assert_int_equal(hvl_session_message_count(session), 1);
  assert_null(hvl_session_next(session));
  hvl_session_free(session);
  hvl_ruleset_free(ruleset);
}

static void test_an_unknown_fact_is_an_argument_error(void **state) {
  (void)state;
  hvl_ruleset *ruleset = help_compile(help_rules, NULL);
  hvl_session *session = help_session(ruleset, NULL);
  assert_int_equal(hvl_session_set_fact(session, "weather", "fine"),
                   HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_session_set_fact(session, NULL, "x"), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_session_set_fact(session, "cod", NULL),
                   HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_session_set_fact(session, "cod", "false"), HVL_OK);
  hvl_session_free(session);
  hvl_ruleset_free(ruleset);
}

static void test_a_fact_has_the_values_that_the_rules_say(void **state) {
  (void)state;
  hvl_ruleset *ruleset = help_compile(help_rules, NULL);
  assert_string_equal(hvl_ruleset_fact_value(ruleset, "cod", 0), "true");
  assert_string_equal(hvl_ruleset_fact_value(ruleset, "cod", 1), "false");
  assert_null(hvl_ruleset_fact_value(ruleset, "cod", 2));
  assert_null(hvl_ruleset_fact_value(ruleset, "cod", SIZE_MAX));
  assert_null(hvl_ruleset_fact_value(ruleset, "shop", 0));
  assert_null(hvl_ruleset_fact_value(ruleset, "weather", 0));
  assert_null(hvl_ruleset_fact_value(ruleset, NULL, 0));
  hvl_ruleset_free(ruleset);
}

static void test_a_fact_tells_the_values_that_rules_name(void **state) {
  (void)state;
  hvl_ruleset *ruleset = help_compile(help_rules, NULL);
  assert_string_equal(hvl_ruleset_named_value(ruleset, "shop", 0), "tmall");
  assert_string_equal(hvl_ruleset_named_value(ruleset, "shop", 1), "taobao");
  assert_null(hvl_ruleset_named_value(ruleset, "shop", 2));
  assert_null(hvl_ruleset_named_value(ruleset, "shop", SIZE_MAX));
  assert_string_equal(hvl_ruleset_named_value(ruleset, "cod", 0), "true");
  assert_null(hvl_ruleset_named_value(ruleset, "cod", 1));
  assert_null(hvl_ruleset_named_value(ruleset, "weather", 0));
  assert_null(hvl_ruleset_named_value(ruleset, NULL, 0));
  hvl_ruleset_free(ruleset);
}

static void test_every_status_has_a_text(void **state) {
  (void)state;
  for (int status = -12; status <= 3; status++) {
    const char *text = hvl_status_text((hvl_status)status);
    assert_non_null(text);
    assert_true(strlen(text) > 0);
  }
}

static void test_the_version_is_that_of_the_header(void **state) {
  (void)state;
  assert_int_equal(hvl_version(), HVL_VERSION_MAJOR << 16 |
                                      HVL_VERSION_MINOR << 8 |
                                      HVL_VERSION_PATCH);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_null_out_is_an_argument_error),
      cmocka_unit_test(test_a_null_object_is_an_argument_error),
      cmocka_unit_test(test_freeing_null_does_nothing),
      cmocka_unit_test(test_null_is_tolerated_where_nothing_can_be_said),
      cmocka_unit_test(test_options_out_of_range_are_refused),
      cmocka_unit_test(test_options_of_the_first_version_are_enough),
      cmocka_unit_test(test_a_level_out_of_range_is_refused_everywhere),
      cmocka_unit_test(test_options_of_a_later_version_are_accepted),
      cmocka_unit_test(test_a_bad_message_is_refused_and_not_fed),
      cmocka_unit_test(test_one_bad_message_refuses_the_whole_array),
      cmocka_unit_test(test_feeding_nothing_is_fine),
      cmocka_unit_test(test_an_unknown_fact_is_an_argument_error),
      cmocka_unit_test(test_a_fact_has_the_values_that_the_rules_say),
      cmocka_unit_test(test_a_fact_tells_the_values_that_rules_name),
      cmocka_unit_test(test_every_status_has_a_text),
      cmocka_unit_test(test_the_version_is_that_of_the_header),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

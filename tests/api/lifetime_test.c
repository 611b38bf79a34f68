/* SPDX-License-Identifier: MIT */
/* lifetime_test.c - who owns what, and for how long. */
#include "help.h"

static void expect_adds(hvl_session *session) {
  hvl_message message = help_message(HVL_SELLER, "亲加微信");
  assert_int_equal(hvl_session_feed(session, &message, 1), HVL_OK);
  const hvl_finding *finding = hvl_session_next(session);
  assert_non_null(finding);
  assert_string_equal(finding->rule->id, "test.add");
  assert_null(hvl_session_next(session));
}

static void test_a_session_keeps_its_ruleset(void **state) {
  (void)state;
  hvl_ruleset *ruleset = help_compile(help_rules, NULL);
  hvl_session *session = help_session(ruleset, NULL);
  hvl_ruleset_free(ruleset);
  expect_adds(session);
  hvl_session_free(session);
}

static void test_a_ruleset_outlives_its_sessions(void **state) {
  (void)state;
  hvl_ruleset *ruleset = help_compile(help_rules, NULL);
  hvl_session *one = help_session(ruleset, NULL);
  hvl_session *two = help_session(ruleset, NULL);
  hvl_session_free(one);
  expect_adds(two);
  hvl_session_free(two);
  two = help_session(ruleset, NULL);
  expect_adds(two);
  hvl_ruleset_free(ruleset);
  hvl_session_free(two);
}

static void test_each_ref_is_given_back(void **state) {
  (void)state;
  struct budget budget = {0};
  hvl_options options = HVL_OPTIONS_INIT;
  options.allocator = budget_allocator(&budget);
  hvl_ruleset *ruleset = help_compile(help_rules, &options);
  assert_ptr_equal(hvl_ruleset_ref(ruleset), ruleset);
  hvl_ruleset_free(ruleset);
  assert_string_equal(hvl_ruleset_rule(ruleset, 0)->id, "test.account");
  assert_true(budget.live > 0);
  hvl_ruleset_free(ruleset);
  assert_int_equal(budget.live, 0);
}

static void
test_what_is_made_from_an_object_inherits_its_allocator(void **state) {
  (void)state;
  struct budget budget = {0}, own = {0};
  hvl_options options = HVL_OPTIONS_INIT;
  options.allocator = budget_allocator(&budget);
  hvl_ruleset *ruleset = help_compile(help_rules, &options);
  size_t live = budget.live;
  assert_true(live > 0);
  hvl_session *session = help_session(ruleset, NULL);
  assert_true(budget.live > live);
  hvl_session_free(session);
  assert_int_equal(budget.live, live);
  options.allocator = budget_allocator(&own);
  session = help_session(ruleset, &options);
  expect_adds(session);
  assert_int_equal(budget.live, live);
  assert_true(own.live > 0);
  hvl_session_free(session);
  assert_int_equal(own.live, 0);
  hvl_ruleset_free(ruleset);
  assert_int_equal(budget.live, 0);
}

static void test_arguments_are_copied(void **state) {
  (void)state;
  char text[] = "亲加微信", account[] = "anna", name[] = "x.yaml";
  size_t size = strlen(help_rules);
  char *rules = malloc(size);
  hvl_compiler *compiler;
  hvl_ruleset *ruleset;
  assert_non_null(rules);
  memcpy(rules, help_rules, size);
  assert_int_equal(hvl_compiler_new(&compiler, NULL), HVL_OK);
  assert_int_equal(hvl_compiler_add(compiler, name, (hvl_text){rules, size}),
                   HVL_OK);
  memset(rules, '!', size);
  free(rules);
  memset(name, '!', sizeof name - 1);
  assert_int_equal(hvl_compiler_build(compiler, &ruleset), HVL_OK);
  hvl_compiler_free(compiler);
  hvl_session *session = help_session(ruleset, NULL);
  hvl_message message = help_message(HVL_SELLER, text);
  message.account = (hvl_text){account, 4};
  assert_int_equal(hvl_session_feed(session, &message, 1), HVL_OK);
  memset(text, '!', sizeof text - 1);
  memset(account, '!', sizeof account - 1);
  assert_string_equal(hvl_session_next(session)->rule->id, "test.add");
  hvl_session_free(session);
  assert_string_equal(hvl_ruleset_example(ruleset, 0)->file, "x.yaml");
  hvl_ruleset_free(ruleset);
}

static void test_a_compiler_is_empty_after_a_build(void **state) {
  (void)state;
  hvl_compiler *compiler;
  hvl_ruleset *ruleset;
  hvl_text text = {help_rules, strlen(help_rules)};
  assert_int_equal(hvl_compiler_new(&compiler, NULL), HVL_OK);
  for (int round = 0; round < 2; round++) {
    assert_int_equal(hvl_compiler_add(compiler, "a.yaml", text), HVL_OK);
    assert_int_equal(hvl_compiler_build(compiler, &ruleset), HVL_OK);
    assert_non_null(hvl_ruleset_rule(ruleset, 5));
    assert_null(hvl_ruleset_rule(ruleset, 6));
    hvl_ruleset_free(ruleset);
  }
  hvl_compiler_free(compiler);
}

static void test_diagnostics_stay_until_the_next_add(void **state) {
  (void)state;
  hvl_compiler *compiler;
  hvl_ruleset *ruleset;
  hvl_text bad = {"hvline: 1\nhue: red\n", 19};
  hvl_text good = {help_rules, strlen(help_rules)};
  assert_int_equal(hvl_compiler_new(&compiler, NULL), HVL_OK);
  assert_int_equal(hvl_compiler_add(compiler, "a.yaml", bad), HVL_OK);
  assert_int_equal(hvl_compiler_build(compiler, &ruleset), HVL_ERR_RULES);
  assert_null(ruleset);
  const hvl_diag *diag = hvl_compiler_diag(compiler, 0);
  assert_non_null(diag);
  assert_string_equal(diag->file, "a.yaml");
  assert_int_equal(diag->line, 2);
  assert_int_equal(diag->column, 1);
  assert_int_equal(diag->severity, HVL_ERROR);
  assert_int_equal(hvl_compiler_add(compiler, "b.yaml", good), HVL_OK);
  assert_int_equal(hvl_compiler_build(compiler, &ruleset), HVL_OK);
  hvl_ruleset_free(ruleset);
  hvl_compiler_free(compiler);
}

static void test_a_missing_file_is_an_io_error_with_a_diagnostic(void **state) {
  (void)state;
  hvl_compiler *compiler;
  assert_int_equal(hvl_compiler_new(&compiler, NULL), HVL_OK);
  assert_int_equal(hvl_compiler_add_file(compiler, "no/such/file.yaml"),
                   HVL_ERR_IO);
  const hvl_diag *diag = hvl_compiler_diag(compiler, 0);
  assert_non_null(diag);
  assert_string_equal(diag->file, "no/such/file.yaml");
  hvl_compiler_free(compiler);
}

static void test_examples_are_part_of_the_ruleset(void **state) {
  (void)state;
  hvl_ruleset *ruleset = help_compile(help_rules, NULL);
  size_t count = 0, taobao = 0, accounts = 0;
  const hvl_example *example;
  for (; (example = hvl_ruleset_example(ruleset, count)); count++) {
    assert_string_equal(example->file, "test.yaml");
    assert_true(example->line > 0 && example->column > 0);
    assert_non_null(example->rule);
    assert_true(example->message_count > 0);
    for (size_t i = 0; i < example->fact_count; i++)
      if (!strcmp(example->facts[2 * i], "shop")) taobao++;
    for (size_t i = 0; i < example->message_count; i++)
      if (example->messages[i].account.len) accounts++;
  }
  assert_int_equal(count, 14);
  assert_int_equal(taobao, 1);
  assert_int_equal(accounts, 2);
  hvl_ruleset_free(ruleset);
}

static void test_rules_are_in_order_of_id(void **state) {
  (void)state;
  hvl_ruleset *ruleset = help_compile(help_rules, NULL);
  const hvl_rule *rule;
  for (size_t i = 1; (rule = hvl_ruleset_rule(ruleset, i)); i++)
    assert_true(strcmp(hvl_ruleset_rule(ruleset, i - 1)->id, rule->id) < 0);
  rule = hvl_ruleset_rule(ruleset, 1);
  assert_string_equal(rule->id, "test.add");
  assert_string_equal(rule->line, "test");
  assert_string_equal(rule->line_title.zh, "测试");
  assert_string_equal(rule->title.en, "Adds");
  assert_string_equal(rule->say.zh, "说");
  assert_string_equal(hvl_ruleset_rule(ruleset, 0)->say.zh, "");
  hvl_ruleset_free(ruleset);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_session_keeps_its_ruleset),
      cmocka_unit_test(test_a_ruleset_outlives_its_sessions),
      cmocka_unit_test(test_each_ref_is_given_back),
      cmocka_unit_test(test_what_is_made_from_an_object_inherits_its_allocator),
      cmocka_unit_test(test_arguments_are_copied),
      cmocka_unit_test(test_a_compiler_is_empty_after_a_build),
      cmocka_unit_test(test_diagnostics_stay_until_the_next_add),
      cmocka_unit_test(test_a_missing_file_is_an_io_error_with_a_diagnostic),
      cmocka_unit_test(test_examples_are_part_of_the_ruleset),
      cmocka_unit_test(test_rules_are_in_order_of_id),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

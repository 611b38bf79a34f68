/* SPDX-License-Identifier: MIT */
/* compile_compiler_test.c - the public functions of the compiler. */
#include "compile_fixture.h"

#include "failing_mem.h"

static const char *const good = RULE_FILE(
    "words:\n"
    "  wechat: {words: [微信, vx], evasion: {spaced: 1, sound: 2, split: 2}}\n"
    "  split-characters: [信=亻言]\n"
    "phrases: {brief: [\"^ (不行|没有) $\"]}\n"
    "guards: {negated: {clause: [\"不 @\"], sentence: [从不]}}\n"
    "steps: {asks: {buyer: [\"能 ~4 发票\"], within: 4}}\n"
    "facts: {cod: {default: \"true\"}}\n",
    "    seller: [\"加 ~4 {wechat}\", \"/q{2}\\\\d{5,}/ <mobile>?\"]\n"
    "    unless: {overlap: [加微信群]}\n"
    "    guards: [negated]\n"
    "    after: [asks, {seller: [\"{brief}\"]}]\n"
    "    unless-later: {seller: [发票], within: end}\n"
    "    when: {cod: \"true\"}\n");

static const char *const csv = "list,word,evasion,note\nmore,专票,spaced,\n";

static void test_a_compiler_is_empty_after_a_build(void **state) {
  (void)state;
  hvl_compiler *compiler = new_compiler();
  hvl_ruleset *ruleset;
  add_text(compiler, "a.yaml", good);
  assert_int_equal(hvl_compiler_build(compiler, &ruleset), HVL_OK);
  assert_string_equal(hvl_ruleset_rule(ruleset, 0)->id, "test.rule");
  assert_null(hvl_ruleset_rule(ruleset, 1));
  hvl_ruleset_free(ruleset);
  assert_int_equal(hvl_compiler_build(compiler, &ruleset), HVL_OK);
  assert_null(hvl_ruleset_rule(ruleset, 0));
  hvl_ruleset_free(ruleset);
  hvl_compiler_free(compiler);
}

static void test_diagnostics_of_a_build_stay_until_the_next_add(void **state) {
  (void)state;
  hvl_compiler *compiler = new_compiler();
  hvl_ruleset *ruleset;
  add_text(compiler, "b.yaml", "hvline: 1\nwrong: 1\n");
  add_text(compiler, "a.yaml", "hvline: 2\n");
  assert_string_equal(hvl_compiler_diag(compiler, 0)->file, "a.yaml");
  assert_string_equal(hvl_compiler_diag(compiler, 1)->file, "b.yaml");
  assert_int_equal(hvl_compiler_build(compiler, &ruleset), HVL_ERR_RULES);
  assert_null(ruleset);
  assert_non_null(hvl_compiler_diag(compiler, 1));
  add_text(compiler, "a.yaml", good);
  assert_null(hvl_compiler_diag(compiler, 0));
  assert_int_equal(hvl_compiler_build(compiler, &ruleset), HVL_OK);
  hvl_ruleset_free(ruleset);
  hvl_compiler_free(compiler);
}

static void test_diagnostics_outlive_the_name_that_was_passed(void **state) {
  (void)state;
  hvl_compiler *compiler = new_compiler();
  char name[] = "a.yaml";
  add_text(compiler, name, "hvline: 2\n");
  name[0] = 'x';
  assert_string_equal(hvl_compiler_diag(compiler, 0)->file, "a.yaml");
  hvl_compiler_free(compiler);
}

static void test_a_file_that_is_not_there(void **state) {
  (void)state;
  hvl_compiler *compiler = new_compiler();
  hvl_ruleset *ruleset;
  assert_int_equal(hvl_compiler_add_file(compiler, "/nowhere/a.yaml"),
                   HVL_ERR_IO);
  const hvl_diag *diag = hvl_compiler_diag(compiler, 0);
  assert_string_equal(diag->file, "/nowhere/a.yaml");
  assert_int_equal(diag->line, 0);
  assert_string_equal(diag->message, "there is no such file; check the path");
  assert_string_equal(diag->message_zh, "没有这个文件；请检查路径");
  assert_int_equal(hvl_compiler_add_file(compiler, "/"), HVL_ERR_IO);
  assert_int_equal(hvl_compiler_build(compiler, &ruleset), HVL_ERR_RULES);
  hvl_compiler_free(compiler);
}

static void test_bad_arguments_are_refused(void **state) {
  (void)state;
  hvl_compiler *compiler = new_compiler();
  hvl_text none = {NULL, 0}, bad = {NULL, 1};
  hvl_ruleset *ruleset;
  assert_int_equal(hvl_compiler_new(NULL, NULL), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_compiler_add(NULL, "a", none), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_compiler_add(compiler, NULL, none), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_compiler_add(compiler, "a", bad), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_compiler_add_file(compiler, NULL), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_compiler_add_builtin(NULL), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_compiler_build(compiler, NULL), HVL_ERR_ARGUMENT);
  assert_int_equal(hvl_compiler_build(NULL, &ruleset), HVL_ERR_ARGUMENT);
  assert_null(hvl_compiler_diag(NULL, 0));
  hvl_compiler_free(compiler);
  hvl_compiler_free(NULL);
}

static size_t count_diags(const hvl_compiler *compiler) {
  size_t count = 0;
  while (hvl_compiler_diag(compiler, count)) count++;
  return count;
}

/* Add all texts and build, each call again until it does not fail; after a
 * failure nothing has changed. The ruleset is freed. */
static void build_despite_failure(struct failing_mem *mem, size_t fail_at) {
  hvl_options options = HVL_OPTIONS_INIT;
  options.allocator = failing_allocator(mem);
  *mem = (struct failing_mem){.fail_at = fail_at};
  const char *const names[] = {"a.yaml", "b.csv", "c.yaml"};
  const char *const texts[] = {good, csv, "hvline: 1\nwords: {x: [一]}\n"};
  hvl_compiler *compiler;
  hvl_ruleset *ruleset;
  hvl_status status;
  do {
    status = hvl_compiler_new(&compiler, &options);
  } while (status == HVL_ERR_MEMORY);
  for (int i = 0; i < 3; i++) {
    hvl_text text = {texts[i], strlen(texts[i])};
    size_t before = count_diags(compiler);
    while ((status = hvl_compiler_add(compiler, names[i], text)) != HVL_OK) {
      assert_int_equal(status, HVL_ERR_MEMORY);
      assert_int_equal(count_diags(compiler), before);
    }
  }
  while ((status = hvl_compiler_build(compiler, &ruleset)) != HVL_OK) {
    assert_int_equal(status, HVL_ERR_MEMORY);
    assert_null(ruleset);
    assert_int_equal(count_diags(compiler), 0);
  }
  assert_int_equal(count_diags(compiler), 3); /* unused: more, x; short: 一 */
  assert_string_equal(hvl_ruleset_rule(ruleset, 0)->id, "test.rule");
  hvl_compiler_free(compiler);
  hvl_ruleset_free(ruleset);
  assert_int_equal(mem->live, 0);
}

static void test_every_failing_allocation_leaves_all_as_it_was(void **state) {
  (void)state;
  struct failing_mem mem;
  size_t fail_at = 0;
  do {
    build_despite_failure(&mem, ++fail_at);
  } while (mem.calls >= fail_at);
  assert_true(fail_at > 50);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_compiler_is_empty_after_a_build),
      cmocka_unit_test(test_diagnostics_of_a_build_stay_until_the_next_add),
      cmocka_unit_test(test_diagnostics_outlive_the_name_that_was_passed),
      cmocka_unit_test(test_a_file_that_is_not_there),
      cmocka_unit_test(test_bad_arguments_are_refused),
      cmocka_unit_test(test_every_failing_allocation_leaves_all_as_it_was),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

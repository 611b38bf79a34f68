/* SPDX-License-Identifier: MIT */
/* memory_test.c - the Nth allocation fails, for every N: a status, no leak, and
 * every object as it was. */
#include "help.h"

/* N rises by one up to here, then by a twentieth: later failures hit loops that
 * earlier ones have been through. */
enum { EVERY = 600 };

static size_t next(size_t n) {
  return n < EVERY ? n + 1 : n + n / 20;
}

static hvl_options options_over(struct budget *budget) {
  hvl_options options = HVL_OPTIONS_INIT;
  options.allocator = budget_allocator(budget);
  options.level = 3;
  return options;
}

/* From now on the `n`th allocation fails, and all after it. */
static void ration(struct budget *budget, size_t n) {
  budget->calls = 0;
  budget->fail = n;
}

static void lift(struct budget *budget) {
  budget->fail = 0;
}

/* Either it worked, or memory ran out; true: it worked. */
static bool worked(hvl_status status) {
  assert_true(status == HVL_OK || status == HVL_ERR_MEMORY);
  return status == HVL_OK;
}

/* ---- Compiler ------------------------------------------------------------ */

static void *save(const hvl_ruleset *ruleset, size_t *size) {
  *size = 0;
  assert_int_equal(hvl_ruleset_save(ruleset, NULL, size), HVL_OK);
  void *bytes = malloc(*size);
  assert_non_null(bytes);
  assert_int_equal(hvl_ruleset_save(ruleset, bytes, size), HVL_OK);
  return bytes;
}

static void expect_same_bytes(const hvl_ruleset *a, const hvl_ruleset *b) {
  size_t size_a, size_b;
  void *bytes_a = save(a, &size_a), *bytes_b = save(b, &size_b);
  assert_int_equal(size_a, size_b);
  assert_memory_equal(bytes_a, bytes_b, size_a);
  free(bytes_a);
  free(bytes_b);
}

static void test_a_compiler_is_made_or_not(void **state) {
  (void)state;
  struct budget budget = {0};
  hvl_options options = options_over(&budget);
  hvl_compiler *compiler;
  for (size_t n = 1;; n = next(n)) {
    ration(&budget, n);
    if (worked(hvl_compiler_new(&compiler, &options))) break;
    assert_null(compiler);
    assert_int_equal(budget.live, 0);
  }
  hvl_compiler_free(compiler);
  assert_int_equal(budget.live, 0);
}

/* A text whose adding failed can be added again. */
static void test_adding_is_done_or_not_done(void **state) {
  (void)state;
  struct budget budget = {0};
  hvl_options options = options_over(&budget);
  hvl_ruleset *plain = help_compile(help_rules, NULL), *ruleset;
  hvl_text text = {help_rules, strlen(help_rules)};
  bool done = false;
  for (size_t n = 1; !done; n = next(n)) {
    hvl_compiler *compiler;
    lift(&budget);
    assert_int_equal(hvl_compiler_new(&compiler, &options), HVL_OK);
    ration(&budget, n);
    done = worked(hvl_compiler_add(compiler, "test.yaml", text));
    lift(&budget);
    if (!done)
      assert_int_equal(hvl_compiler_add(compiler, "test.yaml", text), HVL_OK);
    assert_int_equal(hvl_compiler_build(compiler, &ruleset), HVL_OK);
    expect_same_bytes(plain, ruleset);
    hvl_ruleset_free(ruleset);
    hvl_compiler_free(compiler);
    assert_int_equal(budget.live, 0);
  }
  hvl_ruleset_free(plain);
}

/* What was added is still there after a failed build. */
static void test_a_build_that_failed_can_be_tried_again(void **state) {
  (void)state;
  struct budget budget = {0};
  hvl_options options = options_over(&budget);
  hvl_ruleset *plain = help_compile(help_rules, NULL), *ruleset;
  hvl_text text = {help_rules, strlen(help_rules)};
  bool done = false;
  for (size_t n = 1; !done; n = next(n)) {
    hvl_compiler *compiler;
    lift(&budget);
    assert_int_equal(hvl_compiler_new(&compiler, &options), HVL_OK);
    assert_int_equal(hvl_compiler_add(compiler, "test.yaml", text), HVL_OK);
    ration(&budget, n);
    done = worked(hvl_compiler_build(compiler, &ruleset));
    lift(&budget);
    if (!done) {
      assert_null(ruleset);
      assert_int_equal(hvl_compiler_build(compiler, &ruleset), HVL_OK);
    }
    expect_same_bytes(plain, ruleset);
    hvl_ruleset_free(ruleset);
    hvl_compiler_free(compiler);
    assert_int_equal(budget.live, 0);
  }
  hvl_ruleset_free(plain);
}

static void test_faults_without_memory_are_a_memory_error(void **state) {
  (void)state;
  static const char faults[] =
      "hvline: 1\nhue: red\nwords: {a: [], b: ['{c}']}\nrules: [{id: 9}]\n";
  struct budget budget = {0};
  hvl_options options = options_over(&budget);
  hvl_status status = HVL_ERR_MEMORY;
  for (size_t n = 1; status == HVL_ERR_MEMORY; n = next(n)) {
    hvl_compiler *compiler;
    hvl_ruleset *ruleset;
    lift(&budget);
    assert_int_equal(hvl_compiler_new(&compiler, &options), HVL_OK);
    ration(&budget, n);
    status = hvl_compiler_add(compiler, "a.yaml",
                              (hvl_text){faults, sizeof faults - 1});
    if (worked(status)) status = hvl_compiler_build(compiler, &ruleset);
    assert_true(status == HVL_ERR_MEMORY || status == HVL_ERR_RULES);
    hvl_compiler_free(compiler);
    assert_int_equal(budget.live, 0);
  }
  assert_int_equal(status, HVL_ERR_RULES);
}

static void test_the_builtin_source_is_added_or_not(void **state) {
  (void)state;
  struct budget budget = {0};
  hvl_options options = options_over(&budget);
  bool done = false;
  for (size_t n = 1; !done; n = n < 8 ? n + 1 : 2 * n) {
    hvl_compiler *compiler;
    hvl_ruleset *ruleset;
    lift(&budget);
    assert_int_equal(hvl_compiler_new(&compiler, &options), HVL_OK);
    ration(&budget, n);
    hvl_status status = hvl_compiler_add_builtin(compiler);
    if (worked(status)) status = hvl_compiler_build(compiler, &ruleset);
    done = worked(status);
    if (done) hvl_ruleset_free(ruleset);
    hvl_compiler_free(compiler);
    assert_int_equal(budget.live, 0);
  }
}

/* ---- Ruleset ------------------------------------------------------------- */

static void test_a_ruleset_is_loaded_or_not(void **state) {
  (void)state;
  struct budget budget = {0};
  hvl_options options = options_over(&budget);
  hvl_ruleset *plain = help_compile(help_rules, NULL), *ruleset;
  size_t size;
  void *bytes = save(plain, &size);
  for (size_t n = 1;; n = next(n)) {
    ration(&budget, n);
    if (worked(hvl_ruleset_load(&ruleset, bytes, size, &options))) break;
    assert_null(ruleset);
    assert_int_equal(budget.live, 0);
  }
  expect_same_bytes(plain, ruleset);
  hvl_ruleset_free(ruleset);
  assert_int_equal(budget.live, 0);
  free(bytes);
  hvl_ruleset_free(plain);
}

static void test_the_builtin_ruleset_is_made_or_not(void **state) {
  (void)state;
  struct budget budget = {0};
  hvl_options options = options_over(&budget);
  hvl_ruleset *ruleset;
  for (size_t n = 1;; n = next(n)) {
    ration(&budget, n);
    if (worked(hvl_ruleset_builtin(&ruleset, &options))) break;
    assert_null(ruleset);
    assert_int_equal(budget.live, 0);
  }
  hvl_ruleset_free(ruleset);
  assert_int_equal(budget.live, 0);
}

/* ---- Session ------------------------------------------------------------- */

static void test_a_session_is_made_or_not(void **state) {
  (void)state;
  struct budget budget = {0};
  hvl_options options = options_over(&budget);
  hvl_ruleset *ruleset = help_compile(help_rules, NULL);
  hvl_session *session;
  for (size_t n = 1;; n = next(n)) {
    ration(&budget, n);
    if (worked(hvl_session_new(&session, ruleset, &options))) break;
    assert_null(session);
    assert_int_equal(budget.live, 0);
  }
  hvl_session_free(session);
  assert_int_equal(budget.live, 0);
  hvl_ruleset_free(ruleset);
}

/* What a session is put through, step by step. */
enum action { STATE_FACT, FEED, CHECK, FINISH };
struct step {
  enum action action;
  hvl_role role;
  const char *text, *account;
};
static const struct step script[] = {
    {FEED, HVL_BUYER, "能开发票吗，电话13800000000", "anna"},
    {CHECK, HVL_SELLER, "没有哦，加微信", ""},
    {FEED, HVL_SELLER, "稍等", ""},
    {STATE_FACT, HVL_SELLER, "taobao", ""},
    {FEED, HVL_SELLER, "可以加", ""},
    {FEED, HVL_SELLER, "微信，不接货到付款，开不了发票", ""},
    {FEED, HVL_BUYER, "我是她朋友", "bella"},
    {CHECK, HVL_SELLER, "电话13800000000", ""},
    {FEED, HVL_SELLER, "电话13800000000，加葳 芯或者vx abcd12345", ""},
    {FEED, HVL_BUYER, "开发票", "anna"},
    {FEED, HVL_SELLER, "稍等，没有哦", ""},
    {FEED, HVL_SELLER, "没有哦", ""},
    {FINISH, HVL_SELLER, "", ""}};
enum { STEPS = sizeof script / sizeof *script };

static hvl_status take_step(hvl_session *session, const struct step *step) {
  hvl_message message = help_message(step->role, step->text);
  message.account = (hvl_text){step->account, strlen(step->account)};
  switch (step->action) {
  case STATE_FACT: return hvl_session_set_fact(session, "shop", step->text);
  case FEED: return hvl_session_feed(session, &message, 1);
  case CHECK: return hvl_session_check(session, &message);
  default: return hvl_session_finish(session);
  }
}

/* Run the script; before step `broken` memory is rationed so that its `n`th
 * allocation fails, and the step is then taken again. True: it did not fail. */
static bool run_script(hvl_session *session, struct budget *budget,
                       size_t broken, size_t n, struct log *log) {
  bool untouched = true;
  log_clear(log);
  for (size_t i = 0; i < STEPS; i++) {
    size_t fed = hvl_session_message_count(session);
    if (i == broken) {
      ration(budget, n);
      untouched = worked(take_step(session, &script[i]));
      lift(budget);
    }
    if (i == broken && !untouched)
      assert_int_equal(hvl_session_message_count(session), fed);
    if (i != broken || !untouched)
      assert_int_equal(take_step(session, &script[i]), HVL_OK);
    log_take(log, session);
  }
  return untouched;
}

static void test_a_session_is_as_it_was_after_each_failure(void **state) {
  (void)state;
  struct budget budget = {0};
  struct log plain = {0}, log = {0};
  hvl_options options = options_over(&budget);
  hvl_ruleset *ruleset = help_compile(help_rules, NULL);
  hvl_session *session = help_session(ruleset, &options);
  run_script(session, &budget, STEPS, 0, &plain);
  hvl_session_free(session);
  assert_true(plain.len > 0);
  for (size_t broken = 0; broken < STEPS; broken++) {
    bool untouched = false;
    for (size_t n = 1; !untouched; n = next(n)) {
      session = help_session(ruleset, &options);
      untouched = run_script(session, &budget, broken, n, &log);
      assert_string_equal(log.text, plain.text);
      hvl_session_free(session);
      assert_int_equal(budget.live, 0);
    }
  }
  log_free(&log);
  log_free(&plain);
  hvl_ruleset_free(ruleset);
}

static void
test_of_an_array_the_messages_before_the_failure_are_fed(void **state) {
  (void)state;
  struct budget budget = {0};
  struct log plain = {0}, log = {0};
  hvl_options options = options_over(&budget);
  hvl_ruleset *ruleset = help_compile(help_rules, NULL);
  hvl_message messages[] = {
      help_message(HVL_BUYER, "能开发票吗"), help_message(HVL_SELLER, "没有哦"),
      help_message(HVL_SELLER, "可以加"), help_message(HVL_SELLER, "微信"),
      help_message(HVL_SELLER, "开不了发票，重复不")};
  size_t count = sizeof messages / sizeof *messages;
  bool untouched = false;
  hvl_session *session = help_session(ruleset, &options);
  assert_int_equal(hvl_session_feed(session, messages, count), HVL_OK);
  log_take(&plain, session);
  hvl_session_free(session);
  for (size_t n = 1; !untouched; n = next(n)) {
    session = help_session(ruleset, &options);
    log_clear(&log);
    ration(&budget, n);
    untouched = worked(hvl_session_feed(session, messages, count));
    lift(&budget);
    size_t fed = hvl_session_message_count(session);
    log_take(&log, session);
    assert_int_equal(hvl_session_feed(session, messages + fed, count - fed),
                     HVL_OK);
    log_take(&log, session);
    assert_string_equal(log.text, plain.text);
    hvl_session_free(session);
    assert_int_equal(budget.live, 0);
  }
  log_free(&log);
  log_free(&plain);
  hvl_ruleset_free(ruleset);
}

static void test_reasons_without_memory_are_a_memory_error(void **state) {
  (void)state;
  struct budget budget = {0};
  hvl_options options = options_over(&budget);
  hvl_ruleset *ruleset = help_compile(help_rules, NULL);
  hvl_message message = help_message(HVL_SELLER, "加微信，重复开不了发票");
  bool done = false;
  for (size_t n = 1; !done; n = next(n)) {
    lift(&budget);
    hvl_session *session = help_session(ruleset, &options);
    hvl_session_explain(session, 1);
    ration(&budget, n);
    done = worked(hvl_session_feed(session, &message, 1));
    hvl_session_free(session);
    assert_int_equal(budget.live, 0);
  }
  hvl_ruleset_free(ruleset);
}

static void test_a_conversation_seen_before_allocates_nothing(void **state) {
  (void)state;
  struct budget budget = {0};
  struct log log = {0};
  hvl_options options = options_over(&budget);
  hvl_ruleset *ruleset = help_compile(help_rules, NULL);
  hvl_session *session = help_session(ruleset, &options);
  hvl_message messages[] = {help_message(HVL_BUYER, "能开发票吗"),
                            help_message(HVL_SELLER, "没有哦，加微信")};
  for (int round = 0; round < 3; round++) {
    hvl_session_reset(session);
    budget.calls = 0;
    for (int i = 0; i < 20; i++)
      assert_int_equal(hvl_session_feed(session, messages, 2), HVL_OK);
    log_take(&log, session);
  }
  assert_int_equal(budget.calls, 0);
  log_free(&log);
  hvl_session_free(session);
  hvl_ruleset_free(ruleset);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_compiler_is_made_or_not),
      cmocka_unit_test(test_adding_is_done_or_not_done),
      cmocka_unit_test(test_a_build_that_failed_can_be_tried_again),
      cmocka_unit_test(test_faults_without_memory_are_a_memory_error),
      cmocka_unit_test(test_the_builtin_source_is_added_or_not),
      cmocka_unit_test(test_a_ruleset_is_loaded_or_not),
      cmocka_unit_test(test_the_builtin_ruleset_is_made_or_not),
      cmocka_unit_test(test_a_session_is_made_or_not),
      cmocka_unit_test(test_a_session_is_as_it_was_after_each_failure),
      cmocka_unit_test(
          test_of_an_array_the_messages_before_the_failure_are_fed),
      cmocka_unit_test(test_reasons_without_memory_are_a_memory_error),
      cmocka_unit_test(test_a_conversation_seen_before_allocates_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

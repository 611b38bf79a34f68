/* SPDX-License-Identifier: MIT */
/* One ruleset in many threads: every session finds the same. Run under TSan. */
#include <hvline.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { THREADS = 8, ROUNDS = 20 };

static const struct {
  hvl_role role;
  const char *text;
} chat[] = {
    {HVL_BUYER, "能开发票吗"},
    {HVL_SELLER, "亲 开不了发票的哦"},
    {HVL_BUYER, "为什么 页面写了可以开"},
    {HVL_SELLER, "加微信 wx12345678 转账便宜"},
    {HVL_SELLER, "您的手机号 13800138000 对吗"},
};
enum { CHAT_LEN = sizeof chat / sizeof chat[0] };

struct worker {
  pthread_t thread;
  hvl_ruleset *ruleset;
  hvl_session *session;
  hvl_status status;
  size_t findings;
  uint64_t digest; /* of rules and spans, in order */
};

static void digest(struct worker *worker, uint64_t value) {
  worker->digest = (worker->digest ^ value) * UINT64_C(1099511628211);
}

static void take(struct worker *worker) {
  const hvl_finding *finding;
  while ((finding = hvl_session_next(worker->session))) {
    worker->findings++;
    for (const char *c = finding->rule->id; *c; c++)
      digest(worker, (unsigned char)*c);
    for (size_t i = 0; i < finding->span_count; i++) {
      digest(worker, finding->spans[i].message);
      digest(worker, finding->spans[i].start);
      digest(worker, finding->spans[i].end);
    }
  }
}

static hvl_status judge_chat(struct worker *worker) {
  hvl_status status = HVL_OK;
  hvl_session_reset(worker->session);
  for (size_t i = 0; i < CHAT_LEN && status == HVL_OK; i++) {
    hvl_message message = HVL_MESSAGE_INIT;
    message.role = chat[i].role;
    message.text.data = chat[i].text;
    message.text.len = strlen(chat[i].text);
    status = hvl_session_feed(worker->session, &message, 1);
    take(worker);
  }
  if (status == HVL_OK) status = hvl_session_finish(worker->session);
  take(worker);
  return status;
}

static void *judge(void *data) {
  struct worker *worker = data;
  hvl_session *session;
  worker->status = hvl_session_new(&session, worker->ruleset, NULL);
  hvl_ruleset_free(worker->ruleset);
  worker->session = session;
  for (int i = 0; i < ROUNDS && worker->status == HVL_OK; i++)
    worker->status = judge_chat(worker);
  hvl_session_free(session);
  return NULL;
}

static void start(struct worker *worker, hvl_ruleset *ruleset) {
  memset(worker, 0, sizeof *worker);
  worker->ruleset = hvl_ruleset_ref(ruleset);
  assert_int_equal(pthread_create(&worker->thread, NULL, judge, worker), 0);
}

static void test_threads_that_share_a_ruleset_find_the_same(void **state) {
  (void)state;
  struct worker workers[THREADS];
  hvl_ruleset *ruleset;
  assert_int_equal(hvl_ruleset_builtin(&ruleset, NULL), HVL_OK);
  for (int i = 0; i < THREADS; i++) start(&workers[i], ruleset);
  hvl_ruleset_free(ruleset); /* the last thread to end frees it in truth */
  for (int i = 0; i < THREADS; i++) {
    pthread_join(workers[i].thread, NULL);
    assert_int_equal(workers[i].status, HVL_OK);
    assert_true(workers[i].findings >= ROUNDS);
    assert_int_equal(workers[i].findings, workers[0].findings);
    assert_true(workers[i].digest == workers[0].digest);
  }
}

static void *load_and_free(void *data) {
  hvl_ruleset *ruleset;
  size_t *rules = data;
  if (hvl_ruleset_builtin(&ruleset, NULL) != HVL_OK) return NULL;
  while (hvl_ruleset_rule(ruleset, *rules)) ++*rules;
  hvl_ruleset_free(ruleset);
  return NULL;
}

static void test_threads_that_load_the_rules_at_once_get_all(void **state) {
  (void)state;
  pthread_t threads[THREADS];
  size_t rules[THREADS] = {0};
  for (int i = 0; i < THREADS; i++)
    assert_int_equal(
        pthread_create(&threads[i], NULL, load_and_free, &rules[i]), 0);
  for (int i = 0; i < THREADS; i++) {
    pthread_join(threads[i], NULL);
    assert_true(rules[i] > 0);
    assert_int_equal(rules[i], rules[0]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_threads_that_share_a_ruleset_find_the_same),
      cmocka_unit_test(test_threads_that_load_the_rules_at_once_get_all),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* threads_test.c - one ruleset, many threads, each with a session. */
#include <pthread.h>

#include "help.h"

enum { THREADS = 4, CHATS = 60, SEED = 99 };

struct worker {
  pthread_t thread;
  hvl_ruleset *ruleset; /* held by the worker, and freed by it */
  struct log log;
  bool failed;
};

/* No assertion here: a thread reports by `failed`. */
static void *work(void *argument) {
  struct worker *worker = argument;
  struct chat *chat = malloc(sizeof *chat);
  struct dice dice = {SEED};
  hvl_session *session = NULL;
  worker->failed =
      !chat || hvl_session_new(&session, worker->ruleset, NULL) != HVL_OK;
  for (int i = 0; i < CHATS && !worker->failed; i++) {
    chat_roll(chat, &dice, worker->ruleset);
    hvl_session_reset(session);
    if (hvl_session_feed(session, chat->messages, chat->count) != HVL_OK)
      worker->failed = true;
    log_take(&worker->log, session);
  }
  hvl_ruleset_free(worker->ruleset);
  hvl_session_free(session);
  free(chat);
  return NULL;
}

static void test_threads_share_a_ruleset_and_find_the_same(void **state) {
  (void)state;
  static struct worker workers[THREADS];
  hvl_ruleset *ruleset;
  assert_int_equal(hvl_ruleset_builtin(&ruleset, NULL), HVL_OK);
  for (int i = 0; i < THREADS; i++) {
    workers[i].ruleset = hvl_ruleset_ref(ruleset);
    assert_int_equal(
        pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
  }
  hvl_ruleset_free(ruleset);
  for (int i = 0; i < THREADS; i++) {
    assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
    assert_false(workers[i].failed);
    assert_string_equal(workers[i].log.text, workers[0].log.text);
  }
  for (int i = 0; i < THREADS; i++) log_free(&workers[i].log);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_threads_share_a_ruleset_and_find_the_same),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Exchanges the rules of a running service: threads take a hold on the current
 * ruleset for each conversation, so the old one goes when its last user does.
 */
#include <hvline.h>
#include <pthread.h>
#include <stdio.h>

enum { THREADS = 4, CHATS = 200 };

/* The rules in force. The lock guards the pointer, not the ruleset. */
struct service {
  pthread_mutex_t lock;
  hvl_ruleset *current;
};

struct worker {
  pthread_t thread;
  struct service *service;
  unsigned findings; /* of all its chats */
  unsigned failures;
};

static hvl_ruleset *hold_current(struct service *service) {
  pthread_mutex_lock(&service->lock);
  hvl_ruleset *ruleset = hvl_ruleset_ref(service->current);
  pthread_mutex_unlock(&service->lock);
  return ruleset;
}

static void exchange(struct service *service, hvl_ruleset *fresh) {
  pthread_mutex_lock(&service->lock);
  hvl_ruleset *old = service->current;
  service->current = fresh;
  pthread_mutex_unlock(&service->lock);
  hvl_ruleset_free(old); /* sessions that still use it keep it alive */
}

/* One conversation, judged by one ruleset from beginning to end. */
static hvl_status serve_chat(struct worker *worker) {
  static const char text[] = "亲 拍下就送运费险";
  hvl_session *session;
  hvl_message message = HVL_MESSAGE_INIT;
  message.text.data = text;
  message.text.len = sizeof text - 1;
  hvl_ruleset *ruleset = hold_current(worker->service);
  hvl_status status = hvl_session_new(&session, ruleset, NULL);
  hvl_ruleset_free(ruleset);
  if (status == HVL_OK) status = hvl_session_feed(session, &message, 1);
  while (status == HVL_OK && hvl_session_next(session)) worker->findings++;
  hvl_session_free(session);
  return status;
}

static void *work(void *data) {
  struct worker *worker = data;
  for (int i = 0; i < CHATS; i++)
    if (serve_chat(worker) != HVL_OK) worker->failures++;
  return NULL;
}

/* Rules that forbid `word`. */
static hvl_ruleset *forbid(const char *word) {
  char rules[512];
  hvl_compiler *compiler;
  hvl_ruleset *ruleset = NULL;
  int len = snprintf(rules, sizeof rules,
                     "hvline: 1\n"
                     "line: promise\n"
                     "title: {zh: 承诺, en: Promise}\n"
                     "rules:\n"
                     "  - id: promise.word\n"
                     "    severity: error\n"
                     "    level: 1\n"
                     "    title: {zh: 承诺, en: Promise}\n"
                     "    why: {zh: 不可承诺。, en: Not to be promised.}\n"
                     "    seller: [\"%s\"]\n"
                     "    violates: [\"%s\"]\n"
                     "    complies: [您好]\n",
                     word, word);
  hvl_text text = {rules, (size_t)len};
  hvl_status status = hvl_compiler_new(&compiler, NULL);
  if (status == HVL_OK) status = hvl_compiler_add(compiler, "own.yaml", text);
  if (status == HVL_OK) hvl_compiler_build(compiler, &ruleset);
  hvl_compiler_free(compiler);
  return ruleset;
}

int main(void) {
  struct service service = {PTHREAD_MUTEX_INITIALIZER, forbid("运费险")};
  struct worker workers[THREADS];
  unsigned findings = 0, failures = 0, swaps = 0;
  if (!service.current) return 1;

  for (int i = 0; i < THREADS; i++) {
    workers[i] = (struct worker){.service = &service};
    if (pthread_create(&workers[i].thread, NULL, work, &workers[i])) return 1;
  }
  /* Either ruleset finds one word of the chat: no chat goes unjudged. */
  for (; swaps < 20; swaps++) {
    hvl_ruleset *fresh = forbid(swaps % 2 ? "运费险" : "拍下就送");
    if (fresh) exchange(&service, fresh);
  }
  for (int i = 0; i < THREADS; i++) {
    pthread_join(workers[i].thread, NULL);
    findings += workers[i].findings;
    failures += workers[i].failures;
  }
  exchange(&service, NULL);
  pthread_mutex_destroy(&service.lock);
  printf("%d chats, %u findings, %u failures, %u exchanges\n", THREADS * CHATS,
         findings, failures, swaps);
  return failures != 0;
}

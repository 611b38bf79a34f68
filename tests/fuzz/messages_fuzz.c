/* SPDX-License-Identifier: MIT */
/* messages_fuzz.c - any bytes as a conversation under the built-in rules: spans
 * lie within their messages, and a draft check finds what feeding finds. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "hvline.h"

enum { MESSAGES_MAX = 32, FOUND_MAX = 64 };

struct found {
  const hvl_rule *rule;
  size_t message, start, end;
};

static hvl_message fed[MESSAGES_MAX + 1];

static void expect(bool holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "messages_fuzz: %s\n", what);
  abort();
}

/* The session is kept: making one costs more than a run. */
static hvl_session *session_once(void) {
  static hvl_session *session;
  static hvl_ruleset *ruleset;
  hvl_options options = HVL_OPTIONS_INIT;
  options.level = 3;
  if (!session) {
    expect(hvl_ruleset_builtin(&ruleset, NULL) == HVL_OK, "no rules");
    expect(hvl_session_new(&session, ruleset, &options) == HVL_OK, "memory");
  }
  return session;
}

static size_t take(hvl_session *session, struct found found[FOUND_MAX]) {
  const hvl_finding *finding;
  size_t count = 0;
  while ((finding = hvl_session_next(session))) {
    expect(finding->span_count > 0, "a finding without evidence");
    for (size_t i = 0; i < finding->span_count; i++) {
      const hvl_span *span = &finding->spans[i];
      expect(span->message < MESSAGES_MAX, "evidence in no message");
      expect(span->start < span->end, "empty evidence");
      expect(span->end <= fed[span->message].text.len, "evidence outside");
    }
    if (count == FOUND_MAX) continue;
    found[count++] =
        (struct found){finding->rule, finding->message, finding->spans[0].start,
                       finding->spans[0].end};
  }
  return count;
}

static void judge(hvl_session *session, const hvl_message *message) {
  static struct found draft[FOUND_MAX], real[FOUND_MAX];
  hvl_status status = hvl_session_check(session, message);
  expect(status == HVL_OK || status == HVL_ERR_LIMIT, "check failed");
  size_t count = take(session, draft);
  expect(hvl_session_feed(session, message, 1) == status, "feed differs");
  expect(take(session, real) == count, "feed finds another number");
  for (size_t i = 0; i < count; i++)
    expect(real[i].rule == draft[i].rule &&
               real[i].message == draft[i].message &&
               real[i].start == draft[i].start && real[i].end == draft[i].end,
           "feed finds something else");
}

/* Messages end at a byte 0x1E; their first byte tells role and account. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const accounts[] = {"", "anna", "bella", "anna"};
  static struct found last[FOUND_MAX];
  hvl_session *session = session_once();
  size_t count = 0;
  hvl_session_reset(session);
  while (size > 0 && count < MESSAGES_MAX) {
    const uint8_t *end = memchr(data, 0x1E, size);
    size_t len = end ? (size_t)(end - data) : size;
    const char *account = accounts[len ? data[0] / 3 % 4 : 0];
    hvl_message *message = &fed[count++];
    *message = (hvl_message)HVL_MESSAGE_INIT;
    message->role = (hvl_role)(len ? 1 + data[0] % 3 : 1);
    message->account = (hvl_text){account, strlen(account)};
    message->text = (hvl_text){(const char *)data + (len > 0), len - (len > 0)};
    judge(session, message);
    size -= end ? len + 1 : len;
    data += end ? len + 1 : len;
  }
  expect(hvl_session_finish(session) == HVL_OK, "finish failed");
  take(session, last);
  return 0;
}

/* The built-in examples, many of them, as conversations. */
uint8_t *fuzz_seed(size_t index, size_t *size) {
  static hvl_ruleset *ruleset;
  enum { STEP = 13, ROOM = 4000 };
  if (!ruleset && hvl_ruleset_builtin(&ruleset, NULL) != HVL_OK) return NULL;
  const hvl_example *example = hvl_ruleset_example(ruleset, index * STEP);
  uint8_t *seed = example ? malloc(ROOM) : NULL;
  *size = 0;
  for (size_t i = 0; seed && i < example->message_count; i++) {
    const hvl_message *message = &example->messages[i];
    if (*size + message->text.len + 2 > ROOM) break;
    seed[(*size)++] = (uint8_t)(message->role - 1);
    memcpy(seed + *size, message->text.data, message->text.len);
    *size += message->text.len;
    seed[(*size)++] = 0x1E;
  }
  return seed;
}

/* SPDX-License-Identifier: MIT */
/* Watches a conversation as it goes on: each message is fed when it comes, and
 * the findings that it completes are taken at once. */
#include <hvline.h>
#include <stdio.h>
#include <string.h>

struct line {
  hvl_role role;
  const char *text;
};

static const struct line chat[] = {
    {HVL_BUYER, "你好 这款能开发票吗"},
    {HVL_SELLER, "亲，没有的哦"},
    {HVL_BUYER, "那怎么报销呢"},
    {HVL_SELLER, "亲 可以微信转账给我，便宜10块"},
};
enum { CHAT_LEN = sizeof chat / sizeof chat[0] };

/* The evidence: spans of bytes, maybe in several messages. */
static void print_finding(const hvl_finding *finding) {
  printf("message %zu: %s, %s\n", finding->message, finding->rule->id,
         finding->rule->title.zh);
  for (size_t i = 0; i < finding->span_count; i++) {
    const hvl_span *span = &finding->spans[i];
    printf("  message %zu: \"%.*s\"\n", span->message,
           (int)(span->end - span->start),
           chat[span->message].text + span->start);
  }
}

static hvl_status watch(hvl_session *session) {
  hvl_status status = HVL_OK;
  const hvl_finding *finding;
  for (size_t i = 0; i < CHAT_LEN && status == HVL_OK; i++) {
    hvl_message message = HVL_MESSAGE_INIT;
    message.role = chat[i].role;
    message.text.data = chat[i].text;
    message.text.len = strlen(chat[i].text);
    status = hvl_session_feed(session, &message, 1);
    while ((finding = hvl_session_next(session))) print_finding(finding);
  }
  /* Some rules wait for a later message: at the end they decide. */
  if (status == HVL_OK) status = hvl_session_finish(session);
  while ((finding = hvl_session_next(session))) print_finding(finding);
  return status;
}

int main(void) {
  hvl_ruleset *ruleset;
  hvl_session *session = NULL;
  hvl_status status = hvl_ruleset_builtin(&ruleset, NULL);
  if (status == HVL_OK) status = hvl_session_new(&session, ruleset, NULL);
  hvl_ruleset_free(ruleset); /* the session has its own hold */
  if (status == HVL_OK) status = watch(session);
  hvl_session_free(session);
  if (status == HVL_OK) return 0;
  fprintf(stderr, "%s\n", hvl_status_text(status));
  return 1;
}

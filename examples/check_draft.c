/* SPDX-License-Identifier: MIT */
/* Checks a reply before it is sent: a draft is judged in its conversation but
 * not added to it, so it can be corrected and checked again. */
#include <hvline.h>
#include <stdio.h>
#include <string.h>

static hvl_message make_message(hvl_role role, const char *text) {
  hvl_message message = HVL_MESSAGE_INIT;
  message.role = role;
  message.text.data = text;
  message.text.len = strlen(text);
  return message;
}

/* The draft's first finding, or NULL. What it would complete in an earlier
 * message, which is sent already, is no reason to hold it back. */
static const hvl_finding *first_of_draft(hvl_session *session) {
  const hvl_finding *finding;
  while ((finding = hvl_session_next(session)))
    if (finding->message == hvl_session_message_count(session)) break;
  return finding;
}

/* True if `text` may be sent; if not, tell why and what to say instead. */
static int may_send(hvl_session *session, const char *text) {
  hvl_message draft = make_message(HVL_SELLER, text);
  hvl_status status = hvl_session_check(session, &draft);
  if (status != HVL_OK) {
    /* A rule that could not be decided is no reason to send. */
    printf("not checked: %s\n", hvl_status_text(status));
    return 0;
  }
  const hvl_finding *finding = first_of_draft(session);
  if (!finding) {
    printf("send:  %s\n", text);
    return 1;
  }
  /* There may be more; one is enough to hold it back. */
  printf("wait:  %s\n", text);
  printf("  why: %s\n", finding->rule->why.zh);
  printf("  say: %s\n", finding->rule->say.zh);
  return 0;
}

static hvl_status answer(hvl_session *session) {
  hvl_message question = make_message(HVL_BUYER, "可以开发票吗？");
  hvl_status status = hvl_session_feed(session, &question, 1);
  if (status != HVL_OK) return status;

  const char *reply = "亲，开票要另加6个点哦";
  if (!may_send(session, reply)) reply = "亲，可以开的，请提供抬头和税号";
  if (!may_send(session, reply)) return HVL_OK;

  /* What is really sent is fed, as it comes back from the chat. */
  hvl_message sent = make_message(HVL_SELLER, reply);
  status = hvl_session_feed(session, &sent, 1);
  printf("%zu messages in the session\n", hvl_session_message_count(session));
  return status;
}

int main(void) {
  hvl_ruleset *ruleset;
  hvl_session *session = NULL;
  hvl_status status = hvl_ruleset_builtin(&ruleset, NULL);
  if (status == HVL_OK) status = hvl_session_new(&session, ruleset, NULL);
  hvl_ruleset_free(ruleset); /* the session has its own hold */
  if (status == HVL_OK) status = answer(session);
  hvl_session_free(session);
  if (status == HVL_OK) return 0;
  fprintf(stderr, "%s\n", hvl_status_text(status));
  return 1;
}

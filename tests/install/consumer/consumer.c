/* SPDX-License-Identifier: MIT */
/* Uses the installed library: the built-in rules find a violation. */
#include <stdio.h>
#include <string.h>

#include <hvline.h>

static int audit(hvl_session *session) {
  hvl_message message = HVL_MESSAGE_INIT;
  message.text.data =
      "\xE4\xBA\xB2 \xE5\xBC\x80\xE4\xB8\x8D\xE4\xBA\x86"
      "\xE5\x8F\x91\xE7\xA5\xA8\xE7\x9A\x84"; /* 亲 开不了发票的 */
  message.text.len = strlen(message.text.data);
  if (hvl_session_feed(session, &message, 1) != HVL_OK) return 1;
  const hvl_finding *finding = hvl_session_next(session);
  if (!finding) return 1;
  printf("%s\n", finding->rule->id);
  return 0;
}

int main(void) {
  hvl_ruleset *ruleset;
  hvl_session *session;
  if (hvl_ruleset_builtin(&ruleset, NULL) != HVL_OK) return 1;
  hvl_status status = hvl_session_new(&session, ruleset, NULL);
  hvl_ruleset_free(ruleset);
  if (status != HVL_OK) return 1;
  int result = audit(session);
  hvl_session_free(session);
  return result;
}

/* SPDX-License-Identifier: MIT */
/* Adds a shop's own rules to the built-in ones, and shows what a mistake in a
 * rule file looks like. */
#include <hvline.h>
#include <stdio.h>
#include <string.h>

/* Mistakes: no such severity, and a list that nobody defined. */
static const char wrong[] =
    "hvline: 1\n"
    "line: courtesy\n"
    "title: {zh: 用语, en: Courtesy}\n"
    "rules:\n"
    "  - id: courtesy.rude\n"
    "    severity: high\n"
    "    level: 1\n"
    "    title: {zh: 用语生硬, en: Curt}\n"
    "    why: {zh: 请用礼貌用语。, en: Please be polite.}\n"
    "    seller: [\"{rude}\"]\n"
    "    violates: [自己看]\n"
    "    complies: [您看一下]\n";

static const char right[] =
    "hvline: 1\n"
    "line: courtesy\n"
    "title: {zh: 用语, en: Courtesy}\n"
    "words:\n"
    "  rude: [自己看, 爱买不买]\n"
    "rules:\n"
    "  - id: courtesy.rude\n"
    "    severity: note\n"
    "    level: 1\n"
    "    title: {zh: 用语生硬, en: Curt}\n"
    "    why: {zh: 请用礼貌用语。, en: Please be polite.}\n"
    "    seller: [\"{rude}\"]\n"
    "    violates: [自己看]\n"
    "    complies: [您看一下]\n";

/* Compile the built-in rules and `text`; print what is wrong with it. */
static hvl_status build(hvl_ruleset **ruleset, const char *name,
                        const char *text) {
  hvl_compiler *compiler;
  hvl_text own = {text, strlen(text)};
  const hvl_diag *diag;
  *ruleset = NULL;
  hvl_status status = hvl_compiler_new(&compiler, NULL);
  if (status == HVL_OK) status = hvl_compiler_add_builtin(compiler);
  if (status == HVL_OK) status = hvl_compiler_add(compiler, name, own);
  if (status == HVL_OK) status = hvl_compiler_build(compiler, ruleset);
  for (size_t i = 0; (diag = hvl_compiler_diag(compiler, i)); i++)
    if (diag->severity == HVL_ERROR)
      printf("%s:%u:%u: error: %s\n", diag->file, (unsigned)diag->line,
             (unsigned)diag->column, diag->message);
  hvl_compiler_free(compiler);
  return status;
}

static hvl_status judge(hvl_ruleset *ruleset, const char *text) {
  hvl_session *session;
  hvl_message message = HVL_MESSAGE_INIT;
  const hvl_finding *finding;
  message.text.data = text;
  message.text.len = strlen(text);
  hvl_status status = hvl_session_new(&session, ruleset, NULL);
  if (status == HVL_OK) status = hvl_session_feed(session, &message, 1);
  while (status == HVL_OK && (finding = hvl_session_next(session)))
    printf("%s: %s\n", finding->rule->id, finding->rule->title.zh);
  hvl_session_free(session);
  return status;
}

int main(void) {
  hvl_ruleset *ruleset;
  hvl_status status = build(&ruleset, "wrong.yaml", wrong);
  printf("wrong.yaml: %s\n", hvl_status_text(status));
  if (status != HVL_ERR_RULES) return 1;

  status = build(&ruleset, "right.yaml", right);
  printf("right.yaml: %s\n", hvl_status_text(status));
  if (status == HVL_OK) status = judge(ruleset, "爱买不买，反正开不了发票");
  hvl_ruleset_free(ruleset);
  return status == HVL_OK ? 0 : 1;
}

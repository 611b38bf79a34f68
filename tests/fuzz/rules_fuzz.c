/* SPDX-License-Identifier: MIT */
/* rules_fuzz.c - any text as rules: faults are said, what compiles works. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "ruleset/ruleset.h"

static void expect(bool holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "rules_fuzz: %s\n", what);
  abort();
}

static void use(hvl_ruleset *ruleset) {
  static const char text[] = "亲，加微信 vx abcd12345，开不了发票，15元 6%";
  hvl_session *session;
  hvl_message messages[2] = {HVL_MESSAGE_INIT, HVL_MESSAGE_INIT};
  messages[0].role = HVL_BUYER;
  messages[0].text = messages[1].text = (hvl_text){text, sizeof text - 1};
  if (hvl_session_new(&session, ruleset, NULL) != HVL_OK) return;
  hvl_session_feed(session, messages, 2);
  hvl_session_finish(session);
  while (hvl_session_next(session)) {
  }
  hvl_session_free(session);
}

/* The first byte says whether it is rules or words. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  hvl_compiler *compiler;
  hvl_ruleset *ruleset;
  const hvl_diag *diag;
  bool error = false;
  if (!size || hvl_compiler_new(&compiler, NULL) != HVL_OK) return 0;
  const char *name = data[0] == 'c' ? "fuzz.csv" : "fuzz.yaml";
  hvl_text text = {(const char *)data + 1, size - 1};
  expect(hvl_compiler_add(compiler, name, text) == HVL_OK, "add failed");
  hvl_status status = hvl_compiler_build(compiler, &ruleset);
  for (size_t i = 0; (diag = hvl_compiler_diag(compiler, i)); i++) {
    expect(*diag->message && !strchr(diag->message, '\n'), "a bad message");
    expect(*diag->message_zh && !strchr(diag->message_zh, '\n'),
           "a bad message in Chinese");
    error |= diag->severity == HVL_ERROR;
  }
  expect(status == HVL_OK || status == HVL_ERR_RULES, "a strange status");
  expect(error == (status == HVL_ERR_RULES), "status and diagnostics differ");
  if (status == HVL_OK) use(ruleset);
  hvl_ruleset_free(ruleset);
  hvl_compiler_free(compiler);
  return 0;
}

static const char *const own_seeds[] = {
    "yhvline: 1\nline: t\ntitle: {zh: 测, en: T}\nwords:\n  w: {words: [微信, "
    "vx], evasion: {spaced: 1, sound: 2, split: 3}}\n  split-characters: "
    "[信=亻言]\nphrases:\n  p: ['^ {w}* 甲 $']\nguards:\n  q: {clause: ['@ ~4 "
    "吗']}\nsteps:\n  a: {buyer: ['开 ~4 票'], within: 4, until: {buyer: "
    "[丙]}}\nrules:\n  - id: t\n    severity: {default: error, shop=x: note}\n "
    "   level: 1\n    title: {zh: 规, en: R}\n    why: {zh: 因, en: W}\n    "
    "after: a\n    seller: ['(加|搜) ~4 {w}', '{w} /[a-z]+\\d{4,}/', '{p}']\n  "
    "  unless: ['重复 ~2 @']\n    guards: [q]\n    violates: [加微信]\n    "
    "complies: [x]\nfacts:\n  shop: {default: x}\n",
    "clist,word,evasion,note\na,微信,spaced;sound=2,x\na,\"{b}\",,\nb,扣扣,,\n",
};

/* Own ones first, then the files of the built-in rules, cut to a length at
 * which a run takes a millisecond. */
uint8_t *fuzz_seed(size_t index, size_t *size) {
  enum { OWN = sizeof own_seeds / sizeof *own_seeds, MOST = 3000 };
  uint8_t *seed = malloc(MOST + 1);
  if (!seed) return NULL;
  if (index < OWN) {
    *size = strlen(own_seeds[index]);
    memcpy(seed, own_seeds[index], *size);
    return seed;
  }
  const struct builtin_source *source = hvl__builtin_sources;
  for (index -= OWN; source->name && index > 0; index--) source++;
  if (!source->name) {
    free(seed);
    return NULL;
  }
  seed[0] = strstr(source->name, ".csv") ? 'c' : 'y';
  *size = source->len < MOST ? source->len : MOST;
  memcpy(seed + 1, source->text, *size);
  ++*size;
  return seed;
}

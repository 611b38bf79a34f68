/* SPDX-License-Identifier: MIT */
/* saved_fuzz.c - any bytes as a saved ruleset, with a checksum that is right.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "ruleset/ruleset.h"

/* It is weighed by parts. */
static const char long_text[] =
    "亲，您好，这款您放心拍，开不了发票的，价格已经是最低了。没有票，"
    "微信也可以加的哦，收到货再说！喜欢可以拍下，今天就发。";
static const char *const texts[] = {"加微信，开不了发票 13800000000 abc12345",
                                    "可以加",
                                    "微 信。",
                                    "甲乙丙丁 15元 6% 明天 陈女士",
                                    "葳芯 \xFF\xE5 wei xin",
                                    long_text};
enum { TEXTS = sizeof texts / sizeof *texts, HEADER = 32 };

static void use(hvl_ruleset *ruleset) {
  hvl_session *session;
  const hvl_example *example;
  for (size_t i = 0; hvl_ruleset_fact_value(ruleset, "shop", i); i++) continue;
  for (size_t i = 0; i < 8 && hvl_ruleset_named_value(ruleset, "shop", i); i++)
    continue;
  if (hvl_session_new(&session, ruleset, NULL) != HVL_OK) return;
  hvl_session_explain(session, 1);
  for (size_t i = 0; i < 3 * TEXTS; i++) {
    hvl_message message = HVL_MESSAGE_INIT;
    message.role = (hvl_role)(1 + i % 3);
    message.text = (hvl_text){texts[i % TEXTS], strlen(texts[i % TEXTS])};
    hvl_session_feed(session, &message, 1);
  }
  for (size_t i = 0; i < 9 && (example = hvl_ruleset_example(ruleset, i)); i++)
    hvl_session_feed(session, example->messages, example->message_count);
  hvl_session_finish(session);
  while (hvl_session_next(session)) {
  }
  hvl_session_free(session);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  hvl_ruleset *ruleset;
  uint8_t *bytes = malloc(size + 1);
  if (!bytes) return 0;
  memcpy(bytes, data, size);
  if (size >= HEADER && size % 8 == 0) hvl__image_seal(bytes, size);
  hvl_status status = size % 16 == 0
                          ? hvl_ruleset_load(&ruleset, bytes, size, NULL)
                          : hvl_ruleset_map(&ruleset, bytes, size, NULL);
  if (status == HVL_OK) use(ruleset);
  hvl_ruleset_free(ruleset);
  free(bytes);
  return 0;
}

static const char rules[] =
    "hvline: 1\nline: t\ntitle: {zh: 测, en: T}\n"
    "facts:\n  shop: {default: x, values: [x, y]}\n"
    "words:\n  w: {words: [微信, vx], evasion: {spaced: 1, sound: 2}}\n"
    "guards:\n  q: {clause: ['@ ~4 吗']}\n"
    "steps:\n  a: {buyer: [票], within: 4, until: {buyer: [丙]}}\n"
    "rules:\n"
    "  - id: a\n    severity: {default: error, shop=y: note}\n    level: 1\n"
    "    title: {zh: 规, en: R}\n    why: {zh: 因, en: W}\n    split: yes\n"
    "    seller: ['(加|搜)? ~4 {w}', '{w} /[a-z]+\\d{4,}/', '^ 甲* 乙 $']\n"
    "    unless: ['重复 ~2 @']\n    guards: [q]\n    when: {shop: x}\n"
    "    violates: [加微信]\n    complies: [x]\n"
    "  - id: b\n    severity: note\n    level: 2\n"
    "    title: {zh: 规, en: R}\n    why: {zh: 因, en: W}\n    after: a\n"
    "    seller: [开不了, '<mobile>']\n    with: {message: [发票]}\n"
    "    unless-later: {seller: [可以], within: end}\n    repeat: once\n"
    "    violates: [开不了发票]\n    complies: [x]\n";

/* A line that is weighed. */
static const char weighed_rules[] =
    "hvline: 1\nline: u\ntitle: {zh: 测, en: U}\nweighed: yes\n"
    "rules:\n"
    "  - id: c\n    severity: error\n    level: 2\n"
    "    title: {zh: 规, en: R}\n    why: {zh: 因, en: W}\n"
    "    seller: [没有票, '微信']\n"
    "    violates: [没有票]\n    complies: [x]\n"
    "  - id: d\n    severity: warning\n    level: 2\n"
    "    title: {zh: 规, en: R}\n    why: {zh: 因, en: W}\n"
    "    by-weight: yes\n    unless: ['重复 ~2 @']\n"
    "    violates: [没有票]\n    complies: [x]\n";

static const char weights[] =
    "side,gram,t,u,near,far,odd\n"
    "bias,,-9,-20,4,-3,9\ngate,,,,600,300,1024\nlocal,,,,1,,1\n"
    "rule-1,,,30,,,\nrule-2,,,20,,,\nlevel-1,,,60,,,\nlevel-2,,,30,,,\n"
    "level-3,,,10,,,\nown-least,,,4,,,\nturn-least,,,9,,,\n"
    "disguised-least,,,-40,,,\n"
    "feature,near,300,900,,,\nfeature,far,,700,,,\nfeature,odd,,-90,,,\n"
    "blend,both,,400,800,-300,20\nblend,one,5,-90,,700,\n"
    "own,没有,5,40,30,-8,1\nown,票,,25,12,40,\nown,\xE2\x90\x82亲,-3,,,,7\n"
    "own,微,,30,,9,60\nown,信,2,11,,9,\nown,可以,,-30,,,-9\nown,0,,7,3,,\n"
    "own,开不,,31,60,,2\nown,。,,-2,-5,1,\n"
    "buyer,票,,40,127,90,\nbuyer,微信,9,20,-9,,50\nbuyer,加,,7,,-60,\n"
    "seller,微,,12,40,,9\nseller,亲,,-9,,-20,\n";

static void add(hvl_compiler *compiler, const char *name, const char *text) {
  hvl_compiler_add(compiler, name, (hvl_text){text, strlen(text)});
}

/* Rules alone, then with others that are weighed. */
uint8_t *fuzz_seed(size_t index, size_t *size) {
  hvl_compiler *compiler;
  hvl_ruleset *ruleset = NULL;
  uint8_t *seed = NULL;
  if (index > 1 || hvl_compiler_new(&compiler, NULL) != HVL_OK) return NULL;
  add(compiler, "a.yaml", rules);
  if (index == 1) {
    add(compiler, "b.yaml", weighed_rules);
    add(compiler, "b.csv", weights);
  }
  *size = 0;
  if (hvl_compiler_build(compiler, &ruleset) == HVL_OK &&
      hvl_ruleset_save(ruleset, NULL, size) == HVL_OK && (seed = malloc(*size)))
    hvl_ruleset_save(ruleset, seed, size);
  if (!seed) abort();
  hvl_ruleset_free(ruleset);
  hvl_compiler_free(compiler);
  return seed;
}

/* SPDX-License-Identifier: MIT */
/* match_guard_test.c - guards around many hits of one text, against a naive
 * reading of what the rule language says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "hvline.h"

/* The rule hits aa; b in its clause stops it, as cc@ does; d must be in its
 * sentence. One letter of a test text stands for one of these words. */
static const char rules[] = "hvline: 1\n"
                            "line: x\n"
                            "title: {zh: 甲, en: A}\n"
                            "rules:\n"
                            "  - id: x.a\n"
                            "    severity: error\n"
                            "    level: 1\n"
                            "    title: {zh: 甲, en: A}\n"
                            "    why: {zh: 甲, en: A}\n"
                            "    seller: [红红]\n"
                            "    unless: {clause: [绿绿, '黄黄 @']}\n"
                            "    with: {sentence: [蓝蓝]}\n"
                            "    violates: [红红蓝蓝]\n"
                            "    complies: [红红]\n";

static const char *word_of(char letter) {
  switch (letter) {
  case 'a': return "红红";
  case 'b': return "绿绿";
  case 'c': return "黄黄";
  case 'd': return "蓝蓝";
  case ',': return "，";
  case '.': return "。";
  default: return "白白";
  }
}

enum { LETTERS = 300, ROUNDS = 400 };

static bool ends(char letter, bool sentence) {
  return letter == '.' || letter == '\0' || (letter == ',' && !sentence);
}

/* Is `wanted` in the clause or sentence around letter `at`? */
static bool around(const char *letters, size_t at, char wanted, bool sentence) {
  size_t from = at, to = at;
  while (from > 0 && !ends(letters[from - 1], sentence)) from--;
  while (!ends(letters[to], sentence)) to++;
  return memchr(letters + from, wanted, to - from) != NULL;
}

/* The byte offset of the first hit that stands; -1 if none does. */
static long expected(const char *letters) {
  long offset = 0;
  for (size_t i = 0; letters[i]; i++) {
    bool stands = letters[i] == 'a' && !around(letters, i, 'b', false) &&
                  !(i > 0 && letters[i - 1] == 'c') &&
                  around(letters, i, 'd', true);
    if (stands) return offset;
    offset += (long)strlen(word_of(letters[i]));
  }
  return -1;
}

static long found(hvl_session *session, const char *letters) {
  static char text[LETTERS * 6 + 1];
  size_t len = 0;
  for (; *letters; letters++) {
    size_t size = strlen(word_of(*letters));
    memcpy(text + len, word_of(*letters), size);
    len += size;
  }
  hvl_message message = HVL_MESSAGE_INIT;
  message.text = (hvl_text){text, len};
  hvl_session_reset(session);
  assert_int_equal(hvl_session_feed(session, &message, 1), HVL_OK);
  const hvl_finding *finding = hvl_session_next(session);
  return finding ? (long)finding->spans[0].start : -1;
}

static void write_letters(uint32_t *seed, char letters[LETTERS + 1]) {
  static const char choice[] = "aaabcdxxx,,.";
  size_t kinds = 3 + *seed / 65536 % (sizeof choice - 3);
  size_t count = *seed / 256 % LETTERS;
  for (size_t i = 0; i < count; i++) {
    *seed = *seed * 1664525 + 1013904223;
    size_t at = (*seed >> 8) % kinds;
    letters[i] = choice[sizeof choice - 2 - at];
    if (i % 7 == 0) letters[i] = choice[*seed >> 28 & 7];
  }
  letters[count] = '\0';
}

static hvl_session *start(void) {
  hvl_compiler *compiler;
  hvl_ruleset *ruleset;
  hvl_session *session;
  assert_int_equal(hvl_compiler_new(&compiler, NULL), HVL_OK);
  hvl_text text = {rules, sizeof rules - 1};
  assert_int_equal(hvl_compiler_add(compiler, "x.yaml", text), HVL_OK);
  assert_int_equal(hvl_compiler_build(compiler, &ruleset), HVL_OK);
  assert_int_equal(hvl_session_new(&session, ruleset, NULL), HVL_OK);
  hvl_compiler_free(compiler);
  hvl_ruleset_free(ruleset);
  return session;
}

static void test_guards_see_the_same_around_every_hit(void **state) {
  (void)state;
  hvl_session *session = start();
  char letters[LETTERS + 1];
  uint32_t seed = 20261123, findings = 0;
  for (int round = 0; round < ROUNDS; round++) {
    seed = seed * 1664525 + 1013904223;
    write_letters(&seed, letters);
    long offset = found(session, letters);
    if (offset != expected(letters)) print_message("%s\n", letters);
    assert_int_equal(offset, expected(letters));
    findings += offset >= 0;
  }
  assert_in_range(findings, ROUNDS / 10, ROUNDS - ROUNDS / 10);
  hvl_session_free(session);
}

/* Each of the hits is stopped by a guard that stands at the far end. */
static void test_a_guard_beyond_its_reach_does_not_stop(void **state) {
  (void)state;
  hvl_session *session = start();
  char letters[LETTERS + 1];
  memset(letters, 'a', LETTERS - 1);
  letters[0] = 'd';
  letters[LETTERS - 1] = 'b';
  letters[LETTERS] = '\0';
  /* 64 characters to each side: the hit at letter 1 ends at character 4, the
   * guard at the last of 300 letters begins at 598 */
  assert_int_equal(found(session, letters), 6);
  letters[30] = 'b';
  assert_int_equal(found(session, letters), -1);
  hvl_session_free(session);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_guards_see_the_same_around_every_hit),
      cmocka_unit_test(test_a_guard_beyond_its_reach_does_not_stop),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

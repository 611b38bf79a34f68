/* SPDX-License-Identifier: MIT */
/* Every allocation of the parsers fails in turn: a status, and no leak. */
#include "rules_fixture.h"

static const char rules[] =
    "hvline: 1\nline: a\ntitle: {zh: x, en: x}\n"
    "words: {w: {words: [发票, \"{v}\"], evasion: {sound: 2}}}\n"
    "extend: {v: [x]}\nremove: {v: [y]}\n"
    "phrases: {p: [\"(a|{w})? ~4 /[a-z]+/ <money> \\\\{\"]}\n"
    "guards: {g: {sentence: [\"不 @\"]}}\n"
    "steps: {s: {buyer: [x], within: 3, until: {seller: [y]}}}\n"
    "facts: {f: {default: x, values: [x, y]}}\n"
    "change: [{rule: a.c, severity: {default: note, f=x: error}}]\n"
    "rules:\n  - id: a.b\n    severity: error\n    level: 1\n"
    "    title: {zh: x, en: x}\n    why: {zh: x, en: x}\n"
    "    seller: [\"{w} ~4 {p}\"]\n    guards: [g]\n    after: [s]\n"
    "    when: {f: [x, y]}\n    unless: [x]\n"
    "    violates: [x, [\"b@anna: x\", \"s: y\"], {facts: {f: x}, chat: "
    "[\"s: z\"]}]\n"
    "    complies: [y]\n    typo: z\n"; /* one fault, for its message */

static const char words[] = "list,word,evasion\n"
                            "a,x,spaced;sound=2\nb,y,\nc,\"z\nd,w\n";

static bool parse_both(struct fixture *fixture) {
  return parse_rules(fixture, rules) && parse_words(fixture, words);
}

static void
test_every_failed_allocation_is_told_and_leaks_nothing(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_both(&fixture));
  EXPECT_FAULTS(&fixture, {4, 3, "quotes"},
                {25, 5, "unknown key `typo` in a rule"});
  size_t calls = fixture.mem.calls;
  assert_true(calls > 10);
  close_fixture(&fixture);
  for (size_t n = 1; n <= calls; n++) {
    open_fixture(&fixture, n);
    assert_false(parse_both(&fixture));
    assert_true(fixture.diags.failed);
    close_fixture(&fixture);
  }
}

/* An allocator in small change: every block is one of the arena's own, so that
 * each allocation of the parsers can fail, not just each block of the arena. */
static void test_a_crowded_arena_fails_at_every_place(void **state) {
  (void)state;
  for (size_t fill = 0; fill < 4096; fill += 16) {
    struct fixture fixture;
    open_fixture(&fixture, 0);
    assert_non_null(hvl__arena_zeroed(&fixture.pack.arena, 1, fill));
    fixture.mem.fail_at = fixture.mem.calls + 2;
    assert_false(parse_both(&fixture));
    close_fixture(&fixture);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_failed_allocation_is_told_and_leaks_nothing),
      cmocka_unit_test(test_a_crowded_arena_fails_at_every_place),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

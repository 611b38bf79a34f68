/* SPDX-License-Identifier: MIT */
/* compile_faults_test.c - the faults that only the whole of the rules shows. */
#include "compile_fixture.h"

/* The lines of a RULE_FILE: its `top` begins at line 4, and what follows the
 * fixed part of the rule, without `top`, at line 12. */

static void
test_unknown_names_are_reported_with_what_may_be_meant(void **state) {
  (void)state;
  EXPECT_ERRORS(RULE_FILE("words: {ticket: [发票]}\n",
                          "    seller: [\"{tiket} {ticket}\"]\n"
                          "    guards: [negated]\n"
                          "    after: asks\n"
                          "    when: {cod: \"true\"}\n"),
                {13, "unknown list or phrase `tiket`; did you mean `ticket`?"},
                {14, "unknown guard `negated`"}, {15, "unknown step `asks`"},
                {16, "unknown fact `cod`"});
}

static void test_a_name_of_another_kind_is_no_match(void **state) {
  (void)state;
  EXPECT_ERRORS(RULE_FILE("words: {ticket: [发票]}\n",
                          "    seller: [\"{ticket}\"]\n"
                          "    guards: [ticket]\n"),
                {14, "`ticket` is a list; a guard is meant here"});
}

static void test_a_name_may_be_defined_once(void **state) {
  (void)state;
  EXPECT_ERRORS(RULE_FILE("words: {ticket: [发票]}\n"
                          "phrases: {ticket: [专票]}\n",
                          "    seller: [\"{ticket}\"]\n"),
                {5, "`ticket` is a list already, at a.yaml:4"});
}

static void test_ids_of_rules_are_unique_over_files(void **state) {
  (void)state;
  const char *const texts[] = {RULE_FILE("", "    seller: [发票]\n"),
                               RULE_FILE("", "    seller: [专票]\n"), NULL};
  EXPECT_FAULTS_OF(HVL_ERR_RULES, texts,
                   {5, "there is a rule `test.rule` already, at a.yaml:5"});
}

static void test_lists_that_include_themselves(void **state) {
  (void)state;
  EXPECT_ERRORS(RULE_FILE("words:\n"
                          "  one: [发票, \"{two}\"]\n"
                          "  two: [专票, \"{one}\"]\n",
                          "    seller: [\"{one} {two}\"]\n"),
                {6, "the list `one` includes itself"});
}

static void test_phrases_that_are_part_of_themselves(void **state) {
  (void)state;
  EXPECT_ERRORS(RULE_FILE("phrases:\n"
                          "  one: [\"发票 ~2 {two}\"]\n"
                          "  two: [\"专票 ~2 {one}\"]\n",
                          "    seller: [\"{one}\"]\n"),
                {6, "the phrase `one` is part of itself"});
}

static void test_words_of_nothing_and_of_one_character(void **state) {
  (void)state;
  EXPECT_ERRORS(RULE_FILE("words:\n"
                          "  one: [发票, \"\\u200b\", 票, 發票]\n"
                          "  two: {words: [票], short: yes}\n",
                          "    seller: [\"{one} {two}\"]\n"),
                {5, "folds to nothing"}, {5, "`票` is one character"},
                {5, "`發票` is in the list `one` already"});
}

static void test_words_that_fold_alike_name_the_first(void **state) {
  (void)state;
  EXPECT_WARNINGS(RULE_FILE("words:\n"
                            "  one: [vx, ＶＸ,\n"
                            "        vx]\n",
                            "    seller: [\"{one}\"]\n"),
                  {5, "already, as `vx` at a.yaml:5; remove it"},
                  {6, "`vx` is in the list `one` already; remove it"});
}

static void
test_words_that_an_included_list_brings_are_noted_once(void **state) {
  (void)state;
  EXPECT_WARNINGS(RULE_FILE("words:\n"
                            "  one: [發票, \"{two}\", \"{three}\"]\n"
                            "  two: [专票, \"{three}\"]\n"
                            "  three: [普票, 发票]\n",
                            "    seller: [\"{one}\"]\n"),
                  {5, "`發票` comes with the list `two` already"});
}

static void test_a_list_that_overlays_leave_empty(void **state) {
  (void)state;
  EXPECT_ERRORS(RULE_FILE("words: {one: [发票]}\n"
                          "remove: {one: [发票]}\n",
                          "    seller: [\"{one}\"]\n"),
                {4, "the list `one` is empty"});
}

static void test_removing_a_word_that_is_not_there(void **state) {
  (void)state;
  EXPECT_WARNINGS(RULE_FILE("words: {one: [发票]}\n"
                            "remove: {one: [专票]}\n",
                            "    seller: [\"{one}\"]\n"),
                  {5, "`专票` is not in the list `one`"});
}

static void test_unused_names_are_warned_of_and_checked(void **state) {
  (void)state;
  EXPECT_ERRORS(
      RULE_FILE("words: {one: [发票]}\n"
                "phrases: {two: [\"{thre}\"]}\n"
                "guards: {four: [\"{five} @\"]}\n"
                "steps: {six: {buyer: [\"{seven}\"]}}\n",
                "    seller: [专票]\n"),
      {4, "nothing uses the list `one`"}, {5, "nothing uses the phrase `two`"},
      {5, "unknown list or phrase `thre`"},
      {6, "nothing uses the guard `four`"},
      {6, "unknown list or phrase `five`"}, {7, "nothing uses the step `six`"},
      {7, "unknown list or phrase `seven`"});
}

static void test_anchors_that_can_never_match(void **state) {
  (void)state;
  EXPECT_ERRORS(
      RULE_FILE("phrases: {whole: [\"^ 发票 $\"]}\n",
                "    seller:\n"
                "      - 发票 ^ 专票\n"
                "      - 发票 $ 专票\n"
                "      - 亲 {whole}\n"
                "      - ^ 发票 $\n"
                "      - (^ 发票|专票 $)\n"),
      {14, "`^` behind another element can never match; put it first"},
      {15, "`$` before another element can never match; put it last"},
      {16, "`whole` begins with `^`"});
}

static void test_facts_that_are_never_so(void **state) {
  (void)state;
  EXPECT_ERRORS(
      RULE_FILE("facts: {cod: {default: \"true\", values: [\"true\", no]}}\n",
                "    seller: [发票]\n"
                "    when: {cod: flase}\n"
                "    when-not: {cod: \"true\"}\n"),
      {14, "the fact `cod` is never `flase`"});
}

static void test_an_unless_that_is_the_phrase_itself(void **state) {
  (void)state;
  EXPECT_ERRORS(RULE_FILE("", "    seller: [發票 ~2 开, 专票]\n"
                              "    unless: [发票 ~2 开]\n"),
                {12, "is an `unless` of its own and can never hit"});
}

static void test_phrases_that_nothing_finds(void **state) {
  (void)state;
  EXPECT_ERRORS(
      RULE_FILE("", "    seller: [\"^ ~3 $\", \"/[a-z]/\", (发票)?]\n"),
      {12, "has no word"}, {12, "has no word"}, {12, "has no word"});
}

static void test_phrases_behind_a_step_need_no_word(void **state) {
  (void)state;
  hvl_ruleset_free(compile_text(RULE_FILE("", "    seller: [\"^ ~3 $\"]\n"
                                              "    after: {buyer: [发票]}\n")));
}

static void test_phrases_that_are_too_large_or_too_long(void **state) {
  (void)state;
  EXPECT_ERRORS(RULE_FILE("phrases:\n"
                          "  a: [\"发 ~9 票 {b}* {b}* {b}*\"]\n"
                          "  b: [\"发 ~9 票 {c}* {c}* {c}*\"]\n"
                          "  c: [\"发 ~9 票\"]\n",
                          "    seller: [\"{a}* {a}*\", \"发票 (~256 专票)* "
                          "(~256 专票)* (~256 专票)*\"]\n"),
                {16, "the phrase is too large"},
                {16, "characters, and 4096 are possible"});
}

/* Add `part` to `text`, of `size` bytes, `count` times. */
static void append(char *text, size_t size, const char *part, uint32_t count) {
  size_t len = strlen(text);
  for (uint32_t i = 0; i < count; i++) {
    len += (size_t)snprintf(text + len, size - len, "%s", part);
    assert_true(len < size);
  }
}

/* What is loaded has a bound, so that what is compiled has it too. */
static void test_rules_that_share_a_guard_too_often(void **state) {
  (void)state;
  enum { SIZE = 1 << 17, PHRASES = 64, RULES = 80 };
  char *text = calloc(1, SIZE);
  assert_non_null(text);
  append(text, SIZE, "hvline: 1\nline: test\ntitle: {zh: 测, en: T}\n", 1);
  append(text, SIZE, "phrases:\n  a: ['", 1);
  append(text, SIZE, "(<mobile>|<money>|<percent>|<date>|<link>|<name>)?", 1);
  append(text, SIZE, "']\n  b: ['(", 1);
  append(text, SIZE, "{a} ~1|", 13);
  append(text, SIZE, "{a})']\n  c: ['(", 1);
  append(text, SIZE, "{b} ~1|", 13);
  append(text, SIZE, "{b})", 1);
  append(text, SIZE, "']\nguards: {long: {message: ['{c}'", 1);
  append(text, SIZE, ", '{c}'", PHRASES - 1);
  append(text, SIZE, "]}}\nrules:\n", 1);
  for (unsigned i = 0; i < RULES; i++) {
    char rule[256];
    snprintf(rule, sizeof rule,
             "  - {id: r.%03u, severity: note, level: 1, seller: [微信%u],\n"
             "     title: {zh: 题, en: T}, why: {zh: 因, en: W},\n"
             "     guards: [long], violates: [微信], complies: [好]}\n",
             i, i);
    append(text, SIZE, rule, 1);
  }
  EXPECT_ERRORS(text, {10 + 3 * 66, "let fewer rules ask"});
  free(text);
}

static void test_regexes_that_pcre_refuses(void **state) {
  (void)state;
  EXPECT_ERRORS(RULE_FILE("", "    seller: [\"发票 /[z-a]/\"]\n"),
                {12, "is wrong at character"});
}

static void test_entities_that_do_not_exist(void **state) {
  (void)state;
  EXPECT_ERRORS(RULE_FILE("", "    seller: [\"发票 <mobil>\"]\n"),
                {12, "entity"});
}

static void test_changes_of_rules_that_do_not_exist(void **state) {
  (void)state;
  EXPECT_ERRORS(RULE_FILE("change: [{rule: test.rul, off: yes}]\n",
                          "    seller: [发票]\n"),
                {4, "unknown rule `test.rul`; did you mean `test.rule`?"});
}

static void test_what_takes_no_character_apart(void **state) {
  (void)state;
  EXPECT_ERRORS(RULE_FILE("words: {split-characters: [信=亻言, 信亻言]}\n",
                          "    seller: [发票]\n"),
                {4, "`信亻言` takes no character apart"});
}

static void test_asking_for_splits_that_are_not_there(void **state) {
  (void)state;
  EXPECT_WARNINGS(
      RULE_FILE("words: {one: {words: [微信], evasion: [split]}}\n",
                "    seller: [\"{one}\"]\n"),
      {4, "`one` asks for `split`, and no list `split-characters` tells how"});
}

static void test_the_list_of_splits_has_no_words(void **state) {
  (void)state;
  EXPECT_ERRORS(RULE_FILE("words: {split-characters: [信=亻言]}\n",
                          "    seller: [\"{split-characters} 发票\"]\n"),
                {13, "the list `split-characters` has no words"});
}

static void test_lists_that_include_each_other_too_deep(void **state) {
  (void)state;
  char text[8192] = "hvline: 1\nwords:\n  l0: [发票]\n";
  for (int i = 1; i < 60; i++)
    snprintf(text + strlen(text), sizeof text - strlen(text),
             "  l%d: [\"{l%d}\"]\n", 60 - i, 59 - i);
  hvl_compiler *compiler = new_compiler();
  hvl_ruleset *ruleset;
  add_text(compiler, "a.yaml", text);
  assert_int_equal(hvl_compiler_build(compiler, &ruleset), HVL_ERR_RULES);
  hvl_compiler_free(compiler);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_unknown_names_are_reported_with_what_may_be_meant),
      cmocka_unit_test(test_a_name_of_another_kind_is_no_match),
      cmocka_unit_test(test_a_name_may_be_defined_once),
      cmocka_unit_test(test_ids_of_rules_are_unique_over_files),
      cmocka_unit_test(test_lists_that_include_themselves),
      cmocka_unit_test(test_phrases_that_are_part_of_themselves),
      cmocka_unit_test(test_words_of_nothing_and_of_one_character),
      cmocka_unit_test(test_words_that_fold_alike_name_the_first),
      cmocka_unit_test(test_words_that_an_included_list_brings_are_noted_once),
      cmocka_unit_test(test_a_list_that_overlays_leave_empty),
      cmocka_unit_test(test_removing_a_word_that_is_not_there),
      cmocka_unit_test(test_unused_names_are_warned_of_and_checked),
      cmocka_unit_test(test_anchors_that_can_never_match),
      cmocka_unit_test(test_facts_that_are_never_so),
      cmocka_unit_test(test_an_unless_that_is_the_phrase_itself),
      cmocka_unit_test(test_phrases_that_nothing_finds),
      cmocka_unit_test(test_phrases_behind_a_step_need_no_word),
      cmocka_unit_test(test_phrases_that_are_too_large_or_too_long),
      cmocka_unit_test(test_rules_that_share_a_guard_too_often),
      cmocka_unit_test(test_regexes_that_pcre_refuses),
      cmocka_unit_test(test_entities_that_do_not_exist),
      cmocka_unit_test(test_changes_of_rules_that_do_not_exist),
      cmocka_unit_test(test_what_takes_no_character_apart),
      cmocka_unit_test(test_asking_for_splits_that_are_not_there),
      cmocka_unit_test(test_the_list_of_splits_has_no_words),
      cmocka_unit_test(test_lists_that_include_each_other_too_deep),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* compile_program_test.c - phrases and the programs that they become. */
#include "compile_fixture.h"

#include "base/chars.h"

static const char *const top = "hvline: 1\nline: test\n"
                               "words:\n"
                               "  one: [微信, vx]\n"
                               "  two: {words: [扣扣, qq], inside: yes}\n"
                               "phrases:\n"
                               "  words: [发票, \"{one}\"]\n"
                               "  mixed: [发票, \"专 ~2 票\"]\n"
                               "  whole: [\"^ 发票 $\"]\n"
                               "rules:\n"
                               "  - id: test.rule\n"
                               "    severity: error\n"
                               "    level: 1\n"
                               "    title: {zh: 标题, en: Title}\n"
                               "    why: {zh: 原因, en: Reason}\n"
                               "    violates: [发票开不了]\n"
                               "    complies: [可以开]\n"
                               "    seller:\n"
                               "      - \"{one} {two} {words} {mixed}\"\n"
                               "      - \"{whole}\"\n";

static const char *const opcodes[OP_COUNT] = {
    "match", "word", "gap", "split", "jump", "entity", "regex", "^", "$", "@"};

/* The program of a pattern: one instruction behind the other. */
static const char *disassemble(const struct image *image,
                               const struct image_pattern *pattern) {
  static char out[2048];
  out[0] = 0;
  for (uint32_t i = 0; i < pattern->size; i++) {
    uint32_t code = image->code[pattern->code + i];
    uint32_t operand = code & 0xFFFFFF;
    size_t len = strlen(out), left = sizeof out - len;
    if (code >> 24 == OP_SYMBOL) {
      snprintf(out + len, left, "%u:%s ", (unsigned)i,
               image->strings + image->symbols[operand].name);
    } else if (operand) {
      snprintf(out + len, left, "%u:%s %x ", (unsigned)i, opcodes[code >> 24],
               (unsigned)operand);
    } else {
      snprintf(out + len, left, "%u:%s ", (unsigned)i, opcodes[code >> 24]);
    }
  }
  return out;
}

/* The pattern of `phrase` in rules that have it; free `*ruleset`. */
static const struct image_pattern *compile_phrase(const char *phrase,
                                                  hvl_ruleset **ruleset) {
  char text[4096];
  snprintf(text, sizeof text, "%s      - '%s'\n", top, phrase);
  *ruleset = compile_text(text);
  const struct image *image = &(*ruleset)->image;
  for (uint32_t i = 0; i < image->patterns_count; i++) {
    const struct image_pattern *pattern = &image->patterns[i];
    if (strcmp(image->strings + pattern->source, phrase) == 0) return pattern;
  }
  fail_msg("no pattern `%s`", phrase);
  return NULL;
}

static void expect_program(const char *phrase, const char *program,
                           uint32_t reach) {
  hvl_ruleset *ruleset;
  const struct image_pattern *pattern = compile_phrase(phrase, &ruleset);
  const char *found = disassemble(&ruleset->image, pattern);
  char expected[2048];
  snprintf(expected, sizeof expected, "%s ", program);
  assert_string_equal(found, expected);
  assert_int_equal(pattern->reach, reach);
  hvl_ruleset_free(ruleset);
}

/* Two characters span 5 at most, with three fillers between; two elements have
 * three more between them. */
static void test_elements_stand_one_behind_the_other(void **state) {
  (void)state;
  expect_program("发票", "0:发票 1:match", 5);
  expect_program("发票 {one}", "0:发票 1:one 2:match", 13);
  expect_program("发票 ~4 专票", "0:发票 1:gap 20004 2:专票 3:match", 20);
  expect_program("发票 ~4:turn 专票", "0:发票 1:gap 50004 2:专票 3:match", 20);
  expect_program("^ 发票 $", "0:^ 1:发票 2:$ 3:match", 5);
  expect_program("<mobile> 发票", "0:entity 1:发票 2:match", 136);
  expect_program("<money:new> 发票", "0:entity 205 1:发票 2:match", 136);
  expect_program("/q{3}/ 发票", "0:regex 1:发票 2:match", 11);
  expect_program("/(?:℃){3}/ 发票", "0:regex 1:发票 2:match", 14);
}

static void test_choices_of_words_become_one_symbol(void **state) {
  (void)state;
  expect_program("(发票|专票)", "0:发票|专票 1:match", 5);
  expect_program("((发票)|({one}))", "0:发票|one 1:match", 5);
  expect_program("{words}", "0:发票|one 1:match", 5);
  expect_program("({words}|普票)", "0:发票|one|普票 1:match", 5);
}

static void test_choices_of_other_things_are_tried_in_turn(void **state) {
  (void)state;
  expect_program("({one}|{two})", "0:split 3 1:one 2:jump 4 3:two 4:match", 5);
  expect_program("(发票|<money>|专 普)",
                 "0:split 3 1:发票 2:jump 8 3:split 6 4:entity 5 5:jump 8 "
                 "6:专 7:普 8:match",
                 128);
  expect_program("{mixed} 普票",
                 "0:split 3 1:发票 2:jump 6 3:专 4:gap 20002 5:票 6:普票 "
                 "7:match",
                 18);
}

static void test_what_may_be_there_is_passed_by(void **state) {
  (void)state;
  expect_program("(的)? 发票", "0:split 2 1:的 2:发票 3:match", 9);
  expect_program("发票 的*",
                 "0:发票 1:split 11 2:的 3:split 11 4:的 5:split 11 6:的 "
                 "7:split 11 8:的 9:split 11 10:的 11:split 11 12:的 "
                 "13:split 11 14:的 15:split 11 16:的 17:match",
                 37);
}

/* Append the needs of `variant`: the names of its symbols, how far the second
 * is behind the first, # for a digit. */
static void print_variant(const struct image *image,
                          const struct image_variant *variant, char *out,
                          size_t size) {
  size_t len = 0;
  for (uint32_t i = 0; i < VARIANT_NEEDS; i++) {
    uint32_t symbol = variant->needs[i];
    if (symbol == NONE || (i > 0 && symbol == variant->needs[0])) break;
    len += (size_t)snprintf(out + len, size - len, "%s%s", i ? " " : "",
                            image->strings + image->symbols[symbol].name);
  }
  if (variant->apart != 0)
    len += (size_t)snprintf(out + len, size - len, " %+d", variant->apart);
  if (variant->digit) snprintf(out + len, size - len, "%s#", len ? " " : "");
}

/* What the variants of a phrase need, parted by bars. */
static void expect_needs(const char *phrase, const char *needs) {
  hvl_ruleset *ruleset;
  char found[1024] = "";
  const struct image_pattern *pattern = compile_phrase(phrase, &ruleset);
  const struct image *image = &ruleset->image;
  for (uint32_t i = 0; i < pattern->variants; i++) {
    size_t len = strlen(found);
    if (i > 0) len += (size_t)snprintf(found + len, sizeof found - len, "|");
    print_variant(image, &image->variants[pattern->variant + i], found + len,
                  sizeof found - len);
  }
  assert_string_equal(found, needs);
  hvl_ruleset_free(ruleset);
}

static void test_what_every_match_holds(void **state) {
  (void)state;
  /* The rarer first, and how far the other is before or behind it. */
  expect_needs("发票 ~2 {one}", "one 发票 -13");
  expect_needs("发票 (的)? 的* 专票", "专票 发票 -44");
  expect_needs("(发票 A|发票 B)", "A 发票 -8|B 发票 -8");
  expect_needs("({one}|{two})", "one|two");
  expect_needs("(发票 A|<link>)", "");
  expect_needs("发票 <mobile>", "发票 #");
  expect_needs("(<mobile>|<money>) 发票", "发票 #");
  expect_needs("(<mobile>|<link>) 发票", "发票");
}

static void test_what_each_kind_of_match_holds(void **state) {
  (void)state;
  expect_needs("(发票 A|专票 B) ~1 {one}", "A one 发票 +8|专票 B one +8");
  expect_needs("(发票|A 发票) C", "C 发票 -8");
  expect_needs("(发票 A|发票 <mobile>) C", "A C 发票 +4|C 发票 -139 #");
  expect_needs("(A|<link>|<mobile>) (发票)?", "");
}

static void test_what_every_match_of_a_regex_holds(void **state) {
  (void)state;
  expect_needs("/QQ\\d+/", "qq\\d{1,64} #");
  expect_needs("/[a-z]?wx[0-9]/", "[a-z]{0,1}wx[0-9] #");
  expect_needs("/(?:qq|wx)x{0,2}/", "(?:qq|wx)x{0,2}");
  expect_needs("/(?!qq)\\d/", "#");
  expect_needs("/\\d?ab?c/", "\\d{0,1}ab{0,1}c");
  expect_needs("发票 /[a-z]+/", "发票");
  /* Somewhere in it, up to 5 units behind where it begins. */
  expect_needs("发票 /[a-z]{1,3}qq/", "[a-z]{1,3}qq 发票 -13");
  expect_needs("/[a-z]{1,3}qq/ 发票", "[a-z]{1,3}qq 发票 +8");
}

/* The words of the symbol of a regex: what to look for. */
static void test_a_regex_is_found_by_its_text(void **state) {
  (void)state;
  hvl_ruleset *ruleset;
  compile_phrase("/[a-z]?WX\\./", &ruleset);
  const struct image *image = &ruleset->image;
  uint32_t node = image->root_nodes[image->root_pages[0] * 256u + 'w'];
  assert_int_not_equal(node, 0);
  const struct image_node *w = &image->nodes[node];
  assert_int_equal(image->edges[w->child], 'x');
  const struct image_node *x = &image->nodes[w->child];
  assert_int_equal(image->edges[x->child], '.');
  assert_int_not_equal(image->nodes[x->child].list, 0);
  hvl_ruleset_free(ruleset);
}

static void test_equal_programs_and_symbols_are_kept_once(void **state) {
  (void)state;
  const char *rules = RULE_FILE(
      "",
      "    seller: [\"发票 ~2 专票\", \"發票 ~2 專票\", \"专票 (發票|发票)\"]\n"
      "    unless: {sentence: [普票, 專票], clause: [專票]}\n");
  hvl_ruleset *ruleset = compile_text(rules);
  const struct image *image = &ruleset->image;
  uint32_t first = image->events[image->rules[0].event].first[HVL_SELLER];
  const struct image_pattern *patterns = image->patterns + first;
  assert_int_equal(patterns[0].code, patterns[1].code);
  assert_int_not_equal(patterns[0].code, patterns[2].code);
  assert_int_equal(image->symbols_count, 3);
  hvl_ruleset_free(ruleset);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_elements_stand_one_behind_the_other),
      cmocka_unit_test(test_choices_of_words_become_one_symbol),
      cmocka_unit_test(test_choices_of_other_things_are_tried_in_turn),
      cmocka_unit_test(test_what_may_be_there_is_passed_by),
      cmocka_unit_test(test_what_every_match_holds),
      cmocka_unit_test(test_what_each_kind_of_match_holds),
      cmocka_unit_test(test_what_every_match_of_a_regex_holds),
      cmocka_unit_test(test_a_regex_is_found_by_its_text),
      cmocka_unit_test(test_equal_programs_and_symbols_are_kept_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Tests of rules/phrase.h: the table of rules/README.md, section 4. */
#include "rules_fixture.h"

static struct phrase *parse(struct fixture *fixture, const char *text) {
  open_fixture(fixture, 0);
  struct phrase_source source = {text, strlen(text), {"a", 1, 1}, NULL};
  return hvl__phrase_parse(&source, &fixture->pack.arena, &fixture->diags);
}

/* Write the tree at `phrase` and its siblings as text, for comparison. */
static void show(const struct phrase *phrase, char *out) {
  static const char *const kinds[] = {
      [PHRASE_LITERAL] = "'",   [PHRASE_NAME] = "name ",
      [PHRASE_GAP] = "gap ",    [PHRASE_SEQUENCE] = "seq",
      [PHRASE_CHOICE] = "one",  [PHRASE_OPTIONAL] = "maybe",
      [PHRASE_REPEAT] = "any",  [PHRASE_REGEX] = "regex ",
      [PHRASE_ENTITY] = "ent ", [PHRASE_START] = "start",
      [PHRASE_END] = "end",     [PHRASE_HIT] = "hit"};
  static const char *const scopes[] = {"o", "p", "c", "s", "m", "t"};
  for (; phrase; phrase = phrase->next) {
    strcat(out, kinds[phrase->kind]);
    if (phrase->text) strcat(out, phrase->text);
    if (phrase->kind == PHRASE_GAP)
      sprintf(out + strlen(out), "%u%s", (unsigned)phrase->gap,
              scopes[phrase->scope]);
    if (phrase->child) {
      strcat(out, "(");
      show(phrase->child, out);
      strcat(out, ")");
    }
    if (phrase->next) strcat(out, ", ");
  }
}

static void expect(const char *text, const char *tree) {
  struct fixture fixture;
  char shown[1024] = "";
  show(parse(&fixture, text), shown);
  expect_faults(&fixture, 0, NULL);
  assert_string_equal(shown, tree);
  close_fixture(&fixture);
}

static void refuse(const char *text, uint32_t column, const char *part) {
  struct fixture fixture;
  assert_null(parse(&fixture, text));
  EXPECT_FAULTS(&fixture, {1, column, part});
  close_fixture(&fixture);
}

static void test_spaces_divide_elements(void **state) {
  (void)state;
  expect("发票", "'发票");
  expect("A B", "seq('A, 'B)");
  expect("  A　B  ", "seq('A, 'B)");
  expect("加{wechat}吧", "seq('加, name wechat, '吧)");
}

static void test_every_form_of_the_table_has_its_node(void **state) {
  (void)state;
  expect("{ticket}", "name ticket");
  expect("(加|搜|{add})", "one('加, '搜, name add)");
  expect("(的)?", "maybe(one('的))");
  expect("{polite}? {polite}*", "seq(maybe(name polite), any(name polite))");
  expect("的?", "maybe('的)");
  expect("A ~4 B", "seq('A, gap 4c, 'B)");
  expect("A ~8:sentence B", "seq('A, gap 8s, 'B)");
  expect("A~2:phrase B~0:turn C", "seq('A, gap 2p, 'B, gap 0t, 'C)");
  expect("<mobile> <mobile:known> <mobile:new>",
         "seq(ent mobile, ent mobile:known, ent mobile:new)");
  expect("^ A $", "seq(start, 'A, end)");
  expect("不会 ~2 @", "seq('不会, gap 2c, hit)");
  expect("(a b|c ~1 d)", "one(seq('a, 'b), seq('c, gap 1c, 'd))");
  expect("((a|b)? c)*", "any(one(seq(maybe(one('a, 'b)), 'c)))");
}

static void test_a_backslash_makes_punctuation_text(void **state) {
  (void)state;
  expect("\\{a\\}\\(\\)\\|\\?\\*\\~\\/\\<\\>\\^\\$\\@\\\\\\\"",
         "'{a}()|?*~/<>^$@\\\"");
  expect("说\"好\"", "'说\"好\"");
}

static void test_a_regular_expression_stands_between_slashes(void **state) {
  (void)state;
  expect("/[a-z]\\d{5,}/", "regex [a-z]\\d{5,64}");
  expect("a /b\\/c/ d", "seq('a, regex b/c, 'd)");
  expect("/\\\\/", "regex \\\\");
}

static void test_places_are_those_of_the_elements(void **state) {
  (void)state;
  struct fixture fixture;
  const struct phrase *phrase = parse(&fixture, "发票 (加|搜{add})?");
  const struct phrase *maybe = phrase->child->next;
  assert_int_equal(phrase->child->place.column, 1);
  assert_int_equal(maybe->place.column, 4);
  assert_int_equal(maybe->child->child->place.column, 5);
  assert_int_equal(maybe->child->child->next->child->next->place.column, 8);
  close_fixture(&fixture);
}

static void test_brackets_must_be_balanced(void **state) {
  (void)state;
  refuse("发票 {ticket", 4, "`{` without `}`");
  refuse("发票 <mobile", 4, "`<` without `>`");
  refuse("发票 (a|b", 4, "`(` without `)`");
  refuse("发票 ((a|b)", 4, "`(` without `)`");
  refuse("发票 (a|", 4, "`(` without `)`");
  refuse("发票)", 3, "`)` without its opening");
  refuse("发票}", 3, "`}` without its opening");
  refuse("发票>", 3, "`>` without its opening");
  refuse("a|b", 2, "`|` outside parentheses");
  refuse("和/或", 2, "closing `/`");
}

static void test_what_stands_in_brackets_must_fit(void **state) {
  (void)state;
  refuse("{发票}", 1, "holds no name");
  refuse("{}", 1, "holds no name");
  refuse("<>", 1, "no entity");
  refuse("<mobile:old>", 1, "no entity");
  refuse("a (b||c)", 6, "empty alternative");
  refuse("()", 2, "empty alternative");
}

static void test_repetition_needs_something_to_repeat(void **state) {
  (void)state;
  refuse("没有?", 3, "put parentheses");
  refuse("? a", 1, "behind nothing");
  refuse("a ?", 3, "behind nothing");
  refuse("a?*", 3, "behind nothing");
  refuse("A ~4? B", 5, "put parentheses");
  refuse("/a/?", 4, "put parentheses");
}

static void test_gaps_need_a_number_and_a_scope(void **state) {
  (void)state;
  refuse("A ~ B", 3, "without a number");
  refuse("A ~999 B", 3, "more than 256");
  refuse("A ~99999999999 B", 3, "more than 256");
  refuse("A ~4:clase B", 6, "did you mean `clause`");
  refuse("A ~4: B", 6, "scope");
  refuse("A ~4:overlap B", 6, "scope");
}

static void test_an_escape_is_for_punctuation_only(void **state) {
  (void)state;
  refuse("a\\d", 2, "`\\`");
  refuse("a\\", 2, "`\\`");
  refuse("a\\发", 2, "`\\`");
}

static void test_a_phrase_needs_an_element(void **state) {
  (void)state;
  refuse("", 1, "empty phrase");
  refuse("  　", 1, "empty phrase");
}

static void test_all_faults_of_a_phrase_are_reported(void **state) {
  (void)state;
  struct fixture fixture;
  assert_null(parse(&fixture, "a) 没有? {X} ~ ({Y}|) \\d"));
  EXPECT_FAULTS(&fixture, {1, 2, "`)`"}, {1, 6, "`?`"}, {1, 8, "{X}"},
                {1, 12, "`~`"}, {1, 15, "{Y}"}, {1, 19, "empty alternative"},
                {1, 21, "`\\`"});
  close_fixture(&fixture);
}

static void test_size_and_depth_are_bounded(void **state) {
  (void)state;
  char text[8192];
  memset(text, '(', sizeof text);
  text[100] = '\0';
  refuse(text, 9, "too deeply nested");
  memset(text, 'x', sizeof text);
  text[5000] = '\0';
  refuse(text, 1, "more than 4096 bytes");
}

static void test_find_looks_everywhere(void **state) {
  (void)state;
  struct fixture fixture;
  const struct phrase *phrase = parse(&fixture, "a (b|(c @)?)");
  assert_int_equal(hvl__phrase_find(phrase, PHRASE_HIT)->place.column, 9);
  assert_null(hvl__phrase_find(phrase, PHRASE_GAP));
  assert_null(hvl__phrase_find(NULL, PHRASE_GAP));
  close_fixture(&fixture);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_spaces_divide_elements),
      cmocka_unit_test(test_every_form_of_the_table_has_its_node),
      cmocka_unit_test(test_a_backslash_makes_punctuation_text),
      cmocka_unit_test(test_a_regular_expression_stands_between_slashes),
      cmocka_unit_test(test_places_are_those_of_the_elements),
      cmocka_unit_test(test_brackets_must_be_balanced),
      cmocka_unit_test(test_what_stands_in_brackets_must_fit),
      cmocka_unit_test(test_repetition_needs_something_to_repeat),
      cmocka_unit_test(test_gaps_need_a_number_and_a_scope),
      cmocka_unit_test(test_an_escape_is_for_punctuation_only),
      cmocka_unit_test(test_a_phrase_needs_an_element),
      cmocka_unit_test(test_all_faults_of_a_phrase_are_reported),
      cmocka_unit_test(test_size_and_depth_are_bounded),
      cmocka_unit_test(test_find_looks_everywhere),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Tests of rules/yaml.h. */
#include "rules_fixture.h"

#include "rules/yaml.h"

static const struct yaml_node *parse(struct fixture *fixture,
                                     const char *text) {
  open_fixture(fixture, 0);
  return hvl__yaml_parse(&fixture->pack.arena, "a.yaml",
                         (hvl_text){text, strlen(text)}, &fixture->diags);
}

/* Assert that `text` has one fault, and whether it leaves a tree. */
static void refuse(const char *text, uint32_t line, uint32_t column,
                   const char *part) {
  struct fixture fixture;
  parse(&fixture, text);
  EXPECT_FAULTS(&fixture, {line, column, part});
  close_fixture(&fixture);
}

static void test_every_scalar_is_text(void **state) {
  (void)state;
  struct fixture fixture;
  const struct yaml_node *root =
      parse(&fixture, "a: no\nb: 010\nc: ~\nd: 1.50\ne:\n");
  static const char *const values[] = {"no", "010", "~", "1.50", ""};
  const struct yaml_node *node = root->child;
  for (size_t i = 0; i < 5; i++, node = node->next) {
    assert_int_equal(node->kind, YAML_TEXT);
    assert_string_equal(node->text, values[i]);
  }
  assert_null(node);
  close_fixture(&fixture);
}

static void test_lists_and_mappings_keep_their_order(void **state) {
  (void)state;
  struct fixture fixture;
  const struct yaml_node *root =
      parse(&fixture, "words:\n  b: [x, y]\n  a:\n    - z\n");
  const struct yaml_node *b = root->child->child;
  assert_string_equal(root->child->key->text, "words");
  assert_string_equal(b->key->text, "b");
  assert_int_equal(b->kind, YAML_LIST);
  assert_string_equal(b->child->next->text, "y");
  assert_string_equal(b->next->key->text, "a");
  assert_string_equal(b->next->child->text, "z");
  assert_null(b->next->next);
  close_fixture(&fixture);
}

static void test_places_count_code_points(void **state) {
  (void)state;
  struct fixture fixture;
  const struct yaml_node *root =
      parse(&fixture, "\xEF\xBB\xBFk: [发票, '专票', \"普票\"]\r\nz: 好\r\n");
  static const uint32_t columns[] = {5, 9, 15};
  const struct yaml_node *word = root->child->child;
  for (size_t i = 0; i < 3; i++, word = word->next) {
    assert_int_equal(word->place.line, 1);
    assert_int_equal(word->place.column, columns[i]);
    assert_int_equal(word->column, columns[i] + (i > 0));
    assert_null(word->columns);
  }
  assert_int_equal(root->child->next->place.line, 2);
  assert_int_equal(root->child->next->place.column, 4);
  close_fixture(&fixture);
}

static void test_escapes_are_counted_as_written(void **state) {
  (void)state;
  struct fixture fixture;
  const struct yaml_node *root = parse(
      &fixture, "a: \"\\\\d\\u53d1票\\x41b\"\nb: 'it''s'\nc: \"一\\n二\"\n");
  const struct yaml_node *node = root->child;
  assert_string_equal(node->text, "\\d发票Ab");
  static const uint32_t escaped[] = {5, 7, 8, 8, 8, 14, 14, 14, 15, 19, 20};
  for (size_t i = 0; i <= node->len; i++)
    assert_int_equal(node->columns[i], escaped[i]);
  node = node->next;
  assert_string_equal(node->text, "it's");
  static const uint32_t doubled[] = {5, 6, 7, 9, 10};
  for (size_t i = 0; i <= node->len; i++)
    assert_int_equal(node->columns[i], doubled[i]);
  node = node->next;
  assert_int_equal(node->columns[4], 8);
  close_fixture(&fixture);
}

static void test_a_text_of_several_lines_is_told_by_its_start(void **state) {
  (void)state;
  struct fixture fixture;
  const struct yaml_node *root =
      parse(&fixture, "a: |\n  one\n  two\nb: \"x\n  y\"\n");
  const struct yaml_node *node = root->child;
  assert_string_equal(node->text, "one\ntwo\n");
  assert_int_equal(node->columns[0], 4);
  assert_int_equal(node->columns[node->len], 4);
  assert_string_equal(node->next->text, "x y");
  assert_int_equal(node->next->columns[3], 4);
  close_fixture(&fixture);
}

static void test_what_is_beyond_the_subset_is_refused(void **state) {
  (void)state;
  refuse("a: &x b\n", 1, 4, "anchor");
  refuse("a: &x [b]\n", 1, 4, "anchor");
  refuse("a: !!str b\n", 1, 4, "tag");
  refuse("a: !x {b: c}\n", 1, 4, "tag");
  refuse("a: *x\n", 1, 4, "alias");
  refuse("? [a]\n: b\n", 1, 3, "key that is not a text");
  refuse("%YAML 1.1\n---\na: b\n", 1, 1, "directive");
  refuse("a: b\n---\nc: d\n", 2, 1, "second document");
  refuse("a: \"b\\0c\"\n", 1, 4, "U+0000");
}

static void test_duplicate_keys_are_found_at_every_depth(void **state) {
  (void)state;
  refuse("a: 1\nb: 2\na: 3\n", 3, 1, "duplicate key `a`, as on line 1");
  refuse("a: {x: 1, y: 2, x: 3}\n", 1, 17, "duplicate key `x`");
}

static void test_a_fault_of_the_syntax_is_one_fault(void **state) {
  (void)state;
  refuse("a: [b\nc: d\n", 2, 2, "`[` is not closed");
  refuse("a: {b\n", 2, 1, "`{` is not closed");
  refuse("a: \"b\nc: d\n", 1, 4, "quote is not closed");
  refuse("a: b: c\n", 1, 5, "colon");
  refuse("a:\n\t- b\n", 2, 1, "indent with spaces");
  refuse("a: @b\n", 1, 4, "quotes");
  refuse("a: \"\\d\"\n", 1, 5, "single quotes");
  refuse("a: 1\nb\n", 3, 1, "without `:`");
  refuse("a:\n  b: 1\n c: 2\n", 3, 2, "indentation");
  refuse("- {a} ~4 b\n", 1, 7, "in quotes as a whole");
  refuse("- * b\n", 1, 4, "`*`");
  refuse("- | b\n", 1, 5, "`|`");
  refuse("- \"\\xyz\"\n", 1, 6, "digits");
  refuse("- [a, , b]\n", 1, 7, "nothing where");
}

static void test_a_text_without_content_is_a_fault(void **state) {
  (void)state;
  refuse("", 1, 1, "empty");
  refuse("\xEF\xBB\xBF", 1, 1, "empty");
  refuse("# only\n\n# comments\n", 1, 1, "empty");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_scalar_is_text),
      cmocka_unit_test(test_lists_and_mappings_keep_their_order),
      cmocka_unit_test(test_places_count_code_points),
      cmocka_unit_test(test_escapes_are_counted_as_written),
      cmocka_unit_test(test_a_text_of_several_lines_is_told_by_its_start),
      cmocka_unit_test(test_what_is_beyond_the_subset_is_refused),
      cmocka_unit_test(test_duplicate_keys_are_found_at_every_depth),
      cmocka_unit_test(test_a_fault_of_the_syntax_is_one_fault),
      cmocka_unit_test(test_a_text_without_content_is_a_fault),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

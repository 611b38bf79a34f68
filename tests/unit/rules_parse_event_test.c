/* SPDX-License-Identifier: MIT */
/* Tests of rules/parse_event.c. */
#include "rules_fixture.h"

static void test_named_phrases_have_source_and_tree(void **state) {
  (void)state;
  struct fixture fixture;
  expect_clean(&fixture, "hvline: 1\nphrases: {no: [\"^ {x} $\", 没有]}\n");
  const struct parsed_named_phrase *entry = &fixture.pack.phrases.data[0];
  assert_string_equal(entry->name.data, "no");
  assert_int_equal(entry->phrases.len, 2);
  assert_string_equal(entry->phrases.data[0].source.data, "^ {x} $");
  assert_int_equal(entry->phrases.data[0].tree->kind, PHRASE_SEQUENCE);
  assert_int_equal(entry->phrases.data[1].tree->kind, PHRASE_LITERAL);
  close_fixture(&fixture);
}

static void test_a_guard_is_a_list_or_goes_by_scope(void **state) {
  (void)state;
  struct fixture fixture;
  expect_clean(&fixture, "hvline: 1\nguards:\n"
                         "  a: [\"不 ~2 @\"]\n"
                         "  b: {overlap: [x], turn: [y, z]}\n");
  const struct parsed_named_block *guards = fixture.pack.guards.data;
  assert_int_equal(guards[0].block.scopes[SCOPE_CLAUSE].len, 1);
  assert_int_equal(guards[1].block.scopes[SCOPE_OVERLAP].len, 1);
  assert_int_equal(guards[1].block.scopes[SCOPE_TURN].len, 2);
  assert_int_equal(guards[1].block.scopes[SCOPE_CLAUSE].len, 0);
  close_fixture(&fixture);
}

static void test_faults_in_phrases_stand_inside_the_text(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_rules(&fixture, "hvline: 1\nphrases:\n"
                                    "  a: [没有?, '没 ~', \"\\u6CA1{\"]\n"
                                    "  b:\n"
                                    "    - \"\\\\d{X}\"\n"
                                    "    - 'it''s ~'\n"));
  EXPECT_FAULTS(&fixture, {3, 9, "`?`"}, {3, 15, "`~`"}, {3, 26, "`{`"},
                {5, 8, "`\\`"}, {5, 11, "{X}"}, {6, 14, "`~`"});
  close_fixture(&fixture);
}

static void test_a_faulty_phrase_has_no_tree_and_stays(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_rules(&fixture, "hvline: 1\nphrases: {a: [\"(\", b]}\n"));
  const struct parsed_phrases *phrases = &fixture.pack.phrases.data[0].phrases;
  assert_int_equal(phrases->len, 2);
  assert_null(phrases->data[0].tree);
  assert_non_null(phrases->data[1].tree);
  close_fixture(&fixture);
}

static void test_the_hit_is_for_guards_only(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_rules(&fixture, "hvline: 1\n"
                                    "phrases: {a: [\"不 @\"]}\n"
                                    "guards: {b: [\"不 @\"]}\n"
                                    "steps: {c: {buyer: [\"@ 不\"]}}\n"));
  EXPECT_FAULTS(&fixture, {2, 18, "`@` outside a guard"},
                {4, 22, "`@` outside a guard"});
  close_fixture(&fixture);
}

static void test_faulty_blocks_are_told(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_rules(&fixture, "hvline: 1\nguards:\n"
                                    "  a: {claus: [x]}\n"
                                    "  b: {clause: x}\n"
                                    "  c: []\n"
                                    "  d: x\n"
                                    "  E: [x]\n"));
  EXPECT_FAULTS(&fixture, {3, 7, "did you mean `clause`"},
                {4, 15, "text and not a list"}, {5, 6, "no phrases"},
                {6, 6, "text and not a list"}, {7, 3, "`E` is not a name"});
  close_fixture(&fixture);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_named_phrases_have_source_and_tree),
      cmocka_unit_test(test_a_guard_is_a_list_or_goes_by_scope),
      cmocka_unit_test(test_faults_in_phrases_stand_inside_the_text),
      cmocka_unit_test(test_a_faulty_phrase_has_no_tree_and_stays),
      cmocka_unit_test(test_the_hit_is_for_guards_only),
      cmocka_unit_test(test_faulty_blocks_are_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

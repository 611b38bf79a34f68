/* SPDX-License-Identifier: MIT */
/* Tests of rules/parse_examples.c. */
#include "rules_fixture.h"

/* A rule file with these examples, both on lines of their own: 9 and 10. */
static const char *with_examples(const char *violates, const char *complies) {
  static char text[4096];
  snprintf(text, sizeof text,
           "hvline: 1\nline: a\nrules:\n  - id: a.b\n    severity: error\n"
           "    title: {zh: x, en: x}\n    why: {zh: x, en: x}\n"
           "    level: 1\n    violates: %s\n    complies: %s\n"
           "    seller: [x]\n",
           violates, complies);
  return text;
}

static const struct parsed_examples *
examples_of(const struct fixture *fixture) {
  return &fixture->pack.files.data[0].rules.data[0].examples;
}

static void test_a_text_is_one_message_of_the_shop(void **state) {
  (void)state;
  struct fixture fixture;
  expect_clean(&fixture, with_examples("[亲 开不了]", "[\"b: 不是吗\"]"));
  const struct parsed_examples *examples = examples_of(&fixture);
  assert_int_equal(examples->len, 2);
  assert_true(examples->data[0].violates);
  assert_int_equal(examples->data[0].place.line, 9);
  assert_int_equal(examples->data[0].messages.len, 1);
  assert_int_equal(examples->data[0].messages.data[0].role, HVL_SELLER);
  assert_string_equal(examples->data[0].messages.data[0].text.data,
                      "亲 开不了");
  assert_false(examples->data[1].violates);
  assert_string_equal(examples->data[1].messages.data[0].text.data,
                      "b: 不是吗");
  close_fixture(&fixture);
}

static void test_a_list_is_a_dialogue(void **state) {
  (void)state;
  struct fixture fixture;
  expect_clean(&fixture, with_examples("[[\"b: 能开票吗\", \"y:已接入\", "
                                       "\"b@anna:  x:y\", \"s: 没有\"]]",
                                       "[x]"));
  const struct parsed_message *messages =
      examples_of(&fixture)->data[0].messages.data;
  assert_int_equal(messages[0].role, HVL_BUYER);
  assert_string_equal(messages[0].account, "");
  assert_string_equal(messages[0].text.data, "能开票吗");
  assert_int_equal(messages[1].role, HVL_SYSTEM);
  assert_string_equal(messages[1].text.data, "已接入");
  assert_string_equal(messages[2].account, "anna");
  assert_string_equal(messages[2].text.data, " x:y");
  assert_int_equal(messages[3].role, HVL_SELLER);
  close_fixture(&fixture);
}

static void test_a_dialogue_may_come_with_facts(void **state) {
  (void)state;
  struct fixture fixture;
  expect_clean(
      &fixture,
      with_examples("[{facts: {cod: no, shop: a}, chat: [\"s: x\"]}]", "[x]"));
  const struct parsed_example *example = &examples_of(&fixture)->data[0];
  assert_int_equal(example->facts.len, 4);
  assert_string_equal(example->facts.data[0].data, "cod");
  assert_string_equal(example->facts.data[3].data, "a");
  assert_int_equal(example->messages.len, 1);
  close_fixture(&fixture);
}

static void test_faulty_examples_are_told(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_rules(
      &fixture,
      with_examples("[[b: x], [\"q: x\"], [\"b: x\"], [\"s@a: x\"], ['好']]",
                    "[[], {chat: [\"b@: x\"]}, {facts: {A: b}}, '', "
                    "{caht: [\"s: x\"]}]")));
  EXPECT_FAULTS(&fixture, {9, 17, "whose message"}, {9, 25, "whose message"},
                {9, 34, "without a message of the shop"},
                {9, 45, "whose message"}, {9, 57, "whose message"},
                {10, 16, "without a message of the shop"},
                {10, 28, "whose message"}, {10, 39, "without `chat`"},
                {10, 48, "`A` is not a name"}, {10, 56, "empty text"},
                {10, 60, "without `chat`"}, {10, 61, "did you mean `chat`"});
  close_fixture(&fixture);
}

static void test_examples_may_not_be_empty(void **state) {
  (void)state;
  struct fixture fixture;
  open_fixture(&fixture, 0);
  assert_true(parse_rules(&fixture, with_examples("[]", "x")));
  EXPECT_FAULTS(&fixture, {9, 15, "no examples"}, {10, 15, "not a list"});
  close_fixture(&fixture);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_text_is_one_message_of_the_shop),
      cmocka_unit_test(test_a_list_is_a_dialogue),
      cmocka_unit_test(test_a_dialogue_may_come_with_facts),
      cmocka_unit_test(test_faulty_examples_are_told),
      cmocka_unit_test(test_examples_may_not_be_empty),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

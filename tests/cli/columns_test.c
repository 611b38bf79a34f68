/* SPDX-License-Identifier: MIT */
/* Columns by the names of the header, and the values in them. */
#include "input/columns.h"

#include "chats/roles.h"
#include "cli_test.h"

enum { MOST = 8 };

static void find(struct columns *columns, enum command command,
                 const char *const *names) {
  hvl_text cells[MOST];
  size_t count = 0;
  for (; names[count]; count++) cells[count] = text_of(names[count]);
  columns_find(columns, command, cells, count);
}

static void test_chinese_and_english_headers(void **state) {
  (void)state;
  struct columns columns;
  find(&columns, COMMAND_AUDIT,
       (const char *const[]){"时间", "会话ID", "角色", "内容", NULL});
  assert_int_equal(columns.at[FIELD_TIME], 0);
  assert_int_equal(columns.at[FIELD_CONVERSATION], 1);
  assert_int_equal(columns.at[FIELD_ROLE], 2);
  assert_int_equal(columns.at[FIELD_TEXT], 3);
  find(&columns, COMMAND_AUDIT,
       (const char *const[]){"Session_ID", " SENDER ", "Message", NULL});
  assert_int_equal(columns.at[FIELD_CONVERSATION], 0);
  assert_int_equal(columns.at[FIELD_SENDER], 1);
  assert_int_equal(columns.at[FIELD_TEXT], 2);
  assert_int_equal(columns.at[FIELD_ROLE], NO_COLUMN);
}

static void test_width_marks_and_parentheses_do_not_matter(void **state) {
  (void)state;
  struct columns columns;
  find(&columns, COMMAND_AUDIT,
       (const char *const[]){"\uFEFFＣｏｎｖｅｒｓａｔｉｏｎ", "角 色",
                             "内容（必填）", NULL});
  assert_int_equal(columns.at[FIELD_CONVERSATION], 0);
  assert_int_equal(columns.at[FIELD_ROLE], 1);
  assert_int_equal(columns.at[FIELD_TEXT], 2);
}

static void test_a_surer_name_goes_first(void **state) {
  (void)state;
  struct columns columns;
  find(&columns, COMMAND_AUDIT,
       (const char *const[]){"买家昵称", "会话", "角色", "内容", NULL});
  assert_int_equal(columns.at[FIELD_CONVERSATION], 1);
  assert_int_equal(columns.at[FIELD_ACCOUNT], 0);
  find(&columns, COMMAND_AUDIT,
       (const char *const[]){"买家昵称", "角色", "内容", NULL});
  assert_int_equal(columns.at[FIELD_CONVERSATION], 0);
  assert_int_equal(columns.at[FIELD_ACCOUNT], NO_COLUMN);
}

static void test_a_question_and_its_answer_are_a_pair(void **state) {
  (void)state;
  struct columns columns;
  find(&columns, COMMAND_AUDIT,
       (const char *const[]){"客户", "买家问题", "客服回复", NULL});
  assert_true(columns_are_pair(&columns));
  assert_int_equal(columns.at[FIELD_CONVERSATION], 0);
  assert_int_equal(columns.at[FIELD_QUESTION], 1);
  assert_int_equal(columns.at[FIELD_TEXT], 2);
  find(&columns, COMMAND_AUDIT,
       (const char *const[]){"问题", "角色", "内容", NULL});
  assert_false(columns_are_pair(&columns));
}

static void test_a_user_is_the_buyer_beside_an_agent(void **state) {
  (void)state;
  struct columns columns;
  find(&columns, COMMAND_AUDIT,
       (const char *const[]){"用户昵称", "接待客服", "发送方", "内容", NULL});
  assert_int_equal(columns.at[FIELD_CONVERSATION], 0);
  assert_int_equal(columns.at[FIELD_AGENT], 1);
  assert_int_equal(columns.at[FIELD_ACCOUNT], NO_COLUMN);
  find(&columns, COMMAND_AUDIT,
       (const char *const[]){"用户昵称", "发送方", "内容", NULL});
  assert_int_equal(columns.at[FIELD_CONVERSATION], NO_COLUMN);
  assert_int_equal(columns.at[FIELD_ACCOUNT], 0);
}

static void test_whoever_sends_is_the_role_where_nothing_else_is(void **state) {
  (void)state;
  struct columns columns;
  find(&columns, COMMAND_AUDIT,
       (const char *const[]){"会话", "发送方", "内容", NULL});
  assert_int_equal(columns.at[FIELD_ROLE], 1);
  assert_int_equal(columns.at[FIELD_SENDER], NO_COLUMN);
  find(&columns, COMMAND_AUDIT,
       (const char *const[]){"会话", "发送方", "接收方", "角色", "内容", NULL});
  assert_int_equal(columns.at[FIELD_ROLE], 3);
  assert_int_equal(columns.at[FIELD_SENDER], 1);
  assert_int_equal(columns.at[FIELD_RECEIVER], 2);
}

static void test_templates_of_several_tools(void **state) {
  (void)state;
  struct columns columns;
  find(&columns, COMMAND_CHECK,
       (const char *const[]){"快捷短语编码", "快捷短语", "快捷短语分组", NULL});
  assert_int_equal(columns.at[FIELD_CONVERSATION], 0);
  assert_int_equal(columns.at[FIELD_TEXT], 1);
  assert_int_equal(columns.at[FIELD_GROUP], 2);
  find(&columns, COMMAND_CHECK,
       (const char *const[]){"快捷编码", "快捷短语", NULL});
  assert_int_equal(columns.at[FIELD_CONVERSATION], 0);
  find(&columns, COMMAND_CHECK, (const char *const[]){"问题", "答案", NULL});
  assert_int_equal(columns.at[FIELD_TEXT], 1);
}

static void expect_question(const char *question, const char *answer) {
  struct columns columns;
  find(&columns, COMMAND_CHECK,
       (const char *const[]){"问题分类", question, answer, NULL});
  if (columns.at[FIELD_GROUP] != 0 || columns.at[FIELD_QUESTION] != 1 ||
      columns.at[FIELD_TEXT] != 2)
    fail_msg("%s, %s: group %d, question %d, text %d", question, answer,
             columns.at[FIELD_GROUP], columns.at[FIELD_QUESTION],
             columns.at[FIELD_TEXT]);
}

static void test_questions_and_answers_of_several_tools(void **state) {
  (void)state;
  static const char *const questions[] = {
      "标准问题", "标准问",    "标准问法", "常见问题", "常見問題",
      "相似问",   "相似问题",  "相似问法", "问法",     "用户问法",
      "FAQ",      "Questions", "Query",    "标准提问", "Standard Question"};
  static const char *const answers[] = {
      "标准答案",     "標準答覆", "标准回复", "标准回答", "标准话术",
      "答复",         "答复内容", "回答",     "快捷回复", "快捷短语内容",
      "快捷回复内容", "客服回复", "Response", "Answers",  "Standard answer"};
  for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
    expect_question(questions[i], "答案");
  for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
    expect_question("问题", answers[i]);
}

static void test_a_standard_question_goes_before_others_like_it(void **state) {
  (void)state;
  struct columns columns;
  find(&columns, COMMAND_CHECK,
       (const char *const[]){"相似问法", "标准问题", "答案", NULL});
  assert_int_equal(columns.at[FIELD_QUESTION], 1);
}

static void expect_role(const char *word, hvl_role role) {
  static const struct words none = {NULL, 0, 0};
  assert_int_equal(role_of(text_of(word), &none), role);
}

static void test_words_for_roles(void **state) {
  (void)state;
  expect_role("客服", HVL_SELLER);
  expect_role(" SELLER ", HVL_SELLER);
  expect_role("商家", HVL_SELLER);
  expect_role("买家", HVL_BUYER);
  expect_role("Customer", HVL_BUYER);
  expect_role("系统消息", HVL_SYSTEM);
  expect_role("路人", (hvl_role)0);
  expect_role("", (hvl_role)0);
}

static void test_the_user_maps_values(void **state) {
  (void)state;
  const char *pairs[] = {"0=buyer", "小美=客服"};
  struct words map = {pairs, 2, 2};
  assert_int_equal(role_of(text_of("0"), &map), HVL_BUYER);
  assert_int_equal(role_of(text_of("小美"), &map), HVL_SELLER);
  assert_int_equal(role_of(text_of("买家"), &map), HVL_BUYER);
}

static void test_flags_say_who_speaks(void **state) {
  (void)state;
  static const struct words none = {NULL, 0, 0};
  assert_int_equal(role_of_flag(text_of("1"), &none), HVL_SELLER);
  assert_int_equal(role_of_flag(text_of("否"), &none), HVL_BUYER);
  assert_int_equal(role_of_flag(text_of("?"), &none), 0);
}

static void test_an_account_of_a_shop_has_two_parts(void **state) {
  (void)state;
  assert_int_equal(shop_of(text_of("旗舰店:小美")).len, 9);
  assert_int_equal(shop_of(text_of(" 旗舰店：小美")).len, 9);
  assert_int_equal(shop_of(text_of("tb123")).len, 0);
  assert_int_equal(shop_of(text_of(":x")).len, 0);
  assert_int_equal(shop_of(text_of("x:")).len, 0);
}

static void expect_fact(const char *name, const char *value,
                        const char *expected) {
  static const struct words none = {NULL, 0, 0};
  struct buffer out = {0};
  fact_value(&out, name, text_of(value), &none);
  assert_string_equal(out.data, expected);
  buffer_free(&out);
}

static void test_values_of_facts(void **state) {
  (void)state;
  expect_fact("free_shipping", "是", "true");
  expect_fact("free_shipping", "不包邮", "false");
  expect_fact("cod", "TRUE", "true");
  expect_fact("shop", "天猫", "tmall");
  expect_fact("shop", "淘寶店", "taobao");
  expect_fact("shop", "TaoBao", "taobao");
  expect_fact("shop", "快手小店", "kuaishou");
  expect_fact("shop", "小红书", "xiaohongshu");
  expect_fact("shop", " other ", "other");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_chinese_and_english_headers),
      cmocka_unit_test(test_width_marks_and_parentheses_do_not_matter),
      cmocka_unit_test(test_a_surer_name_goes_first),
      cmocka_unit_test(test_a_question_and_its_answer_are_a_pair),
      cmocka_unit_test(test_a_user_is_the_buyer_beside_an_agent),
      cmocka_unit_test(test_whoever_sends_is_the_role_where_nothing_else_is),
      cmocka_unit_test(test_templates_of_several_tools),
      cmocka_unit_test(test_questions_and_answers_of_several_tools),
      cmocka_unit_test(test_a_standard_question_goes_before_others_like_it),
      cmocka_unit_test(test_words_for_roles),
      cmocka_unit_test(test_the_user_maps_values),
      cmocka_unit_test(test_flags_say_who_speaks),
      cmocka_unit_test(test_an_account_of_a_shop_has_two_parts),
      cmocka_unit_test(test_values_of_facts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Masking of messages as they stand among others. */
#include "chats/chat_mask.h"

#include "cli_test.h"

struct said {
  hvl_role role;
  const char *account, *text;
};

enum { MOST = 16 };

/* What is shown of message `index` of `count` that were `said`. */
static void expect(const struct said *said, size_t count, size_t index,
                   const char *masked) {
  struct message_row rows[MOST];
  struct chat chat = {.messages = rows, .count = count};
  struct mask mask = {0};
  struct buffer out = {0};
  assert_true(count <= MOST);
  for (size_t i = 0; i < count; i++)
    rows[i] = (struct message_row){.role = said[i].role,
                                   .account = text_of(said[i].account),
                                   .text = text_of(said[i].text)};
  hvl_text text = rows[index].text;
  chat_mask(&mask, &chat, index, 0, text.len);
  mask_write(&mask, &out, text, 0, text.len);
  assert_string_equal(buffer_text(&out).data, masked);
  buffer_free(&out);
  mask_free(&mask);
}

static void test_a_number_in_halves_is_hidden_in_both(void **state) {
  (void)state;
  const struct said said[] = {{HVL_SELLER, "a", "加我微信 13812"},
                              {HVL_SELLER, "a", "345678 同号。"}};
  expect(said, 2, 0, "加我微信 138**");
  expect(said, 2, 1, "**5678 同号。");
}

static void test_a_number_in_many_parts_is_hidden_in_each(void **state) {
  (void)state;
  const struct said said[] = {
      {HVL_SELLER, "", "电话1"}, {HVL_SELLER, "", "3"},   {HVL_SELLER, "", "8"},
      {HVL_SELLER, "", "0"},     {HVL_SELLER, "", "0"},   {HVL_SELLER, "", "1"},
      {HVL_SELLER, "", "3"},     {HVL_SELLER, "", "8"},   {HVL_SELLER, "", "0"},
      {HVL_SELLER, "", "0"},     {HVL_SELLER, "", "0 哦"}};
  for (size_t i = 1; i < 10; i++)
    expect(said, 11, i, i >= 3 && i < 7 ? "*" : said[i].text);
}

static void test_others_may_speak_in_between(void **state) {
  (void)state;
  const struct said said[] = {{HVL_SELLER, "a", "1381234"},
                              {HVL_BUYER, "b", "嗯"},
                              {HVL_SELLER, "c", "在的"},
                              {HVL_SELLER, "a", "5678"}};
  expect(said, 4, 0, "138****");
  expect(said, 4, 3, "5678");
}

static void test_numbers_of_two_people_are_not_one(void **state) {
  (void)state;
  const struct said said[] = {{HVL_BUYER, "b", "1381234"},
                              {HVL_SELLER, "a", "5678"},
                              {HVL_SELLER, "c", "5678"}};
  expect(said, 3, 0, "1381234");
}

static void test_what_stands_between_parts_a_number(void **state) {
  (void)state;
  const struct said words[] = {{HVL_SELLER, "a", "1381234"},
                               {HVL_SELLER, "a", "好"},
                               {HVL_SELLER, "a", "5678"}};
  const struct said far[] = {
      {HVL_SELLER, "a", "1381234"}, {HVL_BUYER, "b", "1"},
      {HVL_BUYER, "b", "2"},        {HVL_BUYER, "b", "3"},
      {HVL_BUYER, "b", "4"},        {HVL_SELLER, "a", "5678"}};
  const struct said amounts[] = {{HVL_SELLER, "a", "一共1399元"},
                                 {HVL_SELLER, "a", "165"},
                                 {HVL_SELLER, "a", "2024-05-01"}};
  expect(words, 3, 0, "1381234");
  expect(far, 6, 0, "1381234");
  for (size_t i = 0; i < 3; i++) expect(amounts, 3, i, amounts[i].text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_number_in_halves_is_hidden_in_both),
      cmocka_unit_test(test_a_number_in_many_parts_is_hidden_in_each),
      cmocka_unit_test(test_others_may_speak_in_between),
      cmocka_unit_test(test_numbers_of_two_people_are_not_one),
      cmocka_unit_test(test_what_stands_between_parts_a_number),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

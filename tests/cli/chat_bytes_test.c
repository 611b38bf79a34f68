/* SPDX-License-Identifier: MIT */
/* Parts of conversations that are written as bytes and read again. */
#include "chats/chat_bytes.h"

#include <stdlib.h>

#include "cli_test.h"

static void expect_text(hvl_text text, hvl_text wanted) {
  assert_int_equal(text.len, wanted.len);
  assert_memory_equal(text.data, wanted.data, wanted.len);
}

static void expect_row(const struct message_row *row,
                       const struct message_row *wanted) {
  assert_int_equal(row->role, wanted->role);
  assert_int_equal(row->line, wanted->line);
  assert_int_equal(row->column, wanted->column);
  assert_int_equal(row->has_time, wanted->has_time);
  assert_int_equal(row->time, wanted->time);
  assert_int_equal(row->has_number, wanted->has_number);
  assert_int_equal(row->number, wanted->number);
  assert_int_equal(row->is_nameless, wanted->is_nameless);
  expect_text(row->text, wanted->text);
  expect_text(row->account, wanted->account);
}

/* All accounts are known only to those behind them, of any part. */
static void write_part(struct buffer *out, const struct message_row *rows,
                       size_t count, const struct fact *facts,
                       size_t fact_count) {
  struct buffer messages = {0};
  size_t room = 0;
  for (size_t i = 0; i < count; i++) room += message_room(&rows[i]);
  buffer_reserve(&messages, room);
  struct recent_accounts recent = {{NULL, 0}, {NULL, 0}};
  char *end = messages.data;
  for (size_t i = 0; i < count; i++)
    end = message_write(end, &rows[i], &recent);
  messages.len = (size_t)(end - messages.data);
  part_begin(out, messages.len);
  buffer_add(out, messages.data, messages.len);
  part_end(out, facts, fact_count);
  buffer_free(&messages);
}

static void test_parts_are_read_as_they_were_written(void **state) {
  (void)state;
  char long_text[300];
  memset(long_text, 'x', sizeof long_text);
  struct message_row rows[] = {
      {.role = HVL_SELLER,
       .line = 127,
       .column = 300,
       .text = {long_text, sizeof long_text},
       .account = text_of("小店:客服")},
      {.line = SIZE_MAX, .text = {"a\0b", 3}, .account = text_of("")},
      {.role = HVL_SYSTEM,
       .line = 128,
       .has_time = true,
       .time = INT64_MIN,
       .has_number = true,
       .number = -1,
       .text = text_of(""),
       .account = text_of("")},
      {.role = HVL_BUYER,
       .has_time = true,
       .time = INT64_C(1714554192000),
       .is_nameless = true,
       .text = text_of("在吗"),
       .account = text_of("买家")},
  };
  enum { ROWS = sizeof rows / sizeof *rows };
  struct fact facts[] = {{text_of("shop"), text_of("tmall")},
                         {text_of("shop"), text_of("jd")}};
  struct chat read = {.count = 0};
  struct buffer bytes = {0};
  write_part(&bytes, rows, 1, facts, 2);
  write_part(&bytes, rows + 1, ROWS - 1, NULL, 0);
  parts_read(&read, buffer_text(&bytes));
  assert_int_equal(read.count, ROWS);
  for (size_t i = 0; i < ROWS; i++) expect_row(&read.messages[i], &rows[i]);
  assert_int_equal(read.fact_count, 1);
  assert_string_equal(read.facts[0].name.data, "shop");
  assert_string_equal(read.facts[0].value.data, "tmall");
  free(read.messages);
  free(read.facts);
  buffer_free(&bytes);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_parts_are_read_as_they_were_written),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

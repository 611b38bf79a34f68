/* SPDX-License-Identifier: MIT */
/* Messages of many conversations in one store. */
#include "chats/message_store.h"

#include <stdlib.h>

#include "cli_test.h"

enum { CHATS = 3, MESSAGES = 5000, LONG = 200 * 1000 };

/* Of message `i`: mostly one of two who talk, now and then a third or none. */
static hvl_text account_of(size_t i) {
  static const char *const names[] = {"店:小美", "tb1", "店:小王", ""};
  return text_of(names[i % 7 == 6 ? 2 : i % 11 == 10 ? 3 : i % 2]);
}

static struct message_row row_of(size_t i, const char *text) {
  return (struct message_row){.role = HVL_SELLER,
                              .line = i,
                              .text = {text, i % 1000 == 999 ? LONG : i % 90},
                              .account = account_of(i)};
}

/* In turn, or one conversation behind the other. */
static void keep_and_give(struct message_store *store, const char *text,
                          bool in_turn) {
  struct messages messages[CHATS] = {{NULL, NULL}};
  for (size_t i = 0; i < MESSAGES; i++) {
    struct message_row row = row_of(i, text);
    size_t of = in_turn ? i % CHATS : i * CHATS / MESSAGES;
    messages_add(store, &messages[of], &row);
  }
  size_t seen = 0;
  for (size_t of = 0; of < CHATS; of++) {
    struct chat chat = {.count = 0};
    messages_unfold(&messages[of], &chat);
    for (size_t k = 0; k < chat.count; k++) {
      const struct message_row *row = &chat.messages[k];
      struct message_row must = row_of(row->line, text);
      assert_true(!k || row->line > row[-1].line);
      assert_int_equal(row->text.len, must.text.len);
      assert_memory_equal(row->text.data, text, must.text.len);
      assert_int_equal(row->account.len, must.account.len);
      assert_memory_equal(row->account.data, must.account.data,
                          must.account.len);
    }
    seen += chat.count;
    free(chat.messages);
  }
  assert_int_equal(seen, MESSAGES);
}

static void test_messages_are_given_as_they_were_added(void **state) {
  (void)state;
  struct message_store store = {.used = 0};
  struct buffer text = {0};
  buffer_fill(&text, 'x', LONG);
  keep_and_give(&store, text.data, true);
  size_t used = store.used;
  assert_true(used > 5 * LONG);
  message_store_free(&store);
  assert_int_equal(store.used, 0);
  keep_and_give(&store, text.data, false);
  assert_true(store.used > 5 * LONG && store.used < used);
  message_store_free(&store);
  buffer_free(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_messages_are_given_as_they_were_added),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

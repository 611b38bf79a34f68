/* SPDX-License-Identifier: MIT */
/* Conversations put together beyond memory. */
#define _POSIX_C_SOURCE 200809L
#include "chats/spill.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "chats/message_store.h"
#include "cli_test.h"

enum { CHATS = 300 };

/* A part of the conversation `id`, of one message in that line. */
static bool add_part(struct spill *spill, size_t id, size_t line) {
  struct message_store store = {.used = 0};
  struct messages messages = {NULL, NULL};
  struct message_row row = {
      .role = HVL_BUYER, .line = line, .text = text_of("能开发票吗")};
  struct buffer part = {0};
  char name[24];
  snprintf(name, sizeof name, "%zu", id);
  messages_add(&store, &messages, &row);
  part_begin(&part, messages_size(&messages));
  messages_write(&messages, &part);
  part_end(&part, NULL, 0);
  bool good = spill_add(spill, text_of(name), buffer_text(&part));
  buffer_free(&part);
  message_store_free(&store);
  return good;
}

/* Add `count` parts, each of a conversation below `span` that is drawn by lot,
 * or of one more in turn where that is 0. They come in the order in which they
 * began, with all messages, in order. */
static void put_together(size_t memory, size_t count, size_t span) {
  struct spill *spill = spill_new(memory);
  size_t begun[CHATS] = {0}, parts[CHATS] = {0}, seen = 0;
  unsigned state = 1;
  for (size_t i = 0; i < count; i++) {
    state = state * 1103515245u + 12345u;
    size_t id = span ? (state >> 16) % span : i;
    if (!parts[id]++) begun[id] = i;
    assert_true(add_part(spill, id, i + 1));
  }
  struct chat *chat;
  size_t number, before = 0;
  while ((chat = spill_next(spill, &number))) {
    size_t id = (size_t)strtoul(chat->id.data, NULL, 10);
    assert_true(id < CHATS);
    assert_true(!seen || number > before);
    assert_int_equal(number, begun[id]);
    assert_int_equal(chat->count, parts[id]);
    assert_int_equal(chat->messages[0].line, number + 1);
    for (size_t i = 1; i < chat->count; i++)
      assert_true(chat->messages[i].line > chat->messages[i - 1].line);
    before = number;
    seen += chat->count;
  }
  assert_int_equal(errno, 0);
  assert_int_equal(seen, count);
  spill_free(spill);
}

static void test_parts_come_together_in_order(void **state) {
  (void)state;
  put_together(1 << 20, 1, 0);
  put_together(1 << 20, CHATS, 0); /* nothing to put together */
  put_together(1 << 20, 3000, CHATS);
  put_together(1024, 3000, CHATS); /* hundreds of runs */
  put_together(1024, 3000, 1);     /* a single conversation */
}

static void test_no_room_is_a_failure(void **state) {
  (void)state;
  struct spill *spill = spill_new(1024);
  setenv("TMPDIR", "/nowhere/at/all", 1);
  assert_false(add_part(spill, 1, 1));
  assert_int_equal(errno, ENOENT);
  unsetenv("TMPDIR");
  spill_free(spill);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_parts_come_together_in_order),
      cmocka_unit_test(test_no_room_is_a_failure),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

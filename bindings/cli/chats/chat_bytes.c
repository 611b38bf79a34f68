/* SPDX-License-Identifier: MIT */
/* chat_bytes.c - messages and facts as bytes. */
#include "chats/chat_bytes.h"

#include <string.h>

#include "base/packed.h"
#include "base/texts.h"

static char *write_text(char *out, hvl_text text) {
  out = packed_write(out, text.len);
  if (text.len) memcpy(out, text.data, text.len);
  out[text.len] = '\0';
  return out + text.len + 1;
}

static hvl_text read_text(hvl_text *bytes) {
  size_t len = (size_t)packed_take(bytes);
  hvl_text text = {bytes->data, len};
  bytes->data += len + 1;
  bytes->len -= len + 1;
  return text;
}

/* ---- Messages ------------------------------------------------------------ */

/* The first byte of a message: the role, what follows, whose account it is. */
enum {
  ROLE = 3,
  HAS_TIME = 4,
  HAS_NUMBER = 8,
  IS_NAMELESS = 16,
  ACCOUNT = 3 << 5,
  NO_ACCOUNT = 0,
  ACCOUNT_LAST = 1 << 5,
  ACCOUNT_OTHER = 2 << 5,
  ACCOUNT_NEW = 3 << 5
};

size_t message_room(const struct message_row *row) {
  enum { NUMBERS = 6 }; /* two of them of texts, which end in NUL */
  return 1 + NUMBERS * PACKED_MOST + row->text.len + 1 + row->account.len + 1;
}

static void swap(struct recent_accounts *recent) {
  hvl_text last = recent->last;
  recent->last = recent->other;
  recent->other = last;
}

static unsigned account_kind(struct recent_accounts *recent, hvl_text account) {
  if (!account.len) return NO_ACCOUNT;
  if (text_same(account, recent->last)) return ACCOUNT_LAST;
  swap(recent);
  return text_same(account, recent->last) ? ACCOUNT_OTHER : ACCOUNT_NEW;
}

char *message_write(char *out, const struct message_row *row,
                    struct recent_accounts *recent) {
  unsigned kind = account_kind(recent, row->account);
  *out++ = (char)((unsigned)row->role | (row->has_time ? HAS_TIME : 0) |
                  (row->has_number ? HAS_NUMBER : 0) |
                  (row->is_nameless ? IS_NAMELESS : 0) | kind);
  out = packed_write(out, row->line);
  out = packed_write(out, row->column);
  if (row->has_time) out = packed_write(out, (uint64_t)row->time);
  if (row->has_number) out = packed_write(out, (uint64_t)row->number);
  out = write_text(out, row->text);
  if (kind != ACCOUNT_NEW) return out;
  out = write_text(out, row->account);
  recent->last = (hvl_text){out - 1 - row->account.len, row->account.len};
  return out;
}

static hvl_text read_account(hvl_text *bytes, unsigned kind,
                             struct recent_accounts *recent) {
  if (kind == NO_ACCOUNT) return (hvl_text){"", 0};
  if (kind != ACCOUNT_LAST) swap(recent);
  if (kind == ACCOUNT_NEW) recent->last = read_text(bytes);
  return recent->last;
}

static void read_message(hvl_text *bytes, struct recent_accounts *recent,
                         struct message_row *row) {
  unsigned first = (unsigned char)*bytes->data++;
  bytes->len--;
  *row = (struct message_row){.role = (hvl_role)(first & ROLE),
                              .has_time = (first & HAS_TIME) != 0,
                              .has_number = (first & HAS_NUMBER) != 0,
                              .is_nameless = (first & IS_NAMELESS) != 0};
  row->line = (size_t)packed_take(bytes);
  row->column = (size_t)packed_take(bytes);
  if (row->has_time) row->time = (int64_t)packed_take(bytes);
  if (row->has_number) row->number = (int64_t)packed_take(bytes);
  row->text = read_text(bytes);
  row->account = read_account(bytes, first & ACCOUNT, recent);
}

void messages_read(struct chat *chat, hvl_text bytes) {
  struct recent_accounts recent = {{NULL, 0}, {NULL, 0}};
  while (bytes.len) {
    MEM_GROW(chat->messages, chat->count, chat->cap);
    read_message(&bytes, &recent, &chat->messages[chat->count++]);
  }
}

/* ---- Parts --------------------------------------------------------------- */

static void add_text(struct buffer *out, hvl_text text) {
  packed_add(out, text.len);
  buffer_add(out, text.data, text.len);
  buffer_put(out, '\0');
}

void part_begin(struct buffer *out, size_t len) {
  packed_add(out, len);
}

void part_end(struct buffer *out, const struct fact *facts, size_t count) {
  packed_add(out, count);
  for (size_t i = 0; i < count; i++) {
    add_text(out, facts[i].name);
    add_text(out, facts[i].value);
  }
}

static void read_fact(struct chat *chat, hvl_text *bytes) {
  struct fact fact;
  fact.name = read_text(bytes);
  fact.value = read_text(bytes);
  for (size_t i = 0; i < chat->fact_count; i++)
    if (strcmp(chat->facts[i].name.data, fact.name.data) == 0) return;
  MEM_GROW(chat->facts, chat->fact_count, chat->fact_cap);
  chat->facts[chat->fact_count++] = fact;
}

void parts_read(struct chat *chat, hvl_text bytes) {
  while (bytes.len) {
    size_t len = (size_t)packed_take(&bytes);
    messages_read(chat, (hvl_text){bytes.data, len});
    bytes.data += len;
    bytes.len -= len;
    for (uint64_t left = packed_take(&bytes); left; left--)
      read_fact(chat, &bytes);
  }
}

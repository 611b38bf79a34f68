/* SPDX-License-Identifier: MIT */
/* chat_bytes.c - parts of a conversation as bytes, for a temporary file. */
#include "chats/chat_bytes.h"

#include <string.h>

/* Numbers are mostly small: seven bits a byte, the low ones first, all but the
 * last with the high bit set. */
enum { MOST_DIGITS = 10 };

static void write_number(struct buffer *out, uint64_t number) {
  char digits[MOST_DIGITS];
  size_t len = 0;
  for (; number > 127; number >>= 7) digits[len++] = (char)(number | 128);
  digits[len++] = (char)number;
  buffer_add(out, digits, len);
}

static uint64_t read_number(hvl_text *bytes) {
  uint64_t number = 0;
  for (int shift = 0;; shift += 7) {
    unsigned char digit = (unsigned char)*bytes->data++;
    bytes->len--;
    number |= (uint64_t)(digit & 127) << shift;
    if (digit < 128) return number;
  }
}

static void write_text(struct buffer *out, hvl_text text) {
  write_number(out, text.len);
  buffer_add(out, text.data, text.len);
  buffer_put(out, '\0');
}

static hvl_text read_text(hvl_text *bytes) {
  size_t len = (size_t)read_number(bytes);
  hvl_text text = {bytes->data, len};
  bytes->data += len + 1;
  bytes->len -= len + 1;
  return text;
}

/* What is known of when and where it was sent stands in the bits above the
 * role. */
enum { HAS_TIME = 64, HAS_NUMBER = 128, IS_NAMELESS = 256, ROLE = 63 };

static void write_message(struct buffer *out, const struct message_row *row) {
  write_number(out, (uint64_t)row->role | (row->has_time ? HAS_TIME : 0) |
                        (row->has_number ? HAS_NUMBER : 0) |
                        (row->is_nameless ? IS_NAMELESS : 0));
  write_number(out, row->line);
  write_number(out, row->column);
  if (row->has_time) write_number(out, (uint64_t)row->time);
  if (row->has_number) write_number(out, (uint64_t)row->number);
  write_text(out, row->text);
  write_text(out, row->account);
}

static struct message_row read_message(hvl_text *bytes) {
  struct message_row row = {0};
  uint64_t first = read_number(bytes);
  row.role = (hvl_role)(first & ROLE);
  row.has_time = (first & HAS_TIME) != 0;
  row.has_number = (first & HAS_NUMBER) != 0;
  row.is_nameless = (first & IS_NAMELESS) != 0;
  row.line = (size_t)read_number(bytes);
  row.column = (size_t)read_number(bytes);
  if (row.has_time) row.time = (int64_t)read_number(bytes);
  if (row.has_number) row.number = (int64_t)read_number(bytes);
  row.text = read_text(bytes);
  row.account = read_text(bytes);
  return row;
}

void chat_write(struct buffer *out, const struct chat *part) {
  write_number(out, part->count);
  for (size_t i = 0; i < part->count; i++)
    write_message(out, &part->messages[i]);
  write_number(out, part->fact_count);
  for (size_t i = 0; i < part->fact_count; i++) {
    write_text(out, part->facts[i].name);
    write_text(out, part->facts[i].value);
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

void chat_read(struct chat *chat, hvl_text bytes) {
  while (bytes.len) {
    for (uint64_t left = read_number(&bytes); left; left--) {
      MEM_GROW(chat->messages, chat->count, chat->cap);
      chat->messages[chat->count++] = read_message(&bytes);
    }
    for (uint64_t left = read_number(&bytes); left; left--)
      read_fact(chat, &bytes);
  }
}

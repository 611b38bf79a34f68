/* SPDX-License-Identifier: MIT */
/* chat_bytes.c - parts of a conversation as bytes, for a temporary file. */
#include "chats/chat_bytes.h"

#include <string.h>

/* What stands before the texts of a message. */
struct head {
  struct message_row row; /* its pointers mean nothing */
};

static void write_number(struct buffer *out, size_t number) {
  buffer_add(out, (const char *)&number, sizeof number);
}

static void write_text(struct buffer *out, hvl_text text) {
  write_number(out, text.len);
  buffer_add(out, text.data, text.len);
  buffer_put(out, '\0');
}

void chat_write(struct buffer *out, const struct chat *part) {
  write_number(out, part->count);
  for (size_t i = 0; i < part->count; i++) {
    struct head head;
    memset(&head, 0, sizeof head); /* no stray bytes in the file */
    head.row = part->messages[i];
    buffer_add(out, (const char *)&head, sizeof head);
    write_text(out, part->messages[i].text);
    write_text(out, part->messages[i].account);
  }
  write_number(out, part->fact_count);
  for (size_t i = 0; i < part->fact_count; i++) {
    write_text(out, part->facts[i].name);
    write_text(out, part->facts[i].value);
  }
}

static size_t read_number(hvl_text *bytes) {
  size_t number;
  memcpy(&number, bytes->data, sizeof number);
  bytes->data += sizeof number;
  bytes->len -= sizeof number;
  return number;
}

static hvl_text read_text(hvl_text *bytes) {
  size_t len = read_number(bytes);
  hvl_text text = {bytes->data, len};
  bytes->data += len + 1;
  bytes->len -= len + 1;
  return text;
}

static void read_message(struct chat *chat, hvl_text *bytes) {
  struct head head;
  memcpy(&head, bytes->data, sizeof head);
  bytes->data += sizeof head;
  bytes->len -= sizeof head;
  head.row.text = read_text(bytes);
  head.row.account = read_text(bytes);
  MEM_GROW(chat->messages, chat->count, chat->cap);
  chat->messages[chat->count++] = head.row;
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
    for (size_t left = read_number(&bytes); left; left--)
      read_message(chat, &bytes);
    for (size_t left = read_number(&bytes); left; left--)
      read_fact(chat, &bytes);
  }
}

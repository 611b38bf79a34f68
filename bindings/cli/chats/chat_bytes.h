/* SPDX-License-Identifier: MIT */
/* chat_bytes.h - messages and facts as bytes: so they take the least room in
 * memory, and go to a temporary file as they are. */
#ifndef HVLINE_CLI_CHAT_BYTES_H
#define HVLINE_CLI_CHAT_BYTES_H

#include "base/buffer.h"
#include "chats/chat.h"

/* The accounts of the messages before, which mostly are of two who talk. All
 * zero knows none. */
struct recent_accounts {
  hvl_text last, other;
};

/* How many bytes `row` takes at most. */
size_t message_room(const struct message_row *row);

/* Write `row` to `out`; the end of it. What `recent` knows is not written
 * again: it lies in bytes that go before `out` whenever these are read. */
char *message_write(char *out, const struct message_row *row,
                    struct recent_accounts *recent);

/* Append to `chat` the messages in `bytes`, in which their texts then lie. The
 * array is the caller's to free. */
void messages_read(struct chat *chat, hvl_text bytes);

/* A part of a conversation: this, `len` bytes of messages, and the facts. */
void part_begin(struct buffer *out, size_t len);
void part_end(struct buffer *out, const struct fact *facts, size_t count);

/* Append to `chat` the messages and facts of all parts in `bytes`, likewise; of
 * a fact that is stated several times the first. */
void parts_read(struct chat *chat, hvl_text bytes);

#endif

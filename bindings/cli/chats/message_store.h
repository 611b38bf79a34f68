/* SPDX-License-Identifier: MIT */
/* message_store.h - the messages of many conversations in little memory. */
#ifndef HVLINE_CLI_MESSAGE_STORE_H
#define HVLINE_CLI_MESSAGE_STORE_H

#include "chats/chat_bytes.h"

/* The messages of a conversation; all zero is none. They lie in stretches of
 * the store: in one, if no others came between them. */
struct stretch;
struct messages {
  struct stretch *first, *last;
};

/* All zero is empty. */
struct store_block;
struct message_store {
  struct store_block *blocks;
  struct stretch *open;          /* that can grow */
  struct recent_accounts recent; /* of it */
  size_t used;                   /* bytes */
};

void message_store_free(struct message_store *store);

/* Add a copy of `row` to `messages`. */
void messages_add(struct message_store *store, struct messages *messages,
                  const struct message_row *row);

/* Append them to those of `chat`; their texts lie in the store. */
void messages_unfold(const struct messages *messages, struct chat *chat);

/* Append their bytes to `out`, of which messages_size() tells how many. */
size_t messages_size(const struct messages *messages);
void messages_write(const struct messages *messages, struct buffer *out);

#endif

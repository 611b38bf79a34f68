/* SPDX-License-Identifier: MIT */
/* chat_bytes.h - parts of a conversation as bytes, for a temporary file. */
#ifndef HVLINE_CLI_CHAT_BYTES_H
#define HVLINE_CLI_CHAT_BYTES_H

#include "base/buffer.h"
#include "chats/chat.h"

/* Append the messages and facts of `part`, not its id. */
void chat_write(struct buffer *out, const struct chat *part);

/* Append to `chat` the messages and facts of all parts in `bytes`, in which its
 * texts then lie; of a fact that is stated several times the first. The arrays
 * of `chat` are the caller's to free. */
void chat_read(struct chat *chat, hvl_text bytes);

#endif

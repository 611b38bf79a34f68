/* SPDX-License-Identifier: MIT */
/* chat_mask.h - what to hide in a message, as it stands among others. */
#ifndef HVLINE_CLI_CHAT_MASK_H
#define HVLINE_CLI_CHAT_MASK_H

#include "chats/chat.h"
#include "mask/mask.h"

/* mask_find() for bytes [start, end) of message `index`. A number that begins
 * in what its sender wrote just before, or goes on in what follows, is hidden,
 * too. */
void chat_mask(struct mask *mask, const struct chat *chat, size_t index,
               size_t start, size_t end);

#endif

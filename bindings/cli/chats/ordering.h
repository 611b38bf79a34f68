/* SPDX-License-Identifier: MIT */
/* ordering.h - the messages of a conversation in the order they were sent. */
#ifndef HVLINE_CLI_ORDERING_H
#define HVLINE_CLI_ORDERING_H

#include "chats/chat.h"

/* Order the messages of the whole `chat` by time, then number, where these are
 * known; those of files that begin with the newest are turned round. Equal ones
 * stay as they stand. */
void put_in_order(struct chat *chat);

#endif

/* SPDX-License-Identifier: MIT */
/* dialogue_line.h - a message as people type it: who speaks, then what. */
#ifndef HVLINE_CLI_DIALOGUE_LINE_H
#define HVLINE_CLI_DIALOGUE_LINE_H

#include "chats/chat.h"

/* The message of "b: ..", "s: ..", "y: .." or "b@anna: .."; anything else is of
 * the shop. Its texts are parts of `line`. */
struct message_row dialogue_line(hvl_text line);

#endif

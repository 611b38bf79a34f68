/* SPDX-License-Identifier: MIT */
/* reasoning.h - why rules find the message just fed or do not, for people. */
#ifndef HVLINE_CLI_REASONING_H
#define HVLINE_CLI_REASONING_H

#include "base/buffer.h"
#include "base/options.h"
#include "chats/chat.h"

/* What was found comes first, then what came near, the nearest first: a rule
 * that a guard stopped before one of which a condition does not hold, and those
 * whose phrase hits nearly anything last. Each reason is given once. Where
 * neither --line nor --rule asks for more, the most telling ones of what was
 * not found are shown and the other rules counted. */
void reasoning_show(struct buffer *out, const hvl_session *session,
                    const struct chat *chat, const struct options *options);

#endif

/* SPDX-License-Identifier: MIT */
/* selection.h - which messages --since, --until and --agent ask for. What
 * stands around them is read all the same, as it tells what they mean. */
#ifndef HVLINE_CLI_SELECTION_H
#define HVLINE_CLI_SELECTION_H

#include "base/alloc.h"
#include "base/log.h"
#include "base/options.h"
#include "chats/chat.h"

/* Is the message one of those? */
bool selection_keeps(const struct options *options,
                     const struct message_row *row);

/* Is any of `chat`? */
bool selection_keeps_any(const struct options *options,
                         const struct chat *chat);

/* What was met, to tell of what may be a mistake. All zero is empty. */
struct selection {
  size_t timeless;       /* messages that have no time */
  struct words accounts; /* of the shop, each once, up to a number */
  struct pool names;
};

/* Take note of the messages of `chat`. */
void selection_note(struct selection *selection, const struct options *options,
                    const struct chat *chat);

/* Say how many messages have no time, and that nobody is called as --agent
 * says. */
void selection_tell(const struct selection *selection,
                    const struct options *options, struct log *log);
void selection_free(struct selection *selection);

/* The first millisecond behind what --until says: a day counts as a whole.
 * False if it is no time. */
bool until_parse(const char *text, int64_t *end);

#endif

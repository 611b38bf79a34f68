/* SPDX-License-Identifier: MIT */
/* grouping.h - whole conversations out of messages scattered over a file. */
#ifndef HVLINE_CLI_GROUPING_H
#define HVLINE_CLI_GROUPING_H

#include "chat.h"

struct grouping;

struct grouping *grouping_new(void);
void grouping_free(struct grouping *grouping);

/* Copy the messages of `part` to the conversation of the same id. Of a fact
 * that is stated several times the first value holds. */
void grouping_add(struct grouping *grouping, const struct chat *part);

/* The conversation at `index`, in the order in which they began, its messages
 * in order of time and number where these are known; NULL past the last. Lives
 * as long as the grouping. After this nothing may be added. */
const struct chat *grouping_chat(struct grouping *grouping, size_t index);

#endif

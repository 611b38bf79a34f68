/* SPDX-License-Identifier: MIT */
/* spill.h - whole conversations out of parts that memory cannot hold, which lie
 * in a temporary file meanwhile. */
#ifndef HVLINE_CLI_SPILL_H
#define HVLINE_CLI_SPILL_H

#include <stdint.h>

#include "chats/chat.h"

struct spill;

/* Hold at most about an eighth of `memory` bytes while parts are added, and
 * `memory` afterwards, but a whole conversation in any case. */
struct spill *spill_new(size_t memory);
void spill_free(struct spill *spill);

/* How many bytes it has written to temporary files; 0 for NULL. */
uint64_t spill_bytes(const struct spill *spill);

/* Add a copy of a part, as parts_read() reads it, of the conversation `id`.
 * False with errno if there is no room on disk. */
bool spill_add(struct spill *spill, hvl_text id, hvl_text part);

/* The next conversation, in the order in which they began, its messages in that
 * in which they were added, and the number of its first part, from 0; NULL at
 * the end and, with errno not 0, where the temporary file fails. Borrowed until
 * the next call, its arrays may be changed. After the first call nothing may be
 * added. */
struct chat *spill_next(struct spill *spill, size_t *number);

#endif

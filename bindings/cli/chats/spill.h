/* SPDX-License-Identifier: MIT */
/* spill.h - whole conversations out of parts that memory cannot hold: sorted in
 * temporary files, first by conversation, then by which began first. */
#ifndef HVLINE_CLI_SPILL_H
#define HVLINE_CLI_SPILL_H

#include "chats/chat.h"

struct spill;

/* Hold at most about `memory` bytes, but a whole conversation in any case. */
struct spill *spill_new(size_t memory);
void spill_free(struct spill *spill);

/* How many bytes it has written to temporary files; 0 for NULL. */
uint64_t spill_bytes(const struct spill *spill);

/* Add a copy of the part. False with errno if there is no room on disk. */
bool spill_add(struct spill *spill, const struct chat *part);

/* The next conversation, in the order in which they began, its messages in that
 * in which they were added; NULL at the end and, with errno not 0, where the
 * temporary file fails. Borrowed until the next call, its arrays may be
 * changed. After the first call nothing may be added. */
struct chat *spill_next(struct spill *spill);

#endif

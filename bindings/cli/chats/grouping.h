/* SPDX-License-Identifier: MIT */
/* grouping.h - whole conversations out of messages scattered over a file. */
#ifndef HVLINE_CLI_GROUPING_H
#define HVLINE_CLI_GROUPING_H

#include "base/log.h"
#include "chats/chat.h"

struct grouping;

/* Hold at most about `memory` bytes (0: as many as it takes) and the rest in
 * temporary files, which with `threads` are written beside what goes on. */
struct grouping *grouping_new(size_t memory, bool threads);
void grouping_free(struct grouping *grouping);

/* How many bytes it has written to temporary files. */
uint64_t grouping_spilled(struct grouping *grouping);

/* Copy the messages of `part` to the conversation of the same id. Of a fact
 * that is stated several times the first value holds. */
void grouping_add(struct grouping *grouping, const struct chat *part);

/* A conversation that has not gone on for long, as it would be given now, and
 * its number: perhaps it is whole. NULL if there is none just now, or where it
 * is not known who speaks; each is given once at most, in order of number, and
 * none once much of what was given has gone on after all. Lives until the next
 * call. */
const struct chat *grouping_left(struct grouping *grouping, size_t *number);

/* All was added: from now on conversations are given. `file` and `log`, which
 * outlive the grouping, are for what is said then.
 *
 * In a conversation that is given it is decided who wrote the messages that
 * have no role, only an account. Where some of the file are of accounts of the
 * form shop:account, those of an account called like the shop are the shop's,
 * too, and all others the buyers'. Else one who talks to a known seller is the
 * buyer, and those who talk to a known buyer are sellers. Else nobody can tell:
 * that is said, and the messages are dropped. */
void grouping_settle(struct grouping *grouping, const char *file,
                     struct log *log);

/* The next conversation, in the order in which they began, its messages in
 * order of time and number where these are known; NULL past the last, and after
 * saying why where a temporary file failed. Its number is larger than that of
 * the one before. Lives until the next call. */
const struct chat *grouping_next(struct grouping *grouping, size_t *number);

/* The conversation at `index`, likewise, of a grouping without a bound; lives
 * as long as the grouping. */
const struct chat *grouping_chat(struct grouping *grouping, size_t index);

#endif

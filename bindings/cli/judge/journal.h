/* SPDX-License-Identifier: MIT */
/* journal.h - a file that grows by what is found in one conversation after the
 * other, and can be read again. */
#ifndef HVLINE_CLI_JOURNAL_H
#define HVLINE_CLI_JOURNAL_H

#include <stdint.h>

#include "judge/batch.h"

/* How much of the file is good, and what it is of. */
struct journal_end {
  uint64_t chats;  /* conversations that were judged */
  uint64_t length; /* bytes */
  uint64_t sum;    /* checksum() of these */
};

struct journal;

/* Begin to write to `file`, whose first bytes are `head`, or go on behind
 * `end`. The handle stays the caller's. */
struct journal *journal_new(int file, const hvl_ruleset *ruleset);
void journal_free(struct journal *journal);

/* Begin a new file with `head`. */
void journal_begin(struct journal *journal, hvl_text head);

/* Go on with a file that begins with `head_len` bytes of something else and is
 * good up to `end`; what is behind that is dropped. False if it is not as it
 * was when `end` was told. */
bool journal_continue(struct journal *journal, size_t head_len,
                      const struct journal_end *end);

/* What was found in the conversation at `number`: its findings and what was
 * said, to `judged`, whose chat is set; borrowed until the next call. To be
 * called for each in turn, below end.chats. False if that cannot be. */
bool journal_next(struct journal *journal, uint64_t number,
                  struct judged *judged);

/* Note what was found in the next one. */
void journal_add(struct journal *journal, const struct judged *judged);

/* Write all to the disk; false with errno if it fails. Then `*end` is good. */
bool journal_sync(struct journal *journal, struct journal_end *end);

#endif

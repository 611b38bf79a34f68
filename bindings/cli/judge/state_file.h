/* SPDX-License-Identifier: MIT */
/* state_file.h - the small file that says how far an audit has come; it is
 * replaced as a whole, so that it is good whenever the process ends. */
#ifndef HVLINE_CLI_STATE_FILE_H
#define HVLINE_CLI_STATE_FILE_H

#include "judge/journal.h"

struct state {
  size_t head_len; /* of the journal: the identity of the audit */
  struct journal_end end;
};

enum state_found { STATE_NONE, STATE_GOOD, STATE_FOREIGN };

/* Read the file at `path`; it may not be there, or be another's. */
enum state_found state_read(const char *path, struct state *state);

/* Is there nothing at `beside` but what state_write() left when it was killed?
 */
bool state_is_left(const char *beside);

/* Put a new one in its place, by way of a new file at `beside`. False with
 * errno if that fails; then what was there stays. */
bool state_write(const char *path, const char *beside,
                 const struct state *state);

#endif

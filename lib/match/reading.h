/* SPDX-License-Identifier: MIT */
/* reading.h - messages that are passed over unread, as nothing can come of
 * them, or read only for the rules that may find them; and read, or read again,
 * when a later message asks. */
#ifndef HVL_MATCH_READING_H
#define HVL_MATCH_READING_H

#include "match/agenda.h"

/* What an earlier message is read with. */
struct reader {
  struct scene scene; /* its text is borrowed, and it remembers no guards */
  struct agenda agenda;
  struct turn turn, longer;
};

/* HVL_OK or HVL_ERR_MEMORY; free in both cases. */
hvl_status hvl__reader_init(struct reader *reader, const hvl_ruleset *ruleset,
                            const hvl_allocator *mem);
void hvl__reader_free(struct reader *reader, const hvl_allocator *mem);

#endif

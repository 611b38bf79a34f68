/* SPDX-License-Identifier: MIT */
/* turn.h - the end of the turn so far, for what spreads over messages. */
#ifndef HVL_MATCH_TURN_H
#define HVL_MATCH_TURN_H

#include "match/text.h"

enum {
  TURN_MESSAGES = 3, /* messages before the current one that are kept */
  TURN_UNITS = 256,  /* units of them */
  TURN_HEAD = 4608 /* units of the current one that a joined text holds: what a
                      pattern can reach and a guard look at beyond */
};

/* Units from `start` on come from message `message`. */
struct segment {
  uint32_t start;
  size_t message;
  uint32_t tail; /* units at its end where a word may begin that goes on in the
                    next message: no other does */
};

/* Messages of one side in a row, parted by UNIT_BREAK. */
struct turn {
  struct text text;
  struct segment segments[TURN_MESSAGES + 1];
  uint32_t segment_count;
};

void hvl__turn_clear(struct turn *turn);
void hvl__turn_free(struct turn *turn, const hvl_allocator *mem);

/* Make `out` the messages of `turn` followed by the beginning of `text`, which
 * is message `message`. False if memory runs out. */
bool hvl__turn_join(struct turn *out, const struct turn *turn,
                    const struct text *text, size_t message,
                    const hvl_allocator *mem);

/* Make `out` the end of `turn` with all of `text` added, which has that `tail`:
 * at most TURN_MESSAGES messages and TURN_UNITS units. False if memory runs
 * out.
 */
bool hvl__turn_extend(struct turn *out, const struct turn *turn,
                      const struct text *text, size_t message, uint32_t tail,
                      const hvl_allocator *mem);

/* Where segment `index` ends, its break aside. */
uint32_t hvl__turn_segment_end(const struct turn *turn, uint32_t index);

#endif

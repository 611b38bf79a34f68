/* SPDX-License-Identifier: MIT */
/* recall.h - the last messages as they were said, for events that are judged
 * only when a later message asks. */
#ifndef HVL_MATCH_RECALL_H
#define HVL_MATCH_RECALL_H

#include "match/event.h"

enum {
  RECALL_UNITS = 256, /* units of a message that can be recalled */
  RECALL_VISITS = 3 /* visits to a message: the last settles all of it, so that
                       reading it again costs no more than so many times */
};

struct recall {
  struct text texts[WINDOW + 1]; /* as the past's ring */
  enum account sides[WINDOW + 1];
  uint32_t visits[WINDOW + 1]; /* how often the text was read again */
  uint16_t *units;             /* of all texts, as are */
  uint32_t *offsets;
  uint8_t *sizes;
  struct scene scene; /* of the message last asked about; its text is borrowed,
                         and it is never joined */
  bool is_set;        /* there is one */
};

/* False without memory; free in both cases. */
bool hvl__recall_init(struct recall *recall, const hvl_ruleset *ruleset,
                      const hvl_allocator *mem);
void hvl__recall_free(struct recall *recall, const hvl_allocator *mem);

/* The conversation is another one. */
void hvl__recall_clear(struct recall *recall);

/* Keep the message in `scene`, of at most RECALL_UNITS. Takes its words: what
 * `scene` has then are those of some other text. */
void hvl__recall_keep(struct recall *recall, struct scene *scene);

/* Judge what `question` asks, which is open, and settle it in `past`. Its event
 * is one of index.alone. HVL_OK; HVL_ERR_LIMIT: undecided, settled as if it
 * did not happen; HVL_ERR_MEMORY: it stays open. */
hvl_status hvl__recall_answer(struct recall *recall, struct matcher *matcher,
                              struct past *past,
                              const struct question *question);

#endif

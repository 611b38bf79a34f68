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
  struct text texts[KEPT + 1]; /* as the past's ring */
  size_t numbers[KEPT + 1];    /* 1 + the message that each is of; 0: none */
  enum account sides[KEPT + 1];
  uint32_t visits[KEPT + 1]; /* how often the text was read again */
  uint16_t *units;           /* of all texts, as are */
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

/* Keep the message in `scene`, of at most RECALL_UNITS. */
void hvl__recall_keep(struct recall *recall, const struct scene *scene);

/* Take the words of the message in `scene`, which is kept and was read: what
 * `scene` has then are those of some other text. */
void hvl__recall_take(struct recall *recall, struct scene *scene);

/* Whether `message`, one of the last KEPT, is kept; its text. */
bool hvl__recall_has(const struct recall *recall, size_t message);
const struct text *hvl__recall_text(const struct recall *recall,
                                    size_t message);

/* Make `scene` that of `message`, which is kept, with a text that is borrowed;
 * all but its words. */
void hvl__recall_show(const struct recall *recall, size_t message,
                      hvl_role role, struct scene *scene);

/* Judge what `question` asks, which is open, and settle it in `past`. Its event
 * is one of index.alone. HVL_OK; HVL_ERR_LIMIT: undecided, settled by what is
 * certain; HVL_ERR_MEMORY: it stays open. */
hvl_status hvl__recall_answer(struct recall *recall, struct matcher *matcher,
                              struct past *past,
                              const struct question *question);

#endif

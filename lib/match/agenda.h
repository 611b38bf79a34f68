/* SPDX-License-Identifier: MIT */
/* agenda.h - what a message may bring about, by its words and by what happened
 * before: the events and the rules that are worth a look. */
#ifndef HVL_MATCH_AGENDA_H
#define HVL_MATCH_AGENDA_H

#include "match/past.h"
#include "match/scene.h"

struct agenda {
  uint64_t *events, *rules; /* sets: a bit a member */
  uint64_t *disguised;      /* events of rules that may happen in disguise, or
                               spread over messages */
  uint64_t *let;            /* events of rules that the weights let through */
  uint32_t event_words, rule_words;
  bool empty; /* `events` is */
};

/* False without memory; free in both cases. */
bool hvl__agenda_init(struct agenda *agenda, const struct image *image,
                      const hvl_allocator *mem);
void hvl__agenda_free(struct agenda *agenda, const hvl_allocator *mem);

/* Work out which of the events that `index` covers `scene` may bring about. */
void hvl__agenda_set_events(struct agenda *agenda,
                            const struct event_index *index,
                            const struct image *image, struct scene *scene);

/* Which events of rules may happen in disguise in `scene`, the shop's, by a
 * word of it. They are let through. */
void hvl__agenda_set_disguised(struct agenda *agenda,
                               const struct event_index *index,
                               const struct scene *scene);

/* Let `events` through as well. */
void hvl__agenda_let(struct agenda *agenda, const uint64_t *events);

/* The same of those of `events` that may spread over messages, if they do. */
void hvl__agenda_let_spread(struct agenda *agenda,
                            const struct event_index *index,
                            const uint64_t *events);

/* From the events that are let through and from `past`, the rules that may find
 * the message. */
void hvl__agenda_set_rules(struct agenda *agenda,
                           const struct event_index *index,
                           const struct past *past);

#endif

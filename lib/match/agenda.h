/* SPDX-License-Identifier: MIT */
/* agenda.h - the events that a message may bring about, by its words alone. */
#ifndef HVL_MATCH_AGENDA_H
#define HVL_MATCH_AGENDA_H

#include "match/scene.h"
#include "ruleset/index.h"

struct agenda {
  uint64_t *events; /* a bit each */
  uint32_t words;
};

/* False without memory; free in both cases. */
bool hvl__agenda_init(struct agenda *agenda, const struct image *image,
                      const hvl_allocator *mem);
void hvl__agenda_free(struct agenda *agenda, const hvl_allocator *mem);

/* Work out what `scene` may bring about, of what `index` covers. */
void hvl__agenda_set(struct agenda *agenda, const struct event_index *index,
                     const struct scene *scene);

static inline bool hvl__agenda_has(const struct agenda *agenda,
                                   uint32_t event) {
  return agenda->events[event / 64] >> event % 64 & 1;
}

#endif

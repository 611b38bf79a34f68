/* SPDX-License-Identifier: MIT */
/* agenda.c - from the words of a message to the events worth a look. */
#include "match/agenda.h"

#include <string.h>

#include "base/bits.h"

bool hvl__agenda_init(struct agenda *agenda, const struct image *image,
                      const hvl_allocator *mem) {
  agenda->words = hvl__event_words(image);
  agenda->events = hvl__mem_zeroed(mem, agenda->words, sizeof(uint64_t));
  return agenda->events != NULL;
}

void hvl__agenda_free(struct agenda *agenda, const hvl_allocator *mem) {
  hvl__mem_free(mem, agenda->events);
}

/* Add the events that hang on `symbol`. */
static void add_events(struct agenda *agenda, const struct role_index *index,
                       uint32_t symbol) {
  for (uint32_t i = index->first[symbol]; i < index->first[symbol + 1]; i++) {
    uint32_t event = index->events[i];
    agenda->events[event / 64] |= UINT64_C(1) << event % 64;
  }
}

void hvl__agenda_set(struct agenda *agenda, const struct event_index *index,
                     const struct scene *scene) {
  const struct role_index *role = &index->roles[scene->role];
  memcpy(agenda->events, role->always, agenda->words * sizeof(uint64_t));
  if (scene->shift > 0)
    for (uint32_t i = 0; i < agenda->words; i++)
      agenda->events[i] |= role->split[i];
  for (uint32_t i = 0; i < scene->here.words; i++) {
    uint64_t anchors = scene->here.bits[i] & role->anchors[i];
    for (; anchors != 0; anchors &= anchors - 1)
      add_events(agenda, role, i * 64 + hvl__lowest_bit(anchors));
  }
}

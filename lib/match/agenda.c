/* SPDX-License-Identifier: MIT */
/* agenda.c - from words to events, from events to rules. */
#include "match/agenda.h"

#include <string.h>

#include "base/bits.h"

bool hvl__agenda_init(struct agenda *agenda, const struct image *image,
                      const hvl_allocator *mem) {
  agenda->event_words = hvl__event_words(image);
  agenda->rule_words = hvl__rule_words(image);
  agenda->events = hvl__mem_zeroed(mem, agenda->event_words, sizeof(uint64_t));
  agenda->rules = hvl__mem_zeroed(mem, agenda->rule_words, sizeof(uint64_t));
  agenda->disguised =
      hvl__mem_zeroed(mem, agenda->event_words, sizeof(uint64_t));
  agenda->let = hvl__mem_zeroed(mem, agenda->event_words, sizeof(uint64_t));
  return agenda->events && agenda->rules && agenda->disguised && agenda->let;
}

void hvl__agenda_free(struct agenda *agenda, const hvl_allocator *mem) {
  hvl__mem_free(mem, agenda->events);
  hvl__mem_free(mem, agenda->rules);
  hvl__mem_free(mem, agenda->disguised);
  hvl__mem_free(mem, agenda->let);
}

/* Add to `events` those that are filed under `symbols` of word `word`, all the
 * symbols of the text being `there`. */
static void add_word(uint64_t *events, const struct symbol_events *filed,
                     uint32_t word, uint64_t symbols, const uint64_t *there) {
  for (; symbols != 0; symbols &= symbols - 1) {
    uint32_t symbol = word * 64 + hvl__lowest_bit(symbols);
    const struct filed_event *at = filed->events + filed->first[symbol];
    const struct filed_event *end = filed->events + filed->first[symbol + 1];
    /* Without a branch, as nobody can tell which way it goes. */
    for (; at < end; at++)
      events[at->event / 64] |= (uint64_t)hvl__bits_has(there, at->with)
                                << at->event % 64;
  }
}

/* The same of those under symbols of `there`: most words have none. */
static void add_filed(uint64_t *events, const struct symbol_events *filed,
                      const struct presence *presence, const uint64_t *there) {
  const struct kernels *kernels = presence->image->kernels;
  for (uint32_t from = 0; from < presence->words; from += PLACES_MAX) {
    uint32_t left = presence->words - from;
    uint64_t words = kernels->common(there + from, filed->symbols + from,
                                     left < PLACES_MAX ? left : PLACES_MAX);
    for (; words != 0; words &= words - 1) {
      uint32_t word = from + hvl__lowest_bit(words);
      add_word(events, filed, word, there[word] & filed->symbols[word], there);
    }
  }
}

void hvl__agenda_set_events(struct agenda *agenda,
                            const struct event_index *index,
                            const struct image *image, struct scene *scene) {
  const struct role_index *role = &index->roles[scene->role];
  const struct presence *here = &scene->here;
  uint64_t *events = agenda->events;
  memcpy(events, role->always, agenda->event_words * sizeof *events);
  if (scene->shift > 0)
    add_filed(events, &role->spread, here,
              hvl__scene_guess(scene, image)->bits);
  add_filed(events, &role->anchored, here, here->bits);
  uint64_t any = 0;
  for (uint32_t i = 0; i < agenda->event_words; i++) any |= events[i];
  agenda->empty = any == 0;
}

void hvl__agenda_set_disguised(struct agenda *agenda,
                               const struct event_index *index,
                               const struct scene *scene) {
  const struct presence *here = &scene->here;
  memset(agenda->disguised, 0, agenda->event_words * sizeof(uint64_t));
  if (here->is_disguised)
    add_filed(agenda->disguised, &index->disguises, here, here->disguised);
  memcpy(agenda->let, agenda->disguised,
         agenda->event_words * sizeof(uint64_t));
}

void hvl__agenda_let(struct agenda *agenda, const uint64_t *events) {
  for (uint32_t i = 0; i < agenda->event_words; i++)
    agenda->let[i] |= events[i];
}

void hvl__agenda_let_spread(struct agenda *agenda,
                            const struct event_index *index,
                            const uint64_t *events) {
  const uint64_t *split = index->roles[HVL_SELLER].split;
  for (uint32_t i = 0; i < agenda->event_words; i++) {
    agenda->disguised[i] |= events[i] & split[i];
    agenda->let[i] |= events[i] & split[i];
  }
}

/* Can what must come before `rule` have happened in time? */
static bool is_due(const struct precondition *before, const struct past *past) {
  if (before->event == NONE) return true;
  size_t last = hvl__past_last(past, before->event);
  return last > 0 && last + before->reach > past->count;
}

void hvl__agenda_set_rules(struct agenda *agenda,
                           const struct event_index *index,
                           const struct past *past) {
  memset(agenda->rules, 0, agenda->rule_words * sizeof(uint64_t));
  for (uint32_t i = 0; i < agenda->event_words; i++)
    for (uint64_t events = agenda->events[i] & agenda->let[i]; events != 0;
         events &= events - 1) {
      uint32_t event = i * 64 + hvl__lowest_bit(events);
      for (uint32_t k = index->first_rule[event];
           k < index->first_rule[event + 1]; k++) {
        uint32_t rule = index->rules[k];
        if (is_due(&index->before[rule], past))
          hvl__bits_add(agenda->rules, rule);
      }
    }
}

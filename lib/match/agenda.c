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

/* The first word from `from` on, of `words`, in which `a` and `b` have
 * something in common; `words` if there is none. Most have nothing. */
static uint32_t next_common(const uint64_t *a, const uint64_t *b, uint32_t from,
                            uint32_t words) {
  uint32_t i = from;
  while (i + 4 <= words && !((a[i] & b[i]) | (a[i + 1] & b[i + 1]) |
                             (a[i + 2] & b[i + 2]) | (a[i + 3] & b[i + 3])))
    i += 4;
  while (i < words && !(a[i] & b[i])) i++;
  return i;
}

/* Add to `events` those that are filed under symbols of `there`. */
static void add_filed(uint64_t *events, const struct symbol_events *filed,
                      const uint64_t *there, uint32_t words) {
  for (uint32_t i = next_common(there, filed->symbols, 0, words); i < words;
       i = next_common(there, filed->symbols, i + 1, words)) {
    uint64_t symbols = there[i] & filed->symbols[i];
    for (; symbols != 0; symbols &= symbols - 1) {
      uint32_t symbol = i * 64 + hvl__lowest_bit(symbols);
      for (uint32_t k = filed->first[symbol]; k < filed->first[symbol + 1]; k++)
        hvl__bits_add(events, filed->events[k]);
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
    add_filed(events, &role->spread, hvl__scene_guess(scene, image)->bits,
              here->words);
  add_filed(events, &role->anchored, here->bits, here->words);
}

void hvl__agenda_set_disguised(struct agenda *agenda,
                               const struct event_index *index,
                               const struct scene *scene) {
  const struct presence *here = &scene->here;
  memset(agenda->disguised, 0, agenda->event_words * sizeof(uint64_t));
  if (here->is_disguised)
    add_filed(agenda->disguised, &index->disguises, here->disguised,
              here->words);
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

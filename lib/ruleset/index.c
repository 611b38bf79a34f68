/* SPDX-License-Identifier: MIT */
/* index.c - makes the index from symbols to the events that hang on them. */
#include "ruleset/index.h"

#include "base/bits.h"

uint64_t hvl__event_walk(const struct image *image,
                         const struct image_event *event) {
  const struct image_pattern *patterns = image->patterns;
  const struct image_scoped *scoped = image->scoped;
  uint64_t walk = 0;
  for (uint32_t role = HVL_SELLER; role <= HVL_SYSTEM; role++)
    for (uint32_t p = 0; p < event->patterns[role]; p++) {
      const struct image_pattern *pattern = &patterns[event->first[role] + p];
      walk += (uint64_t)pattern->size + pattern->variants;
    }
  for (uint32_t i = 0; i < event->withs; i++)
    walk += patterns[scoped[event->with + i].pattern].size;
  for (uint32_t i = 0; i < event->unlesses; i++)
    walk += patterns[scoped[event->unless + i].pattern].size;
  return walk;
}

/* Under the anchors of its patterns of the role at `how`. */
static void file_anchored(struct symbol_filing *filing,
                          const struct image *image, uint32_t event,
                          const void *how) {
  const struct image_event *record = &image->events[event];
  uint32_t role = *(const uint32_t *)how;
  const struct image_pattern *pattern = &image->patterns[record->first[role]];
  for (uint32_t p = 0; p < record->patterns[role]; p++, pattern++)
    for (uint32_t i = 0; i < pattern->variants; i++) {
      const uint32_t *needs = image->variants[pattern->variant + i].needs;
      if (needs[0] != NONE) hvl__file_under(filing, needs[0], needs[1]);
    }
}

/* The same if it may spread over messages. */
static void file_spread(struct symbol_filing *filing, const struct image *image,
                        uint32_t event, const void *how) {
  if (image->events[event].flags & EVENT_SPLIT)
    file_anchored(filing, image, event, how);
}

/* Has `pattern` matches without words? */
static bool is_free(const struct image *image,
                    const struct image_pattern *pattern) {
  for (uint32_t i = 0; i < pattern->variants; i++)
    if (image->variants[pattern->variant + i].needs[0] == NONE) return true;
  return pattern->variants == 0;
}

/* Does `event` happen by something of `role` that hangs on nothing? */
static bool hangs_on_nothing(const struct image *image,
                             const struct image_event *event, uint32_t role) {
  const struct image_pattern *pattern = &image->patterns[event->first[role]];
  for (uint32_t p = 0; p < event->patterns[role]; p++)
    if (is_free(image, &pattern[p])) return true;
  return false;
}

static bool make_role(struct role_index *index, const struct image *image,
                      uint32_t role, const hvl_allocator *mem) {
  uint32_t words = hvl__event_words(image);
  index->always = hvl__mem_zeroed(mem, words, sizeof(uint64_t));
  index->split = hvl__mem_zeroed(mem, words, sizeof(uint64_t));
  index->kept = hvl__mem_zeroed(mem, words, sizeof(uint64_t));
  if (!index->always || !index->split || !index->kept) return false;
  for (uint32_t e = 0; e < image->events_count; e++) {
    const struct image_event *event = &image->events[e];
    if (hangs_on_nothing(image, event, role)) hvl__bits_add(index->always, e);
    if (event->flags & EVENT_SPLIT && event->patterns[role] > 0)
      hvl__bits_add(index->split, e);
  }
  return hvl__symbol_events_make(&index->anchored, image, file_anchored, &role,
                                 mem) &&
         hvl__symbol_events_make(&index->spread, image, file_spread, &role,
                                 mem);
}

/* Which events of `role` are kept, and whether all can wait: by the sets of
 * either kind. */
static void note_kept(struct event_index *index, const struct image *image,
                      uint32_t role) {
  struct role_index *of = &index->roles[role];
  for (uint32_t e = 0; e < image->events_count; e++) {
    if (image->events[e].patterns[role] == 0 ||
        !hvl__bits_has(index->recorded, e))
      continue;
    hvl__bits_add(of->kept, e);
    of->hasty |= !hvl__bits_has(index->alone, e);
  }
}

/* Under the symbols in its shop's phrases, if rules of the index at `how` ask
 * for it. */
static void file_disguises(struct symbol_filing *filing,
                           const struct image *image, uint32_t event,
                           const void *how) {
  const struct event_index *index = how;
  const struct image_event *record = &image->events[event];
  const struct image_pattern *pattern =
      &image->patterns[record->first[HVL_SELLER]];
  if (index->first_rule[event] == index->first_rule[event + 1]) return;
  for (uint32_t p = 0; p < record->patterns[HVL_SELLER]; p++, pattern++)
    for (uint32_t i = 0; i < pattern->size; i++) {
      uint32_t instruction = image->code[pattern->code + i];
      uint32_t symbol = instruction & 0xFFFFFF;
      if (instruction >> 24 == OP_SYMBOL)
        hvl__file_under(filing, symbol, symbol);
    }
}

static struct precondition precondition_of(const struct image *image,
                                           const struct image_rule *rule) {
  if (rule->afters == 0) return (struct precondition){NONE, 0};
  const struct image_step *last = &image->steps[rule->after] + rule->afters - 1;
  uint32_t reach = last->within < WITHIN_MAX ? last->within : WITHIN_MAX;
  return (struct precondition){last->event, reach};
}

/* Rules by their triggers, and what must have happened before. */
static bool make_rules(struct event_index *index, const struct image *image,
                       const hvl_allocator *mem) {
  uint32_t events = image->events_count, rules = image->rules_count;
  index->first_rule =
      hvl__mem_zeroed(mem, events + 1u, sizeof *index->first_rule);
  index->rules = hvl__mem_zeroed(mem, rules + 1u, sizeof *index->rules);
  index->before = hvl__mem_zeroed(mem, rules + 1u, sizeof *index->before);
  index->triggers = hvl__mem_zeroed(
      mem, (NO_LINE + 1u) * 3 * hvl__event_words(image), sizeof(uint64_t));
  if (!index->first_rule || !index->rules || !index->before || !index->triggers)
    return false;
  for (uint32_t r = 0; r < rules; r++) {
    const struct image_rule *rule = &image->rules[r];
    uint32_t line = rule->weighed == NONE ? NO_LINE : rule->weighed;
    index->first_rule[rule->event]++;
    hvl__bits_add(hvl__triggers(index, image, line, rule->level), rule->event);
  }
  for (uint32_t e = 1; e <= events; e++)
    index->first_rule[e] += index->first_rule[e - 1];
  for (uint32_t r = 0; r < rules; r++) {
    index->rules[--index->first_rule[image->rules[r].event]] = r;
    index->before[r] = precondition_of(image, &image->rules[r]);
  }
  return true;
}

bool hvl__index_make(struct event_index *index, const struct image *image,
                     const hvl_allocator *mem) {
  uint32_t words = hvl__event_words(image);
  index->recorded = hvl__mem_zeroed(mem, words, sizeof(uint64_t));
  index->deferred = hvl__mem_zeroed(mem, words, sizeof(uint64_t));
  index->alone = hvl__mem_zeroed(mem, words, sizeof(uint64_t));
  index->awaited = hvl__mem_zeroed(mem, words, sizeof(uint64_t));
  bool made = index->recorded && index->deferred && index->alone &&
              index->awaited && make_rules(index, image, mem);
  for (uint32_t role = HVL_SELLER; made && role <= HVL_SYSTEM; role++)
    made = make_role(&index->roles[role], image, role, mem);
  for (uint32_t e = 0; made && e < image->events_count; e++)
    if (image->events[e].flags & (EVENT_STEP | EVENT_SPLIT))
      hvl__bits_add(index->recorded, e);
  if (!made || !hvl__symbol_events_make(&index->disguises, image,
                                        file_disguises, index, mem))
    return false;
  hvl__deferred_put(index->deferred, index->alone, image);
  hvl__awaited_put(index->awaited, image);
  for (uint32_t role = HVL_SELLER; role <= HVL_SYSTEM; role++)
    note_kept(index, image, role);
  return true;
}

void hvl__index_free(struct event_index *index, const hvl_allocator *mem) {
  for (uint32_t role = 0; role < 4; role++) {
    struct role_index *of = &index->roles[role];
    hvl__symbol_events_free(&of->anchored, mem);
    hvl__symbol_events_free(&of->spread, mem);
    hvl__mem_free(mem, of->always);
    hvl__mem_free(mem, of->split);
    hvl__mem_free(mem, of->kept);
  }
  hvl__symbol_events_free(&index->disguises, mem);
  hvl__mem_free(mem, index->recorded);
  hvl__mem_free(mem, index->deferred);
  hvl__mem_free(mem, index->alone);
  hvl__mem_free(mem, index->awaited);
  hvl__mem_free(mem, index->first_rule);
  hvl__mem_free(mem, index->rules);
  hvl__mem_free(mem, index->before);
  hvl__mem_free(mem, index->triggers);
}

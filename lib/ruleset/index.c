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
    for (uint32_t p = 0; p < event->patterns[role]; p++)
      walk += patterns[event->first[role] + p].size;
  for (uint32_t i = 0; i < event->withs; i++)
    walk += patterns[scoped[event->with + i].pattern].size;
  for (uint32_t i = 0; i < event->unlesses; i++)
    walk += patterns[scoped[event->unless + i].pattern].size;
  return walk;
}

/* Call `hang` for each pattern of the events of `role`; the same event may come
 * twice for a symbol. */
static void each_anchor(const struct image *image, uint32_t role,
                        struct role_index *index,
                        void (*hang)(struct role_index *index, uint32_t symbol,
                                     uint32_t event)) {
  for (uint32_t e = 0; e < image->events_count; e++) {
    const struct image_event *event = &image->events[e];
    uint32_t end = event->first[role] + event->patterns[role];
    for (uint32_t p = event->first[role]; p < end; p++) {
      const struct image_pattern *pattern = &image->patterns[p];
      if (pattern->needs > 0)
        hang(index, image->needs[pattern->need], e);
      else
        hvl__bits_add(index->always, e);
    }
    if (event->flags & EVENT_SPLIT && event->patterns[role] > 0)
      hvl__bits_add(index->split, e);
  }
}

static void count(struct role_index *index, uint32_t symbol, uint32_t event) {
  (void)event;
  hvl__bits_add(index->anchors, symbol);
  index->first[symbol]++;
}

/* Fill the ranges from their ends. */
static void fill(struct role_index *index, uint32_t symbol, uint32_t event) {
  index->events[--index->first[symbol]] = event;
}

static bool make_role(struct role_index *index, const struct image *image,
                      uint32_t role, const hvl_allocator *mem) {
  uint32_t symbols = image->symbols_count, words = hvl__event_words(image);
  index->anchors =
      hvl__mem_zeroed(mem, hvl__symbol_words(image), sizeof(uint64_t));
  index->first = hvl__mem_zeroed(mem, symbols + 1u, sizeof *index->first);
  index->always = hvl__mem_zeroed(mem, words, sizeof(uint64_t));
  index->split = hvl__mem_zeroed(mem, words, sizeof(uint64_t));
  index->kept = hvl__mem_zeroed(mem, words, sizeof(uint64_t));
  if (!index->anchors || !index->first || !index->always || !index->split ||
      !index->kept)
    return false;
  each_anchor(image, role, index, count);
  for (uint32_t i = 1; i <= symbols; i++)
    index->first[i] += index->first[i - 1];
  index->events =
      hvl__mem_zeroed(mem, index->first[symbols] + 1u, sizeof *index->events);
  if (!index->events) return false;
  each_anchor(image, role, index, fill);
  return true;
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

/* Call `visit` once for each symbol in the shop's phrases of `event`. `last` is
 * by symbol the last event that it was called for, one more. */
static void each_symbol(struct disguise_index *index, const struct image *image,
                        uint32_t event, uint32_t *last,
                        void (*visit)(struct disguise_index *index,
                                      uint32_t symbol, uint32_t event)) {
  const struct image_event *record = &image->events[event];
  const struct image_pattern *pattern =
      &image->patterns[record->first[HVL_SELLER]];
  for (uint32_t p = 0; p < record->patterns[HVL_SELLER]; p++, pattern++)
    for (uint32_t i = 0; i < pattern->size; i++) {
      uint32_t instruction = image->code[pattern->code + i];
      uint32_t symbol = instruction & 0xFFFFFF;
      if (instruction >> 24 != OP_SYMBOL || last[symbol] == event + 1) continue;
      last[symbol] = event + 1;
      visit(index, symbol, event);
    }
}

static void count_event(struct disguise_index *index, uint32_t symbol,
                        uint32_t event) {
  (void)event;
  hvl__bits_add(index->symbols, symbol);
  index->first[symbol]++;
}

static void fill_event(struct disguise_index *index, uint32_t symbol,
                       uint32_t event) {
  index->events[--index->first[symbol]] = event;
}

static bool make_disguises(struct event_index *index, const struct image *image,
                           uint32_t *last, const hvl_allocator *mem) {
  struct disguise_index *made = &index->disguises;
  const uint32_t *first_rule = index->first_rule;
  uint32_t symbols = image->symbols_count, words = hvl__symbol_words(image);
  made->symbols = hvl__mem_zeroed(mem, words, sizeof(uint64_t));
  made->first = hvl__mem_zeroed(mem, symbols + 1u, sizeof *made->first);
  if (!last || !made->symbols || !made->first) return false;
  for (uint32_t e = 0; e < image->events_count; e++)
    if (first_rule[e] < first_rule[e + 1])
      each_symbol(made, image, e, last, count_event);
  for (uint32_t i = 1; i <= symbols; i++) made->first[i] += made->first[i - 1];
  made->events =
      hvl__mem_zeroed(mem, made->first[symbols] + 1u, sizeof *made->events);
  if (!made->events) return false;
  for (uint32_t i = 0; i < symbols; i++) last[i] = 0;
  for (uint32_t e = 0; e < image->events_count; e++)
    if (first_rule[e] < first_rule[e + 1])
      each_symbol(made, image, e, last, fill_event);
  return true;
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
  if (!made) return false;
  uint32_t *last =
      hvl__mem_zeroed(mem, image->symbols_count + 1u, sizeof *last);
  made = make_disguises(index, image, last, mem);
  hvl__mem_free(mem, last);
  if (!made) return false;
  hvl__deferred_put(index->deferred, index->alone, image);
  hvl__awaited_put(index->awaited, image);
  for (uint32_t role = HVL_SELLER; role <= HVL_SYSTEM; role++)
    note_kept(index, image, role);
  return true;
}

void hvl__index_free(struct event_index *index, const hvl_allocator *mem) {
  for (uint32_t role = 0; role < 4; role++) {
    struct role_index *of = &index->roles[role];
    hvl__mem_free(mem, of->anchors);
    hvl__mem_free(mem, of->first);
    hvl__mem_free(mem, of->events);
    hvl__mem_free(mem, of->always);
    hvl__mem_free(mem, of->split);
    hvl__mem_free(mem, of->kept);
  }
  hvl__mem_free(mem, index->disguises.symbols);
  hvl__mem_free(mem, index->disguises.first);
  hvl__mem_free(mem, index->disguises.events);
  hvl__mem_free(mem, index->recorded);
  hvl__mem_free(mem, index->deferred);
  hvl__mem_free(mem, index->alone);
  hvl__mem_free(mem, index->awaited);
  hvl__mem_free(mem, index->first_rule);
  hvl__mem_free(mem, index->rules);
  hvl__mem_free(mem, index->before);
  hvl__mem_free(mem, index->triggers);
}

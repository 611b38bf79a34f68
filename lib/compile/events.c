/* SPDX-License-Identifier: MIT */
/* events.c - what is looked for in one message, written into the draft. */
#include "compile/events.h"

#include <string.h>

#include "compile/names.h"
#include "compile/program.h"

HVL_ARRAY(struct image_pattern, pattern_records);
HVL_ARRAY(struct image_scoped, scoped_records);

/* ---- Guards -------------------------------------------------------------- */

static void add_guard(struct build *build, struct scoped_records *records,
                      const struct parsed_phrase *phrase,
                      struct image_scoped scoped) {
  struct image_pattern pattern;
  bool findable;
  if (!hvl__program_make(build, phrase, &pattern, &findable)) return;
  scoped.pattern = hvl__pool_put(build, &build->patterns, &pattern, 1);
  BUILD_PUSH(build, records, scoped);
}

/* Add the phrases of `block`; `name` is that of the shared guard, or NULL. */
static void add_block(struct build *build, struct scoped_records *records,
                      const struct parsed_block *block, const char *name) {
  struct image_scoped scoped = {.name = NONE};
  if (name) scoped.name = hvl__build_string(build, name);
  for (int scope = 0; scope < SCOPE_COUNT; scope++) {
    const struct parsed_phrases *phrases = &block->scopes[scope];
    scoped.scope = (uint32_t)scope;
    for (uint32_t i = 0; i < phrases->len; i++)
      add_guard(build, records, &phrases->data[i], scoped);
  }
}

/* By scope, else as they were: an insertion sort of what is in order already,
 * block by block. */
static void sort_by_scope(struct scoped_records *records) {
  for (uint32_t i = 1; i < records->len; i++) {
    struct image_scoped moved = records->data[i];
    uint32_t at = i;
    for (; at > 0 && records->data[at - 1].scope > moved.scope; at--)
      records->data[at] = records->data[at - 1];
    records->data[at] = moved;
  }
}

static void add_shared(struct build *build, struct scoped_records *records,
                       const struct parsed_texts *names) {
  for (uint32_t i = 0; i < names->len; i++) {
    const struct parsed_text *name = &names->data[i];
    uint32_t guard;
    if (!hvl__names_find(build, NAME_GUARD, name->data, name->place, &guard))
      continue;
    add_block(build, records, &build->pack->guards.data[guard].block,
              name->data);
  }
}

static uint32_t put_guards(struct build *build, struct scoped_records *records,
                           uint32_t *count) {
  sort_by_scope(records);
  *count = records->len;
  return hvl__pool_put(build, &build->scoped, records->data, records->len);
}

void hvl__guard_check(struct build *build, uint32_t guard) {
  struct scoped_records ignored = {0};
  add_block(build, &ignored, &build->pack->guards.data[guard].block, NULL);
}

/* ---- Phrases ------------------------------------------------------------- */

/* Whether a phrase of `unless` is `pattern` itself, which then never hits. */
static void check_unless(struct build *build,
                         const struct image_pattern *pattern,
                         const struct parsed_phrase *phrase,
                         const struct scoped_records *unless) {
  const struct image_pattern *all =
      (const struct image_pattern *)build->draft.patterns.data;
  for (uint32_t i = 0; i < unless->len && !build->dry; i++) {
    const struct image_pattern *guard = &all[unless->data[i].pattern];
    if (guard->code != pattern->code || guard->size != pattern->size) continue;
    BUILD_ERROR(build, phrase->source.place,
                "`%s` is an `unless` of its own and can never hit; remove it "
                "there",
                phrase->source.data);
    return;
  }
}

static void report_lost(struct build *build,
                        const struct parsed_phrase *phrase) {
  BUILD_ERROR(build, phrase->source.place,
              "`%s` has no word, number or ASCII text to be found by; add one, "
              "or give the rule an `after`",
              phrase->source.data);
}

static uint32_t put_phrases(struct build *build,
                            const struct parsed_phrases *phrases,
                            const struct scoped_records *unless,
                            enum phrase_demand demand, uint32_t *count) {
  struct pattern_records records = {0};
  for (uint32_t i = 0; i < phrases->len; i++) {
    struct image_pattern pattern;
    bool findable;
    const struct parsed_phrase *phrase = &phrases->data[i];
    if (!hvl__program_make(build, phrase, &pattern, &findable)) continue;
    if (demand == FINDABLE_PHRASE && !findable) report_lost(build, phrase);
    if (!build->failed) check_unless(build, &pattern, phrase, unless);
    BUILD_PUSH(build, &records, pattern);
  }
  *count = records.len;
  return hvl__pool_put(build, &build->patterns, records.data, records.len);
}

void hvl__phrases_check(struct build *build,
                        const struct parsed_phrases *phrases) {
  for (uint32_t i = 0; i < phrases->len; i++) {
    struct image_pattern ignored;
    bool findable;
    hvl__program_make(build, &phrases->data[i], &ignored, &findable);
  }
}

/* ---- Events -------------------------------------------------------------- */

static uint32_t account_of(const struct parsed_event *event) {
  if (!event->account.data) return ACCOUNT_ANY;
  return strcmp(event->account.data, "owner") == 0 ? ACCOUNT_OWNER
                                                   : ACCOUNT_OTHER;
}

uint32_t hvl__event_put(struct build *build, const struct parsed_event *event,
                        uint32_t flags, enum phrase_demand demand) {
  struct scoped_records with = {0}, unless = {0};
  struct image_event record = {.account = account_of(event),
                               .flags = event->split ? EVENT_SPLIT : 0};
  add_block(build, &with, &event->with, NULL);
  add_block(build, &unless, &event->unless, NULL);
  add_shared(build, &unless, &event->guards);
  record.with = put_guards(build, &with, &record.withs);
  record.unless = put_guards(build, &unless, &record.unlesses);
  for (int role = HVL_SELLER; role <= HVL_SYSTEM; role++)
    record.first[role] = put_phrases(build, &event->phrases[role], &unless,
                                     demand, &record.patterns[role]);
  uint32_t id = hvl__pool_put(build, &build->events, &record, 1);
  struct image_event *all = (struct image_event *)build->draft.events.data;
  if (!build->failed && !build->dry) all[id].flags |= flags;
  return id;
}

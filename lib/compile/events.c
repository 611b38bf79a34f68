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

/* Add the phrases of one scope of `block`; `name` is that of the shared guard,
 * or NULL. */
static void add_scope(struct build *build, struct scoped_records *records,
                      const struct parsed_block *block, const char *name,
                      int scope) {
  const struct parsed_phrases *phrases = &block->scopes[scope];
  struct image_scoped scoped = {.scope = (uint32_t)scope, .name = NONE};
  if (name && phrases->len > 0) scoped.name = hvl__build_string(build, name);
  for (uint32_t i = 0; i < phrases->len; i++)
    add_guard(build, records, &phrases->data[i], scoped);
}

/* Add the shared guards of `names`, as far as they are of `scope`. */
static void add_shared(struct build *build, struct scoped_records *records,
                       const struct parsed_texts *names, int scope) {
  for (uint32_t i = 0; i < names->len; i++) {
    const struct parsed_text *name = &names->data[i];
    uint32_t guard;
    if (hvl__names_find(build, NAME_GUARD, name->data, name->place, &guard))
      add_scope(build, records, &build->pack->guards.data[guard].block,
                name->data, scope);
  }
}

/* Where the guards of `block` and `names` lie in the draft, by scope. */
static uint32_t put_guards(struct build *build, struct scoped_records *records,
                           const struct parsed_block *block,
                           const struct parsed_texts *names) {
  for (int scope = 0; scope < SCOPE_COUNT; scope++) {
    add_scope(build, records, block, NULL, scope);
    add_shared(build, records, names, scope);
  }
  return hvl__pool_put(build, &build->scoped, records->data, records->len);
}

void hvl__guard_check(struct build *build, uint32_t guard) {
  struct scoped_records ignored = {0};
  const struct parsed_texts none = {0};
  put_guards(build, &ignored, &build->pack->guards.data[guard].block, &none);
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
    BUILD_ERROR(build, phrase->source.place, DIAG(PHRASE_UNLESS_ITSELF),
                phrase->source.data);
    return;
  }
}

static void report_lost(struct build *build,
                        const struct parsed_phrase *phrase) {
  BUILD_ERROR(build, phrase->source.place, DIAG(PHRASE_NOT_FINDABLE),
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
  const struct parsed_texts none = {0};
  record.with = put_guards(build, &with, &event->with, &none);
  record.unless = put_guards(build, &unless, &event->unless, &event->guards);
  record.withs = with.len;
  record.unlesses = unless.len;
  for (int role = HVL_SELLER; role <= HVL_SYSTEM; role++)
    record.first[role] = put_phrases(build, &event->phrases[role], &unless,
                                     demand, &record.patterns[role]);
  uint32_t id = hvl__pool_put(build, &build->events, &record, 1);
  struct image_event *all = (struct image_event *)build->draft.events.data;
  if (!build->failed && !build->dry) all[id].flags |= flags;
  return id;
}

/* SPDX-License-Identifier: MIT */
/* rule_write.c - rules written into the draft. */
#include <string.h>

#include "compile/conditions.h"
#include "compile/events.h"
#include "compile/rule_table.h"
#include "compile/steps.h"
#include "compile/weights.h"
#include "ruleset/index.h"

/* `text`, or the same in the other language where it is missing. */
static uint32_t either(struct build *build, const struct parsed_text *text,
                       const struct parsed_text *other) {
  bool empty = !text->data || !text->data[0];
  return hvl__build_string(build, empty ? other->data : text->data);
}

static void set_texts(struct build *build, struct image_rule *record,
                      const struct rule_entry *entry) {
  const struct parsed_rule *rule = entry->rule;
  struct parsed_bilingual line = {entry->file->line, entry->file->line};
  if (entry->line_title) line = *entry->line_title;
  record->id = hvl__build_string(build, rule->id.data);
  record->line = hvl__build_string(build, entry->file->line.data);
  record->line_zh = either(build, &line.zh, &line.en);
  record->line_en = either(build, &line.en, &line.zh);
  record->title_zh = either(build, &rule->title.zh, &rule->title.en);
  record->title_en = either(build, &rule->title.en, &rule->title.zh);
  record->why_zh = either(build, &rule->why.zh, &rule->why.en);
  record->why_en = either(build, &rule->why.en, &rule->why.zh);
  record->say_zh = either(build, &rule->say.zh, &rule->say.en);
  record->say_en = either(build, &rule->say.en, &rule->say.zh);
}

static void set_dialogue(struct build *build, struct image_rule *record,
                         const struct parsed_rule *rule) {
  record->after = hvl__steps_put(build, &rule->after, &record->afters);
  record->unless_after =
      hvl__steps_put(build, &rule->unless_after, &record->unless_afters);
  record->later = hvl__steps_put(build, &rule->later, &record->laters);
  record->unless_later =
      hvl__steps_put(build, &rule->unless_later, &record->unless_laters);
}

/* The weights that the rule's findings are subject to, or NONE. */
static uint32_t weighed_by(struct build *build,
                           const struct rule_entry *entry) {
  bool by_weight = entry->rule->by_weight;
  if (!entry->file->weighed && !by_weight) return NONE;
  const char *line = entry->file->line.data;
  uint32_t weighed = hvl__weights_line(build, line);
  if (weighed == NONE && by_weight)
    BUILD_ERROR(build, entry->rule->place, DIAG(LINE_OF_NO_WEIGHTS), line);
  return weighed;
}

/* How long the way through the first events of the draft is, and the rules. */
struct walk {
  uint32_t events;
  uint64_t length;
};

/* Lengthen `walk` by `record` and the events that are new with it: what would
 * be refused when it is loaded is not to be built. */
static void check_walk(struct build *build, const struct rule_entry *entry,
                       const struct image_rule *record, struct walk *walk) {
  const struct image_event *events =
      (const struct image_event *)build->draft.events.data;
  const struct image draft = {
      .patterns = (const struct image_pattern *)build->draft.patterns.data,
      .scoped = (const struct image_scoped *)build->draft.scoped.data};
  uint64_t before = walk->length;
  walk->length += hvl__rule_walk(record);
  for (; walk->events < build->draft.events.len / sizeof *events;
       walk->events++)
    walk->length += hvl__event_walk(&draft, &events[walk->events]);
  if (before <= WALK_MAX && walk->length > WALK_MAX)
    BUILD_ERROR(build, entry->rule->place, DIAG(TOO_LONG_A_WALK), WALK_MAX);
}

static void write_rule(struct build *build, const struct rule_entry *entry,
                       uint32_t index, struct walk *walk) {
  const struct parsed_rule *rule = entry->rule;
  struct image_rule record = {.level = entry->level,
                              .weighed = weighed_by(build, entry)};
  enum phrase_demand demand =
      rule->after.len > 0 ? ANY_PHRASE : FINDABLE_PHRASE;
  if (rule->once) record.flags |= RULE_ONCE;
  if (rule->by_weight) record.flags |= RULE_BY_WEIGHT;
  set_texts(build, &record, entry);
  record.severity = (uint32_t)entry->severity->data[0].severity;
  record.event = hvl__event_put(build, &rule->event, EVENT_TRIGGER, demand);
  set_dialogue(build, &record, rule);
  record.condition =
      hvl__conditions_put(build, &rule->when, &record.conditions);
  record.by_fact =
      hvl__severities_put(build, entry->severity, &record.by_facts);
  if (entry->off || build->failed) return;
  check_walk(build, entry, &record, walk);
  BUILD_ADD(build, rules, record);
  hvl__examples_write(build, rule, index);
}

void hvl__rules_write(struct build *build, const struct rule_entries *entries) {
  uint32_t index = 0;
  struct walk walk = {0, 0};
  for (uint32_t i = 0; i < entries->len && !build->failed; i++) {
    build->dry = entries->data[i].off;
    write_rule(build, &entries->data[i], index, &walk);
    if (!build->dry) index++;
  }
  build->dry = false;
}

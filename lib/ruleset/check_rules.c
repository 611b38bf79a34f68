/* SPDX-License-Identifier: MIT */
/* check_rules.c - whether events, steps, rules, examples are within bounds. */
#include <string.h>

#include "base/chars.h"
#include "ruleset/image_check.h"
#include "ruleset/index.h"

/* ---- Events and steps ---------------------------------------------------- */

static bool check_scoped(const struct image *image, uint32_t at,
                         uint32_t count) {
  if (!hvl__in_range(at, count, image->scoped_count)) return false;
  for (uint32_t i = 1; i < count; i++) {
    const struct image_scoped *guard = &image->scoped[at + i];
    if (guard[-1].scope > guard[0].scope) return false;
  }
  return true;
}

/* A pattern of the event's own has no hit of another to refer to. */
static bool check_role(const struct image *image, uint32_t first,
                       uint32_t count) {
  if (!hvl__in_range(first, count, image->patterns_count)) return false;
  for (uint32_t i = first; i < first + count; i++) {
    if (image->patterns[i].flags & PATTERN_HAS_HIT) return false;
  }
  return true;
}

static bool check_event(const struct image *image,
                        const struct image_event *event) {
  const uint32_t flags = EVENT_SPLIT | EVENT_STEP | EVENT_TRIGGER;
  if (event->patterns[0] != 0) return false;
  for (int role = 0; role < 4; role++) {
    if (!check_role(image, event->first[role], event->patterns[role]))
      return false;
  }
  return check_scoped(image, event->with, event->withs) &&
         check_scoped(image, event->unless, event->unlesses) &&
         event->account <= ACCOUNT_OTHER && !(event->flags & ~flags);
}

/* Add to `*walk` the way through all events. */
static bool check_events(const struct image *image, uint64_t *walk) {
  for (uint32_t i = 0; i < image->scoped_count; i++) {
    const struct image_scoped *guard = &image->scoped[i];
    if (guard->pattern >= image->patterns_count) return false;
    if (guard->scope >= SCOPE_COUNT) return false;
    if (guard->name != NONE && !hvl__is_string(image, guard->name))
      return false;
  }
  for (uint32_t i = 0; i < image->events_count; i++) {
    if (!check_event(image, &image->events[i])) return false;
    *walk += hvl__event_walk(image, &image->events[i]);
    if (*walk > WALK_MAX) return false;
  }
  return true;
}

static bool check_step(const struct image *image,
                       const struct image_step *step) {
  uint32_t within = step->within, turns = step->turns;
  if (step->event >= image->events_count) return false;
  if (!(image->events[step->event].flags & EVENT_STEP)) return false;
  if (step->until != NONE) {
    if (step->until >= image->events_count) return false;
    if (!(image->events[step->until].flags & EVENT_STEP)) return false;
  }
  if (within != NONE && (within == 0 || within > WITHIN_MAX)) return false;
  if (turns != NONE && (turns == 0 || turns > WITHIN_MAX)) return false;
  return !(step->flags & ~(uint32_t)STEP_LATEST) &&
         hvl__is_string(image, step->source);
}

static bool check_steps(const struct image *image) {
  for (uint32_t i = 0; i < image->steps_count; i++) {
    if (!check_step(image, &image->steps[i])) return false;
  }
  return true;
}

/* Steps that lie before a message have a bound; those behind may wait for the
 * end. */
static bool check_bounded(const struct image *image, uint32_t at,
                          uint32_t count) {
  if (!hvl__in_range(at, count, image->steps_count)) return false;
  for (uint32_t i = at; i < at + count; i++) {
    if (image->steps[i].within == NONE) return false;
  }
  return true;
}

/* ---- Facts --------------------------------------------------------------- */

static bool check_facts(const struct image *image) {
  for (uint32_t i = 0; i < image->facts_count; i++) {
    const struct image_fact *fact = &image->facts[i];
    if (!hvl__is_string(image, fact->name)) return false;
    if (!hvl__is_string(image, fact->fallback)) return false;
    if (!hvl__in_range(fact->value, fact->values, image->values_count))
      return false;
  }
  for (uint32_t i = 0; i < image->values_count; i++) {
    if (!hvl__is_string(image, image->values[i])) return false;
  }
  for (uint32_t i = 0; i < image->conditions_count; i++) {
    const struct image_condition *when = &image->conditions[i];
    if (when->fact >= image->facts_count || when->negated > 1) return false;
    if (!hvl__in_range(when->value, when->values, image->values_count))
      return false;
  }
  for (uint32_t i = 0; i < image->severities_count; i++) {
    const struct image_severity *by = &image->severities[i];
    if (by->fact >= image->facts_count) return false;
    if (!hvl__is_string(image, by->value)) return false;
    if (by->severity < HVL_NOTE || by->severity > HVL_ERROR) return false;
  }
  return true;
}

/* ---- Rules --------------------------------------------------------------- */

static bool check_texts(const struct image *image,
                        const struct image_rule *rule) {
  const uint32_t texts[] = {rule->id,      rule->line,     rule->line_zh,
                            rule->line_en, rule->title_zh, rule->title_en,
                            rule->why_zh,  rule->why_en,   rule->say_zh,
                            rule->say_en};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    if (!hvl__is_string(image, texts[i])) return false;
  }
  return true;
}

static bool check_dialogue(const struct image *image,
                           const struct image_rule *rule) {
  return rule->afters <= AFTER_MAX && rule->laters <= LATER_MAX &&
         check_bounded(image, rule->after, rule->afters) &&
         check_bounded(image, rule->unless_after, rule->unless_afters) &&
         hvl__in_range(rule->later, rule->laters, image->steps_count) &&
         hvl__in_range(rule->unless_later, rule->unless_laters,
                       image->steps_count);
}

static bool check_rule(const struct image *image,
                       const struct image_rule *rule) {
  if (!check_texts(image, rule) || rule->event >= image->events_count)
    return false;
  if (!(image->events[rule->event].flags & EVENT_TRIGGER)) return false;
  if (rule->severity < HVL_NOTE || rule->severity > HVL_ERROR) return false;
  if (rule->level < 1 || rule->level > 3) return false;
  return check_dialogue(image, rule) &&
         hvl__in_range(rule->condition, rule->conditions,
                       image->conditions_count) &&
         hvl__in_range(rule->by_fact, rule->by_facts,
                       image->severities_count) &&
         !(rule->flags & ~(uint32_t)(RULE_ONCE | RULE_BY_WEIGHT));
}

/* All rules, in order; their steps come to the `walk` through the events. */
static bool check_all(const struct image *image, uint64_t walk) {
  for (uint32_t i = 0; i < image->rules_count; i++) {
    if (!check_rule(image, &image->rules[i])) return false;
    walk += hvl__rule_walk(&image->rules[i]);
    if (walk > WALK_MAX) return false;
    if (i > 0 && strcmp(image->strings + image->rules[i - 1].id,
                        image->strings + image->rules[i].id) >= 0)
      return false;
  }
  return true;
}

/* ---- Examples ------------------------------------------------------------ */

static bool check_message(const struct image *image,
                          const struct image_message *message) {
  if (message->role < HVL_SELLER || message->role > HVL_SYSTEM) return false;
  if (!hvl__is_string(image, message->account)) return false;
  return hvl__in_range(message->text, message->len, image->strings_count - 1) &&
         image->strings[message->text + message->len] == 0;
}

static bool check_example(const struct image *image,
                          const struct image_example *example) {
  return example->rule < image->rules_count && example->violates <= 1 &&
         example->pairs % 2 == 0 && example->messages > 0 &&
         hvl__in_range(example->message, example->messages,
                       image->messages_count) &&
         hvl__in_range(example->pair, example->pairs, image->pairs_count) &&
         hvl__is_string(image, example->file);
}

static bool check_examples(const struct image *image) {
  for (uint32_t i = 0; i < image->messages_count; i++) {
    if (!check_message(image, &image->messages[i])) return false;
  }
  for (uint32_t i = 0; i < image->pairs_count; i++) {
    if (!hvl__is_string(image, image->pairs[i])) return false;
  }
  for (uint32_t i = 0; i < image->examples_count; i++) {
    if (!check_example(image, &image->examples[i])) return false;
  }
  return true;
}

bool hvl__check_rules(const struct image *image) {
  uint64_t walk = 0;
  return check_events(image, &walk) && check_steps(image) &&
         check_facts(image) && check_all(image, walk) && check_examples(image);
}

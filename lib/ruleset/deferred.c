/* SPDX-License-Identifier: MIT */
/* deferred.c - which events of steps can wait until a later message asks. */
#include "base/bits.h"
#include "base/chars.h"
#include "ruleset/index.h"

/* Does `pattern` say the same of a message whenever it is asked? What values
 * are known changes. */
static bool is_lasting(const struct image *image, uint32_t pattern) {
  const struct image_pattern *record = &image->patterns[pattern];
  for (uint32_t i = 0; i < record->size; i++) {
    uint32_t instruction = image->code[record->code + i];
    uint32_t what = instruction & 0xFFFFFF;
    if (instruction >> 24 == OP_ENTITY && what >> 8 != ANY_VALUE) return false;
  }
  return true;
}

/* The same of guards [from, from + count). */
static bool guards_last(const struct image *image, uint32_t from,
                        uint32_t count) {
  for (uint32_t i = from; i < from + count; i++)
    if (!is_lasting(image, image->scoped[i].pattern)) return false;
  return true;
}

/* Does one of them see more than the message? */
static bool sees_turn(const struct image *image, uint32_t from,
                      uint32_t count) {
  for (uint32_t i = from; i < from + count; i++)
    if (image->scoped[i].scope == SCOPE_TURN) return true;
  return false;
}

static bool is_event_lasting(const struct image *image,
                             const struct image_event *event) {
  for (uint32_t role = HVL_SELLER; role <= HVL_SYSTEM; role++)
    for (uint32_t p = 0; p < event->patterns[role]; p++)
      if (!is_lasting(image, event->first[role] + p)) return false;
  return guards_last(image, event->with, event->withs) &&
         guards_last(image, event->unless, event->unlesses);
}

static bool sees_message_only(const struct image *image,
                              const struct image_event *event) {
  return !(event->flags & EVENT_SPLIT) &&
         !sees_turn(image, event->with, event->withs) &&
         !sees_turn(image, event->unless, event->unlesses);
}

void hvl__deferred_put(uint64_t *deferred, uint64_t *alone,
                       const struct image *image) {
  for (uint32_t i = 0; i < image->events_count; i++) {
    const struct image_event *event = &image->events[i];
    if (!(event->flags & (EVENT_STEP | EVENT_SPLIT)) ||
        !is_event_lasting(image, event))
      continue;
    hvl__bits_add(alone, i);
    if (sees_message_only(image, event)) hvl__bits_add(deferred, i);
  }
}

static void put_steps(uint64_t *set, const struct image *image, uint32_t first,
                      uint32_t count) {
  for (uint32_t i = first; i < first + count; i++)
    hvl__bits_add(set, image->steps[i].event);
}

void hvl__awaited_put(uint64_t *set, const struct image *image) {
  for (uint32_t i = 0; i < image->rules_count; i++) {
    const struct image_rule *rule = &image->rules[i];
    put_steps(set, image, rule->later, rule->laters);
    put_steps(set, image, rule->unless_later, rule->unless_laters);
  }
}

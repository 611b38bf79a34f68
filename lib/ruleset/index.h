/* SPDX-License-Identifier: MIT */
/* index.h - which events the words of a message can bring about, so that the
 * others are not even looked at. Made from the image when it is loaded. */
#ifndef HVL_RULESET_INDEX_H
#define HVL_RULESET_INDEX_H

#include "base/limits.h"
#include "base/mem.h"
#include "ruleset/symbol_events.h"

/* Sets are a bit a member, in so many 64-bit words: of rules, */
static inline uint32_t hvl__rule_words(const struct image *image) {
  return image->rules_count / 64 + 1;
}

/* of events. */
static inline uint32_t hvl__event_words(const struct image *image) {
  return image->events_count / 64 + 1;
}

/* Indexes are made by a walk through all that events and rules have, once for
 * each that has it: of an event the instructions and variants of its phrases,
 * and the instructions of its guards, of a rule its steps. They share ranges,
 * so that few bytes may have a long way: more than WALK_MAX in all is refused,
 * by the compiler as well. */
enum { WALK_MAX = 1 << 24 };
uint64_t hvl__event_walk(const struct image *image,
                         const struct image_event *event);
static inline uint64_t hvl__rule_walk(const struct image_rule *rule) {
  return (uint64_t)rule->afters + rule->unless_afters + rule->laters +
         rule->unless_laters;
}

/* The events of one role by what a message says. Each variant of a pattern
 * hangs on its anchor, the first symbol that it needs, with the second one;
 * where a message holds both of no variant of an event's patterns it cannot
 * happen. */
struct role_index {
  struct symbol_events anchored; /* by anchor */
  struct symbol_events spread;   /* of these, those of `split` */
  uint64_t *always; /* events with a pattern that hangs on nothing */
  uint64_t *split;  /* events that may spread over messages */
  uint64_t *kept;   /* events that later messages may ask about */
  bool hasty;       /* some of these cannot wait until one does */
};

/* A rule with steps before is not worth a look but for the `reach` messages
 * after `event`, which its last step asks for, happened. */
struct precondition {
  uint32_t event; /* NONE: there is no step before */
  uint32_t reach;
};

/* The line of rules that are not weighed. */
enum { NO_LINE = WEIGHED_MAX };

struct event_index {
  struct role_index roles[4]; /* by hvl_role */
  uint64_t *triggers;         /* by line and level: see hvl__triggers() */
  /* Those that rules ask for, by the symbols in the shop's phrases of theirs:
   * without one in disguise no hit in a message itself has a disguise. */
  struct symbol_events disguises;
  uint32_t *first_rule;        /* by event, and one more: range of `rules` */
  uint32_t *rules;             /* by their trigger */
  struct precondition *before; /* by rule */
  uint64_t *recorded;          /* events that are kept for later messages */
  uint64_t *deferred; /* of these, those that can wait until some rule asks */
  uint64_t *alone;    /* the same where the message begins a turn */
  uint64_t *awaited;  /* of these, those that findings wait for */
};

/* The events that rules of `line`, or of NO_LINE, and of `level` wait for. */
static inline uint64_t *hvl__triggers(const struct event_index *index,
                                      const struct image *image, uint32_t line,
                                      uint32_t level) {
  return index->triggers + (line * 3 + level - 1) * hvl__event_words(image);
}

/* False if memory runs out; free in both cases. */
bool hvl__index_make(struct event_index *index, const struct image *image,
                     const hvl_allocator *mem);
/* Fill the sets of events that can as well be judged when a later message asks,
 * as they look at nothing but the message itself: `deferred` always, `alone`
 * where it begins a turn. */
void hvl__deferred_put(uint64_t *deferred, uint64_t *alone,
                       const struct image *image);

/* Add to `set` the events that a finding may wait for: it asks at once. */
void hvl__awaited_put(uint64_t *set, const struct image *image);

void hvl__index_free(struct event_index *index, const hvl_allocator *mem);

#endif

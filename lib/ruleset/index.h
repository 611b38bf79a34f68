/* SPDX-License-Identifier: MIT */
/* index.h - which events the words of a message can bring about, so that the
 * others are not even looked at. Made from the image when it is loaded. */
#ifndef HVL_RULESET_INDEX_H
#define HVL_RULESET_INDEX_H

#include "base/limits.h"
#include "base/mem.h"
#include "ruleset/image.h"

/* Sets are a bit a member, in so many 64-bit words: of symbols, of rules, */
static inline uint32_t hvl__symbol_words(const struct image *image) {
  return image->symbols_count / 64 + 1;
}

static inline uint32_t hvl__rule_words(const struct image *image) {
  return image->rules_count / 64 + 1;
}

/* of events. */
static inline uint32_t hvl__event_words(const struct image *image) {
  return image->events_count / 64 + 1;
}

/* Events that are judged by what a message of one role says alone: those that
 * some step asks for or that spread over messages, and the triggers of rules
 * without a step before. A pattern hangs on its anchor, the first symbol that
 * it needs; where a message holds none of an event's anchors it cannot happen.
 */
struct role_index {
  uint64_t *anchors; /* symbols that events hang on, a bit each */
  uint32_t *first;   /* by symbol, and one more: range of `events` */
  uint32_t *events;
  uint64_t *always; /* events with a pattern that hangs on nothing */
  uint64_t *split;  /* events that may spread over messages */
};

/* A rule with steps before: not worth a look but for the `reach` messages after
 * `event`, which its last step asks for, happened. */
struct follower {
  uint32_t rule, event, reach;
};

struct event_index {
  struct role_index roles[4]; /* by hvl_role */
  uint32_t *first_rule;       /* by event, and one more: range of `rules` */
  uint32_t *rules; /* those without a step before, by their trigger */
  struct follower *followers; /* the others */
  uint32_t follower_count;
  uint64_t *recorded; /* events that are kept for later messages */
  uint64_t *spaced;   /* symbols of which a word may lie in two messages */
};

/* Common words stand for many symbols: a row is the set of those that the words
 * of a list stand for when they are written plainly. */
struct symbol_rows {
  uint16_t *numbers; /* by list: 1 + that of its row; 0: it has none */
  uint64_t *rows;
  uint32_t words; /* elements of a row */
};

/* The row of `list`, or NULL. */
static inline const uint64_t *hvl__symbol_row(const struct symbol_rows *rows,
                                              uint32_t list) {
  uint32_t number = rows->numbers[list];
  return number ? rows->rows + (size_t)(number - 1) * rows->words : NULL;
}

bool hvl__rows_make(struct symbol_rows *rows, const struct image *image,
                    const hvl_allocator *mem);
void hvl__rows_free(struct symbol_rows *rows, const hvl_allocator *mem);

/* False if memory runs out; free in both cases. */
bool hvl__index_make(struct event_index *index, const struct image *image,
                     const hvl_allocator *mem);
void hvl__index_free(struct event_index *index, const hvl_allocator *mem);

#endif

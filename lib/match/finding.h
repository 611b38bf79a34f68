/* SPDX-License-Identifier: MIT */
/* finding.h - findings on their way to the caller: made, kept in order, taken.
 */
#ifndef HVL_MATCH_FINDING_H
#define HVL_MATCH_FINDING_H

#include "base/array.h"
#include "match/past.h"

enum { FINDING_SPANS = HIT_SPANS * (CHAIN_MAX + 1) };

/* A finding that owns its evidence. */
struct finding {
  uint32_t rule;
  hvl_severity severity;
  uint32_t level, evasion;
  size_t message;
  uint32_t span_count;
  hvl_span spans[FINDING_SPANS];
  hvl_finding view; /* what the caller sees, once it was taken */
};
HVL_ARRAY(struct finding, findings);

/* Add the spans of `happening` to those of `finding`, in reading order, and its
 * evasion and level. */
void hvl__finding_add(struct finding *finding,
                      const struct happening *happening);

/* Findings that wait to be taken, first in first out. */
struct finding_queue {
  struct findings waiting;
  uint32_t taken; /* of waiting.data, from the front */
};

/* Drop all findings; keep the memory. */
void hvl__queue_clear(struct finding_queue *queue);

/* Make room for `more` findings behind those that wait; false without memory.
 */
bool hvl__queue_reserve(struct finding_queue *queue, uint32_t more,
                        const hvl_allocator *mem);

/* Put the findings from `first` on in order of message, then rule. */
void hvl__queue_sort(struct finding_queue *queue, uint32_t first);

/* The next one; NULL when none waits. Valid until the queue changes. */
struct finding *hvl__queue_take(struct finding_queue *queue);

#endif

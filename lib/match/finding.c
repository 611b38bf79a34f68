/* SPDX-License-Identifier: MIT */
/* finding.c - keeps findings in order until the caller takes them. */
#include "match/finding.h"

#include <stdlib.h>
#include <string.h>

static bool is_before(const hvl_span *a, const hvl_span *b) {
  if (a->message != b->message) return a->message < b->message;
  return a->start < b->start;
}

void hvl__finding_add(struct finding *finding,
                      const struct happening *happening) {
  for (uint32_t i = 0; i < happening->span_count; i++) {
    uint32_t at = finding->span_count++;
    for (; at > 0 && is_before(&happening->spans[i], &finding->spans[at - 1]);
         at--)
      finding->spans[at] = finding->spans[at - 1];
    finding->spans[at] = happening->spans[i];
  }
  finding->evasion |= happening->evasion;
  if (happening->level > finding->level) finding->level = happening->level;
}

void hvl__queue_clear(struct finding_queue *queue) {
  queue->waiting.len = 0;
  queue->taken = 0;
}

/* Move the waiting findings to the front of the array. */
static void close_up(struct finding_queue *queue) {
  if (queue->taken == 0) return;
  struct findings *waiting = &queue->waiting;
  waiting->len -= queue->taken;
  memmove(waiting->data, waiting->data + queue->taken,
          waiting->len * sizeof *waiting->data);
  queue->taken = 0;
}

bool hvl__queue_reserve(struct finding_queue *queue, uint32_t more,
                        const hvl_allocator *mem) {
  close_up(queue);
  return HVL_RESERVE(mem, &queue->waiting, more);
}

static int compare(const void *a, const void *b) {
  const struct finding *x = a, *y = b;
  if (x->message != y->message) return x->message < y->message ? -1 : 1;
  return x->rule < y->rule ? -1 : x->rule > y->rule;
}

void hvl__queue_sort(struct finding_queue *queue, uint32_t first) {
  if (queue->waiting.len - first < 2) return;
  qsort(queue->waiting.data + first, queue->waiting.len - first,
        sizeof *queue->waiting.data, compare);
}

struct finding *hvl__queue_take(struct finding_queue *queue) {
  if (queue->taken == queue->waiting.len) return NULL;
  return &queue->waiting.data[queue->taken++];
}

/* SPDX-License-Identifier: MIT */
/* occurrences.c - how many times each of some checksums was seen: a table with
 * open addressing, at most half full. */
#include "verdicts/occurrences.h"

#include <stdlib.h>

#include "base/alloc.h"

struct occurrence {
  uint64_t key;
  size_t count; /* 0: the slot is empty */
};

static struct occurrence *find(struct occurrence *slots, size_t cap,
                               uint64_t key) {
  size_t at = (size_t)key & (cap - 1);
  while (slots[at].count && slots[at].key != key) at = (at + 1) & (cap - 1);
  return &slots[at];
}

static void grow(struct occurrences *occurrences) {
  size_t cap = occurrences->cap ? occurrences->cap * 2 : 64;
  struct occurrence *slots = mem_zeroed(cap, sizeof *slots);
  for (size_t i = 0; i < occurrences->cap; i++)
    if (occurrences->slots[i].count)
      *find(slots, cap, occurrences->slots[i].key) = occurrences->slots[i];
  free(occurrences->slots);
  occurrences->slots = slots;
  occurrences->cap = cap;
}

size_t occurrences_count(struct occurrences *occurrences, uint64_t sum) {
  if (occurrences->used * 2 >= occurrences->cap) grow(occurrences);
  struct occurrence *slot = find(occurrences->slots, occurrences->cap, sum);
  if (!slot->count) occurrences->used++;
  slot->key = sum;
  return ++slot->count;
}

void occurrences_free(struct occurrences *occurrences) {
  free(occurrences->slots);
  *occurrences = (struct occurrences){0};
}

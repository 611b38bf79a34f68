/* SPDX-License-Identifier: MIT */
/* counts.c - how many findings of each name. */
#include "report/counts.h"

#include <stdlib.h>
#include <string.h>

#include "base/texts.h"

struct count *counts_at(struct counts *counts, hvl_text name) {
  size_t low = 0, high = counts->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = text_compare(counts->items[middle].name, name);
    if (!order) return &counts->items[middle];
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  MEM_GROW(counts->items, counts->count, counts->cap);
  memmove(counts->items + low + 1, counts->items + low,
          (counts->count - low) * sizeof *counts->items);
  counts->count++;
  counts->items[low] = (struct count){.name = pool_copy(&counts->names, name)};
  return &counts->items[low];
}

void count_finding(struct count *count, const hvl_finding *finding) {
  count->findings++;
  count->severities[finding->severity]++;
}

static int by_findings(const void *left, const void *right) {
  const struct count *a = left, *b = right;
  if (a->findings != b->findings) return a->findings > b->findings ? -1 : 1;
  return text_compare(a->name, b->name);
}

void counts_rank(struct counts *counts) {
  if (counts->count > 1)
    qsort(counts->items, counts->count, sizeof *counts->items, by_findings);
}

void counts_free(struct counts *counts) {
  free(counts->items);
  pool_free(&counts->names);
  *counts = (struct counts){0};
}

/* SPDX-License-Identifier: MIT */
/* filter_build.c - makes the filters of ruleset/filter.h and opening.h. */
#include "compile/filter_build.h"

#include <stdlib.h>

#include "ruleset/filter.h"
#include "ruleset/opening.h"

static int compare(const void *left, const void *right) {
  const uint64_t *a = left, *b = right;
  return (*a > *b) - (*a < *b);
}

/* Keep each key once. */
static void unite(struct filter_keys *keys) {
  uint32_t kept = 0;
  if (keys->len == 0) return;
  qsort(keys->data, keys->len, sizeof *keys->data, compare);
  for (uint32_t i = 1; i < keys->len; i++)
    if (keys->data[i] != keys->data[kept]) keys->data[++kept] = keys->data[i];
  keys->len = kept + 1;
}

void hvl__filter_write(struct build *build, struct filter_keys *keys,
                       struct buf *section) {
  uint32_t count = 1;
  unite(keys);
  while (count < FILTER_MAX && count < keys->len) count *= 2;
  uint64_t *filter = hvl__build_alloc(build, count, sizeof *filter);
  if (build->failed) return;
  for (uint32_t i = 0; i < keys->len; i++) {
    struct filter_place place = hvl__filter_place(keys->data[i], count);
    filter[place.at] |= place.bits;
  }
  if (!hvl__buf_add(section, filter, count * sizeof *filter))
    build->failed = true;
}

void hvl__openings_write(struct build *build, struct filter_keys *keys,
                         struct buf *section) {
  uint32_t words = 1, most = OPENING_BITS_MAX / 64;
  unite(keys);
  while (words < most && words * 64 / OPENING_BITS < keys->len) words *= 2;
  uint64_t *filter = hvl__build_alloc(build, words, sizeof *filter);
  if (build->failed) return;
  for (uint32_t i = 0; i < keys->len; i++)
    hvl__bits_add(filter, hvl__hash_slot(keys->data[i], words * 64));
  if (!hvl__buf_add(section, filter, words * sizeof *filter))
    build->failed = true;
}

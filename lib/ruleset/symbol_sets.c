/* SPDX-License-Identifier: MIT */
/* symbol_sets.c - makes the sets of symbols of the lists. */
#include "ruleset/symbol_sets.h"

/* Count the elements of the set of `list`, whose forms are by symbol; fill them
 * in at `elements` if that is not NULL. */
static uint32_t fill(const struct image *image, uint32_t list,
                     struct set_element *elements) {
  uint32_t count = 0, last = NONE;
  for (uint32_t i = image->lists[list]; i < image->lists[list + 1]; i++) {
    uint32_t symbol = image->accepts[i] >> 8, number = symbol / 64;
    if (image->accepts[i] & 255) continue;
    count += number != last;
    last = number;
    if (!elements) continue;
    elements[count - 1].number = number;
    elements[count - 1].bits |= UINT64_C(1) << symbol % 64;
  }
  return count;
}

static bool has_disguises(const struct image *image, uint32_t list) {
  for (uint32_t i = image->lists[list]; i < image->lists[list + 1]; i++)
    if (image->accepts[i] & 255) return true;
  return false;
}

bool hvl__symbol_sets_make(struct symbol_sets *sets, const struct image *image,
                           const hvl_allocator *mem) {
  uint32_t lists = image->lists_count - 1; /* one record ends the last */
  size_t count = 0;
  sets->of = hvl__mem_zeroed(mem, lists + 1u, sizeof *sets->of);
  sets->disguised = hvl__mem_zeroed(mem, lists / 64 + 1, sizeof(uint64_t));
  if (!sets->of || !sets->disguised) return false;
  for (uint32_t i = 0; i < lists; i++) {
    struct symbol_set *set = &sets->of[i];
    set->first = (uint32_t)count;
    set->count = fill(image, i, NULL);
    count += set->count;
    if (has_disguises(image, i)) hvl__bits_add(sets->disguised, i);
  }
  sets->elements = hvl__mem_zeroed(mem, count + 1, sizeof *sets->elements);
  for (uint32_t i = 0; sets->elements && i < lists; i++)
    fill(image, i, sets->elements + sets->of[i].first);
  sets->reach =
      hvl__mem_zeroed(mem, image->symbols_count + 1u, sizeof *sets->reach);
  for (uint32_t i = 0; sets->reach && i < image->symbols_count; i++)
    sets->reach[i] = (uint16_t)image->symbols[i].reach;
  return sets->elements && sets->reach;
}

void hvl__symbol_sets_free(struct symbol_sets *sets, const hvl_allocator *mem) {
  hvl__mem_free(mem, sets->of);
  hvl__mem_free(mem, sets->elements);
  hvl__mem_free(mem, sets->disguised);
  hvl__mem_free(mem, sets->reach);
}

/* SPDX-License-Identifier: MIT */
/* presence.c - notes which symbols stand in a text, and roughly where. */
#include "match/presence.h"

enum { BITS = 64 };

bool hvl__presence_init(struct presence *presence, const struct image *image,
                        const hvl_allocator *mem) {
  *presence = (struct presence){.words = image->symbols_count / BITS + 1};
  presence->bits = hvl__mem_zeroed(mem, presence->words, sizeof(uint64_t));
  presence->places =
      hvl__mem_zeroed(mem, (size_t)presence->words * BITS, sizeof(uint64_t));
  return presence->bits && presence->places;
}

void hvl__presence_free(struct presence *presence, const hvl_allocator *mem) {
  hvl__mem_free(mem, presence->bits);
  hvl__mem_free(mem, presence->places);
  *presence = (struct presence){0};
}

void hvl__presence_clear(struct presence *presence) {
  for (uint32_t i = 0; i < presence->words; i++) presence->bits[i] = 0;
  presence->digits = false;
}

void hvl__presence_fill(struct presence *presence) {
  for (uint32_t i = 0; i < presence->words; i++) presence->bits[i] = UINT64_MAX;
  for (size_t i = 0; i < (size_t)presence->words * BITS; i++)
    presence->places[i] = UINT64_MAX;
  presence->digits = true;
}

static bool has(const struct presence *presence, uint32_t symbol) {
  return presence->bits[symbol / BITS] >> symbol % BITS & 1;
}

void hvl__presence_add(struct presence *presence, uint32_t symbol,
                       uint32_t at) {
  uint64_t place = UINT64_C(1) << at % BITS;
  /* Is what `places` says still about another text? */
  if (!has(presence, symbol)) presence->places[symbol] = 0;
  presence->bits[symbol / BITS] |= UINT64_C(1) << symbol % BITS;
  presence->places[symbol] |= place;
}

uint64_t hvl__presence_places(const struct presence *presence,
                              uint32_t symbol) {
  return has(presence, symbol) ? presence->places[symbol] : 0;
}

bool hvl__presence_admits(const struct presence *presence,
                          const struct image *image,
                          const struct image_pattern *pattern) {
  if (pattern->flags & PATTERN_HAS_DIGIT && !presence->digits) return false;
  for (uint32_t i = 0; i < pattern->needs; i++)
    if (!has(presence, image->needs[pattern->need + i])) return false;
  return true;
}

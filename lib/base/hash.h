/* SPDX-License-Identifier: MIT */
/* hash.h - a map from bytes to numbers. */
#ifndef HVL_BASE_HASH_H
#define HVL_BASE_HASH_H

#include "base/mem.h"

uint64_t hvl__hash_bytes(const void *data, size_t len);

/* Which of `count` slots, a power of two up to SLOTS_MAX, `key` lies in. */
enum { SLOTS_MAX = 1 << 24 };
#define SLOT_FACTOR UINT64_C(0x9E3779B97F4A7C15)
static inline uint32_t hvl__hash_slot(uint64_t key, uint32_t count) {
  return (uint32_t)(key * SLOT_FACTOR >> 40) & (count - 1);
}

struct map_entry;

/* Keys are borrowed: they must outlive the map. */
struct map {
  hvl_allocator mem;
  struct map_entry *entries;
  uint32_t len, cap;
};

void hvl__map_init(struct map *map, const hvl_allocator *mem);
void hvl__map_free(struct map *map);

/* The value of `key`, or UINT32_MAX where there is none. */
uint32_t hvl__map_get(const struct map *map, const void *key, size_t len);

/* Set `key` to `value` (below UINT32_MAX); false, unchanged, without memory. */
bool hvl__map_put(struct map *map, const void *key, size_t len, uint32_t value);

#endif

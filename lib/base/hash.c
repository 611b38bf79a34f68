/* SPDX-License-Identifier: MIT */
/* hash.c - a hash table with open addressing. */
#include "base/hash.h"

#include <string.h>

enum { FIRST_CAP = 16 }; /* a power of two, as every capacity */

struct map_entry {
  const void *key; /* NULL: free */
  size_t len;
  uint32_t value;
};

/* FNV-1a, with a last mix so that the low bits depend on all others. */
uint64_t hvl__hash_bytes(const void *data, size_t len) {
  const unsigned char *bytes = data;
  uint64_t hash = 0xCBF29CE484222325u;
  for (size_t i = 0; i < len; i++) hash = (hash ^ bytes[i]) * 0x100000001B3u;
  hash = (hash ^ hash >> 32) * 0xD6E8FEB86659FD93u;
  return hash ^ hash >> 32;
}

void hvl__map_init(struct map *map, const hvl_allocator *mem) {
  *map = (struct map){.mem = *mem};
}

void hvl__map_free(struct map *map) {
  hvl__mem_free(&map->mem, map->entries);
  *map = (struct map){.mem = map->mem};
}

/* The entry of `key`, or the free one where it belongs. */
static struct map_entry *find(const struct map *map, const void *key,
                              size_t len) {
  uint32_t mask = map->cap - 1;
  uint32_t at = (uint32_t)hvl__hash_bytes(key, len) & mask;
  for (;; at = (at + 1) & mask) {
    struct map_entry *entry = &map->entries[at];
    if (!entry->key) return entry;
    if (entry->len == len && memcmp(entry->key, key, len) == 0) return entry;
  }
}

uint32_t hvl__map_get(const struct map *map, const void *key, size_t len) {
  if (map->cap == 0) return UINT32_MAX;
  const struct map_entry *entry = find(map, len > 0 ? key : "", len);
  return entry->key ? entry->value : UINT32_MAX;
}

static bool grow(struct map *map) {
  if (map->cap > UINT32_MAX / 2) return false;
  struct map larger = *map;
  larger.cap = map->cap > 0 ? map->cap * 2 : FIRST_CAP;
  larger.entries =
      hvl__mem_zeroed(&map->mem, larger.cap, sizeof *larger.entries);
  if (!larger.entries) return false;
  for (uint32_t i = 0; i < map->cap; i++) {
    const struct map_entry *entry = &map->entries[i];
    if (entry->key) *find(&larger, entry->key, entry->len) = *entry;
  }
  hvl__mem_free(&map->mem, map->entries);
  *map = larger;
  return true;
}

bool hvl__map_put(struct map *map, const void *key, size_t len,
                  uint32_t value) {
  if (len == 0) key = "";
  if (map->len >= map->cap / 4 * 3 && !grow(map)) return false;
  struct map_entry *entry = find(map, key, len);
  if (!entry->key) map->len++;
  *entry = (struct map_entry){key, len, value};
  return true;
}

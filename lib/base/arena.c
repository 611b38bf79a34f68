/* SPDX-License-Identifier: MIT */
/* arena.c - small blocks cut from large ones. */
#include "base/arena.h"

#include <string.h>

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };

union unit {
  long long integer;
  long double real;
  void *pointer;
  void (*function)(void);
};

struct arena_block {
  struct arena_block *next;
  size_t used, cap; /* in units */
  union unit units[];
};

/* What the arena's allocator puts before each of its blocks. */
union header {
  size_t size;
  union unit alignment;
};

void hvl__arena_init(struct arena *arena, const hvl_allocator *mem) {
  *arena = (struct arena){.mem = *mem};
}

void hvl__arena_free(struct arena *arena) {
  while (arena->blocks) {
    struct arena_block *block = arena->blocks;
    arena->blocks = block->next;
    hvl__mem_free(&arena->mem, block);
  }
}

/* Put a block with room for `units` at the head of the list. */
static struct arena_block *add_block(struct arena *arena, size_t units) {
  size_t cap = FIRST_BLOCK / sizeof(union unit);
  if (arena->blocks && arena->blocks->cap < LARGEST_BLOCK / sizeof(union unit))
    cap = arena->blocks->cap * 2;
  if (cap < units) cap = units;
  if (cap > (SIZE_MAX - sizeof(struct arena_block)) / sizeof(union unit))
    return NULL;
  size_t bytes = sizeof(struct arena_block) + cap * sizeof(union unit);
  struct arena_block *block = hvl__mem_resize(&arena->mem, NULL, 1, bytes);
  if (!block) return NULL;
  *block = (struct arena_block){.next = arena->blocks, .cap = cap};
  arena->blocks = block;
  return block;
}

static void *take(struct arena *arena, size_t bytes) {
  size_t units = bytes / sizeof(union unit) + 1;
  struct arena_block *block = arena->blocks;
  if (!block || block->cap - block->used < units) {
    block = add_block(arena, units);
    if (!block) return NULL;
  }
  void *place = &block->units[block->used];
  block->used += units;
  return place;
}

void *hvl__arena_zeroed(struct arena *arena, size_t count, size_t size) {
  if (size > 0 && count > SIZE_MAX / size) return NULL;
  void *block = take(arena, count * size);
  if (block) memset(block, 0, count * size);
  return block;
}

char *hvl__arena_copy(struct arena *arena, const char *data, size_t len) {
  char *copy = take(arena, len);
  if (!copy) return NULL;
  if (len > 0) memcpy(copy, data, len);
  copy[len] = '\0';
  return copy;
}

static void *resize_in_arena(void *ctx, void *block, size_t size) {
  union header *old = block ? (union header *)block - 1 : NULL;
  if (size == 0) return NULL;
  if (old && size <= old->size) return block;
  if (size > SIZE_MAX - sizeof *old) return NULL;
  union header *header = take(ctx, sizeof *header + size);
  if (!header) return NULL;
  header->size = size;
  if (old) memcpy(header + 1, block, old->size);
  return header + 1;
}

hvl_allocator hvl__arena_allocator(struct arena *arena) {
  return (hvl_allocator){resize_in_arena, arena};
}

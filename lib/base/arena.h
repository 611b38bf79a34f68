/* SPDX-License-Identifier: MIT */
/* arena.h - many small blocks that are freed all at once. */
#ifndef HVL_BASE_ARENA_H
#define HVL_BASE_ARENA_H

#include "base/mem.h"

struct arena_block;

struct arena {
  hvl_allocator mem;
  struct arena_block *blocks;
};

void hvl__arena_init(struct arena *arena, const hvl_allocator *mem);
void hvl__arena_free(struct arena *arena);

/* `count` times `size` zeroed bytes, aligned for any type; NULL if memory runs
 * out. Lives as long as the arena. A `count` of 0 gives a valid pointer. */
void *hvl__arena_zeroed(struct arena *arena, size_t count, size_t size);

/* A NUL-terminated copy of `len` bytes at `data`; NULL if memory runs out. */
char *hvl__arena_copy(struct arena *arena, const char *data, size_t len);

/* An allocator over the arena, for arrays that live as long as it: growing
 * copies, freeing does nothing. Valid as long as `arena` stays where it is. */
hvl_allocator hvl__arena_allocator(struct arena *arena);

#endif

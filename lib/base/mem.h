/* SPDX-License-Identifier: MIT */
/* mem.h - the only door to memory: an allocator handed down, never a global. */
#ifndef HVL_BASE_MEM_H
#define HVL_BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hvline.h"

/* The allocator to use for `options` (may be NULL): its own, else `parent`
 * (may be NULL), else realloc and free. */
hvl_allocator hvl__mem_pick(const hvl_options *options,
                            const hvl_allocator *parent);

/* `count` times `size` bytes, in place of `block` (NULL: a new one). NULL, with
 * `block` as it was, if memory runs out or the product overflows. `count` and
 * `size` are above 0. */
void *hvl__mem_resize(const hvl_allocator *mem, void *block, size_t count,
                      size_t size);

/* A new zeroed block of `count` times `size` bytes, or NULL. */
void *hvl__mem_zeroed(const hvl_allocator *mem, size_t count, size_t size);

void hvl__mem_free(const hvl_allocator *mem, void *block);

#endif

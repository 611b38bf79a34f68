/* SPDX-License-Identifier: MIT */
/* alloc.h - memory for a program that ends when there is none left. */
#ifndef HVLINE_CLI_ALLOC_H
#define HVLINE_CLI_ALLOC_H

#include <stddef.h>

#include "hvline.h"

/* `count` times `size` bytes in place of `block` (NULL: a new one). Never NULL:
 * where there is no memory the command ends with status 2. */
void *mem_resize(void *block, size_t count, size_t size);

/* A new zeroed block of `count` times `size` bytes; never NULL. */
void *mem_zeroed(size_t count, size_t size);

/* `block`, never NULL: for what others allocate. */
void *mem_must(void *block);

/* Make room for one more element in `array`, of `len` elements now. */
#define MEM_GROW(array, len, cap)                                              \
  ((array) = (len) < (cap)                                                     \
                 ? (array)                                                     \
                 : mem_grow((array), (len), &(cap), sizeof *(array)))

void *mem_grow(void *array, size_t len, size_t *cap, size_t size);

/* Many small blocks that are freed all at once. All zero is an empty pool. */
struct pool_block;
struct pool {
  struct pool_block *blocks;
};

void pool_free(struct pool *pool);

/* Free all but the memory of the copies that come next. */
void pool_clear(struct pool *pool);

/* A NUL-terminated copy of `text` that lives as long as the pool. */
hvl_text pool_copy(struct pool *pool, hvl_text text);

/* A copy of `text` likewise; NULL stays NULL. */
const char *pool_string(struct pool *pool, const char *text);

#endif

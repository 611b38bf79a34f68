/* SPDX-License-Identifier: MIT */
/* alloc.c - memory for a program that ends when there is none left. */
#include "base/alloc.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { POOL_BLOCK = 64 * 1024 };

struct pool_block {
  struct pool_block *next;
  size_t len, cap;
  char data[];
};

static void out_of_memory(void) {
  fputs("hvline: out of memory 内存不足\n", stderr);
  exit(2);
}

void *mem_must(void *block) {
  if (!block) out_of_memory();
  return block;
}

void *mem_resize(void *block, size_t count, size_t size) {
  if (count == 0) count = 1;
  if (size > SIZE_MAX / count) out_of_memory();
  return mem_must(realloc(block, count * size));
}

void *mem_zeroed(size_t count, size_t size) {
  return mem_must(calloc(count ? count : 1, size));
}

void *mem_grow(void *array, size_t len, size_t *cap, size_t size) {
  if (len < *cap) return array;
  if (*cap > SIZE_MAX / 2) out_of_memory();
  *cap = *cap ? *cap * 2 : 8;
  return mem_resize(array, *cap, size);
}

void pool_free(struct pool *pool) {
  while (pool->blocks) {
    struct pool_block *block = pool->blocks;
    pool->blocks = block->next;
    free(block);
  }
}

void pool_clear(struct pool *pool) {
  struct pool_block *kept = pool->blocks;
  if (!kept || kept->cap != POOL_BLOCK) {
    pool_free(pool);
    return;
  }
  struct pool rest = {kept->next};
  pool_free(&rest);
  kept->next = NULL;
  kept->len = 0;
}

static struct pool_block *block_for(struct pool *pool, size_t len) {
  struct pool_block *block = pool->blocks;
  if (block && block->cap - block->len >= len) return block;
  size_t cap = len > POOL_BLOCK ? len : POOL_BLOCK;
  if (cap > SIZE_MAX - sizeof *block) out_of_memory();
  block = mem_resize(NULL, 1, sizeof *block + cap);
  block->next = pool->blocks;
  block->len = 0;
  block->cap = cap;
  pool->blocks = block;
  return block;
}

hvl_text pool_copy(struct pool *pool, hvl_text text) {
  struct pool_block *block = block_for(pool, text.len + 1);
  char *copy = block->data + block->len;
  if (text.len) memcpy(copy, text.data, text.len);
  copy[text.len] = '\0';
  block->len += text.len + 1;
  return (hvl_text){copy, text.len};
}

const char *pool_string(struct pool *pool, const char *text) {
  return text ? pool_copy(pool, (hvl_text){text, strlen(text)}).data : NULL;
}

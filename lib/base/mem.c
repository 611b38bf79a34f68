/* SPDX-License-Identifier: MIT */
/* mem.c - sizes checked, then the allocator called. */
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static void *resize_by_libc(void *ctx, void *block, size_t size) {
  (void)ctx;
  if (size > 0) return realloc(block, size);
  free(block);
  return NULL;
}

hvl_allocator hvl__mem_pick(const hvl_options *options,
                            const hvl_allocator *parent) {
  if (options && options->allocator.resize) return options->allocator;
  if (parent && parent->resize) return *parent;
  return (hvl_allocator){resize_by_libc, NULL};
}

void *hvl__mem_resize(const hvl_allocator *mem, void *block, size_t count,
                      size_t size) {
  if (count > SIZE_MAX / size) return NULL;
  return mem->resize(mem->ctx, block, count * size);
}

void *hvl__mem_zeroed(const hvl_allocator *mem, size_t count, size_t size) {
  void *block = hvl__mem_resize(mem, NULL, count, size);
  if (block) memset(block, 0, count * size);
  return block;
}

void hvl__mem_free(const hvl_allocator *mem, void *block) {
  if (block) mem->resize(mem->ctx, block, 0);
}

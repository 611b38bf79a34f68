/* SPDX-License-Identifier: MIT */
/* failing_mem.h - an allocator that fails at one call and counts blocks. */
#ifndef HVL_TESTS_FAILING_MEM_H
#define HVL_TESTS_FAILING_MEM_H

#include <stdlib.h>

#include "hvline.h"

struct failing_mem {
  size_t calls;   /* for memory, so far */
  size_t fail_at; /* the call that fails, counted from 1; 0: none */
  size_t live;    /* blocks not given back */
};

static void *failing_resize(void *ctx, void *block, size_t size) {
  struct failing_mem *mem = ctx;
  if (size == 0) {
    if (block) mem->live--;
    free(block);
    return NULL;
  }
  if (++mem->calls == mem->fail_at) return NULL;
  void *resized = realloc(block, size);
  if (resized && !block) mem->live++;
  return resized;
}

static hvl_allocator failing_allocator(struct failing_mem *mem) {
  return (hvl_allocator){failing_resize, mem};
}

#endif

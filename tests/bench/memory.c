/* SPDX-License-Identifier: MIT */
/* memory.c - an allocator that counts. */
#include "memory.h"

#include <stdlib.h>

/* In front of each block: its size, and nothing else that needs aligning. */
union head {
  size_t size;
  max_align_t align;
};

static void *resize(void *ctx, void *block, size_t size) {
  struct memory *memory = ctx;
  union head *head = block ? (union head *)block - 1 : NULL;
  size_t before = head ? head->size : 0;
  if (size == 0) {
    memory->bytes -= before;
    free(head);
    return NULL;
  }
  memory->calls++;
  head = realloc(head, sizeof *head + size);
  if (!head) return NULL;
  memory->bytes += size - before;
  head->size = size;
  return head + 1;
}

hvl_allocator memory_allocator(struct memory *memory) {
  return (hvl_allocator){resize, memory};
}

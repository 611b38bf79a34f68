/* SPDX-License-Identifier: MIT */
/* memory.h - an allocator that counts. */
#ifndef HVL_BENCH_MEMORY_H
#define HVL_BENCH_MEMORY_H

#include "bench.h"

struct memory {
  size_t calls; /* that allocate or resize */
  size_t bytes; /* in use */
};

/* An allocator that counts in `memory`. */
hvl_allocator memory_allocator(struct memory *memory);

#endif

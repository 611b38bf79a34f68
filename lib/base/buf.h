/* SPDX-License-Identifier: MIT */
/* buf.h - a growable run of bytes. */
#ifndef HVL_BASE_BUF_H
#define HVL_BASE_BUF_H

#include "base/mem.h"

struct buf {
  hvl_allocator mem;
  uint8_t *data;
  size_t len, cap;
};

void hvl__buf_init(struct buf *buf, const hvl_allocator *mem);
void hvl__buf_free(struct buf *buf);

/* Append; false, with `buf` unchanged, if memory runs out. */
bool hvl__buf_put(struct buf *buf, uint8_t byte);
bool hvl__buf_add(struct buf *buf, const void *data, size_t len);

/* Append zeroes until the length is a multiple of `unit` (a power of two). */
bool hvl__buf_align(struct buf *buf, size_t unit);

#endif

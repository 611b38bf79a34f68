/* SPDX-License-Identifier: MIT */
/* buf.c - a growable run of bytes. */
#include "base/buf.h"

#include <string.h>

enum { FIRST_CAP = 64 };

void hvl__buf_init(struct buf *buf, const hvl_allocator *mem) {
  *buf = (struct buf){.mem = *mem};
}

void hvl__buf_free(struct buf *buf) {
  hvl__mem_free(&buf->mem, buf->data);
  *buf = (struct buf){.mem = buf->mem};
}

static bool grow(struct buf *buf, size_t more) {
  if (more > SIZE_MAX - buf->len) return false;
  size_t need = buf->len + more;
  size_t cap = buf->cap > SIZE_MAX / 2 ? SIZE_MAX : buf->cap * 2;
  if (cap < need) cap = need;
  if (cap < FIRST_CAP) cap = FIRST_CAP;
  uint8_t *data = hvl__mem_resize(&buf->mem, buf->data, cap, 1);
  if (!data) return false;
  buf->data = data;
  buf->cap = cap;
  return true;
}

bool hvl__buf_put(struct buf *buf, uint8_t byte) {
  if (buf->len == buf->cap && !grow(buf, 1)) return false;
  buf->data[buf->len++] = byte;
  return true;
}

bool hvl__buf_add(struct buf *buf, const void *data, size_t len) {
  if (len == 0) return true;
  if (buf->cap - buf->len < len && !grow(buf, len)) return false;
  memcpy(buf->data + buf->len, data, len);
  buf->len += len;
  return true;
}

bool hvl__buf_align(struct buf *buf, size_t unit) {
  size_t gap = (unit - buf->len % unit) % unit;
  if (gap == 0) return true;
  if (buf->cap - buf->len < gap && !grow(buf, gap)) return false;
  memset(buf->data + buf->len, 0, gap);
  buf->len += gap;
  return true;
}

/* SPDX-License-Identifier: MIT */
/* text_buf.h - text that grows at its end. */
#ifndef HVL_BENCH_TEXT_BUF_H
#define HVL_BENCH_TEXT_BUF_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

struct text_buf {
  char *data; /* NUL-terminated once something was put; NULL before */
  size_t len, cap;
};

static inline void put(struct text_buf *buf, const char *text, size_t len) {
  if (buf->len + len + 1 > buf->cap) {
    buf->cap = (buf->len + len + 1) * 2;
    buf->data = must(realloc(buf->data, buf->cap));
  }
  if (len > 0) memcpy(buf->data + buf->len, text, len);
  buf->len += len;
  buf->data[buf->len] = 0;
}

static inline void puts_to(struct text_buf *buf, const char *text) {
  put(buf, text, strlen(text));
}

#endif

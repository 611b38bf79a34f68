/* SPDX-License-Identifier: MIT */
/* packed.h - numbers, mostly small ones, in few bytes: seven bits in each, the
 * low ones first, all but the last with the high bit set. */
#ifndef HVLINE_CLI_PACKED_H
#define HVLINE_CLI_PACKED_H

#include <stdint.h>

#include "base/buffer.h"

/* Bytes that a number takes at most. */
enum { PACKED_MOST = 10 };

/* Write `number` to `out`; the end of it. */
static inline char *packed_write(char *out, uint64_t number) {
  for (; number > 127; number >>= 7) *out++ = (char)(number | 128);
  *out++ = (char)number;
  return out;
}

static inline void packed_add(struct buffer *out, uint64_t number) {
  char digits[PACKED_MOST];
  buffer_add(out, digits, (size_t)(packed_write(digits, number) - digits));
}

/* Take the number that `bytes` begins with off it. */
static inline uint64_t packed_take(hvl_text *bytes) {
  uint64_t number = 0;
  for (int shift = 0;; shift += 7) {
    unsigned char digit = (unsigned char)*bytes->data++;
    bytes->len--;
    number |= (uint64_t)(digit & 127) << shift;
    if (digit < 128) return number;
  }
}

#endif

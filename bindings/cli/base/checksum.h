/* SPDX-License-Identifier: MIT */
/* checksum.h - tells bytes from others: FNV-1a of 64 bits. */
#ifndef HVLINE_CLI_CHECKSUM_H
#define HVLINE_CLI_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

#include "hvline.h"

#define CHECKSUM_INIT UINT64_C(0xCBF29CE484222325)

/* The sum of what `sum` is of and the bytes behind it. */
static inline uint64_t checksum(uint64_t sum, const char *data, size_t len) {
  for (size_t i = 0; i < len; i++)
    sum = (sum ^ (unsigned char)data[i]) * UINT64_C(0x100000001B3);
  return sum;
}

/* Where `text` belongs in a hash table, by as many low bits as it takes. */
static inline size_t hash_of(hvl_text text) {
  uint64_t sum = checksum(CHECKSUM_INIT, text.data, text.len);
  return (size_t)(sum ^ sum >> 32); /* the high bits brought down */
}

#endif

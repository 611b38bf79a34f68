/* SPDX-License-Identifier: MIT */
/* utf8.c - UTF-8 to code points and back. */
#include "base/utf8.h"

#include <string.h>

enum { BEFORE = 3, BLOCK_MAX = 64 }; /* what kernels look back, and at */

/* The number of bytes that follow `lead`, and the range of the first of them:
 * narrower than 80-BF where a wider one would allow overlong forms, surrogates
 * or what lies beyond U+10FFFF (Unicode 15, table 3-7). 0 if none leads so. */
static unsigned follow(unsigned char lead, unsigned char *low,
                       unsigned char *high) {
  *low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  *high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) return 1;
  if (lead >= 0xE0 && lead <= 0xEF) return 2;
  if (lead >= 0xF0 && lead <= 0xF4) return 3;
  return 0;
}

uint32_t hvl__utf8_decode(const char *data, size_t len, size_t *size) {
  const unsigned char *bytes = (const unsigned char *)data;
  *size = 1;
  if (bytes[0] < 0x80) return bytes[0];
  unsigned char low, high;
  unsigned more = follow(bytes[0], &low, &high);
  if (more == 0) return UTF8_BAD;
  uint32_t code = bytes[0] & (0x3Fu >> more);
  for (size_t i = 1; i <= more; i++) {
    if (i == len || bytes[i] < low || bytes[i] > high) return UTF8_BAD;
    code = code << 6 | (bytes[i] & 0x3Fu);
    low = 0x80;
    high = 0xBF;
    *size = i + 1;
  }
  return code;
}

/* Whether up to a block of bytes is good behind the three `before` them, or
 * none where that is NULL. Zeros fill the block. */
static bool is_valid_edge(const struct kernels *kernels, const uint8_t *before,
                          const uint8_t *bytes, size_t len) {
  uint8_t edge[BEFORE + BLOCK_MAX] = {0};
  if (before) memcpy(edge, before, BEFORE);
  if (len > 0) memcpy(edge + BEFORE, bytes, len);
  return kernels->is_utf8(edge + BEFORE, 1);
}

bool hvl__utf8_is_valid(const struct kernels *kernels, const char *data,
                        size_t len) {
  const uint8_t *bytes = (const uint8_t *)data;
  size_t block = kernels->block, blocks = len / block, done = blocks * block;
  const uint8_t *before = blocks > 0 ? bytes + done - BEFORE : NULL;
  if (blocks > 0 && !is_valid_edge(kernels, NULL, bytes, block)) return false;
  if (blocks > 1 && !kernels->is_utf8(bytes + block, blocks - 1)) return false;
  return is_valid_edge(kernels, before, bytes + done, len - done);
}

size_t hvl__utf8_encode(uint32_t code, char *out) {
  if (code < 0x80) {
    out[0] = (char)code;
    return 1;
  }
  size_t size = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  for (size_t i = size - 1; i > 0; i--) {
    out[i] = (char)(0x80 | (code & 0x3F));
    code >>= 6;
  }
  unsigned lead = 0xF00u >> size & 0xFF; /* as many ones as there are bytes */
  out[0] = (char)(lead | code);
  return size;
}

uint32_t hvl__utf8_count(const char *data, size_t len) {
  uint32_t count = 0;
  for (size_t i = 0; i < len; i++)
    count += ((unsigned char)data[i] & 0xC0) != 0x80;
  return count;
}

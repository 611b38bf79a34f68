/* SPDX-License-Identifier: MIT */
/* utf8.h - code points out of bytes that may be anything. */
#ifndef HVL_BASE_UTF8_H
#define HVL_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#include "base/kernels.h"

enum { UTF8_BAD = 0xFFFD };

/* The code point at `data` (`len` above 0 bytes are there) and its length in
 * `*size` (1-4). Bytes that are not UTF-8 give UTF8_BAD with the size of the
 * maximal subpart (Unicode 15, section 3.9), so that nothing that follows is
 * hidden. */
uint32_t hvl__utf8_decode(const char *data, size_t len, size_t *size);

/* Whether `len` bytes are UTF-8 throughout. */
bool hvl__utf8_is_valid(const struct kernels *kernels, const char *data,
                        size_t len);

/* Write `code` (a scalar value) to `out` (4 bytes); the number written. */
size_t hvl__utf8_encode(uint32_t code, char *out);

/* The number of code points in `len` bytes of valid UTF-8. */
uint32_t hvl__utf8_count(const char *data, size_t len);

#endif

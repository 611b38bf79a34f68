/* SPDX-License-Identifier: MIT */
/* octets.h - eight bytes of a text looked at as one number. */
#ifndef HVLINE_CLI_OCTETS_H
#define HVLINE_CLI_OCTETS_H

#include <stdint.h>

enum { OCTETS = 8 };
#define OCTETS_LOW  UINT64_C(0x0101010101010101)
#define OCTETS_HIGH UINT64_C(0x8080808080808080)

/* The bytes at `at`, the first one lowest, on any machine. Written so that
 * compilers make a single load of it where that is possible. */
static inline uint64_t octets_load(const char *at) {
  const unsigned char *byte = (const unsigned char *)at;
  return (uint64_t)byte[0] | (uint64_t)byte[1] << 8 | (uint64_t)byte[2] << 16 |
         (uint64_t)byte[3] << 24 | (uint64_t)byte[4] << 32 |
         (uint64_t)byte[5] << 40 | (uint64_t)byte[6] << 48 |
         (uint64_t)byte[7] << 56;
}

/* The high bits of the bytes that are `byte`. */
static inline uint64_t octets_equal(uint64_t octets, char byte) {
  uint64_t differ = octets ^ OCTETS_LOW * (unsigned char)byte;
  uint64_t low = (differ & ~OCTETS_HIGH) + ~OCTETS_HIGH;
  return ~(low | differ) & OCTETS_HIGH;
}

/* How many bytes have their high bit set in `high`, and no other bit. */
static inline unsigned octets_count(uint64_t high) {
  return (unsigned)((high >> 7) * OCTETS_LOW >> 56);
}

/* Which byte is the first whose high bit is set in `high`, which is not 0. */
static inline unsigned octets_first(uint64_t high) {
  return (unsigned)__builtin_ctzll(high) / 8;
}

#endif

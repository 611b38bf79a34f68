/* SPDX-License-Identifier: MIT */
/* valid_utf8.c - how far bytes are valid UTF-8. */
#include "files/valid_utf8.h"

#include <stdbool.h>

#include <unicode/utf8.h>

#include "base/octets.h"

/* Are the first six bytes two leads of three bytes with what belongs to them,
 * as most Chinese characters are? What belongs to 0xE0 and 0xED is less than
 * that: those are looked at alone. */
static bool is_pair(uint64_t octets) {
  uint64_t leads = octets & UINT64_C(0x0F00000F);
  uint64_t first = leads & 0xF, second = leads >> 24;
  return (octets & UINT64_C(0xC0C0F0C0C0F0)) == UINT64_C(0x8080E08080E0) &&
         first != 0 && first != 0xD && second != 0 && second != 0xD;
}

size_t valid_utf8_prefix(const char *data, size_t len) {
  size_t at = 0;
  while (at < len) {
    if (len - at >= OCTETS) {
      uint64_t octets = octets_load(data + at);
      uint64_t high = octets & OCTETS_HIGH;
      size_t known = high ? octets_first(high) : OCTETS; /* ASCII */
      if (!known && is_pair(octets)) known = 6;
      at += known;
      if (known) continue;
    }
    size_t next = at;
    UChar32 code;
    U8_NEXT((const uint8_t *)data, next, len, code);
    if (code < 0) return at;
    at = next;
  }
  return at;
}

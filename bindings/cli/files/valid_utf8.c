/* SPDX-License-Identifier: MIT */
/* valid_utf8.c - how far bytes are valid UTF-8. */
#include "files/valid_utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <unicode/utf8.h>

/* Texts are of Chinese and ASCII: two characters of three bytes, and eight of
 * one, are looked at as one number. Its bytes are in the order of memory,
 * whatever that of the machine is. */
static uint64_t eight(const char bytes[8]) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}

static bool is_ascii(uint64_t word) {
  return !(word & UINT64_C(0x8080808080808080));
}

/* Are the first six bytes two leads of three bytes with what belongs to them?
 * What belongs to 0xE0 and 0xED is less than that: those are looked at alone.
 */
static bool is_pair(uint64_t word, const char *data) {
  uint64_t mask = eight("\xF0\xC0\xC0\xF0\xC0\xC0\0");
  uint64_t good = eight("\xE0\x80\x80\xE0\x80\x80\0");
  return (word & mask) == good && (data[0] & 0xF) != 0 &&
         (data[0] & 0xF) != 0xD && (data[3] & 0xF) != 0 &&
         (data[3] & 0xF) != 0xD;
}

size_t valid_utf8_prefix(const char *data, size_t len) {
  size_t at = 0;
  while (at < len) {
    uint64_t word = len - at >= sizeof word ? eight(data + at) : ~UINT64_C(0);
    if (is_ascii(word)) {
      at += sizeof word;
    } else if (is_pair(word, data + at)) {
      at += 6;
    } else {
      size_t next = at;
      UChar32 code;
      U8_NEXT((const uint8_t *)data, next, len, code);
      if (code < 0) return at;
      at = next;
    }
  }
  return at;
}

/* SPDX-License-Identifier: MIT */
/* detect.c - which encoding the first bytes of a file are in. */
#include "files/detect.h"

#include <string.h>

#include <unicode/utf8.h>

static const struct {
  const char *bytes;
  size_t len;
  const char *encoding;
} marks[] = {
    {"\xEF\xBB\xBF", 3, "UTF-8"},
    {"\xFF\xFE\0\0", 4, "UTF-32LE"}, /* before its own first half */
    {"\0\0\xFE\xFF", 4, "UTF-32BE"},
    {"\xFF\xFE", 2, "UTF-16LE"},
    {"\xFE\xFF", 2, "UTF-16BE"},
    {"\x84\x31\x95\x33", 4, "GB18030"},
};
enum { MARKS = sizeof marks / sizeof *marks };

bool detect_half_mark(const uint8_t *data, size_t len) {
  for (size_t i = 0; i < MARKS; i++)
    if (len < marks[i].len && memcmp(data, marks[i].bytes, len) == 0)
      return true;
  return false;
}

const char *detect_mark(const uint8_t *data, size_t len, size_t *size) {
  for (size_t i = 0; i < MARKS; i++) {
    if (len < marks[i].len || memcmp(data, marks[i].bytes, marks[i].len) != 0)
      continue;
    *size = marks[i].len;
    return marks[i].encoding;
  }
  return NULL;
}

/* One bad byte does not make a text of UTF-8 something else: read as GB18030
 * it would be lost as a whole. Real GBK has as many bad places as good. */
static bool is_utf8(const uint8_t *data, size_t len) {
  size_t good = 0, bad = 0;
  for (size_t at = 0; at < len;) {
    size_t start = at;
    UChar32 code;
    U8_NEXT(data, at, len, code);
    if (code >= 0x80) good++;
    if (code < 0 && (at < len || start + 4 <= len)) bad++;
  }
  return bad * 10 <= good;
}

/* UTF-16 of a chat has NULs in one half of its pairs, from the line breaks,
 * digits and commas. A few NULs in what is UTF-8 otherwise are just NULs. */
static const char *detect_utf16(const uint8_t *data, size_t len) {
  size_t nuls[2] = {0, 0};
  for (size_t i = 0; i < len; i++)
    if (data[i] == 0) nuls[i & 1]++;
  size_t most = nuls[0] > nuls[1] ? nuls[0] : nuls[1];
  if (most < len / 64 + 1) return NULL;
  if (most * 4 < len && is_utf8(data, len)) return NULL;
  if (nuls[1] > nuls[0] * 8) return "UTF-16LE";
  return nuls[0] > nuls[1] * 8 ? "UTF-16BE" : NULL;
}

static bool is_ascii(const uint8_t *data, size_t len) {
  for (size_t i = 0; i < len; i++)
    if (data[i] >= 0x80) return false;
  return true;
}

const char *detect_encoding(const uint8_t *data, size_t len) {
  const char *wide = detect_utf16(data, len);
  if (wide) return wide;
  if (is_ascii(data, len)) return NULL;
  if (is_utf8(data, len)) return "UTF-8";
  return is_big5(data, len) ? "Big5-HKSCS" : "GB18030";
}

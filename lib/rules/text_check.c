/* SPDX-License-Identifier: MIT */
/* text_check.c - refuse what is not UTF-8 text before a parser sees it. */
#include "rules/text_check.h"

#include <string.h>

#include "base/utf8.h"

enum { TEXT_MAX = 1 << 24 }; /* bytes */

static bool is_text(uint32_t code) {
  if (code == '\t' || code == '\n' || code == '\r' || code == 0x85) return true;
  return code >= 0x20 && (code < 0x7F || code >= 0xA0) &&
         (code & 0xFFFE) != 0xFFFE;
}

static bool ends_line(const char *data, size_t len, uint32_t code) {
  if (code == '\r') return len < 2 || data[1] != '\n';
  return code == '\n' || code == 0x85 || code == 0x2028 || code == 0x2029;
}

bool hvl__text_check(hvl_text *text, const char *file,
                     struct diag_list *diags) {
  struct place place = {file, 1, 1};
  if (text->len >= 3 && memcmp(text->data, "\xEF\xBB\xBF", 3) == 0)
    *text = (hvl_text){text->data + 3, text->len - 3};
  if (text->len > TEXT_MAX) {
    hvl__diag_add(diags, HVL_ERROR, place, DIAG(FILE_TOO_LONG), TEXT_MAX);
    return false;
  }
  size_t size;
  for (size_t i = 0; i < text->len; i += size) {
    size_t left = text->len - i;
    uint32_t code = hvl__utf8_decode(text->data + i, left, &size);
    if (code == UTF8_BAD && (size != 3 || text->data[i] != '\xEF')) {
      hvl__diag_add(diags, HVL_ERROR, place, DIAG(NOT_UTF8));
      return false;
    }
    if (!is_text(code)) {
      hvl__diag_add(diags, HVL_ERROR, place, DIAG(CONTROL_CHARACTER),
                    (unsigned)code);
      return false;
    }
    place.column++;
    if (ends_line(text->data + i, left, code))
      place = (struct place){file, place.line + 1, 1};
  }
  return true;
}

bool hvl__is_name(const char *text, size_t len) {
  if (len == 0 || text[0] < 'a' || text[0] > 'z') return false;
  for (size_t i = 0; i < len; i++) {
    char c = text[i];
    bool fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
                c == '_' || c == '.';
    if (!fits) return false;
  }
  return true;
}

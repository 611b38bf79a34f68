/* SPDX-License-Identifier: MIT */
/* width.c - how a character looks on a terminal. */
#include "base/width.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

enum { JOINER = 0x200D, RETURN_SIGN = 0x23CE, REPLACEMENT = 0xFFFD };

unsigned char_width(int32_t code) {
  if (code >= 0x20 && code < 0x7F) return 1;
  switch (u_charType(code)) {
  case U_NON_SPACING_MARK:
  case U_ENCLOSING_MARK:
  case U_FORMAT_CHAR:
  case U_CONTROL_CHAR: return 0;
  default: break;
  }
  int width = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

int32_t next_char(hvl_text text, size_t *at) {
  const uint8_t *data = (const uint8_t *)text.data;
  UChar32 code;
  U8_NEXT(data, *at, text.len, code);
  return code < 0 ? REPLACEMENT : code;
}

void char_bytes(char out[CHAR_SIZE], int32_t code) {
  size_t len = 0;
  U8_APPEND_UNSAFE(out, len, code);
  out[len] = '\0';
}

bool char_is(int32_t code, const char *set) {
  char bytes[CHAR_SIZE];
  char_bytes(bytes, code);
  return code && strstr(set, bytes);
}

static bool is_line_break(int32_t code) {
  return code == '\n' || code == '\r' || code == 0x85 || code == 0x2028 ||
         code == 0x2029;
}

static bool is_emoji_part(int32_t code) {
  return u_hasBinaryProperty(code, UCHAR_EXTENDED_PICTOGRAPHIC) ||
         u_hasBinaryProperty(code, UCHAR_EMOJI_MODIFIER) ||
         u_hasBinaryProperty(code, UCHAR_VARIATION_SELECTOR);
}

/* A part of an emoji that only tells how to draw its neighbours. Without it
 * every terminal draws them one by one, and the columns are certain. */
static bool is_silent(int32_t code, int32_t before) {
  return u_hasBinaryProperty(code, UCHAR_VARIATION_SELECTOR) ||
         (code == JOINER && is_emoji_part(before));
}

static bool is_unseen(int32_t code) {
  switch (u_charType(code)) {
  case U_CONTROL_CHAR:
  case U_FORMAT_CHAR:
  case U_PRIVATE_USE_CHAR:
  case U_SURROGATE:
  case U_UNASSIGNED: return true;
  default: return u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
  }
}

static void add_char(struct buffer *out, int32_t code) {
  uint8_t bytes[U8_MAX_LENGTH];
  size_t len = 0;
  U8_APPEND_UNSAFE(bytes, len, code);
  buffer_add(out, (const char *)bytes, len);
}

unsigned show_char(struct buffer *out, int32_t code, int32_t before) {
  if (code >= 0x20 && code < 0x7F) {
    buffer_put(out, (char)code);
    return 1;
  }
  if (code == '\t') {
    buffer_put(out, ' ');
    return 1;
  }
  if (is_line_break(code)) {
    if (code == '\n' && before == '\r') return 0;
    add_char(out, RETURN_SIGN);
    return 1;
  }
  if (is_silent(code, before)) return 0;
  if (is_unseen(code)) {
    size_t len = out->len;
    buffer_format(out, "<U+%04X>", (unsigned)code);
    return (unsigned)(out->len - len);
  }
  add_char(out, code);
  return char_width(code);
}

size_t show_text(struct buffer *out, hvl_text text) {
  size_t columns = 0;
  int32_t before = 0;
  for (size_t at = 0; at < text.len;) {
    int32_t code = next_char(text, &at);
    columns += show_char(out, code, before);
    before = code;
  }
  return columns;
}

size_t show_string(struct buffer *out, const char *text) {
  return show_text(out, (hvl_text){text, strlen(text)});
}

size_t text_width(hvl_text text) {
  struct buffer shown = {0};
  size_t columns = show_text(&shown, text);
  buffer_free(&shown);
  return columns;
}

/* SPDX-License-Identifier: MIT */
/* html_json.c - JSON that can stand in a page. */
#include "report/html_json.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include "base/messages.h"
#include "base/width.h"

/* What next_char() gives for bytes that are no UTF-8, too. */
enum { REPLACEMENT = 0xFFFD };

/* Can `code` stand as it is: does everybody see it, and is it no markup? */
static bool is_plain(int32_t code) {
  if (code < 0x80)
    return code >= 0x20 && code != 0x7F && !strchr("\"\\<&", code);
  if (code == REPLACEMENT) return false;
  if (u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
    return false;
  return u_isgraph(code) && u_charType(code) != U_PRIVATE_USE_CHAR;
}

static void add_escape(struct buffer *out, int32_t code) {
  if (code <= 0xFFFF)
    buffer_format(out, "\\u%04x", (unsigned)code);
  else
    buffer_format(out, "\\u%04x\\u%04x", (unsigned)U16_LEAD(code),
                  (unsigned)U16_TRAIL(code));
}

void html_json_text(struct buffer *out, hvl_text text,
                    const struct mask *mask) {
  buffer_put(out, '"');
  for (size_t at = 0; at < text.len;) {
    size_t from = at;
    int32_t code = next_char(text, &at);
    if (mask && mask_hides(mask, from) && mask_char(code) == '*')
      buffer_put(out, '*');
    else if (is_plain(code))
      buffer_add(out, text.data + from, at - from);
    else
      add_escape(out, code);
  }
  buffer_put(out, '"');
}

void html_json_string(struct buffer *out, const char *text) {
  html_json_text(out, (hvl_text){text, strlen(text)}, NULL);
}

void html_json_both(struct buffer *out, hvl_bilingual text) {
  buffer_put(out, '[');
  html_json_string(out, message_pick(LANG_ZH, text));
  buffer_put(out, ',');
  html_json_string(out, message_pick(LANG_EN, text));
  buffer_put(out, ']');
}

/* SPDX-License-Identifier: MIT */
/* texts.c - texts compared byte by byte. */
#include "base/texts.h"

#include <string.h>

bool text_same(hvl_text a, hvl_text b) {
  return a.len == b.len && (!a.len || memcmp(a.data, b.data, a.len) == 0);
}

bool text_begins(hvl_text text, const char *word) {
  size_t len = strlen(word);
  return text.len >= len && memcmp(text.data, word, len) == 0;
}

bool text_ends(hvl_text text, const char *word) {
  size_t len = strlen(word);
  return text.len >= len && memcmp(text.data + text.len - len, word, len) == 0;
}

const char *text_find(hvl_text text, const char *word) {
  for (size_t at = 0; at < text.len; at++)
    if (text_begins((hvl_text){text.data + at, text.len - at}, word))
      return text.data + at;
  return NULL;
}

bool text_take(hvl_text *text, const char *word) {
  size_t len = strlen(word);
  if (!text_begins(*text, word)) return false;
  text->data += len;
  text->len -= len;
  return true;
}

int text_compare(hvl_text a, hvl_text b) {
  size_t len = a.len < b.len ? a.len : b.len;
  int order = len ? memcmp(a.data, b.data, len) : 0;
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

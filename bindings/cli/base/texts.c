/* SPDX-License-Identifier: MIT */
/* texts.c - texts compared byte by byte. */
#include "base/texts.h"

#include <string.h>

bool text_same(hvl_text a, hvl_text b) {
  return a.len == b.len && (!a.len || memcmp(a.data, b.data, a.len) == 0);
}

int text_compare(hvl_text a, hvl_text b) {
  size_t len = a.len < b.len ? a.len : b.len;
  int order = len ? memcmp(a.data, b.data, len) : 0;
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

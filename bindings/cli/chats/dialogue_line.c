/* SPDX-License-Identifier: MIT */
/* dialogue_line.c - a message as people type it. */
#include "chats/dialogue_line.h"

#include <string.h>

#include "chats/roles.h"

/* The role that `word` in front of a colon means: b, s, y, buyer, 买家; 0 if it
 * is none. */
static hvl_role role_before_colon(hvl_text word) {
  static const struct words none = {NULL, 0, 0};
  if (word.len != 1) return role_of(word, &none);
  switch (word.data[0]) {
  case 'b':
  case 'B': return HVL_BUYER;
  case 's':
  case 'S': return HVL_SELLER;
  case 'y':
  case 'Y': return HVL_SYSTEM;
  default: return (hvl_role)0;
  }
}

/* The length of the colon at `at`, ASCII or full-width; 0 if there is none. */
static size_t colon_at(hvl_text line, size_t at) {
  static const char wide[] = "\xEF\xBC\x9A"; /* U+FF1A */
  if (line.data[at] == ':') return 1;
  return line.len - at >= 3 && memcmp(line.data + at, wide, 3) == 0 ? 3 : 0;
}

struct message_row dialogue_line(hvl_text line) {
  struct message_row row = {.role = HVL_SELLER};
  line = trim(line);
  size_t head = 0, colon = 0;
  while (head < line.len && !(colon = colon_at(line, head))) head++;
  row.text = line;
  if (!colon) return row;
  const char *at = memchr(line.data, '@', head);
  hvl_text word = {line.data, at ? (size_t)(at - line.data) : head};
  hvl_role role = role_before_colon(word);
  if (!role) return row;
  row.role = role;
  if (at) row.account = (hvl_text){at + 1, head - word.len - 1};
  head += colon;
  row.text = trim((hvl_text){line.data + head, line.len - head});
  return row;
}

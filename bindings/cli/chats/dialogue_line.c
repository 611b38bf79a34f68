/* SPDX-License-Identifier: MIT */
/* dialogue_line.c - a message as people type it. */
#include "chats/dialogue_line.h"

#include <string.h>

#include "chats/roles.h"

static hvl_role role_of_letter(char letter) {
  if (letter == 'b') return HVL_BUYER;
  return letter == 'y' ? HVL_SYSTEM : HVL_SELLER;
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
  bool named = colon && (head == 1 || (head > 2 && line.data[1] == '@'));
  if (named && strchr("bsy", line.data[0])) {
    row.role = role_of_letter(line.data[0]);
    if (head > 2) row.account = (hvl_text){line.data + 2, head - 2};
    head += colon;
    line = trim((hvl_text){line.data + head, line.len - head});
  }
  row.text = line;
  return row;
}

/* SPDX-License-Identifier: MIT */
/* peer_utf8.c - validation as UTF-8: what any reader has to do at the least. */
#include <stddef.h>

#include "peers.h"

/* The bytes behind a leading byte, or 9 if it is none. */
static unsigned bytes_behind(unsigned char lead) {
  return lead < 0x80   ? 0
         : lead < 0xC2 ? 9
         : lead < 0xE0 ? 1
         : lead < 0xF0 ? 2
         : lead < 0xF5 ? 3
                       : 9;
}

static bool is_valid(const unsigned char *at, size_t len) {
  const unsigned char *end = at + len;
  while (at < end) {
    unsigned more = bytes_behind(*at);
    if (more > 3 || (size_t)(end - at) <= more) return false;
    if (more > 1 &&
        ((at[0] == 0xE0 && at[1] < 0xA0) || (at[0] == 0xED && at[1] > 0x9F) ||
         (at[0] == 0xF0 && at[1] < 0x90) || (at[0] == 0xF4 && at[1] > 0x8F)))
      return false;
    for (unsigned i = 1; i <= more; i++)
      if ((at[i] & 0xC0) != 0x80) return false;
    at += more + 1;
  }
  return true;
}

static void scan(struct peer *peer, hvl_role role, hvl_text text,
                 struct hits *hits) {
  (void)peer, (void)role;
  if (!is_valid((const unsigned char *)text.data, text.len)) hit(hits, 0);
}

bool peer_utf8(struct peer *peer) {
  *peer = (struct peer){.name = "UTF-8 validation", .scan = scan};
  return true;
}

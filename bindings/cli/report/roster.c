/* SPDX-License-Identifier: MIT */
/* roster.c - names numbered in the order in which they came. */
#include "report/roster.h"

#include <stdlib.h>

#include "base/checksum.h"
#include "base/texts.h"

enum { FIRST_SLOTS = 64 }; /* a power of 2; at most half of them are taken */

void roster_free(struct roster *roster) {
  free(roster->entries);
  free(roster->slots);
  pool_free(&roster->names);
  *roster = (struct roster){0};
}

/* The slot that holds `name`, or the free one where it belongs. */
static size_t *find(const struct roster *roster, hvl_text name) {
  size_t last = roster->slot_count - 1;
  for (size_t at = hash_of(name) & last;; at = (at + 1) & last) {
    size_t *slot = &roster->slots[at];
    if (!*slot) return slot;
    if (text_same(roster->entries[*slot - 1].name, name)) return slot;
  }
}

static void grow(struct roster *roster) {
  roster->slot_count =
      roster->slot_count ? roster->slot_count * 2 : (size_t)FIRST_SLOTS;
  free(roster->slots);
  roster->slots = mem_zeroed(roster->slot_count, sizeof *roster->slots);
  for (size_t i = 0; i < roster->count; i++)
    *find(roster, roster->entries[i].name) = i + 1;
}

size_t roster_number(struct roster *roster, hvl_text name) {
  if (roster->count * 2 >= roster->slot_count) grow(roster);
  if (!name.len) name.data = "";
  size_t *slot = find(roster, name);
  if (*slot) return *slot - 1;
  MEM_GROW(roster->entries, roster->count, roster->cap);
  roster->entries[roster->count++] =
      (struct roster_entry){pool_copy(&roster->names, name), 0};
  *slot = roster->count;
  return roster->count - 1;
}

void roster_count(struct roster *roster, hvl_text name) {
  size_t number = roster_number(roster, name);
  roster->entries[number].count++;
}

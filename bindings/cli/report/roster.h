/* SPDX-License-Identifier: MIT */
/* roster.h - names numbered in the order in which they came, each with a
 * count. */
#ifndef HVLINE_CLI_ROSTER_H
#define HVLINE_CLI_ROSTER_H

#include "base/alloc.h"

struct roster_entry {
  hvl_text name; /* NUL-terminated, too; lives as long as the roster */
  size_t count;
};

/* All zero is an empty roster. */
struct roster {
  struct roster_entry *entries;
  size_t count, cap;
  size_t *slots; /* of a hash table: a number, counted from 1, or 0 */
  size_t slot_count;
  struct pool names;
};

void roster_free(struct roster *roster);

/* The number of `name`, counted from 0; a new one with count 0 if it was not
 * there. */
size_t roster_number(struct roster *roster, hvl_text name);

/* Count `name` once more. */
void roster_count(struct roster *roster, hvl_text name);

#endif

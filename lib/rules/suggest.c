/* SPDX-License-Identifier: MIT */
/* suggest.c - the edit distance between names. */
#include "rules/suggest.h"

#include <string.h>

enum { NAME_MAX_LEN = 48 }; /* longer names get no suggestion */

static unsigned least(unsigned a, unsigned b, unsigned c) {
  unsigned low = a < b ? a : b;
  return low < c ? low : c;
}

/* Letters to insert, remove, replace or swap with their neighbour. */
static unsigned distance(const char *a, const char *b) {
  size_t rows = strlen(a), columns = strlen(b);
  unsigned table[NAME_MAX_LEN + 1][NAME_MAX_LEN + 1];
  for (size_t i = 0; i <= rows; i++) table[i][0] = (unsigned)i;
  for (size_t j = 0; j <= columns; j++) table[0][j] = (unsigned)j;
  for (size_t i = 1; i <= rows; i++) {
    for (size_t j = 1; j <= columns; j++) {
      unsigned replaced = table[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
      table[i][j] = least(table[i - 1][j] + 1, table[i][j - 1] + 1, replaced);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        table[i][j] = least(table[i][j], table[i - 2][j - 2] + 1, replaced);
    }
  }
  return table[rows][columns];
}

void hvl__suggest_offer(struct suggestion *suggestion, const char *known) {
  size_t len = strlen(suggestion->wrong);
  if (len > NAME_MAX_LEN || strlen(known) > NAME_MAX_LEN) return;
  unsigned edits = distance(suggestion->wrong, known);
  if (edits > len / 3 + 1 || edits >= len) return;
  if (suggestion->best && edits >= suggestion->distance) return;
  suggestion->best = known;
  suggestion->distance = edits;
}

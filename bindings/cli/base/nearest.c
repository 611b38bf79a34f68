/* SPDX-License-Identifier: MIT */
/* nearest.c - the name that somebody who mistyped one may have meant. */
#include "base/nearest.h"

#include <string.h>

#include "base/width.h"

enum { LONGEST = 64 };

/* The characters of `word`; LONGEST + 1 if there are more than LONGEST. */
static size_t chars_of(const char *word, int32_t out[LONGEST]) {
  hvl_text text = {word, strlen(word)};
  size_t len = 0;
  for (size_t at = 0; at < text.len;) {
    if (len == LONGEST) return LONGEST + 1;
    out[len++] = next_char(text, &at);
  }
  return len;
}

static unsigned least(unsigned a, unsigned b, unsigned c) {
  unsigned ab = a < b ? a : b;
  return ab < c ? ab : c;
}

/* Damerau's distance: characters changed, added, dropped or swapped with their
 * neighbour. */
static unsigned distance(const int32_t *a, size_t n, const int32_t *b,
                         size_t m) {
  unsigned row[LONGEST + 1][LONGEST + 1];
  for (size_t i = 0; i <= n; i++) row[i][0] = (unsigned)i;
  for (size_t j = 0; j <= m; j++) row[0][j] = (unsigned)j;
  for (size_t i = 1; i <= n; i++) {
    for (size_t j = 1; j <= m; j++) {
      unsigned change = row[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
      row[i][j] = least(change, row[i - 1][j] + 1, row[i][j - 1] + 1);
      bool swapped =
          i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped && row[i - 2][j - 2] + 1 < row[i][j])
        row[i][j] = row[i - 2][j - 2] + 1;
    }
  }
  return row[n][m];
}

const char *nearest(const char *word, name_at *names, const void *ctx) {
  int32_t a[LONGEST], b[LONGEST];
  size_t n = chars_of(word, a);
  if (n == 0 || n > LONGEST) return NULL;
  const char *best = NULL;
  unsigned bound = n < 3 ? 1 : (unsigned)(n / 3) + 1;
  const char *name;
  for (size_t i = 0; (name = names(ctx, i)); i++) {
    size_t m = chars_of(name, b);
    if (m > LONGEST) continue;
    unsigned far = distance(a, n, b, m);
    if (far > bound || far >= (n > m ? n : m)) continue;
    if (best && far == bound) continue;
    best = name;
    bound = far;
  }
  return best;
}

static const char *in_array(const void *ctx, size_t index) {
  const char *const *names = ctx;
  return names[index];
}

const char *nearest_in(const char *word, const char *const *names) {
  return nearest(word, in_array, names);
}

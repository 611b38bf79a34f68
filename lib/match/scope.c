/* SPDX-License-Identifier: MIT */
/* scope.c - what divides a text, and the stretch around a hit. */
#include "match/text.h"

enum char_class hvl__class_at(const struct text *text, uint32_t at) {
  return hvl__char_class_at(text->units, text->count, at);
}

bool hvl__divides_at(const struct text *text, uint32_t at, enum scope scope) {
  return hvl__class_divides(hvl__class_at(text, at), scope);
}

/* Units up to `more` to each side of `hit`. */
static struct stretch around(const struct text *text, const struct hit *hit,
                             uint32_t more) {
  struct stretch stretch = {0, text->count};
  if (hit->start > more) stretch.from = hit->start - more;
  if (text->count - hit->end > more) stretch.to = hit->end + more;
  return stretch;
}

struct stretch hvl__scope_range(const struct text *text, const struct hit *hit,
                                enum scope scope, uint32_t reach) {
  if (scope == SCOPE_OVERLAP)
    return around(text, hit, reach > 0 ? reach - 1 : 0);
  struct stretch widest = around(text, hit, SCOPE_REACH);
  struct stretch stretch = {hit->start, hit->end};
  while (stretch.from > widest.from &&
         !hvl__divides_at(text, stretch.from - 1, scope))
    stretch.from--;
  while (stretch.to < widest.to && !hvl__divides_at(text, stretch.to, scope))
    stretch.to++;
  return stretch;
}

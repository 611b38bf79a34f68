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

static bool is_blank(const struct text *text, uint32_t at) {
  switch (hvl__char_class(text->units[at])) {
  case CHAR_WORD:
  case CHAR_LATIN:
  case CHAR_DIGIT:
  case CHAR_BREAK: return false;
  default: return true;
  }
}

struct blank hvl__blank_at(const struct text *text, uint32_t at) {
  struct blank blank = {at, at, false, false};
  while (blank.from > 0 && is_blank(text, blank.from - 1)) blank.from--;
  while (blank.to < text->count && is_blank(text, blank.to)) blank.to++;
  blank.begins = blank.from == 0 || text->units[blank.from - 1] == UNIT_BREAK;
  blank.ends = blank.to == text->count || text->units[blank.to] == UNIT_BREAK;
  return blank;
}

uint32_t hvl__message_ends(const struct text *text, uint32_t from,
                           struct stretch *begins, struct stretch *ends) {
  uint32_t to = from;
  while (to < text->count && text->units[to] != UNIT_BREAK) to++;
  struct blank first = hvl__blank_at(text, from);
  struct blank last = hvl__blank_at(text, to);
  *begins = (struct stretch){first.from, first.to};
  *ends = (struct stretch){last.from, last.to};
  return to;
}

/* SPDX-License-Identifier: MIT */
/* suggest.h - "did you mean": the name nearest to one that is unknown. */
#ifndef HVL_RULES_SUGGEST_H
#define HVL_RULES_SUGGEST_H

/* Set `wrong`, offer all known names in turn; `best` is then the nearest, or
 * NULL where none is near enough to be meant. */
struct suggestion {
  const char *wrong;
  const char *best;
  unsigned distance;
};

void hvl__suggest_offer(struct suggestion *suggestion, const char *known);

#endif

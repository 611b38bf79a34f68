/* SPDX-License-Identifier: MIT */
/* part.h - what is known of a part of a phrase: what every match of it holds,
 * and how long it can be. */
#ifndef HVL_COMPILE_PART_H
#define HVL_COMPILE_PART_H

#include "compile/symbols.h"

HVL_ARRAY(uint32_t, symbol_ids);

enum { EITHERS = 4 };
struct part {
  struct symbol_ids needs;           /* symbols that occur in every match */
  struct symbol_ids either[EITHERS]; /* one of each of these does, as far as
                                        there are any; the rarest first */
  bool digit;                        /* a digit or Han numeral does */
  bool hit;                          /* @ does */
  bool findable;                     /* every match holds a word or an entity */
  uint32_t reach; /* the most units; capped above REACH_MAX */
};

/* `first`, and then `second` behind it. */
struct part hvl__part_join(struct build *build, const struct part *first,
                           const struct part *second);

/* Either of `count` parts (at least one). */
struct part hvl__part_either(struct build *build, const struct part *parts,
                             uint32_t count);

/* Where a part needs one of several symbols, make one that stands for all of
 * them. The rarest of its needs comes first. */
void hvl__part_settle(struct build *build, struct part *part);

/* Up to `times` of `part`, or nothing. */
struct part hvl__part_perhaps(const struct part *part, uint32_t times);

#endif

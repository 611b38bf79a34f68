/* SPDX-License-Identifier: MIT */
/* part.h - what is known of a part of a phrase: what its matches hold, in which
 * order and how far apart, and how long they can be. */
#ifndef HVL_COMPILE_PART_H
#define HVL_COMPILE_PART_H

#include "compile/symbols.h"

HVL_ARRAY(uint32_t, symbol_ids);

/* A word of one of `ids` occurs, behind that of the link before. */
struct link {
  struct symbol_ids ids;
  uint32_t next; /* most units from where it begins to where that of the next
                    link does, or the match ends */
};

/* A kind of match. */
enum { LINKS = 4 };
struct variant {
  struct link links[LINKS];
  uint32_t count; /* of links */
  uint32_t lead;  /* as `next`, from where the match begins */
  bool digit;     /* a digit or Han numeral occurs */
};
HVL_ARRAY(struct variant, variants);

struct part {
  struct variants variants; /* every match is one of them; never empty */
  bool hit;                 /* every match holds @ */
  bool findable;            /* every match holds a word or an entity */
  uint32_t reach;           /* the most units; capped above REACH_MAX */
};

/* A part of which nothing is known but its length. */
struct part hvl__part_plain(struct build *build, uint32_t reach);

/* A part of which every match is a word of symbol `id`, or holds one that
 * begins at most `lead` units behind it. */
struct part hvl__part_word(struct build *build, uint32_t id, uint32_t lead,
                           uint32_t reach);

/* Every match of `part` holds a digit or Han numeral. */
void hvl__part_has_digit(struct part *part);

/* `first`, and then `second` behind it. */
struct part hvl__part_join(struct build *build, const struct part *first,
                           const struct part *second);

/* Either of `count` parts (at least one). */
struct part hvl__part_either(struct build *build, struct part *parts,
                             uint32_t count);

/* Up to `times` of `part`, or nothing. */
struct part hvl__part_perhaps(struct build *build, const struct part *part,
                              uint32_t times);

/* What matches of `part`, a whole phrase, need: none if that is nothing, or
 * nothing for some of them. A symbol is made for each link of several. */
HVL_ARRAY(struct image_variant, variant_records);
struct variant_records hvl__part_needs(struct build *build,
                                       const struct part *part);

#endif

/* SPDX-License-Identifier: MIT */
/* run.h - one search on its way: what pattern.c sets up and run.c runs. */
#ifndef HVL_MATCH_RUN_H
#define HVL_MATCH_RUN_H

#include "match/matcher.h"

struct run {
  struct matcher *matcher;
  const struct image *image;
  const struct search *search;
  const struct text *text;
  const uint32_t *code;
  uint32_t size;          /* of the program */
  uint32_t marks;         /* instructions that threads can be at */
  const uint64_t *places; /* by instruction: bit n if what follows from there
                             can begin at a unit n, n + 64 .. */
  bool by_block;          /* `places` are of blocks [first, last] only */
  uint32_t first, last;   /* see places.h */
  struct landmarks landmarks; /* the same */
  uint32_t start;             /* unit at which the program began */
  uint32_t to;                /* no hit ends behind it */
  uint32_t width;         /* places at which a thread may be, from `start` on */
  uint32_t ring;          /* places that `seen` has room for, less one */
  uint32_t marked, clear; /* `seen` has marks for [marked, clear) only */
  struct blank blank;     /* the last that was asked about */
  struct stretch part;    /* the message that was last asked about */
  hvl_status status;
  bool found;
  struct hit best;
};

static inline uint32_t hvl__operand(uint32_t instruction) {
  return instruction & 0xFFFFFF;
}

/* Run the program from unit `start` on, which is behind all starts before:
 * sets `found` and `best`, or `status`. What earlier starts tried in vain is
 * not tried again. */
void hvl__run_from(struct run *run, uint32_t start);

/* Leave the scratch as the next search wants it. */
void hvl__run_end(struct run *run);

/* The blank that place `at` is in. */
const struct blank *hvl__run_blank(struct run *run, uint32_t at);

#endif

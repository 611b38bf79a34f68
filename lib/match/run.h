/* SPDX-License-Identifier: MIT */
/* run.h - one search on its way: what pattern.c sets up and run.c runs. */
#ifndef HVL_MATCH_RUN_H
#define HVL_MATCH_RUN_H

#include "match/matcher.h"

enum { SKIP_MAX = 3 }; /* units passed over between two elements */

/* The longest run [from, to] of places with nothing but fillers, spaces and
 * punctuation between them, and whether a message begins or ends there. */
struct blank {
  uint32_t from, to;
  bool begins, ends;
};

struct run {
  struct matcher *matcher;
  const struct image *image;
  const struct search *search;
  const struct text *text;
  const uint32_t *code;
  const uint64_t *places; /* by instruction: bit n if what follows from there
                             can begin at a unit n, n + 64 .. */
  uint32_t start;         /* unit at which the program began */
  uint32_t to;            /* no hit ends behind it */
  uint32_t width;         /* places at which a thread may be, from `start` on */
  struct blank blank;     /* the last that was asked about */
  hvl_status status;
  bool found;
  struct hit best;
};

static inline uint32_t hvl__operand(uint32_t instruction) {
  return instruction & 0xFFFFFF;
}

/* Run the program from unit `start` on: sets `found` and `best`, or `status`.
 */
void hvl__run_from(struct run *run, uint32_t start);

/* The blank that place `at` is in. */
const struct blank *hvl__run_blank(struct run *run, uint32_t at);

#endif

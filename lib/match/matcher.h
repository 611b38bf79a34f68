/* SPDX-License-Identifier: MIT */
/* matcher.h - what a matcher keeps between calls: for pattern.c only. */
#ifndef HVL_MATCH_MATCHER_H
#define HVL_MATCH_MATCHER_H

#include "match/pattern.h"

/* A place in a program and in the text, and how the text was read so far. */
struct thread {
  uint32_t pc, at;
  uint32_t evasion, level;
};

HVL_ARRAY(struct thread, threads);

enum {
  FREE_STEPS = 1000, /* PCRE2 steps of a regex that nobody counts */
  HARD_TIMES = 100   /* how often a pattern lets one take more, at any place */
};

/* How often one did. */
struct charge {
  uint32_t pattern, times;
};

struct matcher_scratch {
  hvl_allocator mem; /* what PCRE2 allocates by: never moves */
  struct threads threads;
  HVL_ARRAY(uint64_t, seen) seen;            /* all zero between two calls */
  HVL_ARRAY(struct charge, charges) charges; /* since hvl__matcher_refill(), */
  uint32_t first_charge; /* from here on: those before are set aside */

  /* By instruction of the program at hand: see struct run. */
  uint64_t ways[PROGRAM_MAX / 64]; /* a set, empty between two calls */
  uint64_t places[PROGRAM_MAX];
  uint16_t list[PROGRAM_MAX]; /* those that can be come to, in order */
  uint16_t rank[PROGRAM_MAX]; /* of one that a thread can be at, among these */
  uint16_t onward[PROGRAM_MAX]; /* where a thread that comes there goes on:
                                   there itself, or behind jumps and splits of
                                   which one way has hope */
};

/* From here on a regex may take `steps` at one place. */
void hvl__regex_limit(struct matcher *matcher, uint32_t steps);

/* A regex is to take more than FREE_STEPS for `pattern`. HVL_OK; HVL_ERR_LIMIT:
 * it did so too often; HVL_ERR_MEMORY. */
hvl_status hvl__regex_charge(struct matcher *matcher, uint32_t pattern);

/* Match `regex` at unit `range.from`, seeing what lies before `range.to`. Its
 * end in `*end`, or `range.from` where it does not match. HVL_OK, HVL_ERR_LIMIT
 * or HVL_ERR_MEMORY. */
hvl_status hvl__regex_at(struct matcher *matcher, uint32_t regex,
                         const struct text *text, struct stretch range,
                         uint32_t *end);

#endif

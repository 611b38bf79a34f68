/* SPDX-License-Identifier: MIT */
/* weigh.h - what a message and those before it weigh for each line: the sum of
 * what their grams weigh. */
#ifndef HVL_MATCH_WEIGH_H
#define HVL_MATCH_WEIGH_H

#include "match/text.h"

enum {
  WEIGHED_BUYERS = 4,  /* a buyer's message counts for so many behind it, */
  WEIGHED_SELLERS = 3, /* one of the shop's for so many */
  WEIGHED_BEFORE = WEIGHED_BUYERS
};

/* By line of image->weighed. */
struct weights {
  int64_t of[WEIGHED_MAX]; /* no message is long enough to pass it */
};

/* A message as what lies before others. */
struct weighed_message {
  hvl_role role;
  size_t len; /* bytes */
  struct weights weights;
};

struct weighing {
  struct weighed_message before[WEIGHED_BEFORE]; /* a ring */
  struct weighed_message now;                    /* the one being judged */
  struct weights sum; /* what that weighs in all, if it is the shop's */
  size_t count;       /* messages ever kept */
};

/* Forget all messages. */
void hvl__weighing_clear(struct weighing *weighing);

/* Weigh `text` of `len` bytes, a message of `role`. */
void hvl__weigh(struct weighing *weighing, const struct image *image,
                const struct text *text, size_t len, hvl_role role);

/* Keep the message just weighed: it lies before those that follow. */
void hvl__weigh_commit(struct weighing *weighing);

/* The level of a finding of line `line` in the message just weighed, which a
 * rule of level `rule` found (0: none did): 1 to 3, or 4: it weighs too little
 * for any. */
uint32_t hvl__weighed_level(const struct weighing *weighing,
                            const struct image *image, uint32_t line,
                            uint32_t rule);

/* The stretch of `text`, just weighed, that weighs most for `line`; all of it
 * if none weighs anything. */
struct stretch hvl__weighed_stretch(const struct image *image,
                                    const struct text *text, uint32_t line);

/* How many messages before the one just weighed the buyer's message lies that
 * adds most to it for `line`, and its bytes in `*len`; 0 if none adds much. */
size_t hvl__weighed_question(const struct weighing *weighing, uint32_t line,
                             size_t *len);

#endif

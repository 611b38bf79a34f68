/* SPDX-License-Identifier: MIT */
/* weigh.h - what a message and those before it weigh for each line: the sum of
 * what their grams weigh, for the line itself and through features, whose gates
 * the messages before open. */
#ifndef HVL_MATCH_WEIGH_H
#define HVL_MATCH_WEIGH_H

#include "match/gram_sums.h"

enum {
  WEIGHED_BUYERS = 4,  /* a buyer's message counts for so many behind it, */
  WEIGHED_SELLERS = 3, /* one of the shop's for so many */
  WEIGHED_BEFORE = WEIGHED_BUYERS,
  SHARE_PARTS = 16
};

/* How much of what a message weighs counts `back` (1 to WEIGHED_BEFORE)
 * messages later, in SHARE_PARTS: what was said last matters most. */
static inline int32_t hvl__weighed_share(size_t back) {
  static const int32_t shares[WEIGHED_BEFORE] = {SHARE_PARTS, 13, 10, 8};
  return shares[back - 1];
}

/* A message as what lies before others. */
struct weighed_message {
  hvl_role role;
  size_t len; /* bytes */
  struct weights weights;
};

/* A part of a message, and what it weighs for a line as if it were all. */
struct weighed_part {
  int64_t sum;
  struct stretch at;
};

struct weighing {
  struct weighed_message before[WEIGHED_BEFORE]; /* a ring */
  struct weighed_message now;                    /* the one being judged */
  /* If that is the shop's: its own sums, those of the messages before it, and
   * what all that weighs by line. */
  struct weights own, asked;
  int64_t lines[WEIGHED_MAX];
  /* What it weighs with the shop's message right before it, as if both were
   * one: by line, if `is_joined`. */
  int64_t joined[WEIGHED_MAX];
  bool is_joined;
  /* That of its parts which weighs most for the line: by line, if it is long
   * enough for parts. */
  struct weighed_part parts[WEIGHED_MAX];
  bool is_parted;
  /* If it may be found by weight: what a message without grams would weigh in
   * its place, and in place of all that it answers as well. */
  int64_t none[WEIGHED_MAX], none_asked[WEIGHED_MAX];
  struct weights grams, last_grams; /* own sums of it, and of that message */
  size_t count; /* messages kept so far: `before` has no others, whatever it
                   holds */
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

/* The same of a finding that is spread over this message and those right before
 * it, which there are. */
uint32_t hvl__weighed_joined_level(const struct weighing *weighing,
                                   const struct image *image, uint32_t line,
                                   uint32_t rule);

/* The same by what a part of the message just weighed weighs, which has some.
 */
uint32_t hvl__weighed_part_level(const struct weighing *weighing,
                                 const struct image *image, uint32_t line,
                                 uint32_t rule);

/* Does that part weigh so much that, were it the message, line `line` would be
 * certain by weight alone? False where there are no parts. */
bool hvl__weighed_part_alone(const struct weighing *weighing,
                             const struct image *image, uint32_t line);

/* The message `back` (from 1 on) before the next one; NULL if it is none that
 * counts. */
const struct weighed_message *
hvl__weighed_before(const struct weighing *weighing, size_t back);

/* The stretch of `text`, just weighed, that weighs most for `line`; all of it
 * if none weighs anything. */
struct stretch hvl__weighed_stretch(const struct weighing *weighing,
                                    const struct image *image,
                                    const struct text *text, uint32_t line);

/* The same of its part that weighs most for `line`; there must be parts. */
struct stretch hvl__weighed_part_stretch(const struct weighing *weighing,
                                         const struct image *image,
                                         const struct text *text,
                                         uint32_t line);

/* The units of `part` of `text`, as a text of their own: they stay the text's;
 * and what its grams weigh. */
struct text hvl__part_of(const struct text *text, struct stretch part);
struct weights hvl__part_sums(const struct image *image,
                              const struct text *alone);

/* How many messages before the one just weighed the buyer's message lies that
 * adds most to it for `line`, and its bytes in `*len`; 0 if none adds much. */
size_t hvl__weighed_question(const struct weighing *weighing,
                             const struct image *image, uint32_t line,
                             size_t *len);

#endif

/* SPDX-License-Identifier: MIT */
/* score.h - findings against labels, counted by line. */
#ifndef HVL_ACCURACY_SCORE_H
#define HVL_ACCURACY_SCORE_H

#include <stdio.h>

#include "record.h"

enum { LINES_MAX = 32, FOUND_MAX = 256, RULES_MAX = 1024 };

struct tally {
  char name[LINE_NAME_MAX];
  size_t right, wrong, missed; /* found and labelled; found; labelled */
};

/* How often a rule was right and wrong, whatever other rules found. */
struct rule_tally {
  const hvl_rule *rule;
  size_t right, wrong;
};

struct score {
  struct tally all;
  struct tally lines[LINES_MAX];
  size_t line_count;
  unsigned level;
  FILE *errors; /* where wrong and missed findings are written; or NULL */
};

/* The findings of one record; several rules may have found one label. */
struct found {
  struct label labels[FOUND_MAX];
  const hvl_rule *rules[FOUND_MAX];
  size_t count;
};

/* A record_sink for a `struct found`. */
void score_collect(void *ctx, const struct record *record,
                   const hvl_finding *finding);

void score_add(struct score *score, const struct record *record,
               const struct found *found);

/* Add the findings of each rule to `tallies`, an array of RULES_MAX that ends
 * with the first entry without a rule. */
void score_add_rules(struct rule_tally *tallies, const struct record *record,
                     const struct found *found);

/* 1 where nothing was found (labelled). */
double score_precision(const struct tally *tally);
double score_recall(const struct tally *tally);

#endif

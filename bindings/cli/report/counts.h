/* SPDX-License-Identifier: MIT */
/* counts.h - how many findings of each name: of a rule, an agent or a day. */
#ifndef HVLINE_CLI_COUNTS_H
#define HVLINE_CLI_COUNTS_H

#include "base/buffer.h"

struct count {
  hvl_text name;
  const hvl_rule *rule; /* one that the name is of, or NULL */
  size_t findings;
  size_t severities[HVL_ERROR + 1]; /* of the findings */
  size_t messages;                  /* of the shop, also without findings */
};

/* All zero is empty. `items` are in order of name. */
struct counts {
  struct count *items;
  size_t count, cap;
  struct pool names;
};

/* The count of `name`, which is copied; borrowed until the next call. */
struct count *counts_at(struct counts *counts, hvl_text name);

/* Add a finding. */
void count_finding(struct count *count, const hvl_finding *finding);

/* Put those with the most findings first. After this nothing may be added. */
void counts_rank(struct counts *counts);

void counts_free(struct counts *counts);

#endif

/* SPDX-License-Identifier: MIT */
/* tally.h - how many findings of which line. */
#ifndef HVLINE_CLI_TALLY_H
#define HVLINE_CLI_TALLY_H

#include "report/report.h"

struct tally_line {
  const char *name; /* borrowed from the ruleset, as is `title` */
  hvl_bilingual title;
  size_t count;
  size_t severities[HVL_ERROR + 1]; /* by severity */
};

/* All zero is an empty tally. */
struct tally {
  size_t chats, chats_found, messages, findings;
  struct tally_line *lines; /* in order of name */
  size_t line_count, line_cap;
};

void tally_add(struct tally *tally, const struct judged *judged);
void tally_free(struct tally *tally);

#endif

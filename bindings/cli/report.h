/* SPDX-License-Identifier: MIT */
/* report.h - findings on their way out. A new format is one file that defines a
 * report_type, and its line in report.c. */
#ifndef HVLINE_CLI_REPORT_H
#define HVLINE_CLI_REPORT_H

#include <stdio.h>

#include "chat.h"
#include "mask.h"
#include "options.h"

/* A conversation or template that was judged. */
struct judged {
  const char *source; /* the file, as messages call it */
  const struct chat *chat;
  const hvl_finding *findings; /* in order of message, then rule id */
  size_t count;                /* perhaps 0 */
};

struct report {
  FILE *out;
  const struct options *options; /* language, mask, quiet; command */
  bool color;
  const hvl_ruleset *ruleset;
};

struct report_type {
  const char *name; /* as for --format */

  /* Make ready; what is returned is handed to the others. NULL is fine. */
  void *(*begin)(const struct report *report);

  /* One conversation or template, also one without findings. */
  void (*add)(const struct report *report, void *state,
              const struct judged *judged);

  /* Finish and release the state. */
  void (*end)(const struct report *report, void *state);
};

extern const struct report_type text_report, jsonl_report, html_report;

/* The type called `name`, the first one if that is NULL; NULL if there is none.
 */
const struct report_type *report_called(const char *name);

/* Their names, NULL-terminated, for suggestions. */
const char *const *report_names(void);

/* The text in the report's language. */
const char *report_text(const struct report *report, enum message message);
const char *report_pick(const struct report *report, hvl_bilingual text);

/* Append the text of the evidence, masked if the report is: each span, parted
 * by U+2026. */
void report_evidence(const struct report *report, struct buffer *out,
                     const struct judged *judged, const hvl_finding *finding);

#endif

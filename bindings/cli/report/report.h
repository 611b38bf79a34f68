/* SPDX-License-Identifier: MIT */
/* report.h - findings on their way out. A new format is one file that defines a
 * report_type, and its line in REPORTS below. */
#ifndef HVLINE_CLI_REPORT_H
#define HVLINE_CLI_REPORT_H

#include <stdio.h>

#include "base/log.h"
#include "base/options.h"
#include "chats/judged.h"
#include "mask/mask.h"

struct suppressing;

struct report {
  FILE *out;
  const struct options *options; /* language, mask, quiet; command */
  bool color;
  const hvl_ruleset *ruleset;
  struct log *log;
  struct suppressing *suppressing; /* what is known; see suppressing.h */
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

  /* Does the report say that not all was read, if it was not? */
  bool tells_errors;
};

/* All of them; the first one is what --format means unless given. */
#define REPORTS(REPORT)                                                        \
  REPORT(text)                                                                 \
  REPORT(jsonl)                                                                \
  REPORT(csv)                                                                  \
  REPORT(sarif)                                                                \
  REPORT(junit)                                                                \
  REPORT(github)                                                               \
  REPORT(gitlab)                                                               \
  REPORT(summary)                                                              \
  REPORT(html)                                                                 \
  REPORT(baseline)

#define REPORT(name) extern const struct report_type name##_report;
REPORTS(REPORT)
#undef REPORT

/* The type called `name`, the first one if that is NULL; NULL if there is none.
 */
const struct report_type *report_called(const char *name);

/* Their names, NULL-terminated, for help and suggestions. */
const char *const *report_names(void);

/* The text in the report's language. */
const char *report_text(const struct report *report, enum message message);
const char *report_pick(const struct report *report, hvl_bilingual text);

/* The message that `finding` is in. */
const struct message_row *found_row(const struct judged *judged,
                                    const hvl_finding *finding);

/* The fingerprint of `finding`, which is one of those of `judged`. */
const char *found_fingerprint(const struct judged *judged,
                              const hvl_finding *finding);

/* The name of the disguise of bit `bit` of HVL_EVASION_*, for programs; NULL
 * past the last. */
const char *evasion_name(size_t bit);

/* Append `label`, the name of a conversation, an account or a template, masked
 * if the report is. */
void report_label(const struct report *report, struct buffer *out,
                  hvl_text label);

/* Append the text of the evidence, masked if the report is: each span, parted
 * by U+2026. */
void report_evidence(const struct report *report, struct buffer *out,
                     const struct judged *judged, const hvl_finding *finding);

/* Append what is wrong, with the evidence, why, and what to say instead, each
 * with `between` before it but the first. Nothing of it is invisible or more
 * than one line. */
void report_explain(const struct report *report, struct buffer *out,
                    const struct judged *judged, const hvl_finding *finding,
                    const char *between);

/* Append how many findings there are in how many conversations or templates. */
void report_sum(const struct report *report, struct buffer *out,
                size_t findings, size_t found, size_t all);

/* Append that not all was read; false, and nothing, if it was. */
bool report_incomplete(const struct report *report, struct buffer *out);

/* Append the path of what was not read first, as source_path() has it, and give
 * the line, 0 for all of it; nothing and 0 where no file is to blame. */
size_t report_unread(const struct report *report, struct buffer *path);

#endif

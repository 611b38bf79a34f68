/* SPDX-License-Identifier: MIT */
/* suppression.h - what is known and not to be reported again: by whom, why, and
 * until when. */
#ifndef HVLINE_CLI_SUPPRESSION_H
#define HVLINE_CLI_SUPPRESSION_H

#include "base/clock.h"
#include "base/log.h"
#include "base/options.h"
#include "chats/judged.h"

enum suppression_kind { BY_BASELINE, BY_IGNORE_FILE, BY_COLUMN };

struct suppression {
  enum suppression_kind kind;
  struct where where; /* where it stands; the line 0 in a baseline */
  char fingerprint[FINGERPRINT_SIZE]; /* "": by the patterns */
  const char *target; /* what is suppressed, as written; NULL in a baseline */
  const char *source; /* of a baseline: of the finding; else a pattern; or NULL
                       */
  const char *rule;   /* likewise */
  const char *reason;
  const char *until; /* the last day, "2026-12-31"; NULL: for good */
  bool used;
};

/* All zero is an empty list, but for `today`. */
struct suppression_list {
  struct suppression *items;
  size_t count, cap;
  struct pool pool;
  char today[CLOCK_DAY + 1]; /* "2026-11-29" */
};

void suppression_list_free(struct suppression_list *list);

/* Is `text` a fingerprint? */
bool is_fingerprint(hvl_text text);

/* Add the suppression that `text` states: in a file `TARGET [until=DATE]
 * REASON`, TARGET being a fingerprint or PATH-PATTERN::RULE-PATTERN; in a cell
 * of a column RULE-PATTERN in its place. False, after saying why, if it is
 * wrong. */
bool suppression_parse(struct suppression_list *list,
                       enum suppression_kind kind, hvl_text text,
                       struct where where, struct log *log);

bool suppression_expired(const struct suppression_list *list,
                         const struct suppression *suppression);

/* Does the pattern of an ignore file fit the path? A '*' stands for slashes,
 * too, and "**" with a slash for no folder as well. */
bool pattern_fits(const char *pattern, const char *path);

/* Does it mean the finding of `rule` in `source` with that fingerprint? */
bool suppression_fits(const struct suppression *suppression, const char *source,
                      const char *rule, const char *fingerprint);

/* Of the form of baselines and review marks; it rises with any change that
 * gives findings other fingerprints. */
enum { BASELINE_VERSION = 2 };

/* Add what the file at `path` holds: a baseline of `hvline baseline` or the
 * review marks of an HTML report, of which those as false alarms count. False,
 * after saying why, if it cannot be read or is none. One of version 1 is none
 * of chats any more; those of templates hold, which is said. */
bool baseline_file_read(struct suppression_list *list, enum command command,
                        const char *path, struct log *log);

/* Add the lines of the ignore file at `path`; what stands behind '#' at the
 * beginning of a line is a comment. False, after saying why, if it cannot be
 * read or a line is wrong. */
bool ignore_file_read(struct suppression_list *list, const char *path,
                      struct log *log);

#endif

/* SPDX-License-Identifier: MIT */
/* log.h - errors, warnings and notes on stderr, each in one line:
 * `hvline: FILE:LINE: what; what to do`. */
#ifndef HVLINE_CLI_LOG_H
#define HVLINE_CLI_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/messages.h"

/* What a message is about; all zero: the command as a whole. */
struct where {
  const char *file;
  size_t line; /* 0: the file as a whole */
};

struct log {
  FILE *stream;
  enum lang lang;
  bool quiet;           /* say no notes */
  struct where context; /* of messages that are about nothing else */
  size_t errors;        /* any makes the exit status 2 */
  size_t faults;        /* errors so far, also those that are held */
  struct where first;   /* of the first error that names a file */
  bool in_file;         /* between log_begin() and log_end() */
  size_t shown;         /* errors and warnings of records since log_begin() */
  size_t hidden;        /* those not shown, as there were too many */
  bool stdout_failed;   /* which was said */
  bool drawn;          /* a line without end, of progress.h, is on the screen */
  struct buffer *held; /* not NULL: all goes there, for log_replay() */
  struct buffer last;  /* of log_error_last() */
  struct pool keys;    /* of log_warning_once() */
  const char **known;
  size_t known_count, known_cap;
};

void log_free(struct log *log);

/* A log as `log` that says nothing itself: it appends to `held`, for
 * log_replay(). */
struct log log_holding(const struct log *log, struct buffer *held);

/* Something is wrong: it is said, and counts for the exit status. */
void log_error(struct log *log, struct where where, enum message message, ...);

/* Likewise, about the command as a whole; it counts at once, but is said by
 * log_end_all(), lest it scrolls away. Not of a log that holds. */
void log_error_last(struct log *log, enum message message, ...);

/* Say, behind all that is on stdout, what log_error_last() was given. */
void log_end_all(struct log *log);

/* Did all arrive that was written to stdout? Says, once, if not. */
bool log_stdout(struct log *log);

/* Something may be wrong, or just is good to know: said, not counted. */
void log_warning(struct log *log, struct where where, enum message message,
                 ...);
void log_note(struct log *log, struct where where, enum message message, ...);

/* The same, but only the first time for this `key`. */
void log_warning_once(struct log *log, const char *key, struct where where,
                      enum message message, ...);

/* Nothing was said yet by log_warning_once(). */
void log_forget(struct log *log);

/* A fault of the rules, as `file:line:column: error: message`. Not counted. */
void log_diag(struct log *log, const hvl_diag *diag);

/* Between these two only the first messages about records are shown, and the
 * number of the others at the end. */
void log_begin(struct log *log);
void log_end(struct log *log, const char *file);

/* Say, count and leave out what another log held, as if it was logged here. */
void log_replay(struct log *log, hvl_text held);

/* Take away the line that is drawn, if any. */
void log_clear(struct log *log);

/* The name that `path` has in messages and reports: "<stdin>" for "-". */
const char *shown_path(const char *path);

#endif

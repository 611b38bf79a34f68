/* SPDX-License-Identifier: MIT */
/* suite.h - a file of conformance cases, read into groups (see README.md). */
#ifndef HVL_CONFORMANCE_SUITE_H
#define HVL_CONFORMANCE_SUITE_H

#include <stdbool.h>
#include <stddef.h>

enum { SOURCES_MAX = 8, FAULTS_MAX = 64 };

/* Bytes that grow; NUL-terminated once something was added. */
struct bytes {
  char *data;
  size_t len, cap;
};
void bytes_add(struct bytes *bytes, const char *data, size_t len);
void bytes_text(struct bytes *bytes, const char *text);

/* A fault that a marker in a source announces. */
struct fault {
  size_t source; /* in the group */
  unsigned line, column;
  bool error;      /* else a warning */
  char words[160]; /* what the message says among other things */
};

/* A text for the compiler. */
struct source {
  char name[64];
  struct bytes text;
};

/* A line with cases; it begins at byte 0 of `text`. */
struct case_line {
  char *phrase; /* compile a rule of this phrase for the case; or NULL */
  char *text;
  unsigned line;
};

struct group {
  char title[160];
  const char *path;
  unsigned line, level;
  struct source sources[SOURCES_MAX];
  size_t source_count;
  struct fault faults[FAULTS_MAX];
  size_t fault_count;
  bool expects_faults; /* the faults are compared with the diagnostics */
  struct case_line *cases;
  size_t case_count;
};

struct suite {
  char *content;
  struct group *groups;
  size_t group_count;
};

/* Read the file at `path`; on a mistake in it say so and leave the program. */
void suite_read(struct suite *suite, const char *path);
void suite_free(struct suite *suite);

/* Append a whole rule file with the rule `id`, whose keys are in `body` (lines
 * of YAML); keys that every rule needs are added where the body lacks them. */
void suite_wrap_rule(struct bytes *out, const char *id, const char *body);

#endif

/* SPDX-License-Identifier: MIT */
/* output.h - where a report goes: a file that is written whole or not at all,
 * or stdout. */
#ifndef HVLINE_CLI_OUTPUT_H
#define HVLINE_CLI_OUTPUT_H

#include "base/log.h"

struct output {
  const char *path; /* NULL: stdout */
  FILE *stream;     /* write here */
};

/* Does `path`, or NULL, name stdout? So do /dev/stdout, and whatever leads to
 * the file that the shell writes to: it must not be replaced. */
bool output_is_stdout(const char *path);

/* Do both name one file that a report would replace or make? */
bool output_same(const char *a, const char *b);

/* Begin to write to `path`, or to stdout. False, after saying why, if that
 * cannot work. */
bool output_open(struct output *output, const char *path, struct log *log);

/* All was written: put it in place. False, after saying why, if that fails; the
 * file is then as it was before. */
bool output_commit(struct output *output, struct log *log);

/* Drop what was written. After output_commit() it does nothing. */
void output_drop(struct output *output);

#endif

/* SPDX-License-Identifier: MIT */
/* git.h - what git tells, asked without a shell. */
#ifndef HVLINE_CLI_GIT_H
#define HVLINE_CLI_GIT_H

#include <stdbool.h>

#include "base/buffer.h"

enum { GIT_MISSING = -1 };

/* Run `git -C folder ARGS...` and append what it prints to `out`; what it says
 * of errors is dropped. `args` is NULL-terminated. Returns its exit status, or
 * GIT_MISSING, with errno, if it could not be run. */
int git_run(const char *folder, const char *const *args, struct buffer *out);

/* What git printed, without the line break behind it. */
void git_chomp(struct buffer *out);

#endif

/* SPDX-License-Identifier: MIT */
/* temporary.h - files that are there for a moment. */
#ifndef HVLINE_CLI_TEMPORARY_H
#define HVLINE_CLI_TEMPORARY_H

#include "base/buffer.h"

/* Make an empty file in the folder that TMPDIR names, else in /tmp, and append
 * its path to `path`. A handle to read and write it, -1 with errno if that is
 * impossible; the caller closes it and removes the file. */
int temporary_open(struct buffer *path);

#endif

/* SPDX-License-Identifier: MIT */
/* temporary.h - files that are there for a moment. */
#ifndef HVLINE_CLI_TEMPORARY_H
#define HVLINE_CLI_TEMPORARY_H

#include <stdio.h>

#include "base/buffer.h"

/* Make an empty file in the folder that TMPDIR names, else in /tmp, and append
 * its path to `path`. A handle to read and write it, -1 with errno if that is
 * impossible; the caller closes it and removes the file. */
int temporary_open(struct buffer *path);

/* The same to write and read, without a name, so that nothing is left of it
 * however the command ends. NULL with errno; the caller closes it. */
FILE *temporary_stream(void);

#endif

/* SPDX-License-Identifier: MIT */
/* source_path.h - files as programs that read reports find them again. */
#ifndef HVLINE_CLI_SOURCE_PATH_H
#define HVLINE_CLI_SOURCE_PATH_H

#include "base/buffer.h"

/* Append `path` as seen from the current folder, the same for each way to say
 * it: "x.csv", "../x.csv", an absolute one where nothing but the root is
 * shared; "stdin" for the standard input. */
void source_path(struct buffer *out, const char *path);

/* The same of a pattern of paths, which need not be there. */
void source_pattern(struct buffer *out, const char *pattern);

/* Append that as a URI: a relative one below or beside the current folder, else
 * one of the scheme "file". */
void source_uri(struct buffer *out, const char *path);

#endif

/* SPDX-License-Identifier: MIT */
/* source_path.h - files as programs that read reports find them again. */
#ifndef HVLINE_CLI_SOURCE_PATH_H
#define HVLINE_CLI_SOURCE_PATH_H

#include "base/buffer.h"

/* Append `path` as seen from the current folder, without "./"; a path to
 * somewhere else as it is; "stdin" for the standard input. */
void source_path(struct buffer *out, const char *path);

/* Append that as a URI: a relative one below or beside the current folder, else
 * one of the scheme "file". */
void source_uri(struct buffer *out, const char *path);

#endif

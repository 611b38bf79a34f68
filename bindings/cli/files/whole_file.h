/* SPDX-License-Identifier: MIT */
/* whole_file.h - a file read at once, and what is none. */
#ifndef HVLINE_CLI_WHOLE_FILE_H
#define HVLINE_CLI_WHOLE_FILE_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/log.h"

/* Does `path` lead to a folder? */
bool is_folder(const char *path);

/* Append what the file at `path` holds. False, after saying why, if it cannot
 * be read. */
bool file_read(const char *path, struct buffer *out, struct log *log);

#endif

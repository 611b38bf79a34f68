/* SPDX-License-Identifier: MIT */
/* endings.h - how the names of files end. */
#ifndef HVLINE_CLI_ENDINGS_H
#define HVLINE_CLI_ENDINGS_H

#include <stdbool.h>
#include <stddef.h>

/* Do the first `len` bytes of `name`, and more than those of `ending`, end in
 * it? Case does not count. */
bool ends_in(const char *name, size_t len, const char *ending);

/* The length of `name` without the ending of how the file is compressed. */
size_t plain_length(const char *name);

/* Does `name` end in `ending`, or in that and how the file is compressed? */
bool is_called(const char *name, const char *ending);

#endif

/* SPDX-License-Identifier: MIT */
/* valid_utf8.h - how far bytes are valid UTF-8. */
#ifndef HVLINE_CLI_VALID_UTF8_H
#define HVLINE_CLI_VALID_UTF8_H

#include <stddef.h>

/* How many of the `len` bytes at `data` are whole characters in valid UTF-8,
 * from the first one on. */
size_t valid_utf8_prefix(const char *data, size_t len);

#endif

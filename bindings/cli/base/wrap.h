/* SPDX-License-Identifier: MIT */
/* wrap.h - text broken into lines that fit a terminal. */
#ifndef HVLINE_CLI_WRAP_H
#define HVLINE_CLI_WRAP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"

enum { SCREEN_COLUMNS = 80 };

/* Can a line end between these two characters? Spaces stay on the line before.
 */
bool can_break(int32_t before, int32_t code);

/* Append `words`, which begin at column `indent`, and a line break. They are
 * broken where they would pass SCREEN_COLUMNS, at spaces and between Chinese
 * characters, but never before a comma or the like; what is behind a break
 * begins at `indent`, too. A line break in `words` stays one. */
void wrap_text(struct buffer *out, hvl_text words, size_t indent);

#endif

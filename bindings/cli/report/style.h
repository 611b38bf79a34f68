/* SPDX-License-Identifier: MIT */
/* style.h - colours for people, where they want them. */
#ifndef HVLINE_CLI_STYLE_H
#define HVLINE_CLI_STYLE_H

#include <stdio.h>

#include "base/buffer.h"
#include "base/options.h"

enum style {
  STYLE_PLAIN,
  STYLE_BOLD,
  STYLE_DIM,
  STYLE_RED,
  STYLE_YELLOW,
  STYLE_CYAN
};

/* Should what goes to `out` be coloured? By `--color`; "auto" means a terminal
 * that is not dumb, unless the environment variable NO_COLOR says no. */
bool style_wanted(enum color color, FILE *out);

/* Append `text` in `style`, plain if `colored` is false. */
void style_print(struct buffer *out, bool colored, enum style style,
                 const char *text);

enum style severity_style(hvl_severity severity);

#endif

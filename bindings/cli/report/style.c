/* SPDX-License-Identifier: MIT */
/* style.c - colours for people, where they want them. */
#define _POSIX_C_SOURCE 200809L
#include "report/style.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool style_wanted(enum color color, FILE *out) {
  if (color != COLOR_AUTO) return color == COLOR_ALWAYS;
  const char *refused = getenv("NO_COLOR"), *terminal = getenv("TERM");
  if (refused && *refused) return false;
  if (!terminal || strcmp(terminal, "dumb") == 0) return false;
  return isatty(fileno(out)) == 1;
}

void style_print(struct buffer *out, bool colored, enum style style,
                 const char *text) {
  static const char *const codes[] = {
      [STYLE_PLAIN] = "", [STYLE_BOLD] = "1",    [STYLE_DIM] = "2",
      [STYLE_RED] = "31", [STYLE_YELLOW] = "33", [STYLE_CYAN] = "36"};
  if (colored && style != STYLE_PLAIN)
    buffer_format(out, "\033[%sm%s\033[0m", codes[style], text);
  else
    buffer_print(out, text);
}

enum style severity_style(hvl_severity severity) {
  if (severity == HVL_ERROR) return STYLE_RED;
  return severity == HVL_WARNING ? STYLE_YELLOW : STYLE_CYAN;
}

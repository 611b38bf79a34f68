/* SPDX-License-Identifier: MIT */
/* width.h - how a character looks on a terminal: its columns, and what stands
 * for it where it cannot be seen or would steer the terminal. */
#ifndef HVLINE_CLI_WIDTH_H
#define HVLINE_CLI_WIDTH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"

/* Columns that `code` takes: 0, 1 or 2. Ambiguous characters take 1. */
unsigned char_width(int32_t code);

/* The code point of `text` at `*at`, which moves behind it. Bytes that are not
 * UTF-8 give U+FFFD. `*at` is below `text.len`. */
int32_t next_char(hvl_text text, size_t *at);

/* Write `code` as UTF-8, NUL-terminated. */
enum { CHAR_SIZE = 5 };
void char_bytes(char out[CHAR_SIZE], int32_t code);

/* Is `code` one of the characters of `set` (UTF-8)? */
bool char_is(int32_t code, const char *set);

/* Append what people see of `code`, which follows `before` (0: nothing), and
 * return its columns. Line breaks become U+23CE, tabs spaces; control, bidi and
 * zero-width characters become <U+202E>; nothing else changes. */
unsigned show_char(struct buffer *out, int32_t code, int32_t before);

/* show_char() for all of `text`; returns the columns. */
size_t show_text(struct buffer *out, hvl_text text);

/* show_text() for a NUL-terminated text. */
size_t show_string(struct buffer *out, const char *text);

/* show_text() without the text. */
size_t text_width(hvl_text text);

#endif

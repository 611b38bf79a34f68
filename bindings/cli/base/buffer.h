/* SPDX-License-Identifier: MIT */
/* buffer.h - a growable text. */
#ifndef HVLINE_CLI_BUFFER_H
#define HVLINE_CLI_BUFFER_H

#include <stdarg.h>

#include "base/alloc.h"

/* All zero is an empty buffer. `data` is NUL-terminated once anything was
 * added; the NUL is not counted in `len`. */
struct buffer {
  char *data;
  size_t len, cap;
};

void buffer_free(struct buffer *buffer);

/* Forget the text; keep the memory. */
void buffer_clear(struct buffer *buffer);

/* Forget what is behind the first `len` bytes. */
void buffer_cut(struct buffer *buffer, size_t len);

/* Room for `more` further bytes and a NUL. */
void buffer_reserve(struct buffer *buffer, size_t more);

void buffer_put(struct buffer *buffer, char byte);
void buffer_add(struct buffer *buffer, const char *data, size_t len);
void buffer_print(struct buffer *buffer, const char *text);

/* `count` times `byte`. */
void buffer_fill(struct buffer *buffer, char byte, size_t count);

/* As vprintf(). */
void buffer_vformat(struct buffer *buffer, const char *format, va_list args);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void buffer_format(struct buffer *buffer, const char *format, ...);

/* The text so far; borrowed until the next change. */
hvl_text buffer_text(const struct buffer *buffer);

#endif

/* SPDX-License-Identifier: MIT */
/* buffer.c - a growable text. */
#include "base/buffer.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buffer_free(struct buffer *buffer) {
  free(buffer->data);
  *buffer = (struct buffer){0};
}

void buffer_clear(struct buffer *buffer) {
  buffer_cut(buffer, 0);
}

void buffer_cut(struct buffer *buffer, size_t len) {
  buffer->len = len;
  if (buffer->data) buffer->data[len] = '\0';
}

void buffer_reserve(struct buffer *buffer, size_t more) {
  if (buffer->cap - buffer->len > more) return;
  size_t half = buffer->cap / 2;
  size_t grown = half > more ? half : more;
  size_t room = grown < SIZE_MAX - buffer->cap - 64 ? grown + 64 : SIZE_MAX;
  buffer->data = mem_resize(buffer->data, buffer->cap + room, 1);
  buffer->cap += room;
}

void buffer_put(struct buffer *buffer, char byte) {
  buffer_add(buffer, &byte, 1);
}

void buffer_add(struct buffer *buffer, const char *data, size_t len) {
  buffer_reserve(buffer, len);
  if (len) memcpy(buffer->data + buffer->len, data, len);
  buffer->len += len;
  buffer->data[buffer->len] = '\0';
}

void buffer_print(struct buffer *buffer, const char *text) {
  buffer_add(buffer, text, strlen(text));
}

void buffer_fill(struct buffer *buffer, char byte, size_t count) {
  buffer_reserve(buffer, count);
  memset(buffer->data + buffer->len, byte, count);
  buffer->len += count;
  buffer->data[buffer->len] = '\0';
}

void buffer_vformat(struct buffer *buffer, const char *format, va_list args) {
  va_list again;
  va_copy(again, args);
  int len = vsnprintf(NULL, 0, format, args);
  if (len > 0) {
    buffer_reserve(buffer, (size_t)len);
    vsnprintf(buffer->data + buffer->len, (size_t)len + 1, format, again);
    buffer->len += (size_t)len;
  }
  va_end(again);
}

void buffer_format(struct buffer *buffer, const char *format, ...) {
  va_list args;
  va_start(args, format);
  buffer_vformat(buffer, format, args);
  va_end(args);
}

hvl_text buffer_text(const struct buffer *buffer) {
  return (hvl_text){buffer->data ? buffer->data : "", buffer->len};
}

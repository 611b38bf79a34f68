/* SPDX-License-Identifier: MIT */
/* temporary.c - makes files that are there for a moment. */
#define _POSIX_C_SOURCE 200809L
#include "files/temporary.h"

#include <stdlib.h>
#include <unistd.h>

int temporary_open(struct buffer *path) {
  const char *folder = getenv("TMPDIR");
  buffer_print(path, folder && *folder ? folder : "/tmp");
  buffer_print(path, "/hvline-XXXXXX");
  return mkstemp(path->data);
}

FILE *temporary_stream(void) {
  struct buffer path = {0};
  int handle = temporary_open(&path);
  if (handle >= 0) unlink(path.data);
  buffer_free(&path);
  FILE *stream = handle >= 0 ? fdopen(handle, "w+b") : NULL;
  if (!stream && handle >= 0) close(handle);
  return stream;
}

/* SPDX-License-Identifier: MIT */
/* temporary.c - makes files that are there for a moment. */
#define _POSIX_C_SOURCE 200809L
#include "files/temporary.h"

#include <stdlib.h>

int temporary_open(struct buffer *path) {
  const char *folder = getenv("TMPDIR");
  buffer_print(path, folder && *folder ? folder : "/tmp");
  buffer_print(path, "/hvline-XXXXXX");
  return mkstemp(path->data);
}

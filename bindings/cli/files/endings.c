/* SPDX-License-Identifier: MIT */
/* endings.c - how the names of files end. */
#define _POSIX_C_SOURCE 200809L
#include "files/endings.h"

#include <string.h>
#include <strings.h>

bool ends_in(const char *name, size_t len, const char *ending) {
  size_t tail = strlen(ending);
  return len > tail && strncasecmp(name + len - tail, ending, tail) == 0;
}

size_t plain_length(const char *name) {
  static const char *const packed[] = {".gz", ".xz", ".zst"};
  size_t len = strlen(name);
  for (size_t i = 0; i < sizeof packed / sizeof *packed; i++)
    if (ends_in(name, len, packed[i])) return len - strlen(packed[i]);
  return len;
}

bool is_called(const char *name, const char *ending) {
  return ends_in(name, strlen(name), ending) ||
         ends_in(name, plain_length(name), ending);
}

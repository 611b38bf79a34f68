/* SPDX-License-Identifier: MIT */
/* source_path.c - files as programs that read reports find them again. */
#define _POSIX_C_SOURCE 200809L
#include "verdicts/source_path.h"

#include <string.h>
#include <unistd.h>

#include "base/log.h"

enum { LONGEST_FOLDER = 4096 };

/* What of the absolute `path` follows the current folder; all of it if it lies
 * elsewhere. */
static const char *below_here(const char *path) {
  char here[LONGEST_FOLDER];
  if (!getcwd(here, sizeof here)) return path;
  size_t len = strlen(here);
  while (len && here[len - 1] == '/') len--;
  if (strncmp(path, here, len) != 0 || path[len] != '/') return path;
  return path + len + 1;
}

void source_path(struct buffer *out, const char *path) {
  if (strcmp(path, shown_path("-")) == 0) path = "stdin";
  if (path[0] == '/') path = below_here(path);
  while (path[0] == '.' && path[1] == '/') {
    path += 2;
    while (path[0] == '/') path++;
  }
  buffer_print(out, path);
}

static bool is_plain(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || (byte && strchr("-._~/", byte));
}

void source_uri(struct buffer *out, const char *path) {
  struct buffer name = {0};
  source_path(&name, path);
  if (name.len && name.data[0] == '/') buffer_print(out, "file://");
  for (size_t i = 0; i < name.len; i++) {
    if (is_plain(name.data[i]))
      buffer_put(out, name.data[i]);
    else
      buffer_format(out, "%%%02X", (unsigned)(unsigned char)name.data[i]);
  }
  buffer_free(&name);
}

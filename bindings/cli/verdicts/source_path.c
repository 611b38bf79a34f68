/* SPDX-License-Identifier: MIT */
/* source_path.c - files as programs that read reports find them again. */
#define _POSIX_C_SOURCE 200809L
#include "verdicts/source_path.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"

enum { LONGEST_FOLDER = 4096 };

/* A part of a path between slashes. */
static size_t part_len(const char *path) {
  return strcspn(path, "/");
}

static bool is_part(const char *path, const char *part) {
  return part_len(path) == strlen(part) &&
         strncmp(path, part, strlen(part)) == 0;
}

/* Has the path parts that name no folder? */
static bool is_roundabout(const char *path) {
  for (const char *at = path;; at++) {
    if ((!part_len(at) && at > path) || is_part(at, ".") || is_part(at, ".."))
      return true;
    at += part_len(at);
    if (!*at) return false;
  }
}

/* Append the parts of `path` to `out`, each behind a slash. */
static void add_parts(struct buffer *out, const char *path) {
  while (*path) {
    size_t len = part_len(path);
    if (is_part(path, "..")) {
      while (out->len && out->data[out->len - 1] != '/') out->len--;
      if (out->len) out->len--;
    } else if (len && !is_part(path, ".")) {
      buffer_put(out, '/');
      buffer_add(out, path, len);
    }
    path += len + (path[len] == '/');
  }
}

/* How many bytes of both are the same folders. */
static size_t shared_len(const char *path, const char *here) {
  size_t shared = 0;
  for (size_t i = 0;; i++) {
    bool ends = (!path[i] || path[i] == '/') && (!here[i] || here[i] == '/');
    if (ends) shared = i;
    if (!path[i] || path[i] != here[i]) return shared;
  }
}

/* Append `path`, which begins with a slash, as it is from the folder `here`:
 * with ".." where it lies beside it, as it is where only the root is shared. */
static void add_relative(struct buffer *out, const char *path,
                         const char *here) {
  size_t shared = shared_len(path, here);
  if (!shared && *here) {
    buffer_print(out, path);
    return;
  }
  for (const char *at = here + shared; *at; at++)
    if (*at == '/') buffer_print(out, "../");
  buffer_print(out, path + shared + (path[shared] == '/'));
}

void source_pattern(struct buffer *out, const char *pattern) {
  char current[LONGEST_FOLDER];
  struct buffer path = {0}, here = {0};
  bool known = (*pattern == '/' || is_roundabout(pattern)) &&
               getcwd(current, sizeof current);
  if (known) add_parts(&here, current);
  if (known && *pattern != '/') add_parts(&path, current);
  if (known) add_parts(&path, pattern);
  buffer_print(&here, ""); /* for its NUL */
  buffer_print(&path, "");
  if (known && path.len)
    add_relative(out, path.data, here.data);
  else
    buffer_print(out, pattern);
  buffer_free(&here);
  buffer_free(&path);
}

static bool is_same(const char *a, const char *b) {
  struct stat one, other;
  return stat(a, &one) == 0 && stat(b, &other) == 0 &&
         one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

void source_path(struct buffer *out, const char *path) {
  if (strcmp(path, shown_path("-")) == 0) path = "stdin";
  size_t start = out->len;
  source_pattern(out, path);
  /* ".." behind a symbolic link leads elsewhere. */
  if (!strstr(path, "..") || is_same(path, out->data + start)) return;
  out->len = start;
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

/* SPDX-License-Identifier: MIT */
/* whole_file.c - a file read at once, and what is none. */
#define _POSIX_C_SOURCE 200809L
#include "files/whole_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

bool is_folder(const char *path) {
  struct stat about;
  return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

bool file_read(const char *path, struct buffer *out, struct log *log) {
  struct where where = {path, 0};
  bool good = false;
  FILE *file = is_folder(path) ? (errno = EISDIR, NULL) : fopen(path, "rb");
  if (file) {
    size_t len;
    do {
      buffer_reserve(out, 64 * 1024);
      len = fread(out->data + out->len, 1, 64 * 1024, file);
      out->len += len;
    } while (len);
    good = !ferror(file);
  }
  if (!good) log_error(log, where, CANNOT_READ, strerror(errno));
  if (file) fclose(file);
  return good;
}

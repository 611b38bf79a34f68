/* SPDX-License-Identifier: MIT */
/* source_copy.c - all bytes of a source at once, in a temporary file. */
#define _POSIX_C_SOURCE 200809L
#include "files/source_copy.h"

#include <errno.h>
#include <sys/mman.h>

#include "base/interrupt.h"
#include "files/temporary.h"

static bool write_all(struct source_copy *copy, struct source *source,
                      FILE *file) {
  char chunk[16 * 1024];
  size_t len;
  while (!interrupted() && (len = source_read(source, chunk, sizeof chunk))) {
    if (fwrite(chunk, 1, len, file) != len) return false;
    copy->len += len;
  }
  return fflush(file) == 0;
}

static bool map(struct source_copy *copy, FILE *file) {
  if (!copy->len) return true;
  void *data = mmap(NULL, copy->len, PROT_READ, MAP_PRIVATE, fileno(file), 0);
  if (data == MAP_FAILED) return false;
  copy->data = data;
  return true;
}

bool source_copy_make(struct source_copy *copy, struct source *source) {
  FILE *file = temporary_stream();
  *copy = (struct source_copy){.data = NULL};
  if (!file) return false;
  bool good = write_all(copy, source, file) && map(copy, file);
  int why = errno;
  fclose(file); /* the mapping keeps it */
  errno = why;
  return good;
}

void source_copy_free(struct source_copy *copy) {
  if (copy->data) munmap(copy->data, copy->len);
  *copy = (struct source_copy){.data = NULL};
}

/* SPDX-License-Identifier: MIT */
/* file.c - reading a whole file. */
#include "base/file.h"

#include <errno.h>
#include <stdio.h>

enum { CHUNK = 1 << 14 };

static hvl_status read_all(FILE *stream, struct buf *out) {
  uint8_t chunk[CHUNK];
  size_t len;
  while ((len = fread(chunk, 1, sizeof chunk, stream)) > 0) {
    if (!hvl__buf_add(out, chunk, len)) return HVL_ERR_MEMORY;
  }
  return ferror(stream) ? HVL_ERR_IO : HVL_OK;
}

hvl_status hvl__file_read(const char *path, struct buf *out) {
  FILE *stream = fopen(path, "rb");
  if (!stream) return HVL_ERR_IO;
  hvl_status status = read_all(stream, out);
  int why = errno;
  fclose(stream);
  errno = why;
  return status;
}

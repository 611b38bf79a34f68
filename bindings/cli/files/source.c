/* SPDX-License-Identifier: MIT */
/* source.c - the bytes of a file, unpacked where it is compressed. */
#define _POSIX_C_SOURCE 200809L
#include "files/source.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/interrupt.h"
#include "files/packing.h"

enum { RAW_SIZE = 64 * 1024, HEAD_SIZE = 8 };

/* Milliseconds: a program that writes to a pipe as fast as it can does not make
 * one wait so long. */
enum { PAUSE = 20 };

struct source {
  int handle;
  bool owned;
  struct pause pause;            /* its call may be NULL */
  bool begun;                    /* whether it is packed is known */
  bool at_end;                   /* of the file */
  int failure;                   /* errno of a read */
  const struct packing *packing; /* NULL: as it is */
  void *state;                   /* of the packing */
  enum packing_status status;
  uint64_t position;           /* of the file */
  size_t start, end;           /* of the bytes in `raw` */
  size_t head_start, head_end; /* of the bytes that were looked at */
  uint8_t head[HEAD_SIZE];
  uint8_t raw[RAW_SIZE];
};

/* -1 with errno, also for what opens but cannot be read, as a folder. */
static int open_handle(const char *path) {
  if (strcmp(path, "-") == 0) return STDIN_FILENO;
  int handle = open(path, O_RDONLY);
  struct stat about;
  if (handle < 0 || fstat(handle, &about) != 0 || !S_ISDIR(about.st_mode))
    return handle;
  close(handle);
  errno = EISDIR;
  return -1;
}

struct source *source_of(int handle) {
  struct source *source = mem_zeroed(1, sizeof *source);
  source->handle = handle;
  return source;
}

struct source *source_open(const char *path, struct log *log) {
  int handle = open_handle(path);
  if (handle < 0) {
    log_error(log, (struct where){path, 0},
              errno == EISDIR ? IS_FOLDER : CANNOT_READ, strerror(errno));
    return NULL;
  }
  struct source *source = source_of(handle);
  source->owned = strcmp(path, "-") != 0;
  return source;
}

void source_close(struct source *source) {
  if (!source) return;
  if (source->packing) source->packing->end(source->state);
  if (source->owned) close(source->handle);
  free(source);
}

bool source_is_file(const struct source *source) {
  struct stat about;
  return fstat(source->handle, &about) == 0 && S_ISREG(about.st_mode);
}

void source_on_pause(struct source *source, struct pause pause) {
  if (!source_is_file(source)) source->pause = pause;
}

/* False if the user stops meanwhile: a read might wait for ever. */
static bool tell_pause(const struct source *source) {
  struct pollfd file = {.fd = source->handle, .events = POLLIN};
  if (!source->pause.call) return true;
  if (poll(&file, 1, PAUSE) == 0) source->pause.call(source->pause.ctx);
  return !interrupted();
}

/* What has come, and not all that there is room for. */
static size_t read_raw(struct source *source, void *out, size_t size) {
  ssize_t len = -1;
  if (source->at_end) return 0;
  if (tell_pause(source)) {
    do {
      len = read(source->handle, out, size);
    } while (len < 0 && errno == EINTR && !interrupted());
  }
  if (len < 0 && !interrupted()) source->failure = errno;
  source->at_end = len <= 0;
  if (len <= 0) return 0;
  source->position += (uint64_t)len;
  return (size_t)len;
}

/* Does the file begin with what `packing` begins with? Where it might, so much
 * of it is read. */
static bool is_packed_by(struct source *source, const struct packing *packing) {
  size_t len = 1;
  while (len && source->end < packing->magic_len &&
         memcmp(source->raw, packing->magic, source->end) == 0) {
    len = read_raw(source, source->raw + source->end, RAW_SIZE - source->end);
    source->end += len;
  }
  return source->end >= packing->magic_len &&
         memcmp(source->raw, packing->magic, packing->magic_len) == 0;
}

static void find_packing(struct source *source) {
  static const struct packing *const packings[] = {&gzip_packing, &xz_packing,
                                                   &zstd_packing};
  source->begun = true;
  for (size_t i = 0; i < sizeof packings / sizeof *packings; i++) {
    if (!is_packed_by(source, packings[i])) continue;
    source->packing = packings[i];
    source->state = packings[i]->begin();
    return;
  }
}

static size_t read_packed(struct source *source, void *out, size_t size) {
  struct packing_step step = {.out = out, .out_len = size};
  while (source->status == PACKING_GOES_ON && step.out_len == size) {
    if (source->start == source->end) {
      source->start = 0;
      source->end = read_raw(source, source->raw, RAW_SIZE);
      if (source->failure) break;
    }
    step.in = source->raw + source->start;
    step.in_len = source->end - source->start;
    step.last = source->at_end;
    source->status = source->packing->run(source->state, &step);
    source->start = source->end - step.in_len;
  }
  return size - step.out_len;
}

/* What comes behind the head. */
static size_t read_on(struct source *source, void *out, size_t size) {
  if (!source->begun) find_packing(source);
  if (source->packing) return read_packed(source, out, size);
  size_t len = source->end - source->start;
  if (!len) return read_raw(source, out, size);
  if (len > size) len = size;
  memcpy(out, source->raw + source->start, len);
  source->start += len;
  return len;
}

bool source_begins_with(struct source *source, hvl_text magic) {
  size_t len = 1;
  assert(magic.len <= HEAD_SIZE);
  while (len && source->head_end < magic.len &&
         memcmp(source->head, magic.data, source->head_end) == 0) {
    len = read_on(source, source->head + source->head_end,
                  HEAD_SIZE - source->head_end);
    source->head_end += len;
  }
  return source->head_end >= magic.len &&
         memcmp(source->head, magic.data, magic.len) == 0;
}

size_t source_read(struct source *source, void *out, size_t size) {
  size_t len = source->head_end - source->head_start;
  if (!len) return read_on(source, out, size);
  if (len > size) len = size;
  memcpy(out, source->head + source->head_start, len);
  source->head_start += len;
  return len;
}

bool source_is_plain(const struct source *source) {
  return source->owned && !source->packing && source_is_file(source);
}

uint64_t source_position(const struct source *source) {
  return source->position;
}

const char *source_packing(const struct source *source) {
  return source->packing ? source->packing->name : NULL;
}

void source_complain(const struct source *source, const char *path,
                     struct log *log) {
  if (interrupted()) return;
  struct where where = {path, 0};
  if (source->failure)
    log_error(log, where, CANNOT_READ, strerror(source->failure));
  else if (source->status == PACKING_CUT)
    log_error(log, where, PACKED_CUT, source->packing->name);
  else if (source->status == PACKING_CORRUPT)
    log_error(log, where, PACKED_CORRUPT, source->packing->name);
  else if (source->status == PACKING_TOO_BIG)
    log_error(log, where, PACKED_TOO_BIG, source->packing->name);
}

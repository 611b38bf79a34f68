/* SPDX-License-Identifier: MIT */
/* state_file.c - the small file that says how far an audit has come. */
#define _POSIX_C_SOURCE 200809L
#include "judge/state_file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char layout[] = "hvline-resume 1\n"
                             "head %zu\n"
                             "conversations %" PRIu64 "\n"
                             "length %" PRIu64 "\n"
                             "sum %" PRIu64 "\n";

static void print(struct buffer *out, const struct state *state) {
  const struct journal_end *end = &state->end;
  buffer_format(out, layout, state->head_len, end->chats, end->length,
                end->sum);
}

/* Good is only what would be written in the same way. */
static bool parse(const char *text, struct state *state) {
  static const char scanned[] =
      "hvline-resume 1 head %zu conversations %" SCNu64 " length %" SCNu64
      " sum %" SCNu64;
  struct buffer again = {0};
  struct journal_end *end = &state->end;
  if (sscanf(text, scanned, &state->head_len, &end->chats, &end->length,
             &end->sum) != 4)
    return false;
  print(&again, state);
  bool same = strcmp(again.data, text) == 0;
  buffer_free(&again);
  return same;
}

enum state_found state_read(const char *path, struct state *state) {
  char text[256];
  FILE *file = fopen(path, "rb");
  if (!file) return errno == ENOENT ? STATE_NONE : STATE_FOREIGN;
  size_t len = fread(text, 1, sizeof text - 1, file);
  fclose(file);
  text[len] = '\0';
  return parse(text, state) ? STATE_GOOD : STATE_FOREIGN;
}

/* It may have been killed before all was written. */
bool state_is_left(const char *beside) {
  static const char first_line[] = "hvline-resume 1\n";
  char begin[sizeof first_line];
  int file = open(beside, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  if (file < 0) return errno == ENOENT;
  ssize_t len = read(file, begin, sizeof begin - 1);
  close(file);
  return len >= 0 && memcmp(begin, first_line, (size_t)len) == 0;
}

static bool write_all(int file, const struct buffer *text) {
  bool good = write(file, text->data, text->len) == (ssize_t)text->len &&
              fsync(file) == 0;
  return close(file) == 0 && good;
}

/* Nobody else's file is written to. */
static bool replace(const char *path, const char *beside,
                    const struct buffer *text) {
  int file = open(beside, O_WRONLY | O_CREAT | O_EXCL, 0600);
  if (file < 0) return false;
  if (write_all(file, text) && rename(beside, path) == 0) return true;
  int why = errno;
  unlink(beside);
  errno = why;
  return false;
}

/* Let the disk know the new name, too; not all systems can. */
static void sync_folder(const char *path) {
  const char *slash = strrchr(path, '/');
  struct buffer folder = {0};
  if (slash) buffer_add(&folder, path, (size_t)(slash - path) + 1);
  int handle = open(slash ? folder.data : ".", O_RDONLY);
  if (handle >= 0) {
    fsync(handle);
    close(handle);
  }
  buffer_free(&folder);
}

bool state_write(const char *path, const char *beside,
                 const struct state *state) {
  struct buffer text = {0};
  print(&text, state);
  bool good = replace(path, beside, &text);
  buffer_free(&text);
  if (good) sync_folder(path);
  return good;
}

/* SPDX-License-Identifier: MIT */
/* output.c - where a report goes.
 *
 * A report collects in a nameless file, which vanishes however the command
 * ends, and at the end becomes a new file beside the old one, which it
 * replaces. */
#define _XOPEN_SOURCE 700
#include "report/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "files/temporary.h"
#include "files/whole_file.h"

/* False, after saying that it failed, for the reason in errno. */
static bool complain(const struct output *output, enum message what,
                     struct log *log) {
  log_error(log, (struct where){output->path, 0}, what, strerror(errno));
  return false;
}

/* The folder of `path`, "." if it has none. */
static void folder_of(struct buffer *out, const char *path) {
  const char *slash = strrchr(path, '/');
  if (!slash)
    buffer_print(out, ".");
  else
    buffer_add(out, path, (size_t)(slash - path) + 1);
}

/* Make `path` where it leads to if it is a link. */
static bool step_over(struct buffer *path) {
  char target[4096];
  struct buffer next = {0};
  ssize_t len = readlink(path->data, target, sizeof target);
  if (len < 0 || (size_t)len == sizeof target) return false;
  if (target[0] != '/' && strchr(path->data, '/')) folder_of(&next, path->data);
  buffer_add(&next, target, (size_t)len);
  buffer_free(path);
  *path = next;
  return true;
}

/* Append the file that `path` leads to over links: that is the one which is
 * replaced or made, and the links stay. */
static void follow(struct buffer *out, const char *path) {
  enum { LINKS_MAX = 40 };
  struct buffer at = {0};
  buffer_print(&at, path);
  char *file = realpath(at.data, NULL);
  for (int i = 0; !file && i < LINKS_MAX && step_over(&at); i++)
    file = realpath(at.data, NULL);
  buffer_print(out, file ? file : at.data);
  buffer_free(&at);
  free(file);
}

static bool is_replaceable(const char *path) {
  struct stat about;
  return stat(path, &about) != 0 || S_ISREG(about.st_mode);
}

/* Fail now rather than after all the work. */
static bool can_write(const char *path) {
  if (is_folder(path)) {
    errno = EISDIR;
    return false;
  }
  struct buffer file = {0}, folder = {0};
  follow(&file, path);
  folder_of(&folder, file.data);
  bool can = access(folder.data, W_OK | X_OK) == 0;
  buffer_free(&folder);
  buffer_free(&file);
  return can;
}

/* Is it the file that stdout goes to, by whatever name? */
static bool leads_to_stdout(const char *path) {
  struct stat file, out;
  return stat(path, &file) == 0 && fstat(STDOUT_FILENO, &out) == 0 &&
         S_ISREG(file.st_mode) && file.st_dev == out.st_dev &&
         file.st_ino == out.st_ino;
}

bool output_is_stdout(const char *path) {
  return !path || strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0 ||
         leads_to_stdout(path);
}

/* Append the path of a file that is not there yet by its real folder; nothing
 * if that is not there either. */
static void new_file(struct buffer *out, const char *path) {
  struct buffer file = {0}, folder = {0};
  follow(&file, path);
  folder_of(&folder, file.data);
  const char *slash = strrchr(file.data, '/');
  char *real = realpath(folder.data, NULL);
  if (real) buffer_format(out, "%s/%s", real, slash ? slash + 1 : file.data);
  free(real);
  buffer_free(&folder);
  buffer_free(&file);
}

static bool same_new_file(const char *a, const char *b) {
  struct buffer x = {0}, y = {0};
  new_file(&x, a);
  new_file(&y, b);
  bool same = x.len && y.len && strcmp(x.data, y.data) == 0;
  buffer_free(&x);
  buffer_free(&y);
  return same;
}

bool output_same(const char *a, const char *b) {
  struct stat left, right;
  bool old = stat(a, &left) == 0;
  if (old != (stat(b, &right) == 0)) return false;
  if (!old) return same_new_file(a, b);
  return S_ISREG(left.st_mode) && left.st_dev == right.st_dev &&
         left.st_ino == right.st_ino;
}

bool output_open(struct output *output, const char *path, struct log *log) {
  *output = (struct output){NULL, stdout};
  if (output_is_stdout(path)) return true;
  output->path = path;
  output->stream = NULL;
  if (is_replaceable(path) && !can_write(path))
    return complain(output, CANNOT_WRITE, log);
  output->stream = temporary_stream();
  return output->stream ? true : complain(output, OUTPUT_UNCOLLECTED, log);
}

static bool copy(FILE *from, FILE *to) {
  char chunk[16 * 1024];
  rewind(from);
  for (size_t len; (len = fread(chunk, 1, sizeof chunk, from));)
    if (fwrite(chunk, 1, len, to) != len) return false;
  return !ferror(from) && fflush(to) == 0;
}

/* Give a new file the mode it would have had if it was opened as usual. */
static void set_mode(int file, const char *path) {
  struct stat about;
  mode_t mask = umask(0);
  umask(mask);
  mode_t mode = stat(path, &about) == 0 ? about.st_mode & 0777 : 0666 & ~mask;
  if (fchmod(file, mode) != 0) return; /* it keeps 0600, which is safe */
}

/* Write the new file beside `path`, and let it take its place. */
static bool replace_file(FILE *from, const char *path) {
  struct buffer name = {0};
  buffer_format(&name, "%s.XXXXXX", path);
  int file = mkstemp(name.data);
  FILE *to = file >= 0 ? fdopen(file, "wb") : NULL;
  bool good = to && copy(from, to);
  if (good) set_mode(file, path);
  if (to && fclose(to) != 0) good = false;
  good = good && rename(name.data, path) == 0;
  int why = errno;
  if (!good && file >= 0) unlink(name.data);
  buffer_free(&name);
  errno = why;
  return good;
}

static bool replace(FILE *from, const char *path) {
  struct buffer file = {0};
  follow(&file, path);
  bool good = replace_file(from, file.data);
  buffer_free(&file);
  return good;
}

/* A device or a pipe cannot be replaced: it is written to. */
static bool write_through(FILE *from, const char *path) {
  FILE *to = fopen(path, "wb");
  if (!to) return false;
  bool good = copy(from, to);
  return fclose(to) == 0 && good;
}

static bool deliver(const struct output *output, struct log *log) {
  if (fflush(output->stream) != 0 || ferror(output->stream))
    return complain(output, OUTPUT_UNCOLLECTED, log);
  bool good = is_replaceable(output->path)
                  ? replace(output->stream, output->path)
                  : write_through(output->stream, output->path);
  return good || complain(output, CANNOT_WRITE, log);
}

bool output_commit(struct output *output, struct log *log) {
  if (!output->path) return log_stdout(log);
  bool good = deliver(output, log);
  output_drop(output);
  return good;
}

void output_drop(struct output *output) {
  if (output->path && output->stream) fclose(output->stream);
  output->stream = NULL;
}

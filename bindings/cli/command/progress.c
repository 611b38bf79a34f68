/* SPDX-License-Identifier: MIT */
/* progress.c - draws how far a run is, and how long it will take. */
#define _POSIX_C_SOURCE 200809L
#include "command/progress.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/measure.h"
#include "base/width.h"

/* Seconds: between two drawings, and before the first guess at the end. */
static const double PAUSE = 0.1, SETTLED = 1;

/* The bytes of all files, or 0 if one is a pipe. */
static uint64_t total_of(const struct words *paths) {
  uint64_t total = 0;
  for (size_t i = 0; i < paths->count; i++) {
    struct stat about;
    if (strcmp(paths->items[i], "-") == 0 ||
        stat(paths->items[i], &about) != 0 || !S_ISREG(about.st_mode))
      return 0;
    total += (uint64_t)about.st_size;
  }
  return total;
}

/* Does a report go to the terminal that the line would be on, or to a program
 * that may write there? */
static bool is_screen_taken(const struct options *options) {
  bool reports_to_files = options->output || options->reports.count > 0;
  struct stat out;
  bool piped = fstat(STDOUT_FILENO, &out) == 0 && S_ISFIFO(out.st_mode);
  return !reports_to_files && (piped || isatty(STDOUT_FILENO));
}

static bool can_draw(void) {
  const char *term = getenv("TERM");
  return isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0;
}

void progress_begin(struct progress *progress, const struct words *paths,
                    const struct options *options, struct log *log) {
  double time = measure_now();
  *progress = (struct progress){.log = log, .start = time, .drawn = time};
  progress->wanted = can_draw() && !options->quiet && !is_screen_taken(options);
  if (progress->wanted) progress->total = total_of(paths);
}

/* A guess at the time left, once it is worth one. */
static void print_left(struct buffer *line, const struct progress *progress,
                       double done, double seconds) {
  if (done <= 0 || seconds < SETTLED) return;
  double left = seconds / done * ((double)progress->total - done);
  unsigned whole = left > 0 ? (unsigned)left : 0;
  buffer_format(line, message_text(progress->log->lang, PROGRESS_LEFT),
                whole / 60, whole % 60);
}

static void print_amounts(struct buffer *line, const struct progress *progress,
                          const struct amounts *amounts, double seconds) {
  double done = (double)(progress->before + amounts->bytes);
  if (progress->total > 0)
    buffer_format(line, "%3.0f%%  ", 100 * done / (double)progress->total);
  measure_size(line, done);
  if (progress->total > 0) {
    buffer_print(line, " / ");
    measure_size(line, (double)progress->total);
  }
  buffer_format(
      line, message_text(progress->log->lang, PROGRESS), amounts->messages,
      seconds > 0 ? (double)amounts->messages / seconds : 0, amounts->findings);
  if (progress->total > 0) print_left(line, progress, done, seconds);
}

/* The bytes of `line` that fit on one line of the terminal: where the cursor
 * would go on to the next, the line could not be cleared. */
static size_t fitting(hvl_text line) {
  struct winsize size;
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return line.len;
  unsigned columns = 0;
  for (size_t at = 0, next = 0; at < line.len; at = next) {
    columns += char_width(next_char(line, &next));
    if (columns >= size.ws_col) return at;
  }
  return line.len;
}

void progress_show(struct progress *progress, const struct amounts *amounts) {
  if (!progress->wanted) return;
  double time = measure_now();
  if (time - progress->drawn < PAUSE) return;
  struct buffer line = {0};
  print_amounts(&line, progress, amounts, time - progress->start);
  log_clear(progress->log);
  fwrite(line.data, 1, fitting(buffer_text(&line)), progress->log->stream);
  fflush(progress->log->stream);
  progress->log->drawn = true;
  progress->drawn = time;
  buffer_free(&line);
}

void progress_next(struct progress *progress, uint64_t bytes) {
  progress->before += bytes;
}

void progress_end(struct progress *progress) {
  log_clear(progress->log);
  fflush(progress->log->stream);
}

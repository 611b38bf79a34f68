/* SPDX-License-Identifier: MIT */
/* log.c - errors, warnings and notes on stderr. */
#include "log.h"

#include <stdarg.h>
#include <string.h>

#include "width.h"

enum { SHOWN_PER_FILE = 20 };

const char *shown_path(const char *path) {
  return strcmp(path, "-") == 0 ? "<stdin>" : path;
}

void log_clear(struct log *log) {
  if (log->drawn) fputs("\r\x1b[K", log->stream);
  log->drawn = false;
}

/* File names and cells come from outside: nothing of them may steer the
 * terminal. */
static void write_line(struct log *log, const struct buffer *line) {
  struct buffer shown = {0};
  log_clear(log);
  show_text(&shown, buffer_text(line));
  buffer_put(&shown, '\n');
  fwrite(shown.data, 1, shown.len, log->stream);
  buffer_free(&shown);
}

static void say(struct log *log, struct where where, const char *kind,
                enum message message, va_list args) {
  struct buffer line = {0};
  if (!where.file) where = log->context;
  buffer_print(&line, "hvline: ");
  if (where.file) buffer_print(&line, shown_path(where.file));
  if (where.file && where.line) buffer_format(&line, ":%zu", where.line);
  if (where.file) buffer_print(&line, ": ");
  buffer_print(&line, kind);
  buffer_vformat(&line, message_text(log->lang, message), args);
  write_line(log, &line);
  buffer_free(&line);
}

/* True if a message about `where` is one too many. */
static bool is_hidden(struct log *log, struct where where) {
  if (!where.line) return false;
  if (log->shown++ < SHOWN_PER_FILE) return false;
  log->hidden++;
  return true;
}

void log_error(struct log *log, struct where where, enum message message, ...) {
  log->errors++;
  if (is_hidden(log, where)) return;
  va_list args;
  va_start(args, message);
  say(log, where, "", message, args);
  va_end(args);
}

void log_warning(struct log *log, struct where where, enum message message,
                 ...) {
  if (is_hidden(log, where)) return;
  va_list args;
  va_start(args, message);
  say(log, where, message_text(log->lang, LOG_WARNING), message, args);
  va_end(args);
}

void log_note(struct log *log, struct where where, enum message message, ...) {
  if (log->quiet) return;
  va_list args;
  va_start(args, message);
  say(log, where, message_text(log->lang, LOG_NOTE), message, args);
  va_end(args);
}

/* As compilers do it, in English whatever the language: editors read it. */
void log_diag(struct log *log, const hvl_diag *diag) {
  struct buffer line = {0};
  buffer_print(&line, *diag->file ? diag->file : "hvline");
  if (diag->line) buffer_format(&line, ":%u:%u", diag->line, diag->column);
  buffer_format(&line, ": %s: %s", severity_name(diag->severity),
                diag->message);
  write_line(log, &line);
  buffer_free(&line);
}

void log_begin(struct log *log) {
  log->shown = 0;
  log->hidden = 0;
}

void log_end(struct log *log, const char *file) {
  if (!log->hidden) return;
  log_warning(log, (struct where){file, 0}, LOG_HIDDEN, log->hidden);
}

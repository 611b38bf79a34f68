/* SPDX-License-Identifier: MIT */
/* log.c - errors, warnings and notes on stderr. */
#include "base/log.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/width.h"

enum { SHOWN_PER_FILE = 20 };

enum kind {
  KIND_ERROR,
  KIND_WARNING,
  KIND_ONCE,
  KIND_NOTE,
  KIND_BEGIN,
  KIND_END
};

/* How a message counts. */
struct entry {
  enum kind kind;
  size_t line;     /* that it is about, 0: none; of these the first are shown */
  const char *key; /* of KIND_ONCE; the file, of errors and KIND_END; else "" */
};

const char *shown_path(const char *path) {
  return strcmp(path, "-") == 0 ? "<stdin>" : path;
}

void log_free(struct log *log) {
  pool_free(&log->keys);
  buffer_free(&log->last);
  free(log->known);
}

void log_forget(struct log *log) {
  pool_free(&log->keys);
  log->known_count = 0;
}

struct log log_holding(const struct log *log, struct buffer *held) {
  return (struct log){.stream = log->stream,
                      .lang = log->lang,
                      .quiet = log->quiet,
                      .held = held};
}

void log_clear(struct log *log) {
  if (log->drawn) fputs("\r\x1b[K", log->stream);
  log->drawn = false;
}

/* File names and cells come from outside: nothing of them may steer the
 * terminal. */
static void write_line(struct log *log, hvl_text line) {
  struct buffer shown = {0};
  log_clear(log);
  show_text(&shown, line);
  buffer_put(&shown, '\n');
  fwrite(shown.data, 1, shown.len, log->stream);
  buffer_free(&shown);
}

/* What stands before a message of this kind. */
static const char *kind_text(const struct log *log, enum kind kind) {
  if (kind == KIND_ERROR) return "";
  return message_text(log->lang, kind == KIND_NOTE ? LOG_NOTE : LOG_WARNING);
}

static void compose(struct buffer *line, const struct log *log,
                    struct where where, enum kind kind, enum message message,
                    va_list args) {
  if (!where.file) where = log->context;
  buffer_print(line, "hvline: ");
  if (where.file) buffer_print(line, shown_path(where.file));
  if (where.file && where.line) buffer_format(line, ":%zu", where.line);
  if (where.file) buffer_print(line, ": ");
  buffer_print(line, kind_text(log, kind));
  buffer_vformat(line, message_text(log->lang, message), args);
}

/* True if it is the first time. */
static bool take_key(struct log *log, const char *key) {
  for (size_t i = 0; i < log->known_count; i++)
    if (strcmp(log->known[i], key) == 0) return false;
  MEM_GROW(log->known, log->known_count, log->known_cap);
  log->known[log->known_count++] = pool_string(&log->keys, key);
  return true;
}

static void count_error(struct log *log, const struct entry *entry) {
  log->errors++;
  if (log->first.file || !*entry->key) return;
  log->first = (struct where){pool_string(&log->keys, entry->key), entry->line};
}

/* Count the message; false if it is not to be shown. */
static bool admit(struct log *log, const struct entry *entry) {
  if (entry->kind == KIND_ERROR) count_error(log, entry);
  if (!entry->line || log->shown++ < SHOWN_PER_FILE) return true;
  log->hidden++;
  return false;
}

/* ---- Held messages ------------------------------------------------------- */

static void hold(struct log *log, const struct entry *entry, hvl_text line) {
  buffer_put(log->held, (char)entry->kind);
  buffer_add(log->held, entry->key, strlen(entry->key) + 1);
  buffer_add(log->held, (const char *)&entry->line, sizeof entry->line);
  buffer_add(log->held, (const char *)&line.len, sizeof line.len);
  buffer_add(log->held, line.data, line.len);
}

/* What was not even held. */
struct left_out {
  size_t errors, messages;
};

/* Of the messages about records of a file no more are held than can be shown,
 * so that there is an end to them. */
static bool leave_out(struct log *log, const struct entry *entry) {
  if (!log->in_file || !entry->line || log->shown++ < SHOWN_PER_FILE)
    return false;
  if (entry->kind == KIND_ERROR) log->errors++;
  log->hidden++;
  return true;
}

static void hold_end(struct log *log, const char *file) {
  struct left_out rest = {log->errors, log->hidden};
  hold(log, &(struct entry){KIND_END, 0, file},
       (hvl_text){(const char *)&rest, sizeof rest});
}

static void replay_end(struct log *log, const char *file, hvl_text bytes) {
  struct left_out rest;
  memcpy(&rest, bytes.data, sizeof rest);
  log->errors += rest.errors;
  log->hidden += rest.messages;
  log_end(log, file);
}

static void replay(struct log *log, const struct entry *entry, hvl_text line) {
  switch (entry->kind) {
  case KIND_BEGIN: log_begin(log); return;
  case KIND_END: replay_end(log, entry->key, line); return;
  case KIND_ONCE:
    if (!take_key(log, entry->key)) return;
    break;
  default: break;
  }
  if (admit(log, entry)) write_line(log, line);
}

void log_replay(struct log *log, hvl_text held) {
  for (size_t at = 0; at < held.len;) {
    const char *bytes = held.data + at;
    struct entry entry = {(enum kind)bytes[0], 0, bytes + 1};
    size_t start = 1 + strlen(entry.key) + 1, len;
    memcpy(&entry.line, bytes + start, sizeof entry.line);
    start += sizeof entry.line;
    memcpy(&len, bytes + start, sizeof len);
    start += sizeof len;
    replay(log, &entry, (hvl_text){bytes + start, len});
    at += start + len;
  }
}

/* ---- What is said -------------------------------------------------------- */

static void say(struct log *log, struct entry entry, struct where where,
                enum message message, va_list args) {
  struct buffer line = {0};
  if (entry.kind != KIND_NOTE) entry.line = where.line;
  if (entry.kind == KIND_ERROR) log->faults++;
  if (entry.kind == KIND_ERROR && where.file) entry.key = where.file;
  if (log->held ? leave_out(log, &entry) : !admit(log, &entry)) return;
  compose(&line, log, where, entry.kind, message, args);
  if (log->held)
    hold(log, &entry, buffer_text(&line));
  else
    write_line(log, buffer_text(&line));
  buffer_free(&line);
}

void log_error(struct log *log, struct where where, enum message message, ...) {
  va_list args;
  va_start(args, message);
  say(log, (struct entry){.kind = KIND_ERROR, .key = ""}, where, message, args);
  va_end(args);
}

void log_error_last(struct log *log, enum message message, ...) {
  va_list args;
  va_start(args, message);
  compose(&log->last, log, (struct where){0}, KIND_ERROR, message, args);
  va_end(args);
  log->errors++;
}

void log_end_all(struct log *log) {
  if (!log->last.len) return;
  fflush(stdout);
  write_line(log, buffer_text(&log->last));
  buffer_clear(&log->last);
}

/* Why a write to stdout failed, perhaps long ago: the next one tells. */
static int stdout_fault(void) {
  clearerr(stdout);
  errno = 0;
  fputc('\n', stdout);
  fflush(stdout);
  return errno ? errno : EIO;
}

bool log_stdout(struct log *log) {
  if (!log->stdout_failed && fflush(stdout) == 0 && !ferror(stdout))
    return true;
  if (!log->stdout_failed)
    log_error(log, (struct where){"<stdout>", 0}, CANNOT_WRITE,
              strerror(stdout_fault()));
  log->stdout_failed = true;
  return false;
}

void log_warning(struct log *log, struct where where, enum message message,
                 ...) {
  va_list args;
  va_start(args, message);
  say(log, (struct entry){.kind = KIND_WARNING, .key = ""}, where, message,
      args);
  va_end(args);
}

void log_warning_once(struct log *log, const char *key, struct where where,
                      enum message message, ...) {
  if (!take_key(log, key)) return;
  va_list args;
  va_start(args, message);
  say(log, (struct entry){.kind = KIND_ONCE, .key = key}, where, message, args);
  va_end(args);
}

void log_note(struct log *log, struct where where, enum message message, ...) {
  if (log->quiet) return;
  va_list args;
  va_start(args, message);
  say(log, (struct entry){.kind = KIND_NOTE, .key = ""}, where, message, args);
  va_end(args);
}

/* As compilers do it: editors read the place and the severity, which is in
 * English whatever the language. */
void log_diag(struct log *log, const hvl_diag *diag) {
  struct buffer line = {0};
  buffer_print(&line, *diag->file ? diag->file : "hvline");
  if (diag->line) buffer_format(&line, ":%u:%u", diag->line, diag->column);
  buffer_format(&line, ": %s: %s", severity_name(diag->severity),
                diag_text(log->lang, diag));
  write_line(log, buffer_text(&line));
  buffer_free(&line);
}

void log_begin(struct log *log) {
  if (log->held)
    hold(log, &(struct entry){KIND_BEGIN, 0, ""}, (hvl_text){"", 0});
  if (log->held) log->errors = 0;
  log->in_file = true;
  log->shown = 0;
  log->hidden = 0;
}

void log_end(struct log *log, const char *file) {
  log->in_file = false;
  if (log->held)
    hold_end(log, file);
  else if (log->hidden)
    log_warning(log, (struct where){file, 0}, LOG_HIDDEN, log->hidden);
}

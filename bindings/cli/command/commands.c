/* SPDX-License-Identifier: MIT */
/* commands.c - what several commands share. */
#include "command/commands.h"

#include <string.h>

#include "base/nearest.h"

bool format_check(const struct options *options, struct log *log) {
  static const char *const formats[] = {"text", "jsonl", NULL};
  const char *format = options->format ? options->format : formats[0];
  for (size_t i = 0; formats[i]; i++)
    if (strcmp(format, formats[i]) == 0) return true;
  const char *near = nearest_in(format, formats);
  log_error(log, (struct where){0}, UNKNOWN_FORMAT, format,
            near ? near : formats[0]);
  return false;
}

int status_of(const struct log *log, bool found) {
  if (log->errors) return STATUS_WRONG;
  return found ? STATUS_FOUND : STATUS_CLEAN;
}

/* SPDX-License-Identifier: MIT */
/* docs.c - `hvline docs`: a manual page, and completion for shells. */
#include "command/docs.h"

#include <string.h>

#include "base/nearest.h"
#include "command/commands.h"
#include "report/report.h"

static const struct kind {
  const char *name; /* NULL ends the table */
  docs_writer *write;
} kinds[] = {{"man", docs_man},
             {"bash", docs_bash},
             {"zsh", docs_zsh},
             {"fish", docs_fish},
             {NULL, NULL}};

static const struct command_name *parent_of(const struct command_name *c) {
  const struct command_name *parent = command_table;
  while (parent->name && (parent->command != c->parent || parent == c))
    parent++;
  return parent->name ? parent : NULL;
}

void docs_path(struct buffer *out, const struct command_name *command) {
  const struct command_name *parent = parent_of(command);
  if (parent) buffer_format(out, "%s ", parent->name);
  buffer_print(out, command->name);
}

bool docs_is_parent(const struct command_name *command) {
  for (const struct command_name *c = command_table; c->name; c++)
    if (c->parent == command->command && c != command) return true;
  return false;
}

bool docs_knows(const struct command_name *command,
                const struct option *option) {
  return (option->commands & (unsigned)command->command) != 0;
}

static void add_names(struct buffer *out, const char *behind,
                      const char *between) {
  for (const char *const *name = report_names(); *name; name++)
    buffer_format(out, "%s%s%s", name == report_names() ? "" : between, *name,
                  behind);
}

/* "auto|always|never" are words; "FILE|DIR" are not. */
void docs_choices(struct buffer *out, const struct option *option,
                  const char *between) {
  const char *value = option->value;
  if (!value) return;
  if (option->id == OPTION_REPORT) add_names(out, "=", between);
  if (option->id == OPTION_FORMAT && !strchr(value, '|'))
    add_names(out, "", between);
  if (!strchr(value, '|') || strpbrk(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    return;
  for (; *value; value++) {
    if (*value == '|')
      buffer_print(out, between);
    else
      buffer_put(out, *value);
  }
}

bool docs_takes_file(const struct option *option) {
  return option->value && option->id != OPTION_REPORT &&
         (strstr(option->value, "FILE") || strstr(option->value, "DIR"));
}

bool docs_takes_files(const struct command_name *command) {
  enum { NONE = COMMAND_LIST | COMMAND_CHAT | COMMAND_DOCS };
  return !docs_is_parent(command) && !((unsigned)command->command & NONE);
}

void docs_escape(struct buffer *out, const char *text, const char *special) {
  for (; *text; text++) {
    if (strchr(special, *text)) buffer_put(out, '\\');
    buffer_put(out, *text);
  }
}

static const char *kind_at(const void *ctx, size_t index) {
  (void)ctx;
  return kinds[index].name;
}

/* The kind that is asked for; NULL, after saying why, if it is none. */
static const struct kind *take_kind(const struct words *words,
                                    struct log *log) {
  struct where nowhere = {0};
  if (!words->count) {
    log_error(log, nowhere, NO_DOCS_KIND);
    return NULL;
  }
  const char *wanted = words->items[0];
  const struct kind *kind = kinds;
  while (kind->name && strcmp(kind->name, wanted) != 0) kind++;
  const char *near = kind->name ? NULL : nearest(wanted, kind_at, NULL);
  if (near)
    log_error(log, nowhere, DOCS_KIND_NEAR, wanted, near);
  else if (!kind->name)
    log_error(log, nowhere, DOCS_KIND, wanted);
  else if (words->count > 1)
    log_error(log, nowhere, DOCS_ONE_KIND, words->items[1]);
  else
    return kind;
  return NULL;
}

int command_docs(const struct options *options, struct log *log) {
  const struct kind *kind = take_kind(&options->files, log);
  if (!kind) return STATUS_WRONG;
  struct buffer out = {0};
  kind->write(&out, options->lang);
  fwrite(out.data, 1, out.len, stdout);
  buffer_free(&out);
  return STATUS_CLEAN;
}

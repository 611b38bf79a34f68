/* SPDX-License-Identifier: MIT */
/* help.c - what --help and --version print. */
#include <stdio.h>
#include <string.h>

#include "base/width.h"
#include "base/wrap.h"
#include "command/args.h"
#include "command/preset.h"
#include "report/report.h"

static const struct command_name *command_of(enum command command) {
  const struct command_name *c = command_table;
  while (c->name && c->command != command) c++;
  return c;
}

static void print_text(struct buffer *out, const char *text, size_t at) {
  wrap_text(out, (hvl_text){text, strlen(text)}, at);
}

/* `left`, then `right` at column `at`; on a line of its own if `left` is
 * longer. */
static void print_row(struct buffer *out, const struct buffer *left,
                      const char *right, size_t at) {
  size_t columns = text_width(buffer_text(left));
  buffer_add(out, left->data, left->len);
  if (columns + 2 > at) {
    buffer_put(out, '\n');
    columns = 0;
  }
  buffer_fill(out, ' ', at - columns);
  print_text(out, right, at);
}

static void print_commands(struct buffer *out, const struct options *options) {
  struct buffer left = {0};
  for (const struct command_name *c = command_table; c->name; c++) {
    if (c->parent != options->command) continue;
    buffer_clear(&left);
    buffer_format(&left, "  %s", c->name);
    print_row(out, &left, message_text(options->lang, c->about), 14);
  }
  buffer_free(&left);
}

static void print_option(struct buffer *out, const struct option *option,
                         enum lang lang) {
  struct buffer left = {0};
  if (option->letter)
    buffer_format(&left, "  -%c, --%s", option->letter, option->name);
  else
    buffer_format(&left, "      --%s", option->name);
  if (option->value) buffer_format(&left, " %s", option->value);
  print_row(out, &left, message_text(lang, option->help), 40);
  buffer_free(&left);
}

/* What --format and --report can name. */
static void print_reports(struct buffer *out, enum lang lang) {
  struct buffer names = {0};
  for (const char *const *name = report_names(); *name; name++)
    buffer_format(&names, "%s%s", names.len ? " " : "", *name);
  struct buffer line = {0};
  buffer_format(&line, message_text(lang, HELP_REPORTS), names.data);
  buffer_put(out, '\n');
  print_text(out, line.data, 0);
  buffer_free(&line);
  buffer_free(&names);
}

void help_audit_input(struct buffer *out, enum lang lang) {
  struct buffer presets = {0};
  preset_list(&presets, " ");
  buffer_format(out, message_text(lang, HELP_AUDIT_INPUT), presets.data);
  buffer_free(&presets);
}

static void print_input(struct buffer *out, bool audit, enum lang lang) {
  struct buffer text = {0};
  if (audit)
    help_audit_input(&text, lang);
  else
    buffer_print(&text, message_text(lang, HELP_CHECK_INPUT));
  buffer_put(out, '\n');
  print_text(out, text.data, 0);
  buffer_free(&text);
}

/* A part of its own. */
static void print_part(struct buffer *out, enum lang lang, enum message part) {
  buffer_put(out, '\n');
  print_text(out, message_text(lang, part), 0);
}

static void print_status(struct buffer *out, const struct options *options) {
  bool baseline = options->accept || options->command == COMMAND_BASELINE;
  print_part(out, options->lang, baseline ? HELP_STATUS_BASELINE : HELP_STATUS);
}

void help_print(const struct options *options) {
  const struct command_name *command = command_of(options->command);
  unsigned mask = command->name ? (unsigned)command->command : COMMAND_RULES;
  bool parent = !command->name || command->command == COMMAND_RULES ||
                command->command == COMMAND_BASELINE;
  struct buffer out = {0};
  buffer_format(&out, "%s\n\n%s\n\n",
                message_text(options->lang, command->usage),
                message_text(options->lang, command->about));
  if (parent) {
    buffer_format(&out, "%s\n", message_text(options->lang, HELP_COMMANDS));
    print_commands(&out, options);
    buffer_put(&out, '\n');
  }
  buffer_format(&out, "%s\n", message_text(options->lang, HELP_OPTIONS));
  for (const struct option *o = option_table; o->name; o++)
    if (o->commands & mask) print_option(&out, o, options->lang);
  if (mask & COMMANDS_JUDGING) {
    print_reports(&out, options->lang);
    print_input(&out, mask & COMMAND_AUDIT, options->lang);
  }
  if (mask == COMMAND_EXPLAIN)
    print_part(&out, options->lang, HELP_EXPLAIN_INPUT);
  if (command->parent == COMMAND_RULES)
    print_part(&out, options->lang, HELP_RULE_FAULTS);
  print_status(&out, options);
  fwrite(out.data, 1, out.len, stdout);
  buffer_free(&out);
}

void version_print(void) {
  uint32_t version = hvl_version();
  printf("hvline %u.%u.%u\n", (unsigned)(version >> 16),
         (unsigned)(version >> 8 & 255), (unsigned)(version & 255));
}

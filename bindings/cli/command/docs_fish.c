/* SPDX-License-Identifier: MIT */
/* docs_fish.c - completion for fish. */
#include "command/docs.h"

static const char head[] =
    "# fish completion for hvline; written by `hvline docs fish`\n"
    "function __hvline_at --description 'Is the command at hand this one?'\n"
    "  set -l path\n"
    "  set -l skip 0\n"
    "  for word in (commandline -opc)[2..-1]\n"
    "    if test $skip = 1\n"
    "      set skip 0\n"
    "    else if test \"$word\" = --lang\n"
    "      set skip 1\n"
    "    else if string match -q -- '-*' $word\n"
    "      continue\n"
    "    else if test (count $path) = 0; or contains -- \"$path\" rules "
    "baseline\n"
    "      set -a path $word\n"
    "    end\n"
    "  end\n"
    "  test \"$path\" = \"$argv\"\n"
    "end\n"
    "complete -c hvline -f\n";

static void add_quoted(struct buffer *out, const char *text) {
  buffer_put(out, '\'');
  docs_escape(out, text, "\\'");
  buffer_put(out, '\'');
}

/* complete -c hvline -n '__hvline_at rules list': what follows counts there. */
static void add_condition(struct buffer *out,
                          const struct command_name *command) {
  buffer_print(out, "complete -c hvline -n '__hvline_at");
  if (command) buffer_put(out, ' ');
  if (command) docs_path(out, command);
  buffer_put(out, '\'');
}

static void add_commands(struct buffer *out, const struct command_name *parent,
                         enum lang lang) {
  enum command above = parent ? parent->command : COMMAND_NONE;
  for (const struct command_name *c = command_table; c->name; c++) {
    if (c->parent != above) continue;
    add_condition(out, parent);
    buffer_format(out, " -a %s -d ", c->name);
    add_quoted(out, message_text(lang, c->about));
    buffer_put(out, '\n');
  }
}

static void add_option(struct buffer *out, const struct command_name *command,
                       const struct option *option, enum lang lang) {
  struct buffer choices = {0};
  add_condition(out, command);
  buffer_format(out, " -l %s", option->name);
  if (option->letter) buffer_format(out, " -s %c", option->letter);
  docs_choices(&choices, option, " ");
  if (docs_takes_file(option))
    buffer_print(out, " -r -F");
  else if (option->value)
    buffer_print(out, " -x");
  if (choices.len) buffer_format(out, " -a '%s'", choices.data);
  buffer_print(out, " -d ");
  add_quoted(out, message_text(lang, option->help));
  buffer_put(out, '\n');
  buffer_free(&choices);
}

static void add_options(struct buffer *out, const struct command_name *command,
                        enum lang lang) {
  unsigned mask =
      command ? (unsigned)command->command : (unsigned)COMMAND_RULES;
  for (const struct option *o = option_table; o->name; o++)
    if (o->commands & mask) add_option(out, command, o, lang);
}

void docs_fish(struct buffer *out, enum lang lang) {
  buffer_print(out, head);
  add_commands(out, NULL, lang);
  add_options(out, NULL, lang);
  for (const struct command_name *c = command_table; c->name; c++) {
    if (docs_is_parent(c)) add_commands(out, c, lang);
    add_options(out, c, lang);
    if (docs_takes_files(c)) {
      add_condition(out, c);
      buffer_print(out, " -F\n");
    }
    if (c->command != COMMAND_DOCS) continue;
    add_condition(out, c);
    buffer_print(out, " -a 'man bash zsh fish'\n");
  }
}

/* SPDX-License-Identifier: MIT */
/* docs_zsh.c - completion for zsh. */
#include "command/docs.h"

/* Within single quotes; `special` as _arguments and _describe read it. */
static void add_quoted(struct buffer *out, const char *text,
                       const char *special) {
  struct buffer escaped = {0};
  docs_escape(&escaped, text, special);
  for (size_t i = 0; i < escaped.len; i++) {
    if (escaped.data[i] == '\'')
      buffer_print(out, "'\\''");
    else
      buffer_put(out, escaped.data[i]);
  }
  buffer_free(&escaped);
}

static void add_commands(struct buffer *out, enum command parent,
                         enum lang lang) {
  buffer_print(out, "    commands=(\n");
  for (const struct command_name *c = command_table; c->name; c++) {
    if (c->parent != parent) continue;
    buffer_format(out, "      '%s:", c->name);
    add_quoted(out, message_text(lang, c->about), "\\:");
    buffer_print(out, "'\n");
  }
  buffer_print(out, "    )\n"
                    "    _arguments $common '1: :->command' '*:: :->rest'\n"
                    "    [[ $state = command ]] && "
                    "_describe command commands\n");
}

/* '(-l --level)'{-l,--level=}'[help]:1|2|3:(1 2 3)' */
static void add_option(struct buffer *out, const struct option *option,
                       enum lang lang) {
  struct buffer choices = {0};
  const char *equals = option->value ? "=" : "";
  if (option->letter)
    buffer_format(out, "'*'{-%c%s,--%s%s}'[", option->letter,
                  option->value ? "+" : "", option->name, equals);
  else
    buffer_format(out, "'*--%s%s[", option->name, equals);
  add_quoted(out, message_text(lang, option->help), "\\[]:");
  buffer_put(out, ']');
  if (option->value) {
    buffer_put(out, ':');
    add_quoted(out, option->value, "\\:");
    buffer_put(out, ':');
    docs_choices(&choices, option, " ");
    if (docs_takes_file(option))
      buffer_print(out, "_files");
    else if (option->id == OPTION_REPORT)
      buffer_format(out, "compadd -S \"\" -- %s", choices.data);
    else if (choices.len)
      buffer_format(out, "(%s)", choices.data);
    else
      buffer_put(out, ' ');
  }
  buffer_put(out, '\'');
  buffer_free(&choices);
}

static void add_command(struct buffer *out, const struct command_name *command,
                        enum lang lang) {
  buffer_print(out, "  '");
  docs_path(out, command);
  buffer_print(out, "')\n");
  if (docs_is_parent(command)) {
    add_commands(out, command->command, lang);
  } else {
    buffer_print(out, "    _arguments -s");
    for (const struct option *o = option_table; o->name; o++) {
      if (!docs_knows(command, o)) continue;
      buffer_print(out, " \\\n      ");
      add_option(out, o, lang);
    }
    if (docs_takes_files(command))
      buffer_print(out, " \\\n      '*:file:_files'");
    if (command->command == COMMAND_DOCS)
      buffer_print(out, " \\\n      '1:kind:(man bash zsh fish)'");
    buffer_put(out, '\n');
  }
  buffer_print(out, "    ;;\n");
}

void docs_zsh(struct buffer *out, enum lang lang) {
  buffer_print(out, "#compdef hvline\n"
                    "# zsh completion for hvline; written by `hvline docs "
                    "zsh`\n"
                    "_hvline_at() {\n"
                    "  local curcontext=$curcontext state line at=$1\n"
                    "  local -a commands common\n"
                    "  typeset -A opt_args\n"
                    "  common=(");
  for (const struct option *o = option_table; o->name; o++) {
    if (!(o->commands & COMMAND_RULES)) continue;
    if (o->id != OPTION_LANG && o->id != OPTION_HELP && o->id != OPTION_VERSION)
      continue;
    buffer_put(out, ' ');
    add_option(out, o, lang);
  }
  buffer_print(out, ")\n  case $at in\n  '')\n");
  add_commands(out, COMMAND_NONE, lang);
  buffer_print(out, "    ;;\n");
  for (const struct command_name *c = command_table; c->name; c++)
    add_command(out, c, lang);
  buffer_print(out, "  esac\n"
                    "  [[ $state = rest ]] && "
                    "_hvline_at \"${at:+$at }$words[1]\"\n"
                    "}\n"
                    "_hvline() { _hvline_at ''; }\n"
                    "if [[ $funcstack[1] = _hvline ]]; then _hvline; else "
                    "compdef _hvline hvline; fi\n");
}

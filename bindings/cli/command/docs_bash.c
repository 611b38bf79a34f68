/* SPDX-License-Identifier: MIT */
/* docs_bash.c - completion for bash. */
#include "command/docs.h"

/* One function finds the command, `case` by it what can follow. '=' and ':'
 * part words in bash. */
static const char head[] =
    "# bash completion for hvline; written by `hvline docs bash`\n"
    "_hvline() {\n"
    "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
    "  local path= word i words= files=\n"
    "  if [ \"$cur\" = = ]; then\n"
    "    cur=\n"
    "  elif [ \"$prev\" = = ]; then\n"
    "    prev=${COMP_WORDS[COMP_CWORD-2]}\n"
    "  fi\n"
    "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "    word=${COMP_WORDS[i]}\n"
    "    case $word in\n"
    "    --lang) ((i++)) ;;\n"
    "    -* | =) ;;\n"
    "    *)\n"
    "      case $path in\n"
    "      '') path=$word ;;\n"
    "      rules | baseline) path=\"$path $word\" ;;\n"
    "      esac\n"
    "      ;;\n"
    "    esac\n"
    "  done\n"
    "  case $path in\n";

static const char tail[] =
    "  esac\n"
    "  if [ -n \"$files\" ]; then\n"
    "    compopt -o filenames 2> /dev/null\n"
    "    COMPREPLY=($(compgen -f -- \"$cur\"))\n"
    "  else\n"
    "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
    "    case ${COMPREPLY[0]-} in *=) compopt -o nospace 2> /dev/null ;; esac\n"
    "  fi\n"
    "}\n"
    "complete -F _hvline hvline\n";

static void add_commands(struct buffer *out, enum command parent) {
  for (const struct command_name *c = command_table; c->name; c++)
    if (c->parent == parent) buffer_format(out, "%s ", c->name);
  buffer_print(out, "help");
}

/* What a value can be, behind its option. */
static void add_values(struct buffer *out, const struct command_name *command) {
  for (const struct option *o = option_table; o->name; o++) {
    if (!o->value || !docs_knows(command, o)) continue;
    buffer_format(out, "    --%s", o->name);
    if (o->letter) buffer_format(out, " | -%c", o->letter);
    buffer_print(out, docs_takes_file(o) ? ") files=1" : ") words='");
    if (!docs_takes_file(o)) docs_choices(out, o, " ");
    buffer_print(out, docs_takes_file(o) ? " ;;\n" : "' ;;\n");
  }
}

static void add_command(struct buffer *out,
                        const struct command_name *command) {
  buffer_print(out, "  '");
  docs_path(out, command);
  buffer_print(out, "')\n    case $prev in\n");
  add_values(out, command);
  buffer_print(out, "    *)\n      case $cur in\n      -*) words='");
  for (const struct option *o = option_table; o->name; o++)
    if (docs_knows(command, o)) buffer_format(out, "--%s ", o->name);
  buffer_print(out, "' ;;\n      *) ");
  if (docs_takes_files(command)) buffer_print(out, "files=1");
  if (command->command == COMMAND_DOCS)
    buffer_print(out, "words='man bash zsh fish'");
  if (docs_is_parent(command)) {
    buffer_print(out, "words='");
    add_commands(out, command->command);
    buffer_put(out, '\'');
  }
  buffer_print(out, " ;;\n      esac\n      ;;\n    esac\n    ;;\n");
}

void docs_bash(struct buffer *out, enum lang lang) {
  (void)lang; /* bash shows no descriptions */
  buffer_print(out, head);
  buffer_print(out, "  '')\n    case $prev in\n"
                    "    --lang) words='zh en' ;;\n"
                    "    *) words='");
  add_commands(out, COMMAND_NONE);
  buffer_print(out, " --lang --help --version' ;;\n    esac\n    ;;\n");
  for (const struct command_name *c = command_table; c->name; c++)
    add_command(out, c);
  buffer_print(out, tail);
}

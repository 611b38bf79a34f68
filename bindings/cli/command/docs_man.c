/* SPDX-License-Identifier: MIT */
/* docs_man.c - the manual page, in mdoc. */
#include <string.h>

#include "base/width.h"
#include "base/wrap.h"
#include "command/docs.h"

/* A line of text: nothing in it is a request. By itself troff breaks lines at
 * spaces only, which are rare in Chinese. */
static void add_text(struct buffer *out, const char *string) {
  hvl_text text = {string, strlen(string)};
  int32_t before = ' ';
  if (*string == '.' || *string == '\'') buffer_print(out, "\\&");
  for (size_t at = 0; at < text.len;) {
    size_t from = at;
    int32_t code = next_char(text, &at);
    if (before > ' ' && code > ' ' && can_break(before, code))
      buffer_print(out, "\\:");
    if (code == '\\')
      buffer_print(out, "\\e");
    else if (code == '\n')
      buffer_print(out, string[at] == '.' ? "\n.br\n\\&" : "\n.br\n");
    else
      buffer_add(out, string + from, at - from);
    before = code;
  }
  buffer_put(out, '\n');
}

static void add_section(struct buffer *out, enum lang lang,
                        enum message title) {
  buffer_format(out, ".Sh %s\n", message_text(lang, title));
}

static void add_synopsis(struct buffer *out, enum lang lang) {
  add_section(out, lang, MAN_SYNOPSIS);
  for (const struct command_name *c = command_table; c->name; c++) {
    if (docs_is_parent(c)) continue;
    buffer_print(out, ".Nm\n.Cm ");
    docs_path(out, c);
    buffer_print(out, "\n.Op Ar option ...\n");
    if (docs_takes_files(c)) buffer_print(out, ".Ar file ...\n");
    if (c->command == COMMAND_DOCS)
      buffer_print(out, ".Cm man | bash | zsh | fish\n");
  }
}

static void add_commands(struct buffer *out, enum lang lang) {
  add_section(out, lang, MAN_COMMANDS);
  buffer_print(out, ".Bl -tag -width Ds\n");
  for (const struct command_name *c = command_table; c->name; c++) {
    if (docs_is_parent(c)) continue;
    buffer_print(out, ".It Cm ");
    docs_path(out, c);
    buffer_put(out, '\n');
    add_text(out, message_text(lang, c->about));
    if (c->command == COMMAND_CHAT) buffer_print(out, ".Pp\n");
    if (c->command == COMMAND_CHAT)
      add_text(out, message_text(lang, CHAT_HELP));
  }
  buffer_print(out, ".El\n");
}

/* The commands that know the option; nothing for all. */
static void add_users(struct buffer *out, const struct option *option,
                      enum lang lang) {
  struct buffer names = {0};
  bool all = true;
  for (const struct command_name *c = command_table; c->name; c++) {
    if (docs_is_parent(c) || c->parent == COMMAND_BASELINE) continue;
    if (!docs_knows(c, option)) {
      all = false;
      continue;
    }
    if (names.len) buffer_print(&names, ", ");
    docs_path(&names, c);
  }
  if (!all) {
    buffer_print(out, ".br\n");
    buffer_format(out, message_text(lang, MAN_KNOWN_BY), names.data);
    buffer_put(out, '\n');
  }
  buffer_free(&names);
}

static void add_options(struct buffer *out, enum lang lang) {
  struct buffer choices = {0};
  add_section(out, lang, MAN_OPTIONS);
  buffer_print(out, ".Bl -tag -width Ds\n");
  for (const struct option *o = option_table; o->name; o++) {
    buffer_print(out, ".It ");
    if (o->letter) buffer_format(out, "Fl %c , ", o->letter);
    buffer_format(out, "Fl Fl %s", o->name);
    if (o->value) {
      buffer_print(out, " Ar ");
      docs_escape(out, o->value, "");
    }
    buffer_put(out, '\n');
    add_text(out, message_text(lang, o->help));
    buffer_clear(&choices);
    docs_choices(&choices, o, ", ");
    if (o->id == OPTION_FORMAT && !strchr(o->value, '|')) {
      buffer_print(out, ".br\n");
      add_text(out, choices.data);
    }
    add_users(out, o, lang);
  }
  buffer_print(out, ".El\n");
  buffer_free(&choices);
}

static void add_list(struct buffer *out, enum lang lang, enum message title,
                     const char *const *names, const enum message *texts) {
  add_section(out, lang, title);
  buffer_print(out, ".Bl -tag -width Ds\n");
  for (size_t i = 0; names[i]; i++) {
    buffer_format(out, ".It %s\n", names[i]);
    add_text(out, message_text(lang, texts[i]));
  }
  buffer_print(out, ".El\n");
}

static void add_rest(struct buffer *out, enum lang lang) {
  static const char *const variables[] = {"Ev LC_ALL , LC_MESSAGES , LANG",
                                          "Ev NO_COLOR", "Ev TMPDIR", NULL};
  static const enum message variable_texts[] = {MAN_LANG, MAN_NO_COLOR,
                                                MAN_TMPDIR};
  static const char *const files[] = {"Pa .hvlineignore", "Pa hvline.yaml",
                                      NULL};
  static const enum message file_texts[] = {HELP_IGNORE, HELP_CONFIG};
  struct buffer input = {0};
  add_section(out, lang, MAN_INPUT);
  help_audit_input(&input, lang);
  add_text(out, input.data);
  buffer_free(&input);
  buffer_print(out, ".Pp\n");
  add_text(out, message_text(lang, HELP_CHECK_INPUT));
  buffer_print(out, ".Pp\n");
  add_text(out, message_text(lang, HELP_EXPLAIN_INPUT));
  buffer_print(out, ".Pp\n");
  add_text(out, message_text(lang, HELP_RULE_FAULTS));
  add_list(out, lang, MAN_ENVIRONMENT, variables, variable_texts);
  add_list(out, lang, MAN_FILES, files, file_texts);
  add_section(out, lang, MAN_STATUS);
  add_text(out, message_text(lang, HELP_STATUS));
  buffer_print(out, ".Pp\n");
  add_text(out, message_text(lang, HELP_STATUS_BASELINE));
  add_section(out, lang, MAN_EXAMPLES);
  buffer_print(out, ".Bd -literal\n");
  docs_escape(out, message_text(lang, MAN_EXAMPLE_LINES), "");
  buffer_print(out, "\n.Ed\n");
}

void docs_man(struct buffer *out, enum lang lang) {
  buffer_print(out, ".Dd November 29, 2026\n.Dt HVLINE 1\n.Os\n");
  add_section(out, lang, MAN_NAME);
  buffer_format(out, ".Nm hvline\n.Nd %s\n", message_text(lang, MAN_ABOUT));
  add_synopsis(out, lang);
  add_section(out, lang, MAN_DESCRIPTION);
  add_text(out, message_text(lang, ABOUT_NONE));
  add_commands(out, lang);
  add_options(out, lang);
  add_rest(out, lang);
}

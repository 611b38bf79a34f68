/* SPDX-License-Identifier: MIT */
/* args.h - from the command line to options. */
#ifndef HVLINE_CLI_ARGS_H
#define HVLINE_CLI_ARGS_H

#include "base/log.h"
#include "base/options.h"

/* The commands that take files or texts to judge. */
enum { COMMANDS_JUDGING = COMMAND_AUDIT | COMMAND_CHECK };

enum option_id {
  OPTION_FORMAT,
  OPTION_OUTPUT,
  OPTION_REPORT,
  OPTION_RULES,
  OPTION_NO_BUILTIN,
  OPTION_RULESET,
  OPTION_LEVEL,
  OPTION_LINE,
  OPTION_RULE,
  OPTION_SINCE,
  OPTION_UNTIL,
  OPTION_AGENT,
  OPTION_FACT,
  OPTION_FAIL_ON,
  OPTION_INPUT_FORMAT,
  OPTION_TEMPLATE_FORMAT,
  OPTION_ENCODING,
  OPTION_SHEET,
  OPTION_MAP,
  OPTION_MAP_ROLE,
  OPTION_MAP_SHOP,
  OPTION_PRESET,
  OPTION_CONFIG,
  OPTION_DRY_RUN,
  OPTION_MEMORY,
  OPTION_JOBS,
  OPTION_RESUME,
  OPTION_COLOR,
  OPTION_LANG,
  OPTION_NO_MASK,
  OPTION_QUIET,
  OPTION_STATS,
  OPTION_BASELINE,
  OPTION_IGNORE,
  OPTION_REASON,
  OPTION_DIFF,
  OPTION_EXPLAIN,
  OPTION_EXAMPLES,
  OPTION_CHATS,
  OPTION_HELP,
  OPTION_VERSION
};

/* An option as the parser and the help know it. */
struct option {
  enum option_id id;
  const char *name;  /* without "--"; NULL ends the table */
  char letter;       /* "-o"; 0: none */
  const char *value; /* what the help calls its value; NULL: it takes none */
  unsigned commands; /* bits of enum command that know it */
  enum message help;
};
extern const struct option option_table[];

struct command_name {
  enum command command, parent;
  const char *name; /* NULL ends the table */
  enum message usage, about;
};
extern const struct command_name command_table[];

/* Fill `options` from the command line. False, after saying why, if it is
 * wrong. The words are borrowed from `argv`. */
bool args_parse(int argc, char **argv, struct options *options,
                struct log *log);

/* Store the value of an option (NULL for one without); false, after saying
 * why, if the value is wrong. */
bool option_set(const struct option *option, const char *value,
                struct options *options, struct log *log);

/* The help for `options->command`, or the version, on stdout. */
void help_print(const struct options *options);
void version_print(void);

/* Append what can be said of the files of `hvline audit`, for people. */
void help_audit_input(struct buffer *out, enum lang lang);

#endif

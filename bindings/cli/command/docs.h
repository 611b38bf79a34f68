/* SPDX-License-Identifier: MIT */
/* docs.h - what `hvline docs` writes from the tables of commands and options,
 * so that it says what the command does: a manual page and what shells complete
 * command lines by. A new kind is one file, and its line in docs.c. */
#ifndef HVLINE_CLI_DOCS_H
#define HVLINE_CLI_DOCS_H

#include "base/buffer.h"
#include "command/args.h"

typedef void docs_writer(struct buffer *out, enum lang lang);

docs_writer docs_man, docs_bash, docs_zsh, docs_fish;

/* "rules list", "audit": the words behind `hvline`. */
void docs_path(struct buffer *out, const struct command_name *command);

/* Has it commands of its own? */
bool docs_is_parent(const struct command_name *command);

/* Does `command` know `option`? */
bool docs_knows(const struct command_name *command,
                const struct option *option);

/* Append the words that the option's value can be, with `between` between
 * them; nothing where it is free. */
void docs_choices(struct buffer *out, const struct option *option,
                  const char *between);

/* Is the option's value, or the words behind the command, a file? */
bool docs_takes_file(const struct option *option);
bool docs_takes_files(const struct command_name *command);

/* Append `text` with a backslash before each byte of `special`. */
void docs_escape(struct buffer *out, const char *text, const char *special);

#endif

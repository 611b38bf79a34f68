/* SPDX-License-Identifier: MIT */
/* commands.h - what the command can be asked to do. */
#ifndef HVLINE_CLI_COMMANDS_H
#define HVLINE_CLI_COMMANDS_H

#include "base/log.h"
#include "base/options.h"

/* What the process ends with. */
enum { STATUS_CLEAN = 0, STATUS_FOUND = 1, STATUS_WRONG = 2 };

/* Each runs one command and returns its status; what is wrong has been said. */
int command_judge(const struct options *options, struct log *log);
int command_chat(const struct options *options, struct log *log);
int command_docs(const struct options *options, struct log *log);
int command_list(const struct options *options, struct log *log);
int command_test(const struct options *options, struct log *log);
int command_mutate(const struct options *options, struct log *log);
int command_lint(const struct options *options, struct log *log);
int command_explain(const struct options *options, struct log *log);
int command_compile(const struct options *options, struct log *log);

/* command_judge() with --dry-run, once its options are checked. */
int command_dry_run(const struct options *options, struct log *log);

/* Is --format one that lists of rules have? Says so if not. */
bool format_check(const struct options *options, struct log *log);

/* STATUS_WRONG if an error was logged, else by whether anything was found. */
int status_of(const struct log *log, bool found);

#endif

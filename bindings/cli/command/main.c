/* SPDX-License-Identifier: MIT */
/* main.c - the command hvline. */
#include "command/args.h"
#include "command/commands.h"
#include "command/config.h"

static int run(const struct options *options, struct log *log) {
  switch (options->command) {
  case COMMAND_AUDIT:
  case COMMAND_CHECK: return command_judge(options, log);
  case COMMAND_CHAT: return command_chat(options, log);
  case COMMAND_DOCS: return command_docs(options, log);
  case COMMAND_LIST: return command_list(options, log);
  case COMMAND_TEST: return command_test(options, log);
  case COMMAND_MUTATE: return command_mutate(options, log);
  case COMMAND_LINT: return command_lint(options, log);
  case COMMAND_EXPLAIN: return command_explain(options, log);
  case COMMAND_COMPILE: return command_compile(options, log);
  default:
    log_error(log, (struct where){0},
              options->command == COMMAND_RULES      ? NO_RULES_COMMAND
              : options->command == COMMAND_BASELINE ? NO_BASELINE_COMMAND
                                                     : NO_COMMAND);
    return STATUS_WRONG;
  }
}

int main(int argc, char **argv) {
  struct log log = {.stream = stderr};
  struct options options;
  int status = STATUS_WRONG;
  if (args_parse(argc, argv, &options, &log)) {
    if (options.help || options.version) {
      options.help ? help_print(&options) : version_print();
      status = STATUS_CLEAN;
    } else if (!(options.command & COMMANDS_JUDGING) ||
               config_apply(&options, &log)) {
      status = run(&options, &log);
    }
  }
  if (!log_stdout(&log)) status = STATUS_WRONG;
  options_free(&options);
  log_end_all(&log);
  log_free(&log);
  return status;
}

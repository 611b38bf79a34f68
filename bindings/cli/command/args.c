/* SPDX-License-Identifier: MIT */
/* args.c - from the command line to options. */
#include "command/args.h"

#include <string.h>

#include "base/nearest.h"

const struct command_name command_table[] = {
    {COMMAND_AUDIT, COMMAND_NONE, "audit", USAGE_AUDIT, ABOUT_AUDIT},
    {COMMAND_CHECK, COMMAND_NONE, "check", USAGE_CHECK, ABOUT_CHECK},
    {COMMAND_RULES, COMMAND_NONE, "rules", USAGE_RULES, ABOUT_RULES},
    {COMMAND_BASELINE, COMMAND_NONE, "baseline", USAGE_BASELINE,
     ABOUT_BASELINE},
    {COMMAND_AUDIT, COMMAND_BASELINE, "audit", USAGE_AUDIT,
     ABOUT_BASELINE_AUDIT},
    {COMMAND_CHECK, COMMAND_BASELINE, "check", USAGE_CHECK,
     ABOUT_BASELINE_CHECK},
    {COMMAND_CHAT, COMMAND_NONE, "chat", USAGE_CHAT, ABOUT_CHAT},
    {COMMAND_DOCS, COMMAND_NONE, "docs", USAGE_DOCS, ABOUT_DOCS},
    {COMMAND_LIST, COMMAND_RULES, "list", USAGE_LIST, ABOUT_LIST},
    {COMMAND_TEST, COMMAND_RULES, "test", USAGE_TEST, ABOUT_TEST},
    {COMMAND_MUTATE, COMMAND_RULES, "mutate", USAGE_MUTATE, ABOUT_MUTATE},
    {COMMAND_LINT, COMMAND_RULES, "lint", USAGE_LINT, ABOUT_LINT},
    {COMMAND_EXPLAIN, COMMAND_RULES, "explain", USAGE_EXPLAIN, ABOUT_EXPLAIN},
    {COMMAND_COMPILE, COMMAND_RULES, "compile", USAGE_COMPILE, ABOUT_COMPILE},
    {COMMAND_NONE, COMMAND_NONE, NULL, USAGE_NONE, ABOUT_NONE},
};

/* Where the parser stands in argv. */
struct cursor {
  char **argv;
  int argc, at;
  struct options *options;
  struct log *log;
};

static const struct where nowhere = {0};

static bool complain_command(const struct cursor *cursor, const char *word) {
  const char *names[sizeof command_table / sizeof *command_table] = {NULL};
  size_t count = 0;
  for (const struct command_name *c = command_table; c->name; c++)
    if (c->parent == cursor->options->command) names[count++] = c->name;
  const char *near = nearest_in(word, names);
  if (near)
    log_error(cursor->log, nowhere, UNKNOWN_COMMAND_NEAR, word, near);
  else
    log_error(cursor->log, nowhere, UNKNOWN_COMMAND, word);
  return false;
}

/* Does `word` stand where a command is expected? */
static bool wants_command(const struct options *options) {
  return options->command == COMMAND_NONE ||
         options->command == COMMAND_RULES ||
         options->command == COMMAND_BASELINE;
}

static bool take_command(struct cursor *cursor, const char *word) {
  if (strcmp(word, "help") == 0) return cursor->options->help = true;
  for (const struct command_name *c = command_table; c->name; c++) {
    if (c->parent != cursor->options->command || strcmp(c->name, word) != 0)
      continue;
    if (c->parent == COMMAND_BASELINE) {
      cursor->options->accept = true;
      cursor->options->format = "baseline";
      cursor->options->given |= UINT64_C(1) << OPTION_FORMAT;
    }
    cursor->options->command = c->command;
    return true;
  }
  return complain_command(cursor, word);
}

static bool take_word(struct cursor *cursor, const char *word) {
  if (wants_command(cursor->options)) return take_command(cursor, word);
  words_add(&cursor->options->files, word);
  return true;
}

/* Which options may stand here? Before the command, only those that all know.
 */
static bool knows(const struct options *options, const struct option *option) {
  if (options->command == COMMAND_NONE)
    return (option->commands & COMMAND_RULES) != 0;
  return (option->commands & (unsigned)options->command) != 0;
}

static bool complain_option(const struct cursor *cursor, const char *word) {
  const char *names[OPTION_VERSION + 2] = {NULL};
  size_t count = 0;
  for (const struct option *o = option_table; o->name; o++)
    if (knows(cursor->options, o)) names[count++] = o->name;
  char name[64] = "";
  size_t len = strcspn(word, "=");
  if (len < sizeof name) memcpy(name, word, len);
  const char *near = nearest_in(name, names);
  if (near)
    log_error(cursor->log, nowhere, UNKNOWN_OPTION_NEAR, word, near);
  else
    log_error(cursor->log, nowhere, UNKNOWN_OPTION, word);
  return false;
}

/* The value behind '=' or, without one, the next word; NULL if neither. */
static const char *take_value(struct cursor *cursor, const char *behind) {
  if (behind) return behind;
  if (cursor->at + 1 >= cursor->argc) return NULL;
  return cursor->argv[++cursor->at];
}

static bool set_option(struct cursor *cursor, const struct option *option,
                       const char *behind) {
  if (!option->value && behind) {
    log_error(cursor->log, nowhere, NEEDLESS_VALUE, option->name, behind);
    return false;
  }
  const char *value = option->value ? take_value(cursor, behind) : NULL;
  if (option->value && !value) {
    log_error(cursor->log, nowhere, MISSING_VALUE, option->name, option->value);
    return false;
  }
  cursor->options->given |= UINT64_C(1) << option->id;
  return option_set(option, value, cursor->options, cursor->log);
}

static bool take_long(struct cursor *cursor, const char *word) {
  size_t len = strcspn(word, "=");
  for (const struct option *o = option_table; o->name; o++) {
    if (strlen(o->name) != len || memcmp(o->name, word, len) != 0) continue;
    if (!knows(cursor->options, o)) continue;
    return set_option(cursor, o, word[len] ? word + len + 1 : NULL);
  }
  return complain_option(cursor, word);
}

/* "-o FILE", "-oFILE" or "-q". */
static bool take_short(struct cursor *cursor, const char *word) {
  for (const struct option *o = option_table; o->name; o++) {
    if (o->letter != word[0] || !knows(cursor->options, o)) continue;
    return set_option(cursor, o, word[1] ? word + 1 : NULL);
  }
  log_error(cursor->log, nowhere, UNKNOWN_LETTER, word);
  return false;
}

/* The language holds for complaints about options before it, too. */
static void find_lang(int argc, char **argv, struct options *options,
                      struct log *log) {
  options->lang = lang_from_environment();
  for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
    const char *value = NULL;
    if (strncmp(argv[i], "--lang=", 7) == 0) value = argv[i] + 7;
    if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc) value = argv[i + 1];
    if (value && strcmp(value, "zh") == 0) options->lang = LANG_ZH;
    if (value && strcmp(value, "en") == 0) options->lang = LANG_EN;
  }
  log->lang = options->lang;
}

bool args_parse(int argc, char **argv, struct options *options,
                struct log *log) {
  struct cursor cursor = {argv, argc, 1, options, log};
  *options = (struct options){
      .level = 2, .fail_on = HVL_NOTE, .memory = 1024 * 1024 * 1024, .jobs = 1};
  find_lang(argc, argv, options, log);
  bool only_words = false;
  for (; cursor.at < argc; cursor.at++) {
    const char *word = argv[cursor.at];
    bool good;
    if (only_words || word[0] != '-' || !word[1])
      good = take_word(&cursor, word);
    else if (strcmp(word, "--") == 0)
      good = only_words = true;
    else if (word[1] == '-')
      good = take_long(&cursor, word + 2);
    else
      good = take_short(&cursor, word + 1);
    if (!good) return false;
  }
  log->quiet = options->quiet;
  return true;
}

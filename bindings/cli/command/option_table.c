/* SPDX-License-Identifier: MIT */
/* option_table.c - the table of options, and how each stores its value. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/nearest.h"
#include "chats/roles.h"
#include "chats/selection.h"
#include "command/args.h"
#include "input/input.h"

enum {
  LIST = COMMAND_LIST,
  RULES = COMMAND_LIST | COMMAND_TEST | COMMAND_LINT | COMMAND_EXPLAIN |
          COMMAND_COMPILE | COMMAND_MUTATE,
  LOADED = COMMANDS_JUDGING | COMMAND_LIST | COMMAND_TEST | COMMAND_EXPLAIN |
           COMMAND_CHAT,
  FILTERED = LOADED | COMMAND_MUTATE,
  EVERY = COMMANDS_JUDGING | COMMAND_RULES | COMMAND_BASELINE | RULES |
          COMMAND_CHAT | COMMAND_DOCS,
};

const struct option option_table[] = {
    {OPTION_FORMAT, "format", 'f', "NAME", COMMANDS_JUDGING, HELP_FORMAT_NAME},
    {OPTION_FORMAT, "format", 'f', "text|jsonl", LIST | COMMAND_MUTATE,
     HELP_FORMAT},
    {OPTION_OUTPUT, "output", 'o', "FILE",
     COMMANDS_JUDGING | LIST | COMMAND_COMPILE, HELP_OUTPUT},
    {OPTION_REPORT, "report", 0, "NAME=FILE", COMMANDS_JUDGING, HELP_REPORT},
    {OPTION_RULES, "rules", 'r', "FILE|DIR",
     COMMANDS_JUDGING | RULES | COMMAND_CHAT, HELP_RULES},
    {OPTION_NO_BUILTIN, "no-builtin", 0, NULL,
     COMMANDS_JUDGING | RULES | COMMAND_CHAT, HELP_NO_BUILTIN},
    {OPTION_RULESET, "ruleset", 0, "FILE", LOADED, HELP_RULESET},
    {OPTION_LEVEL, "level", 'l', "1|2|3",
     COMMANDS_JUDGING | COMMAND_EXPLAIN | COMMAND_CHAT, HELP_LEVEL},
    {OPTION_LINE, "line", 0, "LINE", FILTERED, HELP_LINE},
    {OPTION_RULE, "rule", 0, "ID", FILTERED, HELP_RULE},
    {OPTION_SINCE, "since", 0, "TIME", COMMAND_AUDIT, HELP_SINCE},
    {OPTION_UNTIL, "until", 0, "TIME", COMMAND_AUDIT, HELP_UNTIL},
    {OPTION_AGENT, "agent", 0, "ACCOUNT", COMMAND_AUDIT, HELP_AGENT},
    {OPTION_FACT, "fact", 0, "NAME=VALUE",
     COMMANDS_JUDGING | COMMAND_EXPLAIN | COMMAND_CHAT, HELP_FACT},
    {OPTION_FAIL_ON, "fail-on", 0, "error|warning|note",
     COMMANDS_JUDGING | COMMAND_LINT, HELP_FAIL_ON},
    {OPTION_INPUT_FORMAT, "input-format", 0,
     "auto|csv|jsonl|json|qianniu|dialogue", COMMAND_AUDIT, HELP_INPUT_FORMAT},
    {OPTION_TEMPLATE_FORMAT, "input-format", 0,
     "auto|csv|jsonl|json|yaml|markdown|text|lines|blocks", COMMAND_CHECK,
     HELP_INPUT_FORMAT},
    {OPTION_ENCODING, "encoding", 0, "NAME", COMMANDS_JUDGING | COMMAND_EXPLAIN,
     HELP_ENCODING},
    {OPTION_SHEET, "sheet", 0, "NAME", COMMANDS_JUDGING | COMMAND_EXPLAIN,
     HELP_SHEET},
    {OPTION_MAP, "map", 0, "FIELD=COLUMN", COMMANDS_JUDGING | COMMAND_EXPLAIN,
     HELP_MAP},
    {OPTION_MAP_ROLE, "map-role", 0, "VALUE=ROLE",
     COMMAND_AUDIT | COMMAND_EXPLAIN, HELP_MAP_ROLE},
    {OPTION_MAP_SHOP, "map-shop", 0, "VALUE=NAME", COMMAND_AUDIT,
     HELP_MAP_SHOP},
    {OPTION_PRESET, "preset", 0, "NAME", COMMAND_AUDIT, HELP_PRESET},
    {OPTION_CONFIG, "config", 0, "FILE", COMMANDS_JUDGING, HELP_CONFIG},
    {OPTION_DRY_RUN, "dry-run", 0, NULL, COMMAND_AUDIT, HELP_DRY_RUN},
    {OPTION_MEMORY, "memory", 0, "SIZE", COMMAND_AUDIT, HELP_MEMORY},
    {OPTION_JOBS, "jobs", 'j', "N", COMMANDS_JUDGING, HELP_JOBS},
    {OPTION_RESUME, "resume", 0, "FILE", COMMAND_AUDIT, HELP_RESUME},
    {OPTION_COLOR, "color", 0, "auto|always|never",
     COMMANDS_JUDGING | COMMAND_EXPLAIN | COMMAND_CHAT, HELP_COLOR},
    {OPTION_LANG, "lang", 0, "zh|en", EVERY, HELP_LANG},
    {OPTION_NO_MASK, "no-mask", 0, NULL,
     COMMANDS_JUDGING | COMMAND_EXPLAIN | COMMAND_CHAT, HELP_NO_MASK},
    {OPTION_QUIET, "quiet", 'q', NULL,
     COMMANDS_JUDGING | COMMAND_TEST | COMMAND_MUTATE | COMMAND_CHAT,
     HELP_QUIET},
    {OPTION_STATS, "stats", 0, NULL, COMMANDS_JUDGING, HELP_STATS},
    {OPTION_BASELINE, "baseline", 0, "FILE", COMMANDS_JUDGING, HELP_BASELINE},
    {OPTION_IGNORE, "ignore", 0, "FILE", COMMANDS_JUDGING, HELP_IGNORE},
    {OPTION_REASON, "reason", 0, "TEXT", COMMANDS_JUDGING, HELP_REASON},
    {OPTION_DIFF, "diff", 0, "REVISION", COMMAND_CHECK, HELP_DIFF},
    {OPTION_EXPLAIN, "explain", 0, "FINGERPRINT", COMMANDS_JUDGING,
     HELP_EXPLAIN},
    {OPTION_EXAMPLES, "examples", 0, NULL, COMMAND_LINT, HELP_EXAMPLES},
    {OPTION_CHATS, "chats", 0, "FILE", COMMAND_MUTATE, HELP_CHATS},
    {OPTION_HELP, "help", 'h', NULL, EVERY, HELP_HELP},
    {OPTION_VERSION, "version", 'V', NULL, EVERY, HELP_VERSION},
    {OPTION_HELP, NULL, 0, NULL, 0, HELP_HELP},
};

/* The index of `value` in the NULL-terminated `names`; -1, after saying what
 * there is, if it is none of them. */
static int choose(const struct option *option, const char *value,
                  const char *const *names, struct log *log) {
  for (int i = 0; names[i]; i++)
    if (strcmp(names[i], value) == 0) return i;
  const char *near = nearest_in(value, names);
  struct where nowhere = {0};
  if (near)
    log_error(log, nowhere, BAD_VALUE_NEAR, option_dashes(log->context),
              option->name, value, near);
  else
    log_error(log, nowhere, BAD_VALUE, option_dashes(log->context),
              option->name, value, option->value);
  return -1;
}

static bool set_choice(const struct option *option, const char *value,
                       struct options *options, struct log *log) {
  static const char *const colors[] = {"auto", "always", "never", NULL};
  static const char *const langs[] = {"zh", "en", NULL};
  static const char *const levels[] = {"1", "2", "3", NULL};
  static const char *const severities[] = {"note", "warning", "error", NULL};
  static const char *const inputs[] = {"auto",    "csv",      "jsonl", "json",
                                       "qianniu", "dialogue", NULL};
  const char *const *names = option->id == OPTION_COLOR     ? colors
                             : option->id == OPTION_LANG    ? langs
                             : option->id == OPTION_LEVEL   ? levels
                             : option->id == OPTION_FAIL_ON ? severities
                                                            : inputs;
  int index = choose(option, value, names, log);
  if (index < 0) return false;
  switch (option->id) {
  case OPTION_COLOR: options->color = (enum color)index; break;
  case OPTION_LANG: options->lang = (enum lang)index; break;
  case OPTION_LEVEL: options->level = (unsigned)index + 1; break;
  case OPTION_FAIL_ON: options->fail_on = (hvl_severity)(index + 1); break;
  default: options->input = (enum input_format)index; break;
  }
  return true;
}

static bool set_template_format(const struct option *option, const char *value,
                                struct options *options, struct log *log) {
  int index = choose(option, value, template_format_names(), log);
  if (index < 0) return false;
  options->template_format = index ? value : NULL;
  return true;
}

static bool add_pair(const struct option *option, const char *value,
                     struct words *pairs, struct log *log) {
  const char *behind = value_of(value);
  if (!behind || (option->id == OPTION_REPORT && !*behind)) {
    log_error(log, (struct where){0}, NOT_A_PAIR, option_dashes(log->context),
              option->name, value, option->value);
    return false;
  }
  words_add(pairs, value);
  return true;
}

static bool add_role(const struct option *option, const char *value,
                     struct options *options, struct log *log) {
  static const struct words none = {NULL, 0, 0};
  const char *role = value_of(value);
  if (role && !role_of((hvl_text){role, strlen(role)}, &none)) {
    log_error(log, (struct where){0}, NOT_A_ROLE, option_dashes(log->context),
              option->name, value);
    return false;
  }
  return add_pair(option, value, &options->map_roles, log);
}

/* One revision; git must not take it for an option. */
static bool set_diff(const struct option *option, const char *value,
                     struct options *options, struct log *log) {
  if (*value && *value != '-' && !strstr(value, "..")) {
    options->diff = value;
    return true;
  }
  log_error(log, (struct where){0}, BAD_VALUE, option_dashes(log->context),
            option->name, value, "main, HEAD, 1a2b3c4");
  return false;
}

static bool set_explain(const struct option *option, const char *value,
                        struct options *options, struct log *log) {
  enum { SHORTEST = 4, DIGITS = 16 };
  size_t len = strlen(value);
  if (len >= SHORTEST && len <= DIGITS &&
      strspn(value, "0123456789abcdef") == len) {
    options->explain = value;
    return true;
  }
  log_error(log, (struct where){0}, BAD_VALUE, option_dashes(log->context),
            option->name, value, "0123456789abcdef, 0123");
  return false;
}

static bool set_time(const struct option *option, const char *value,
                     struct options *options, struct log *log) {
  bool good;
  if (option->id == OPTION_SINCE)
    good = options->has_since =
        clock_parse((hvl_text){value, strlen(value)}, &options->since);
  else
    good = options->has_until = until_parse(value, &options->until);
  if (!good)
    log_error(log, (struct where){0}, BAD_TIME, option_dashes(log->context),
              option->name, value);
  return good;
}

/* "512M", "2G"; a number alone is bytes. */
static bool set_memory(const struct option *option, const char *value,
                       struct options *options, struct log *log) {
  static const char units[] = "KMG";
  char *end;
  unsigned long long size = strtoull(value, &end, 10);
  const char *unit = *end ? strchr(units, *end & ~0x20) : NULL;
  int shift = unit ? (int)(unit - units + 1) * 10 : 0;
  bool good = *value >= '0' && *value <= '9' &&
              (!*end || (unit && (!end[1] || strcmp(end + 1, "B") == 0))) &&
              size <= SIZE_MAX >> shift && size << shift >= 64 * 1024;
  if (!good)
    log_error(log, (struct where){0}, BAD_VALUE, option_dashes(log->context),
              option->name, value, "64K, 512M, 2G");
  if (good) options->memory = (size_t)size << shift;
  return good;
}

static bool set_jobs(const struct option *option, const char *value,
                     struct options *options, struct log *log) {
  enum { MOST = 64 };
  char *end;
  unsigned long jobs = strtoul(value, &end, 10);
  bool good =
      *value >= '0' && *value <= '9' && !*end && jobs >= 1 && jobs <= MOST;
  if (good) options->jobs = jobs;
  if (!good)
    log_error(log, (struct where){0}, BAD_VALUE, option_dashes(log->context),
              option->name, value, "1..64");
  return good;
}

bool option_set(const struct option *option, const char *value,
                struct options *options, struct log *log) {
  switch (option->id) {
  case OPTION_FORMAT: options->format = value; return true;
  case OPTION_OUTPUT: options->output = value; return true;
  case OPTION_REPORT: return add_pair(option, value, &options->reports, log);
  case OPTION_RULES: words_add(&options->rules, value); return true;
  case OPTION_NO_BUILTIN: options->no_builtin = true; return true;
  case OPTION_RULESET: options->ruleset = value; return true;
  case OPTION_LINE: words_add(&options->lines, value); return true;
  case OPTION_RULE: words_add(&options->rule_ids, value); return true;
  case OPTION_SINCE:
  case OPTION_UNTIL: return set_time(option, value, options, log);
  case OPTION_DRY_RUN: options->dry_run = true; return true;
  case OPTION_MEMORY: return set_memory(option, value, options, log);
  case OPTION_JOBS: return set_jobs(option, value, options, log);
  case OPTION_RESUME: options->resume = value; return true;
  case OPTION_PRESET: options->preset = value; return true;
  case OPTION_CONFIG: options->config = value; return true;
  case OPTION_AGENT: words_add(&options->agents, value); return true;
  case OPTION_CHATS: words_add(&options->chats, value); return true;
  case OPTION_FACT: return add_pair(option, value, &options->facts, log);
  case OPTION_TEMPLATE_FORMAT:
    return set_template_format(option, value, options, log);
  case OPTION_ENCODING: options->encoding = value; return true;
  case OPTION_SHEET: words_add(&options->sheets, value); return true;
  case OPTION_MAP: return add_pair(option, value, &options->maps, log);
  case OPTION_MAP_ROLE: return add_role(option, value, options, log);
  case OPTION_MAP_SHOP:
    return add_pair(option, value, &options->map_shops, log);
  case OPTION_NO_MASK: options->no_mask = true; return true;
  case OPTION_QUIET: options->quiet = true; return true;
  case OPTION_STATS: options->stats = true; return true;
  case OPTION_BASELINE: words_add(&options->baselines, value); return true;
  case OPTION_IGNORE: options->ignore = value; return true;
  case OPTION_REASON: options->reason = value; return true;
  case OPTION_DIFF: return set_diff(option, value, options, log);
  case OPTION_EXPLAIN: return set_explain(option, value, options, log);
  case OPTION_EXAMPLES: options->examples = true; return true;
  case OPTION_HELP: options->help = true; return true;
  case OPTION_VERSION: options->version = true; return true;
  default: return set_choice(option, value, options, log);
  }
}

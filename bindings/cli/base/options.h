/* SPDX-License-Identifier: MIT */
/* options.h - what the user asked for: commands, options, their values. */
#ifndef HVLINE_CLI_OPTIONS_H
#define HVLINE_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/alloc.h"
#include "base/log.h"
#include "hvline.h"

/* Bits, so that an option can name the commands that know it. */
enum command {
  COMMAND_NONE = 0, /* `hvline` alone */
  COMMAND_AUDIT = 1,
  COMMAND_CHECK = 2,
  COMMAND_RULES = 4, /* `hvline rules` alone */
  COMMAND_LIST = 8,
  COMMAND_TEST = 16,
  COMMAND_LINT = 32,
  COMMAND_EXPLAIN = 64,
  COMMAND_COMPILE = 128,
  COMMAND_MUTATE = 256,
  COMMAND_BASELINE = 512, /* `hvline baseline` alone */
  COMMAND_DOCS = 1024,
  COMMAND_CHAT = 2048
};

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };
enum input_format {
  INPUT_AUTO,
  INPUT_CSV,
  INPUT_JSONL,
  INPUT_JSON,
  INPUT_QIANNIU,
  INPUT_DIALOGUE
};

/* Words of the command line, in order; borrowed from argv. */
struct words {
  const char **items;
  size_t count, cap;
};

/* Where a value comes from that does not stand behind its own option: a file of
 * settings, or `option` of the command line if `where` is all zero. */
struct origin {
  const char *value, *option;
  struct where where;
};

struct options {
  enum command command;
  enum lang lang;
  bool help, version;
  struct words files;
  const char *format;   /* NULL: the command's first */
  const char *output;   /* NULL: stdout */
  struct words reports; /* "csv=out.csv" */
  struct words rules;   /* files and folders */
  bool no_builtin;
  const char *ruleset; /* NULL: none */
  unsigned level;
  enum color color;
  hvl_severity fail_on;
  const char *encoding; /* NULL: found out for each file */
  enum input_format input;
  const char *template_format; /* of check; NULL: found out for each file */
  struct words sheets;         /* names of those of workbooks; none: usual */
  struct words maps;           /* "role=发送人" */
  struct words map_roles;      /* "0=buyer" */
  struct words map_shops;      /* "旗舰店=tmall" */
  struct words facts;          /* "shop=taobao" */
  struct words chats;          /* files of conversations */
  struct words lines, rule_ids;
  bool has_since, has_until;
  int64_t since, until; /* as in chat.h; `until` is the first behind */
  struct words agents;  /* accounts of the shop, with its name or without */
  bool no_mask, quiet, stats, examples;
  bool accept; /* `hvline baseline`: what is found is to be known */
  struct words baselines;
  const char *ignore;  /* NULL: .hvlineignore, if it is there */
  const char *reason;  /* for entries of a new baseline; NULL: a usual one */
  const char *diff;    /* a revision of git; NULL: judge all */
  const char *explain; /* a fingerprint or the beginning of one; NULL: none */
  bool dry_run;
  size_t memory;               /* bytes for what a file holds */
  const char *resume;          /* file that says how far it is; NULL: none */
  size_t jobs;                 /* that judge at once; at least 1 */
  const char *config, *preset; /* NULL: none */
  uint64_t given;    /* bits 1 << enum option_id, of the command line */
  struct pool texts; /* that stand nowhere else */
  struct origin *origins;
  size_t origin_count, origin_cap;
};

/* Does the command line say the option with this enum option_id? */
bool options_given(const struct options *options, int id);

/* Note where `value` comes from; it and the name of its option are borrowed. */
void options_note(struct options *options, struct origin origin);

/* Where `value` stands in a file of settings, NULL for any value of `option`;
 * all zero if on the command line. */
struct where options_where(const struct options *options, const char *option,
                           const char *value);

/* Append where the user is to correct `value` of `option`: "--map", or
 * "hvline.yaml:4 (map)". */
void options_cite(const struct options *options, struct buffer *out,
                  const char *option, const char *value);

/* What stands before the name of an option in a message about `where`: none
 * where it is a setting. */
const char *option_dashes(struct where where);

/* `word` behind its first '=', or NULL if there is none or nothing before it.
 */
const char *value_of(const char *word);

/* Is not all judged, or not by all rules? */
bool options_are_partial(const struct options *options);

void words_add(struct words *words, const char *word);
/* `options` with its files as rules behind --rules. The caller frees
 * `rules.items`; all else is shared. */
struct options options_with_files(const struct options *options);

void options_free(struct options *options);

#endif

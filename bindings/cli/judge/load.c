/* SPDX-License-Identifier: MIT */
/* load.c - the rules that the user asked for, ready to match. */
#include "judge/load.h"

#include <errno.h>
#include <string.h>

#include "base/buffer.h"
#include "base/nearest.h"
#include "files/rule_files.h"
#include "files/whole_file.h"
#include "judge/facts.h"
#include "judge/rule_faults.h"

void complain_status(struct log *log, hvl_status status) {
  log_error(log, (struct where){0}, LIBRARY_FAILED,
            status_text(log->lang, status));
}

static bool add_file(void *ctx, const char *path, struct log *log) {
  hvl_compiler *compiler = ctx;
  hvl_status status = hvl_compiler_add_file(compiler, path);
  if (status == HVL_OK) return true;
  if (status == HVL_ERR_IO)
    log_error(log, (struct where){path, 0}, CANNOT_READ, strerror(errno));
  else
    complain_status(log, status);
  return false;
}

static bool add_all(hvl_compiler *compiler, const struct options *options,
                    struct log *log) {
  if (!options->no_builtin) {
    hvl_status status = hvl_compiler_add_builtin(compiler);
    if (status != HVL_OK) complain_status(log, status);
    if (status != HVL_OK) return false;
  }
  for (size_t i = 0; i < options->rules.count; i++)
    if (!rule_files_walk(options->rules.items[i], add_file, compiler, log))
      return false;
  return true;
}

hvl_compiler *load_compiler(const struct options *options, struct log *log) {
  hvl_compiler *compiler;
  if (options->no_builtin && !options->rules.count) {
    log_error(log, (struct where){0}, NO_RULES);
    return NULL;
  }
  hvl_status status = hvl_compiler_new(&compiler, NULL);
  if (status != HVL_OK) complain_status(log, status);
  if (status == HVL_OK && add_all(compiler, options, log)) return compiler;
  hvl_compiler_free(compiler);
  return NULL;
}

void complain_diags(const hvl_compiler *compiler, struct log *log) {
  struct rule_faults faults;
  const hvl_diag *diag;
  rule_faults_begin(&faults, compiler, log);
  for (size_t i = 0; (diag = hvl_compiler_diag(compiler, i)); i++)
    if (diag->severity == HVL_ERROR) rule_faults_tell(&faults, diag);
  rule_faults_end(&faults);
}

static hvl_ruleset *compile(const struct options *options, struct log *log) {
  hvl_ruleset *ruleset = NULL;
  hvl_compiler *compiler = load_compiler(options, log);
  if (!compiler) return NULL;
  hvl_status status = hvl_compiler_build(compiler, &ruleset);
  if (status == HVL_ERR_RULES) complain_diags(compiler, log);
  if (status != HVL_OK) complain_status(log, status);
  hvl_compiler_free(compiler);
  return ruleset;
}

static hvl_ruleset *load_saved(const char *path, struct log *log) {
  struct buffer bytes = {0};
  hvl_ruleset *ruleset = NULL;
  if (file_read(path, &bytes, log)) {
    hvl_status status = hvl_ruleset_load(&ruleset, bytes.data, bytes.len, NULL);
    if (status != HVL_OK)
      log_error(log, (struct where){path, 0}, NOT_A_RULESET,
                status_text(log->lang, status));
  }
  buffer_free(&bytes);
  return ruleset;
}

/* A ruleset is complete. Says where it and what it excludes stand. */
static void complain_both(const struct options *options, struct log *log) {
  struct buffer saved = {0}, others = {0};
  options_cite(options, &saved, "ruleset", options->ruleset);
  if (options->rules.count)
    options_cite(options, &others, "rules", options->rules.items[0]);
  if (options->rules.count && options->no_builtin)
    buffer_print(&others, message_text(log->lang, LIST_AND));
  if (options->no_builtin) options_cite(options, &others, "no-builtin", NULL);
  log_error(log, (struct where){0}, RULESET_AND_RULES, saved.data, others.data);
  buffer_free(&saved);
  buffer_free(&others);
}

hvl_ruleset *load_ruleset(const struct options *options, struct log *log) {
  hvl_ruleset *ruleset = NULL;
  if (options->ruleset && (options->rules.count || options->no_builtin)) {
    complain_both(options, log);
    return NULL;
  }
  if (options->ruleset) return load_saved(options->ruleset, log);
  if (options->rules.count || options->no_builtin) return compile(options, log);
  hvl_status status = hvl_ruleset_builtin(&ruleset, NULL);
  if (status != HVL_OK) complain_status(log, status);
  return ruleset;
}

static const char *line_at(const void *ctx, size_t index) {
  const hvl_rule *rule = hvl_ruleset_rule(ctx, index);
  return rule ? rule->line : NULL;
}

const char *rule_id_at(const void *ruleset, size_t index) {
  const hvl_rule *rule = hvl_ruleset_rule(ruleset, index);
  return rule ? rule->id : NULL;
}

/* The name of the line or rule whose title is `word`, as reports show it. */
static const char *titled(const char *word, name_at *names,
                          const hvl_ruleset *ruleset) {
  const hvl_rule *rule;
  for (size_t i = 0; (rule = hvl_ruleset_rule(ruleset, i)); i++) {
    hvl_bilingual title = names == line_at ? rule->line_title : rule->title;
    if (!strcmp(title.zh, word) || !strcmp(title.en, word))
      return names(ruleset, i);
  }
  return NULL;
}

static bool check_names(const struct options *options,
                        const struct words *words, name_at *names,
                        const hvl_ruleset *ruleset, struct log *log) {
  bool lines = names == line_at;
  for (size_t i = 0; i < words->count; i++) {
    bool found = false;
    const char *name;
    for (size_t at = 0; !found && (name = names(ruleset, at)); at++)
      found = strcmp(name, words->items[i]) == 0;
    if (found) continue;
    const char *near = titled(words->items[i], names, ruleset);
    if (!near) near = nearest(words->items[i], names, ruleset);
    log_error(log,
              options_where(options, lines ? "line" : "rule", words->items[i]),
              lines ? UNKNOWN_LINE : UNKNOWN_RULE, words->items[i],
              near ? near : "hvline rules list");
    return false;
  }
  return true;
}

/* The word that is `name`; NULL if none is. */
static const char *word_among(const struct words *words, const char *name) {
  for (size_t i = 0; i < words->count; i++)
    if (strcmp(words->items[i], name) == 0) return words->items[i];
  return NULL;
}

static bool is_among(const struct words *words, const char *name) {
  return words->count == 0 || word_among(words, name) != NULL;
}

bool filter_wants(const struct options *options, const hvl_rule *rule) {
  return is_among(&options->lines, rule->line) &&
         is_among(&options->rule_ids, rule->id);
}

/* Nothing would be found by none, and all look clean. */
static bool check_any_left(const struct options *options,
                           const hvl_ruleset *ruleset, struct log *log) {
  const hvl_rule *rule;
  for (size_t i = 0; (rule = hvl_ruleset_rule(ruleset, i)); i++)
    if (filter_wants(options, rule)) return true;
  log_error(log, (struct where){0}, NO_RULE_LEFT);
  return false;
}

/* A rule that the user asks for may be above the level that is judged to. */
static void warn_above_level(const struct options *options,
                             const hvl_ruleset *ruleset, struct log *log) {
  const hvl_rule *rule;
  if (!(options->command & (COMMAND_AUDIT | COMMAND_CHECK | COMMAND_CHAT)))
    return;
  for (size_t i = 0; (rule = hvl_ruleset_rule(ruleset, i)); i++) {
    const char *named = word_among(&options->rule_ids, rule->id);
    if (named && rule->level > options->level)
      log_warning(log, options_where(options, "rule", named), RULE_ABOVE_LEVEL,
                  rule->id, rule->level, options->level, rule->level);
  }
}

bool filter_check(const struct options *options, const hvl_ruleset *ruleset,
                  struct log *log) {
  bool good =
      check_names(options, &options->lines, line_at, ruleset, log) &&
      check_names(options, &options->rule_ids, rule_id_at, ruleset, log) &&
      check_any_left(options, ruleset, log) &&
      facts_check(options, ruleset, log);
  if (good) warn_above_level(options, ruleset, log);
  return good;
}

/* In one that the user named, or in a folder that he did? */
static bool is_own(const struct options *options, const char *file) {
  for (size_t i = 0; i < options->rules.count; i++) {
    size_t len = strlen(options->rules.items[i]);
    bool begins = strncmp(file, options->rules.items[i], len) == 0;
    if (begins && (!file[len] || file[len] == '/')) return true;
  }
  return false;
}

bool lint_tells(const struct options *options, const hvl_diag *diag) {
  return !options->rules.count || diag->severity == HVL_ERROR || !*diag->file ||
         is_own(options, diag->file);
}

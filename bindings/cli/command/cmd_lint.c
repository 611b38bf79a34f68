/* SPDX-License-Identifier: MIT */
/* cmd_lint.c - `hvline rules lint`: errors and doubtful places in rules. */
#include <stdlib.h>

#include "command/commands.h"
#include "judge/load.h"
#include "judge/rule_faults.h"
#include "rules/mutation.h"
#include "rules/shadowed.h"

struct lint {
  const struct options *options;
  struct log *log;
  size_t counts[HVL_ERROR + 1]; /* by severity */
  bool found;                   /* any at or above --fail-on */
};

static void count(struct lint *lint, const hvl_diag *diag) {
  lint->counts[diag->severity]++;
  if (diag->severity >= lint->options->fail_on) lint->found = true;
}

static void add_faults(struct lint *lint, const hvl_compiler *compiler) {
  struct rule_faults faults;
  const hvl_diag *diag;
  rule_faults_begin(&faults, compiler, lint->log);
  for (size_t i = 0; (diag = hvl_compiler_diag(compiler, i)); i++)
    if (lint_tells(lint->options, diag) && rule_faults_tell(&faults, diag))
      count(lint, diag);
  rule_faults_end(&faults);
}

/* Its text is in the language of the log. */
static void add_note(struct lint *lint, const hvl_diag *diag) {
  if (!lint_tells(lint->options, diag)) return;
  log_diag(lint->log, diag);
  count(lint, diag);
}

static hvl_ruleset *lint_compile(struct lint *lint, hvl_compiler *compiler) {
  hvl_ruleset *ruleset = NULL;
  hvl_status status = hvl_compiler_build(compiler, &ruleset);
  if (status != HVL_OK && status != HVL_ERR_RULES)
    complain_status(lint->log, status);
  add_faults(lint, compiler);
  return ruleset;
}

static void note_shadow(void *ctx, const hvl_example *example,
                        const hvl_rule *other) {
  struct lint *lint = ctx;
  struct buffer message = {0};
  buffer_format(&message, message_text(lint->options->lang, RULE_SHADOWED),
                example->rule->id, other->id);
  hvl_diag diag = {.severity = HVL_NOTE,
                   .file = example->file,
                   .line = example->line,
                   .column = example->column,
                   .message = message.data,
                   .message_zh = message.data};
  add_note(lint, &diag);
  buffer_free(&message);
}

static void note_exception(struct lint *lint, const struct mutants *mutants,
                           const struct mutant *mutant) {
  enum lang lang = lint->options->lang;
  struct buffer message = {0};
  buffer_format(&message, message_text(lang, MUTANT_UNNEEDED),
                message_text(lang, MUTANT_EXCEPTION_TEXT), mutant->text,
                mutants->definitions[mutant->owner].name);
  hvl_diag diag = {.severity = HVL_NOTE,
                   .file = mutants->files.items[mutant->file].path,
                   .line = mutant->line,
                   .column = mutant->column,
                   .message = message.data,
                   .message_zh = message.data};
  add_note(lint, &diag);
  buffer_free(&message);
}

/* Exceptions that no example needs. */
static void lint_exceptions(struct lint *lint) {
  struct mutants mutants;
  if (mutation_load(&mutants, lint->options, 1u << MUTANT_EXCEPTION,
                    lint->log) &&
      mutation_run(&mutants, lint->options, lint->log)) {
    for (size_t i = 0; i < mutants.count; i++)
      if (mutants.items[i].fate == MUTANT_UNNOTICED)
        note_exception(lint, &mutants, &mutants.items[i]);
  }
  mutants_free(&mutants);
}

/* What the examples tell about rules that compile. */
static void lint_examples(struct lint *lint, hvl_ruleset *ruleset) {
  hvl_status status = shadowed_find(ruleset, note_shadow, lint);
  if (status != HVL_OK) complain_status(lint->log, status);
  if (lint->options->examples) lint_exceptions(lint);
}

int command_lint(const struct options *options, struct log *log) {
  struct options all = options_with_files(options);
  struct lint lint = {.options = &all, .log = log};
  hvl_compiler *compiler = load_compiler(&all, log);
  if (compiler) {
    hvl_ruleset *ruleset = lint_compile(&lint, compiler);
    if (ruleset) lint_examples(&lint, ruleset);
    hvl_ruleset_free(ruleset);
    printf(message_text(all.lang, SUM_LINT), lint.counts[HVL_ERROR],
           lint.counts[HVL_WARNING], lint.counts[HVL_NOTE]);
    putchar('\n');
  }
  hvl_compiler_free(compiler);
  free(all.rules.items);
  return status_of(log, lint.found);
}

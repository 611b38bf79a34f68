/* SPDX-License-Identifier: MIT */
/* load.h - the rules that the user asked for, ready to match. */
#ifndef HVLINE_CLI_LOAD_H
#define HVLINE_CLI_LOAD_H

#include "base/log.h"
#include "base/options.h"

/* The built-in rules, changed and extended by --rules, or a saved ruleset.
 * NULL, after saying why, if they are wrong. The caller frees it. */
hvl_ruleset *load_ruleset(const struct options *options, struct log *log);

/* A compiler that was given all rules that `options` name. NULL, after saying
 * why, if a file cannot be read. The caller frees it. */
hvl_compiler *load_compiler(const struct options *options, struct log *log);

/* Say that a call of the library failed. */
void complain_status(struct log *log, hvl_status status);

/* Say the errors of `compiler`: what must be mended. Warnings are for `rules
 * lint`. */
void complain_diags(const hvl_compiler *compiler, struct log *log);

/* Do all names of --line and --rule and all values of --fact exist in
 * `ruleset`, and do the names leave any rule? Says which do not. Warns of each
 * --rule that is above --level, where there is one. */
bool filter_check(const struct options *options, const hvl_ruleset *ruleset,
                  struct log *log);

/* The ids of the rules of `ruleset`: a name_at for nearest(). */
const char *rule_id_at(const void *ruleset, size_t index);

/* Does the user want to hear of `rule`? */
bool filter_wants(const struct options *options, const hvl_rule *rule);

/* Is `diag` for who lints the rules of `options`? Who gives own files need not
 * hear how the built-in ones could be better, but of all errors. */
bool lint_tells(const struct options *options, const hvl_diag *diag);

#endif

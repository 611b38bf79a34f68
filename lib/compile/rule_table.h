/* SPDX-License-Identifier: MIT */
/* rule_table.h - all rules in order of id, changed as overlays say, written
 * into the draft with their examples. */
#ifndef HVL_COMPILE_RULE_TABLE_H
#define HVL_COMPILE_RULE_TABLE_H

#include "compile/build.h"

/* A rule with the file it comes from, after changes. */
struct rule_entry {
  const struct parsed_rule *rule;
  const struct parsed_file *file;
  const struct parsed_bilingual *line_title; /* NULL: no file gives one */
  const struct parsed_severities *severity;
  uint32_t level;
  bool off;
  struct place changed; /* by a `change` there; line 0: by none */
};
HVL_ARRAY(struct rule_entry, rule_entries);

/* Collect all rules. Faults are recorded. */
void hvl__rules_collect(struct build *build, struct rule_entries *entries);

/* Write those that are not off. */
void hvl__rules_write(struct build *build, const struct rule_entries *entries);

/* Write the examples of `rule`, which has number `index` in the draft. */
void hvl__examples_write(struct build *build, const struct parsed_rule *rule,
                         uint32_t index);

#endif

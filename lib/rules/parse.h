/* SPDX-License-Identifier: MIT */
/* parse.h - the parts of a rule file, each read by a file of its own. */
#ifndef HVL_RULES_PARSE_H
#define HVL_RULES_PARSE_H

#include "rules/reader.h"

/* parse_words.c: into the pack; `field` is not used. */
read_value hvl__read_lists;   /* words: {name: [..] or {words: [..], ..}} */
read_value hvl__read_extends; /* extend: {name: [..]} */
read_value hvl__read_removes; /* remove: {name: [..]} */

/* Whether `word` is fit for a list: a text, or "{name}" alone. */
bool hvl__check_word(struct diag_list *diags, const struct parsed_text *word);

/* Record what contradicts itself in `list`. */
void hvl__check_list(struct diag_list *diags, const struct parsed_list *list);

/* parse_event.c */
read_value hvl__read_phrases; /* struct parsed_phrases: a list of them */
read_value hvl__read_block;   /* struct parsed_block: a list, or by scope */
read_value hvl__read_account; /* struct parsed_text: owner or other */
read_value hvl__read_named_phrases; /* into the pack: phrases: {name: [..]} */
read_value hvl__read_named_guards;  /* into the pack: guards: {name: {..}} */

/* parse_step.c */
read_value hvl__read_before;      /* struct parsed_steps: one step or a list */
read_value hvl__read_behind;      /* the same; a step may wait for the end */
read_value hvl__read_named_steps; /* into the pack: steps: {name: {..}} */

/* parse_facts.c */
read_value hvl__read_facts;    /* into the pack: facts: {name: {..}} */
read_value hvl__read_when;     /* struct parsed_conditions: {fact: value} */
read_value hvl__read_when_not; /* the same, negated */
read_value hvl__read_severity; /* struct parsed_severities */

/* parse_examples.c */
read_value hvl__read_violating; /* struct parsed_examples: a list of them */
read_value hvl__read_complying;

/* parse_rule.c */
read_value hvl__read_rules;   /* struct parsed_rules: a list of them */
read_value hvl__read_changes; /* into the pack: change: [{rule: .., ..}] */

#endif

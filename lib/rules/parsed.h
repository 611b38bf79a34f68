/* SPDX-License-Identifier: MIT */
/* parsed.h - rules as they were written: names not yet resolved, words not yet
 * folded. rules/ writes it, compile/ reads it. */
#ifndef HVL_RULES_PARSED_H
#define HVL_RULES_PARSED_H

#include "base/limits.h"
#include "rules/phrase.h"

/* A scalar with its place; `data` is NULL where the key was not given. */
struct parsed_text {
  const char *data; /* NUL-terminated UTF-8 */
  struct place place;
};

struct parsed_bilingual {
  struct parsed_text zh, en;
};

/* A phrase with its source text. */
struct parsed_phrase {
  struct parsed_text source;
  struct phrase *tree; /* NULL if it did not parse: a fault was recorded */
};
HVL_ARRAY(struct parsed_phrase, parsed_phrases);

HVL_ARRAY(struct parsed_text, parsed_texts);

/* ---- Words --------------------------------------------------------------- */

enum { EVASION_KINDS = 3 };
/* The evasions a list may ask for, in this order: spaced, sound, split. */
extern const char *const hvl__evasion_names[EVASION_KINDS];

struct parsed_list {
  struct parsed_text name;
  struct parsed_texts words; /* a word, or "{other}": all words of that list */
  uint8_t evasion[EVASION_KINDS]; /* 0: not asked for; else the level (1-3) that
                                     a finding by it has at least */
  bool inside;        /* Latin words may stand inside longer Latin runs */
  bool exact;         /* no evasion at all: not even fillers inside a word */
  bool one_character; /* `short: yes`: words of one character are meant */
};
HVL_ARRAY(struct parsed_list, parsed_lists);

/* words added to or taken from a list of that name by an overlay */
struct parsed_extend {
  struct parsed_text name;
  struct parsed_texts words;
  bool remove;
};
HVL_ARRAY(struct parsed_extend, parsed_extends);

/* phrases: {name: [phrase, ...]} */
struct parsed_named_phrase {
  struct parsed_text name;
  struct parsed_phrases phrases;
};
HVL_ARRAY(struct parsed_named_phrase, parsed_named_phrases);

/* ---- Guards -------------------------------------------------------------- */

/* unless / with: per scope a list of phrases. unless: any hit of any scope
 * stops the rule's hit. with: every scope that has phrases must have a hit. */
struct parsed_block {
  struct parsed_phrases scopes[SCOPE_COUNT];
};

struct parsed_named_block {
  struct parsed_text name;
  struct parsed_block block;
};
HVL_ARRAY(struct parsed_named_block, parsed_named_blocks);

/* What is looked for in one message. */
struct parsed_event {
  struct parsed_phrases phrases[4]; /* by hvl_role; [0] unused */
  struct parsed_block with, unless;
  struct parsed_texts guards; /* names of shared guards */
  struct parsed_text account; /* "owner", "other", or not given: any */
  bool split; /* phrases may spread over consecutive messages of one side */
};

/* ---- Steps --------------------------------------------------------------- */

/* A message before (or, for `later`, after) the one that the rule judges. */
struct parsed_step {
  struct place place;
  struct parsed_text name; /* refers to a named step; else `event` is meant */
  struct parsed_event event;
  uint32_t within; /* messages; 0: not given */
  uint32_t turns;  /* turns; 0: not given */
  bool latest;     /* only in the latest turn of that side */
  bool end;        /* later steps: until the end of the chat (within: end) */
  struct parsed_step
      *until; /* closes the step when it comes after it; or NULL */
};
HVL_ARRAY(struct parsed_step, parsed_steps);

struct parsed_named_step {
  struct parsed_text name;
  struct parsed_step step;
};
HVL_ARRAY(struct parsed_named_step, parsed_named_steps);

/* ---- Facts --------------------------------------------------------------- */

struct parsed_fact {
  struct parsed_text name;
  struct parsed_text fallback; /* the value without a statement */
  struct parsed_texts values;  /* allowed values; empty: any */
};
HVL_ARRAY(struct parsed_fact, parsed_facts);

/* when: {fact: value or [values]} (negated: when-not) */
struct parsed_condition {
  struct parsed_text fact;
  struct parsed_texts values;
  bool negated;
};
HVL_ARRAY(struct parsed_condition, parsed_conditions);

/* severity: {default: error, shop=taobao: warning} */
struct parsed_severity {
  struct parsed_text fact; /* data NULL: the default */
  struct parsed_text value;
  hvl_severity severity;
};
HVL_ARRAY(struct parsed_severity, parsed_severities);

/* ---- Rules --------------------------------------------------------------- */

struct parsed_message {
  hvl_role role;
  struct parsed_text text;
  const char *account; /* "" if not given */
};

struct parsed_example {
  struct place place;
  bool violates;
  HVL_ARRAY(struct parsed_message, parsed_messages) messages;
  HVL_ARRAY(struct parsed_text, parsed_fact_texts) facts; /* name, value, ... */
};
HVL_ARRAY(struct parsed_example, parsed_examples);

struct parsed_rule {
  struct place place;
  struct parsed_text id;
  struct parsed_severities severity; /* the default first */
  uint32_t level;
  struct parsed_bilingual title, why, say;
  struct parsed_event event;        /* seller phrases, with, unless, guards */
  struct parsed_steps after;        /* a chain, earliest first */
  struct parsed_steps unless_after; /* any of them stops the rule */
  struct parsed_steps later;        /* all of them must follow */
  struct parsed_steps unless_later; /* any of them, following, stops the rule */
  struct parsed_conditions when;
  bool by_weight; /* finds what weighs enough; has no phrases */
  bool once; /* repeat: once - rests after a finding until its first after-step
                happens anew */
  struct parsed_examples examples;
};
HVL_ARRAY(struct parsed_rule, parsed_rules);

/* change: [{rule: id, off: yes, severity: .., level: ..}] */
struct parsed_change {
  struct parsed_text rule;
  bool off;
  uint32_t level;                    /* 0: not given */
  struct parsed_severities severity; /* empty: not given */
};
HVL_ARRAY(struct parsed_change, parsed_changes);

/* ---- Weights ------------------------------------------------------------- */

/* What the first column of a file of weights says of a row: the sides of
 * ruleset/gram.h, then what is said of a whole column, then that it is one of a
 * feature or a blend. */
enum weight_kind {
  WEIGHT_OWN,
  WEIGHT_BUYER,
  WEIGHT_SELLER,
  WEIGHT_BIAS,
  WEIGHT_RULE, /* and the next two: of level 1 to 3 */
  WEIGHT_LEVEL = WEIGHT_RULE + 3,
  WEIGHT_OWN_LEAST = WEIGHT_LEVEL + 3,
  WEIGHT_TURN_LEAST,
  WEIGHT_DISGUISED_LEAST,
  WEIGHT_GATE,
  WEIGHT_LOCAL,
  WEIGHT_FEATURE,
  WEIGHT_BLEND,
  WEIGHT_KINDS
};

/* Columns of a file of weights: lines, and features. */
enum { NAMED_MAX = WEIGHED_MAX + COLUMNS_MAX };

struct parsed_weight {
  enum weight_kind kind;
  struct parsed_text gram; /* or the name; not read otherwise */
  int32_t weights[NAMED_MAX];
};
HVL_ARRAY(struct parsed_weight, parsed_weights);

/* One file of weights. */
struct parsed_weighing {
  struct place place;
  struct parsed_texts columns; /* lines and features: at most NAMED_MAX */
  struct parsed_weights rows;
  /* The rows of WEIGHT_FEATURE and WEIGHT_BLEND are here. */
  struct parsed_weights features, blends;
};
HVL_ARRAY(struct parsed_weighing, parsed_weighings);

/* ---- Files --------------------------------------------------------------- */

struct parsed_file {
  const char *name;
  struct parsed_text line; /* the line of its rules; data NULL: none given */
  struct parsed_bilingual title;
  bool weighed; /* findings of its rules are weighed */
  struct parsed_rules rules;
};
HVL_ARRAY(struct parsed_file, parsed_files);

/* Everything that was added to one compiler. Lists, phrases, guards, steps and
 * facts share one name space over all files. */
struct parsed_pack {
  struct arena arena; /* all strings, trees and arrays of the pack */
  hvl_allocator mem;  /* hvl__arena_allocator(&arena), for its arrays */
  struct parsed_files files;
  struct parsed_lists lists;
  struct parsed_extends extends;
  struct parsed_named_phrases phrases;
  struct parsed_named_blocks guards;
  struct parsed_named_steps steps;
  struct parsed_facts facts;
  struct parsed_changes changes;
  struct parsed_weighings weighings;
};

void hvl__pack_init(struct parsed_pack *pack, const hvl_allocator *mem);
void hvl__pack_free(struct parsed_pack *pack);

/* Parse one file of rules (YAML) into `pack`; faults go to `diags`, and what is
 * free of them is in the pack all the same. False if memory ran out: the pack
 * is then fit for hvl__pack_free() only. */
bool hvl__rules_parse(struct parsed_pack *pack, const char *name, hvl_text text,
                      struct diag_list *diags);

/* The same for a file of words (CSV: header list,word and perhaps more). */
bool hvl__words_parse(struct parsed_pack *pack, const char *name, hvl_text text,
                      struct diag_list *diags);

/* Whether `text`, a CSV, begins as a file of weights does; and the same for one
 * (CSV: header side,gram,COLUMN...). */
bool hvl__is_weights(hvl_text text);
bool hvl__weights_parse(struct parsed_pack *pack, const char *name,
                        hvl_text text, struct diag_list *diags);

#endif

/* SPDX-License-Identifier: MIT */
/* mutants.h - the small changes to rules that their examples should notice:
 * each drops one word, phrase, exception or step. */
#ifndef HVLINE_CLI_MUTANTS_H
#define HVLINE_CLI_MUTANTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/alloc.h"
#include "files/rule_files.h"

enum mutant_kind {
  MUTANT_WORD,
  MUTANT_PHRASE,
  MUTANT_EXCEPTION,
  MUTANT_STEP,
  MUTANT_KINDS
};

enum mutant_fate {
  MUTANT_UNTRIED,
  MUTANT_NOTICED,   /* an example comes out differently */
  MUTANT_BROKEN,    /* the rules do not compile: noticed as well */
  MUTANT_CARRIED,   /* a word of a long list, of which an example needs one */
  MUTANT_UNNOTICED, /* no example needs what was dropped */
  MUTANT_KEPT,      /* no example needs it; the rules say why it is there */
  MUTANT_FATES
};

struct mutant {
  enum mutant_kind kind;
  enum mutant_fate fate;
  size_t file; /* index in the files */
  uint32_t line, column;
  const char *text;  /* what is dropped, as the rules have it */
  size_t owner;      /* index of the definition that it stands in */
  size_t start, end; /* bytes of the file that are replaced */
  const char *put;   /* by this; '%' is a text that never occurs */
};

/* Names for mutants to put; the text that defines them is mutants_overlay(). */
#define NEVER_GUARD "hvline-never-guard"
#define NEVER_STEP  "hvline-never-step"

/* A list, phrase, guard, step or rule. */
struct definition {
  const char *name;
  bool is_rule;
  bool by_weight; /* a rule that finds by weight */
  bool known;     /* in these files: all of it */
  bool *rules;    /* by index of the ruleset: which use it */
  size_t *uses;   /* indexes of definitions */
  size_t use_count, use_cap;
};

struct mutants {
  struct rule_files files;
  struct pool texts;
  struct mutant *items;
  size_t count, cap;
  struct definition *definitions;
  size_t definition_count, definition_cap;
  size_t rule_count; /* of the ruleset */
};

/* Find all mutants of `mutants->files`, which compile. */
void mutants_collect(struct mutants *mutants);

/* Find out which rules use which definition. */
void mutants_link(struct mutants *mutants, const hvl_ruleset *ruleset);

/* Why a mutant that no example needs is there, as the comment at the end of
 * its line says: `# kept: REASON`. Empty without one. */
hvl_text mutants_kept(const struct mutants *mutants,
                      const struct mutant *mutant);

void mutants_free(struct mutants *mutants);

/* Rules to be compiled with mutants. */
hvl_text mutants_overlay(void);

/* Append the file at `file` with the `count` mutants at `chosen`, which are in
 * order of place, applied. One inside of another is part of that. */
void mutants_apply(const struct mutants *mutants, size_t file,
                   const size_t *chosen, size_t count, struct buffer *out);

/* For the collectors of one kind of file each: */

void mutants_add_yaml(struct mutants *mutants, size_t file);
void mutants_add_csv(struct mutants *mutants, size_t file);

/* The index of the definition called `name`, made where it is new. */
size_t mutants_define(struct mutants *mutants, const char *name, bool is_rule);

/* The definition at `owner` uses the one called `name`. */
void mutants_use(struct mutants *mutants, size_t owner, const char *name);

/* It uses those whose names stand in `{}` in `text`. */
void mutants_use_braced(struct mutants *mutants, size_t owner,
                        const char *text);

void mutants_push(struct mutants *mutants, const struct mutant *mutant);

/* What a dropped word of the list called `list` is replaced by. */
const char *mutants_word(const char *list, bool quoted);

#endif

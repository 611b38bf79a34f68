/* SPDX-License-Identifier: MIT */
/* naive.h - what a phrase hits, worked out the slow way from the text of the
 * rule language: no programs, no lexicon, no prefilter. Folding, the table of
 * sounds, entities and regular expressions are the library's; reading words,
 * gaps and phrases is not. Memory that runs out ends the program. */
#ifndef HVL_ORACLE_NAIVE_H
#define HVL_ORACLE_NAIVE_H

#include "base/hash.h"
#include "match/pattern.h"
#include "rules/parsed.h"

/* ---- Words --------------------------------------------------------------- */

/* A word as it may be written: each item is a unit, or the unit of a sound that
 * stands for all characters of that sound. */
struct naive_form {
  uint16_t *items;
  uint32_t len, evasion;
};

/* The words of a list, or one literal, with all their forms. */
struct naive_list {
  HVL_ARRAY(struct naive_form, naive_forms) forms;
  uint32_t allowed, levels[EVASION_KINDS];
  bool inside;
  struct naive_place *places; /* what was read, by unit */
  uint32_t place_count;
};

/* One way in which a word of a list stands at a place. */
struct naive_word {
  uint32_t end, evasion, level;
};
HVL_ARRAY(struct naive_word, naive_words);

/* What was read at a place of the text number `text`. */
struct naive_place {
  uint32_t text;
  struct naive_words words;
};

/* All ways in which words of `list` begin at unit `at` of `text`, each once. */
void naive_read(const struct naive_list *list, const struct image *image,
                const struct text *text, uint32_t at, struct naive_words *out);

/* ---- Packs --------------------------------------------------------------- */

struct naive {
  const struct parsed_pack *pack;
  hvl_ruleset *ruleset;
  struct naive_list *lists; /* by index of the pack */
  HVL_ARRAY(struct naive_list *, naive_list_refs) literals;
  HVL_ARRAY(const struct phrase *, naive_trees) trees;
  struct matcher matcher; /* for regular expressions and known values */
  uint32_t text;          /* number of the text that is being read */
  struct map by_name;     /* lists, by name */
  struct map by_literal;  /* literals, by text */
  struct map by_regex;    /* regexes of the image, by phrase node */
  struct map by_source;   /* trees, by what the rules have */
};

/* `pack` and `ruleset`, of the same rules, outlive `naive`. */
void naive_init(struct naive *naive, const struct parsed_pack *pack,
                hvl_ruleset *ruleset);
void naive_free(struct naive *naive);

/* Say that texts are others from now on: what was read is forgotten. */
void naive_next_text(struct naive *naive);

/* The list `name`, or NULL. */
struct naive_list *naive_named(const struct naive *naive, const char *name);

/* The list that stands for a literal of a phrase. */
struct naive_list *naive_literal(struct naive *naive, const char *text);

/* naive_read(), remembered until the next text. */
const struct naive_words *naive_words_at(struct naive *naive,
                                         struct naive_list *list,
                                         const struct text *text, uint32_t at);

/* The tree of the phrase `text`, or NULL if the pack has none like it. */
const struct phrase *naive_tree(const struct naive *naive, const char *text);

/* ---- Phrases ------------------------------------------------------------- */

/* The first hit of `tree` in units [from, to) of `text`, as hvl__pattern_find()
 * has it; `anchor` is what `@` stands for, or NULL. */
bool naive_find(struct naive *naive, const struct phrase *tree,
                const struct search *search, struct hit *hit);

/* malloc() that never returns NULL, and HVL_PUSH() that never fails. */
void *naive_alloc(void *block, size_t size);
#define NAIVE_PUSH(array, value)                                               \
  ((array)->data = (array)->len < (array)->cap                                 \
                       ? (array)->data                                         \
                       : naive_alloc((array)->data,                            \
                                     ((array)->cap = 2 * (array)->cap + 4) *   \
                                         sizeof *(array)->data),               \
   (void)((array)->data[(array)->len++] = (value)))

#endif

/* SPDX-License-Identifier: MIT */
/* lexicon_build.h - all forms of all words, and the trie that holds them. */
#ifndef HVL_COMPILE_LEXICON_BUILD_H
#define HVL_COMPILE_LEXICON_BUILD_H

#include "compile/symbols.h"

/* A word as it may be written: HVL_EVASION_* bits of `evasion` if that is not
 * as the list has it. */
struct form {
  struct word word;
  uint32_t accept; /* symbol << 8 | evasion */
  uint64_t key;    /* its first units: most forms differ there */
};
HVL_ARRAY(struct form, forms);

/* Append every form of the words of symbol `id` to `forms`. */
void hvl__forms_add(struct build *build, struct forms *forms, uint32_t id);

/* Write the trie of `forms`, which are put in order, into the draft. */
void hvl__trie_write(struct build *build, struct forms *forms);

/* Write the filter of those of `forms` that may be disguised into the draft,
 * the rules' patterns being there. */
void hvl__disguises_write(struct build *build, const struct forms *forms);

#endif

/* SPDX-License-Identifier: MIT */
/* words.h - words folded as texts are, and the lists that hold them. */
#ifndef HVL_COMPILE_WORDS_H
#define HVL_COMPILE_WORDS_H

#include "compile/build.h"

struct word {
  const uint16_t *units;
  uint32_t len;
};
HVL_ARRAY(struct word, words);

/* How the words of a set may be written: the numbers of struct image_symbol. */
struct traits {
  uint32_t allowed, levels, flags;
};

/* `text` (UTF-8) folded, in `arena`; of length 0 if nothing is left, or without
 * memory. Of a word longer than FORM_MAX only the length is right. */
struct word hvl__word_fold(struct build *build, struct arena *arena,
                           const char *text);

int hvl__word_compare(const struct word *a, const struct word *b);

/* Put words in order and drop repeats. */
void hvl__words_sort(struct words *words);

/* Append all of `more` to an array over `mem`. */
void hvl__words_add(struct build *build, const hvl_allocator *mem,
                    struct words *words, const struct words *more);

/* Work out the words of every list: folded, other lists included, overlays
 * applied. Faults are recorded. */
void hvl__lists_resolve(struct build *build);

/* The words of list `index` of the pack, in order; empty if it was faulty. */
const struct words *hvl__list_words(const struct build *build, uint32_t index);

struct traits hvl__list_traits(const struct parsed_list *list);

/* The ways in which the characters of words are taken apart: the entries of the
 * list SPLIT_LIST, first the unit itself, then "=", then its parts. */
const struct words *hvl__split_characters(const struct build *build);

#endif

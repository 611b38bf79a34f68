/* SPDX-License-Identifier: MIT */
/* lexicon.h - where the words of the ruleset stand in a folded text. */
#ifndef HVL_MATCH_LEXICON_H
#define HVL_MATCH_LEXICON_H

#include "match/presence.h"
#include "match/text.h"
#include "match/turn.h"

/* One way in which a symbol's word stands at a place. */
struct word {
  uint32_t end;     /* unit behind the word */
  uint32_t evasion; /* HVL_EVASION_* bits that reading it so takes */
};

enum { WORDS_MAX = 32 }; /* readings kept of one symbol at one place */

/* Find the words of `symbol` that begin at unit `at`: one entry for each end,
 * by rising end, each with the least evasion (fewest bits). The number written
 * to `words`. A word's characters may be parted by up to 3 fillers (unless its
 * list is exact), and as the symbol allows by spaces and punctuation, or be
 * replaced by others of the same sound. A word that begins (ends) with a letter
 * a-z or a digit has no letter (digit) before (behind) it, unless
 * SYMBOL_INSIDE. */
uint32_t hvl__lexicon_words(const struct image *image, const struct text *text,
                            uint32_t at, uint32_t symbol,
                            struct word words[WORDS_MAX]);

/* The same out of `presence`, that of `text`, which hvl__lexicon_scan() left
 * placed. */
uint32_t hvl__lexicon_known(const struct presence *presence,
                            const struct text *text, uint32_t at,
                            uint32_t symbol, struct word words[WORDS_MAX]);

/* Set `presence` to the symbols that stand anywhere in `text`: all that
 * hvl__lexicon_words() would find, and perhaps more. */
void hvl__lexicon_scan(const struct image *image, const struct text *text,
                       struct presence *presence);

/* Note in `presence`, cleared first, the symbols of words that lie in several
 * messages of `turn`: not where. */
void hvl__lexicon_scan_across(const struct image *image,
                              const struct turn *turn,
                              struct presence *presence);

/* Whether `text` may hold a word of `symbols` (those of the index's disguises)
 * that is written in disguise: a look that seldom walks the trie, false for
 * certain only. */
bool hvl__lexicon_disguised(const struct image *image, const struct text *text,
                            const uint64_t *symbols);

#endif

/* SPDX-License-Identifier: MIT */
/* vocabulary.h - the words that phrases can be made of, found in a line. */
#ifndef HVL_METAMORPHIC_VOCABULARY_H
#define HVL_METAMORPHIC_VOCABULARY_H

#include "line.h"
#include "pack.h"

enum { TERM_MAX = 24, HEADS = 4096 };

struct term {
  uint32_t codes[TERM_MAX];
  size_t len;
  unsigned evasion; /* that every list with this word asks for */
  bool exact;       /* a list with this word stands no disguise */
  size_t next;      /* index + 1 of the next with such a first code; 0: none */
};

struct vocabulary {
  const struct pack *pack;
  struct term *terms;
  size_t count, cap;
  size_t heads[HEADS]; /* as `next` */
};

void vocabulary_start(struct vocabulary *words, const struct pack *pack);
void vocabulary_free(struct vocabulary *words);

/* The literals of a phrase, and the words of all lists it mentions. */
void vocabulary_add_phrase(struct vocabulary *words, const char *phrase);

/* All words of a list, with what its lists include. */
void vocabulary_add_list(struct vocabulary *words, const struct entry *list);

/* Mark the words, leftmost and longest first, that lie in the line's evidence.
 */
void vocabulary_mark(const struct vocabulary *words, struct line *line);

/* Note the letters that lie in one of these words, which make a text harmless;
 * if `restricts`, they ask for no more disguise than it does. */
void vocabulary_note_safe(const struct vocabulary *words, struct line *line,
                          bool restricts);

#endif

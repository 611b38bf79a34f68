/* SPDX-License-Identifier: MIT */
/* presence.h - which symbols stand in a text, and roughly where. */
#ifndef HVL_MATCH_PRESENCE_H
#define HVL_MATCH_PRESENCE_H

#include "base/array.h"
#include "base/bits.h"
#include "ruleset/symbol_events.h"
#include "ruleset/symbol_sets.h"

/* A word of the trie as it stands in the text. */
struct occurrence {
  uint32_t list;    /* of its node: not the empty one */
  uint32_t at, end; /* the units at which it begins, and behind it */
  uint32_t evasion; /* HVL_EVASION_* bits of reading it so */
  bool inside;      /* a longer Latin word or number: SYMBOL_INSIDE only */
};

/* All of them, by place: those that begin at unit n are [first[n],
 * first[n + 1]) of `all`. */
HVL_ARRAY(struct occurrence, occurrences);
HVL_ARRAY(uint32_t, occurrence_ranges);

/* Where plain words of a list begin. */
struct list_places {
  uint32_t list;
  uint64_t places;
};
HVL_ARRAY(struct list_places, plain_words);

/* Where words of a symbol begin that are not plain, if the stamp is that of the
 * presence. */
struct symbol_places {
  uint64_t places;
  uint32_t stamp;
};

/* Where all words of a symbol begin that was asked about, likewise. */
struct asked_places {
  uint64_t places;
  uint32_t symbol, stamp;
};

enum {
  ASKED = 128,    /* answers that are kept: a power of two, as RECENTS */
  FEW_LISTS = 64, /* so many are found in little memory */
  RECENTS = 128
};

/* Bit n is about places n, n + 64 .. */
struct landmarks {
  uint64_t numerals; /* a digit or Han numeral stands there */
  uint64_t ascii;    /* an ASCII unit does */
  uint64_t begins;   /* a message begins there, fillers, spaces and punctuation
                        aside */
  uint64_t ends;     /* the same of where one ends */
};

struct presence {
  const struct image *image;
  const struct symbol_sets *sets;
  hvl_allocator mem;
  uint64_t *bits;           /* one a symbol: a word of it stands in the text */
  uint64_t *disguised;      /* the same of a word in disguise */
  uint32_t words;           /* elements of both */
  struct plain_words plain; /* each list once */
  uint8_t recents[RECENTS]; /* while there are few of these: a hash table of
                               1 + where a list is in `plain`; 0: free */
  uint64_t *holders;        /* by number of an element: bit n, the set of list
                               n, n + 64 .. of `plain` has it, once all words
                               are noted */
  uint32_t *slots;          /* by list: where it is, if it is */
  struct occurrences all;
  struct occurrence_ranges first;
  uint64_t units;    /* bit n: a unit n, n + 64 .. stands in the text */
  uint32_t tail;     /* units at the end of the text where a word may begin that
                        more text would go on with: no other does */
  bool placed;       /* `all` and `first` are complete */
  bool is_disguised; /* some word is: else `disguised` is all 0 */
  bool everywhere;   /* every symbol may stand anywhere */
  bool parted;       /* the text may be more than one message */
  struct symbol_places *symbols;
  struct asked_places *asked; /* symbol n is at n % ASKED */
  bool is_odd;                /* some word is not plain */
  uint32_t stamp;
  struct landmarks landmarks;
  struct places *places; /* for long texts: see places.h */
};

/* What presence.c does with its places. */
struct places *hvl__places_new(const hvl_allocator *mem);
void hvl__places_free(struct places *places, const hvl_allocator *mem);
void hvl__places_trim(struct places *places, const hvl_allocator *mem);
void hvl__places_clear(struct places *places);

/* Room for the symbols of `image`, of which `sets` were made; false without
 * memory. Free in both cases. */
bool hvl__presence_init(struct presence *presence, const struct image *image,
                        const struct symbol_sets *sets,
                        const hvl_allocator *mem);
void hvl__presence_free(struct presence *presence);

/* Give back the room that an uncommonly long text took. */
void hvl__presence_trim(struct presence *presence);

/* No symbol is there; or every one may be, everywhere. */
void hvl__presence_clear(struct presence *presence);
void hvl__presence_fill(struct presence *presence);

/* The symbols of disguised words noted so far, and those of two sets may be,
 * everywhere. */
void hvl__presence_guess(struct presence *presence, const uint64_t *a,
                         const uint64_t *b);

/* The words that begin at the next unit, first the text's first, are noted from
 * now on; behind the last unit as well. */
void hvl__presence_next(struct presence *presence);

/* `word` stands in the text. */
void hvl__presence_note(struct presence *presence,
                        const struct occurrence *word);

/* All words are noted: from now on the symbols are known, and may be asked for.
 */
void hvl__presence_settle(struct presence *presence);

/* Whether a word of `symbol` stands in the text. */
static inline bool hvl__presence_has(const struct presence *presence,
                                     uint32_t symbol) {
  return hvl__bits_has(presence->bits, symbol);
}

/* Bit n: a word of `symbol` begins at a unit n, n + 64, n + 128 .. */
uint64_t hvl__presence_places(const struct presence *presence, uint32_t symbol);

/* Whether `pattern` can match by what symbols occur, and where; whether it can
 * in the stretch of units [from, to]. */
bool hvl__presence_admits(const struct presence *presence,
                          const struct image_pattern *pattern);
bool hvl__presence_admits_in(const struct presence *presence,
                             const struct image_pattern *pattern, uint32_t from,
                             uint32_t to);

#endif

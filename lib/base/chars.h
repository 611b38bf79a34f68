/* SPDX-License-Identifier: MIT */
/* chars.h - what kind of character a folded unit is. */
#ifndef HVL_BASE_CHARS_H
#define HVL_BASE_CHARS_H

#include <stdbool.h>
#include <stdint.h>

/* A folded text is an array of 16-bit units, one a character:
 * - the character itself, folded, where it lies below U+D800 or above U+F8FF;
 * - UNIT_EMOJI + (c - 0x1F000) for a character c of 0x1F000-0x1FBFF;
 * - UNIT_SOUND + n for syllable n, in the lexicon only, never in a text;
 * - UNIT_BREAK between two messages of one turn;
 * - UNIT_OTHER for everything else, bad bytes and NUL among it.
 * What folds to nothing (zero-width characters, marks) leaves no unit. */
enum {
  UNIT_EMOJI = 0xE000,
  UNIT_SOUND = 0xEC00,
  UNIT_SOUND_END = 0xEE00,
  UNIT_BREAK = 0xF8FF,
  UNIT_OTHER = 0xFFFD
};

/* The classes of units; a unit has exactly one. */
enum char_class {
  CHAR_WORD,     /* Han and every other letter */
  CHAR_LATIN,    /* a-z */
  CHAR_DIGIT,    /* 0-9 */
  CHAR_FILLER,   /* symbols that never divide a text: emoji - _ * ~ */
  CHAR_SPACE,    /* space, tab: divides a phrase */
  CHAR_CLAUSE,   /* , ; : and brackets: divides a clause */
  CHAR_SENTENCE, /* . ! ? and line breaks: divides a sentence */
  CHAR_BREAK     /* UNIT_BREAK: divides a phrase and a message */
};

/* Most fillers passed over between two characters of a word, and most fillers
 * or spaces between two elements of a phrase. */
enum { FILLERS_MAX = 3 };

/* The class of `unit` on its own. */
enum char_class hvl__char_class(uint16_t unit);

/* The class of the unit at `at` of a text of `count` units: the neighbours make
 * `.` `,` `:` between two digits and `.` between two letters a-z a filler. */
enum char_class hvl__char_class_at(const uint16_t *units, uint32_t count,
                                   uint32_t at);

/* How far a gap may stretch or a guard may look, from narrow to wide. */
enum scope {
  SCOPE_OVERLAP, /* guards only: shares a character with the hit */
  SCOPE_PHRASE,  /* up to a space or anything wider */
  SCOPE_CLAUSE,  /* up to a comma or anything wider */
  SCOPE_SENTENCE,
  SCOPE_MESSAGE,
  SCOPE_TURN, /* consecutive messages of one side */
  SCOPE_COUNT
};

/* What the rule language calls them: "overlap", "phrase" ... */
extern const char *const hvl__scope_names[SCOPE_COUNT];

/* The scope called `name` ("clause"), or SCOPE_COUNT. */
enum scope hvl__scope_named(const char *name);

/* Whether a unit of class `kind` ends a stretch of `scope`: to be asked with
 * the class in context, as hvl__char_class_at() tells. CHAR_BREAK divides a
 * phrase, as a space does, and a message, but no clause and no sentence: people
 * press Enter in mid-sentence. */
bool hvl__class_divides(enum char_class kind, enum scope scope);

#endif

/* SPDX-License-Identifier: MIT */
/* phrase.h - a phrase of the rule language, parsed: a small tree. */
#ifndef HVL_RULES_PHRASE_H
#define HVL_RULES_PHRASE_H

#include "base/arena.h"
#include "base/chars.h"
#include "base/diag.h"

enum phrase_kind {
  PHRASE_LITERAL,  /* text: as written, escapes resolved, not yet folded */
  PHRASE_NAME,     /* {name}: a word list or a named phrase; text: the name */
  PHRASE_GAP,      /* ~N or ~N:scope */
  PHRASE_SEQUENCE, /* children one after another */
  PHRASE_CHOICE,   /* (a|b): one of the children */
  PHRASE_OPTIONAL, /* x?: the child or nothing */
  PHRASE_REPEAT,   /* x*: the child 0 to 8 times */
  PHRASE_REGEX,    /* /.../: text: between the slashes, made bounded: what has
                      no bound is limited to REGEX_RUN; gap: its longest match,
                      unfolded */
  PHRASE_ENTITY,   /* <name>, <name:known>, <name:new>: text: what is between
                      the angle brackets, as "mobile:known" */
  PHRASE_START,    /* ^ */
  PHRASE_END,      /* $ */
  PHRASE_HIT       /* @: what the rule's own phrase hit; guards only */
};

struct phrase {
  enum phrase_kind kind;
  struct place place;
  const char *text; /* NUL-terminated; NULL for the kinds without */
  uint32_t gap;     /* PHRASE_GAP, PHRASE_REGEX: at most so many characters */
  enum scope scope; /* PHRASE_GAP */
  struct phrase *child; /* the first child */
  struct phrase *next;  /* the next sibling */
};

enum { REGEX_RUN = 64, REGEX_REACH = 512 }; /* in characters */

/* Where a phrase comes from. */
struct phrase_source {
  const char *text;
  size_t len;
  struct place place;      /* of the first character */
  const uint32_t *columns; /* the column of each byte, and of the end; NULL if
                              they follow from `place` */
};

/* The place of the byte at `offset` of `source`. */
struct place hvl__phrase_place(const struct phrase_source *source,
                               size_t offset);

/* Parse `source`. NULL after recording every fault in `diags`; NULL as well if
 * memory runs out (`diags->failed`). All nodes live in `arena`. A phrase
 * without an element is a fault. `@` is taken everywhere; whether a phrase may
 * hold it, and what its names mean, is for the caller to judge. */
struct phrase *hvl__phrase_parse(const struct phrase_source *source,
                                 struct arena *arena, struct diag_list *diags);

/* The first node of `kind` in `phrase` (may be NULL), or NULL. */
const struct phrase *hvl__phrase_find(const struct phrase *phrase,
                                      enum phrase_kind kind);

#endif

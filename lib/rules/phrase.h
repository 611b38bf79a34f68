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
  PHRASE_REGEX,    /* /.../: text: between the slashes, \/ resolved */
  PHRASE_ENTITY,   /* <name> or <name:known> or <name:new>; text: all of it */
  PHRASE_START,    /* ^ */
  PHRASE_END,      /* $ */
  PHRASE_HIT       /* @: what the rule's own phrase hit; guards only */
};

struct phrase {
  enum phrase_kind kind;
  struct place place;
  const char *text; /* NUL-terminated; NULL for the kinds without */
  uint32_t gap;     /* PHRASE_GAP: at most so many characters */
  enum scope scope; /* PHRASE_GAP */
  struct phrase *child; /* the first child */
  struct phrase *next;  /* the next sibling */
};

/* Parse `text` (`len` bytes), which stands at `place`. NULL after recording
 * every fault in `diags`; NULL as well if memory runs out (`diags->failed`). All
 * nodes live in `arena`. A phrase without an element is a fault. */
struct phrase *hvl__phrase_parse(const char *text, size_t len,
                                 struct place place, struct arena *arena,
                                 struct diag_list *diags);

#endif

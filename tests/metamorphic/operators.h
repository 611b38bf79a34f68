/* SPDX-License-Identifier: MIT */
/* operators.h - ways to disguise a text that leave its meaning as it is. */
#ifndef HVL_METAMORPHIC_OPERATORS_H
#define HVL_METAMORPHIC_OPERATORS_H

#include "han.h"
#include "line.h"
#include "pack.h"

struct craft {
  const struct han *han;
  const struct entry *components; /* the list split-characters */
};

struct craft craft_make(const struct han *han, const struct pack *pack);

struct operator;

/* Write `line`, disguised, to `out`, which is empty. */
typedef void operate(const struct craft *craft, const struct operator* self,
                     const struct line *line, struct line *out);

struct operator{
  const char *name;
  operate *run;
  uint32_t code;    /* what it puts in, or where its letters begin */
  unsigned evasion; /* the words it disguises are of lists that ask for this */
};

/* In the order in which two of them are used one after the other. */
extern const struct operator operators[];
extern const size_t operator_count;

/* Those of letter.c: the same letter, written otherwise. */
operate write_traditional, write_capital, write_marked, write_wide,
    write_circled, write_bold;

/* Those of disguise.c: inside the words of the evidence. */
operate write_homophones, write_pinyin, write_parts, write_inside,
    write_through, write_zero_width, write_break;

/* Those of manner.c: around the evidence. */
operate write_other_width, write_doubled, write_no_comma, write_polite_front,
    write_polite_behind, write_behind;

/* Does it hide words from being read, as nobody does without intent? The others
 * are writing habits that the rule language takes for the same text. */
bool operator_hides(const struct operator* self);

/* `line` disguised by `first` and, unless it is NULL, then by `second`; false
 * if one of them had nothing to change. */
bool operators_run(const struct craft *craft, const struct operator* first,
                   const struct operator* second, const struct line *line,
                   struct line *out);

#endif

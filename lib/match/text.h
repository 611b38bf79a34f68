/* SPDX-License-Identifier: MIT */
/* text.h - a folded text: one 16-bit unit a character (base/chars.h), each with
 * the way back to the bytes it came from. */
#ifndef HVL_MATCH_TEXT_H
#define HVL_MATCH_TEXT_H

#include "base/array.h"
#include "base/chars.h"
#include "ruleset/image.h"

/* The arrays have the same length. */
struct text {
  uint16_t *units;
  uint32_t *offsets; /* first byte of the code point that the unit came from */
  uint8_t *sizes;    /* bytes of that code point */
  uint32_t count, cap;
};

/* Replace the content of `text` by the folded form of `source` (at most
 * UINT32_MAX - 1 bytes). False, with `text` empty, if memory runs out. */
bool hvl__fold(struct text *text, const struct image *image, hvl_text source,
               const hvl_allocator *mem);

/* Append units [from, to) of `more`, or one UNIT_BREAK; false without memory.
 */
bool hvl__text_append(struct text *text, const struct text *more, uint32_t from,
                      uint32_t to, const hvl_allocator *mem);
bool hvl__text_break(struct text *text, const hvl_allocator *mem);

void hvl__text_free(struct text *text, const hvl_allocator *mem);

/* The class of unit `at` where it stands: `.` `,` `:` between two digits, and
 * `.` between two letters a-z, are fillers. */
enum char_class hvl__class_at(const struct text *text, uint32_t at);

/* Whether unit `at`, where it stands, ends a stretch of `scope`. */
bool hvl__divides_at(const struct text *text, uint32_t at, enum scope scope);

/* A run of units [start, end), and how its words were disguised. */
struct hit {
  uint32_t start, end;
  uint32_t evasion; /* HVL_EVASION_* bits */
  uint32_t level;   /* the least level that the disguise asks for; 0: any */
};

/* Units [from, to). */
struct stretch {
  uint32_t from, to;
};

/* The longest run [from, to] of places with nothing but fillers, spaces and
 * punctuation between them, and whether a message begins or ends there. */
struct blank {
  uint32_t from, to;
  bool begins, ends;
};

/* The one that place `at` is in. */
struct blank hvl__blank_at(const struct text *text, uint32_t at);

/* The places [from, to] at which the message that begins at unit `from` of
 * `text` begins for a phrase, and those at which it ends. The unit behind it,
 * which is a break or the end of the text. */
uint32_t hvl__message_ends(const struct text *text, uint32_t from,
                           struct stretch *begins, struct stretch *ends);

/* The stretch of `scope` around `hit`, at most SCOPE_REACH units to each side.
 * SCOPE_OVERLAP gives the one in which a pattern of `reach` units can overlap
 * the hit. */
enum { SCOPE_REACH = 64 };
struct stretch hvl__scope_range(const struct text *text, const struct hit *hit,
                                enum scope scope, uint32_t reach);

/* Bit n: unit n, n + 64 .. is below 128. */
static inline uint64_t hvl__ascii(const struct text *text) {
  uint64_t places = 0;
  for (uint32_t at = 0; at < text->count; at++)
    places |= (uint64_t)(text->units[at] < 128) << at % 64;
  return places;
}

#endif

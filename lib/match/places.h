/* SPDX-License-Identifier: MIT */
/* places.h - where words begin in a long text, exactly: 64 units at a time. */
#ifndef HVL_MATCH_PLACES_H
#define HVL_MATCH_PLACES_H

#include "match/presence.h"
#include "match/text.h"

/* A block of a text is 64 units; place n is bit n % 64 of block n / 64. */

/* Make `presence`, that of `text`, tell places by block; false where it does
 * not know all words by place, or memory runs out. Free with the presence. */
bool hvl__places_set(const struct presence *presence, const struct text *text);

/* Where a word of `symbol` begins, in one block, or in any of [first, last].
 * May tell more than there is if memory runs out. */
uint64_t hvl__places_at(const struct presence *presence, uint32_t symbol,
                        uint32_t block);
uint64_t hvl__places_among(const struct presence *presence, uint32_t symbol,
                           uint32_t first, uint32_t last);

/* The first block from `block` on in which one begins, or NONE. */
uint32_t hvl__places_next(const struct presence *presence, uint32_t symbol,
                          uint32_t block);

/* The first block from `block` on in which a word of `one` begins, behind which
 * one of `other` does within `most` units, or a few more; or NONE. */
uint32_t hvl__places_next_near(const struct presence *presence, uint32_t one,
                               uint32_t other, uint32_t most, uint32_t block);

/* The first from `block` on that holds a digit or Han numeral, or in which a
 * message begins; or NONE. */
uint32_t hvl__places_next_numeral(const struct presence *presence,
                                  uint32_t block);
uint32_t hvl__places_next_begin(const struct presence *presence,
                                uint32_t block);

/* What presence.h has for the whole text, of blocks [first, last]. */
struct landmarks hvl__landmarks_among(const struct presence *presence,
                                      uint32_t first, uint32_t last);

#endif

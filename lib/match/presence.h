/* SPDX-License-Identifier: MIT */
/* presence.h - which symbols stand in a text, and roughly where. */
#ifndef HVL_MATCH_PRESENCE_H
#define HVL_MATCH_PRESENCE_H

#include "base/mem.h"
#include "ruleset/image.h"

struct presence {
  uint64_t *bits;   /* one a symbol: a word of it stands in the text */
  uint64_t *places; /* of each such symbol: see hvl__presence_places() */
  uint32_t words;   /* elements of `bits`; `places` has 64 times as many */
  bool digits;      /* there is a digit or a Han numeral */
};

/* Room for the symbols of `image`; false without memory. Free in both cases. */
bool hvl__presence_init(struct presence *presence, const struct image *image,
                        const hvl_allocator *mem);
void hvl__presence_free(struct presence *presence, const hvl_allocator *mem);

/* No symbol is there; or every one may be, everywhere. */
void hvl__presence_clear(struct presence *presence);
void hvl__presence_fill(struct presence *presence);

/* A word of `symbol` begins at unit `at`. */
void hvl__presence_add(struct presence *presence, uint32_t symbol, uint32_t at);

/* Bit n: a word of `symbol` begins at a unit n, n + 64, n + 128 .. */
uint64_t hvl__presence_places(const struct presence *presence, uint32_t symbol);

/* Whether `pattern` can match where just these symbols occur. */
bool hvl__presence_admits(const struct presence *presence,
                          const struct image *image,
                          const struct image_pattern *pattern);

#endif

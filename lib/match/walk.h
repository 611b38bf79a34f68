/* SPDX-License-Identifier: MIT */
/* walk.h - walks the trie of all words through a text, tolerating disguise. */
#ifndef HVL_MATCH_WALK_H
#define HVL_MATCH_WALK_H

#include "match/text.h"
#include "ruleset/disguise.h"
#include "ruleset/node.h"

/* Readings followed from one place. The trie branches only where a character
 * can be read in two ways, so that real words need a handful. */
enum { READINGS_MAX = 256 };
enum { ANY_EVASION = 31 };

/* The characters of a word so far: trie node, unit behind, disguise. */
struct reading {
  uint32_t node, at;
  uint32_t evasion;
};

/* All readings from one place, in order of their length in characters. */
struct walk {
  const struct image *image;
  const struct text *text;
  uint32_t allowed; /* HVL_EVASION_* bits that readings may use */
  uint32_t wanted;  /* those that a word must have used to be noted */
  bool open;        /* more text might go on with some reading */
  uint32_t count;
  bool full; /* there were more readings than fit */
  struct reading readings[READINGS_MAX];
};

/* Walk through `text`; what walks is to begin. */
void hvl__walk_set(struct walk *walk, const struct image *image,
                   const struct text *text, uint32_t allowed, uint32_t wanted);

/* Begin with the readings of one character at unit `at`. */
void hvl__walk_begin(struct walk *walk, uint32_t at);

/* Lengthen reading `index` by a character in every way. */
void hvl__walk_extend(struct walk *walk, uint32_t index);

/* The disguise of passing over unit `at` inside a word; 0 if it takes part. */
uint32_t hvl__skip_evasion(const struct text *text, uint32_t at);

/* Is a word that stands at [at, end) part of a longer Latin word or number? */
bool hvl__is_inside(const struct text *text, uint32_t at, uint32_t end);

/* Nearly every unit is one of these, which no context turns into another. */
static inline bool hvl__is_plain(uint16_t unit) {
  return (unit >= 0x4E00 && unit <= 0x9FFF) || (unit >= 'a' && unit <= 'z') ||
         (unit >= '0' && unit <= '9');
}

/* ---- The trie ------------------------------------------------------------ */

static inline uint32_t hvl__root_child(const struct image *image,
                                       uint16_t unit) {
  uint32_t page = image->root_pages[unit >> 8];
  return image->root_nodes[page * 256 + (unit & 255)];
}

/* The child by `unit` among `count`, JUMPS_FROM or more, of which the first is
 * `first`; or 0. */
static inline uint32_t hvl__jump(const struct image *image, uint32_t first,
                                 uint32_t count, uint16_t unit) {
  uint32_t at = hvl__jump_slot(first, unit, image->jumps_count);
  for (;; at = (at + 1) & (image->jumps_count - 1)) {
    uint32_t child = image->jumps[at];
    if (child == 0) return 0;
    if (child - first < count && image->edges[child] == unit) return child;
  }
}

/* The child of `node` by `unit`, or 0. The last edge of few that is not above
 * `unit` is found by halving, without a branch that could be guessed wrong. */
static inline uint32_t hvl__child(const struct image *image, uint32_t node,
                                  uint16_t unit) {
  const struct image_node *parent = &image->nodes[node];
  if (!(parent->next & hvl__node_bit(unit))) return 0;
  uint32_t low = parent[0].child, count = parent[1].child - low;
  if (count >= JUMPS_FROM) return hvl__jump(image, low, count, unit);
  while (count > 1) {
    uint32_t half = count / 2;
    low = image->edges[low + half] <= unit ? low + half : low;
    count -= half;
  }
  return image->edges[low] == unit ? low : 0;
}

/* Has `node` a child by a syllable? */
static inline bool hvl__has_sounds(const struct image *image, uint32_t node) {
  return image->nodes[node].next >> NODE_SOUNDS != 0;
}

#endif

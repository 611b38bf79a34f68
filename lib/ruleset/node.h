/* SPDX-License-Identifier: MIT */
/* node.h - the children of a node of the trie, in a hurry. A node's `next` has
 * a bit for each child, by its unit: most walks end where that of the text's
 * next unit is not set. Children of nodes with JUMPS_FROM of them or more are
 * filed in image.jumps, a hash table with open addressing: 0 is a free slot. */
#ifndef HVL_RULESET_NODE_H
#define HVL_RULESET_NODE_H

#include "base/chars.h"
#include "base/hash.h"
#include "ruleset/image.h"

enum {
  JUMPS_FROM = 33, /* the units of fewer are in a line or two of a cache */
  JUMPS_MAX = SLOTS_MAX, /* slots, a power of two */
  NODE_SOUNDS = 16       /* of `next`: where the bits of syllables begin */
};

/* The bit of children by `unit`. */
static inline uint32_t hvl__node_bit(uint16_t unit) {
  return UINT32_C(1) << (unit % 16 + (unit >= UNIT_SOUND ? NODE_SOUNDS : 0));
}

/* The slot from which on the child by `unit` lies, of a node whose children
 * begin at `first`. */
static inline uint32_t hvl__jump_slot(uint32_t first, uint16_t unit,
                                      uint32_t slots) {
  return hvl__hash_slot((uint64_t)first << 16 | unit, slots);
}

#endif

/* SPDX-License-Identifier: MIT */
/* check_lexicon.c - whether the lexicon of an image is a trie within bounds. */
#include "base/chars.h"
#include "ruleset/image_check.h"

enum {
  PAGE = 256,
  PAGES = 256,
  LEVELS = 3, /* of severity and of evasion */
  FORM_BITS = HVL_EVASION_FILLER | HVL_EVASION_SPACED | HVL_EVASION_SOUND |
              HVL_EVASION_SPLIT
};

static bool check_symbols(const struct image *image) {
  for (uint32_t i = 0; i < image->symbols_count; i++) {
    const struct image_symbol *symbol = &image->symbols[i];
    if (!hvl__is_string(image, symbol->name)) return false;
    if (symbol->allowed & ~(uint32_t)FORM_BITS) return false;
    if (symbol->flags & ~(uint32_t)SYMBOL_INSIDE) return false;
    if (symbol->levels >> 24) return false;
    if (symbol->reach == 0 || symbol->reach > REACH_MAX) return false;
    for (int shift = 0; shift < 24; shift += 8) {
      if ((symbol->levels >> shift & 255) > LEVELS) return false;
    }
  }
  return true;
}

/* Lists follow each other and hold all accepts, each in order. */
static bool check_lists(const struct image *image) {
  const uint32_t *lists = image->lists, count = image->lists_count;
  if (count < 2 || lists[0] != 0 || lists[1] != 0) return false;
  if (lists[count - 1] != image->accepts_count) return false;
  for (uint32_t i = 1; i < count; i++) {
    if (lists[i] < lists[i - 1] || lists[i] > image->accepts_count)
      return false;
    for (uint32_t k = lists[i - 1] + 1; k < lists[i]; k++)
      if (image->accepts[k - 1] >= image->accepts[k]) return false;
  }
  for (uint32_t i = 0; i < image->accepts_count; i++) {
    uint32_t accept = image->accepts[i];
    if (accept >> 8 >= image->symbols_count) return false;
    if (accept & 255 & ~(uint32_t)FORM_BITS) return false;
  }
  return true;
}

/* Whether edges rise over the nodes [from, to). */
static bool check_edges(const struct image *image, uint32_t from, uint32_t to) {
  for (uint32_t i = from + 1; i < to; i++)
    if (image->edges[i - 1] >= image->edges[i]) return false;
  return true;
}

/* Nodes lie level by level, so that the children of each follow those of the
 * one before, and a level ends where the children of its first node begin. */
static bool check_nodes(const struct image *image) {
  const struct image_node *nodes = image->nodes;
  uint32_t count = image->edges_count, level_end = 1, depth = 0;
  if (count == 0 || image->nodes_count != count + 1) return false;
  if (nodes[0].child != 1 || nodes[count].child != count) return false;
  if (nodes[0].list != 0 || nodes[count].list != 0) return false;
  for (uint32_t n = 0; n < count; n++) {
    uint32_t from = nodes[n].child, to = nodes[n + 1].child;
    if (n == level_end) {
      level_end = from;
      if (++depth > FORM_MAX) return false;
    }
    if (from <= n || from > to || to > count) return false;
    if (nodes[n].list >= image->lists_count - 1) return false;
    if (!check_edges(image, from, to)) return false;
  }
  return true;
}

static uint32_t root_entry(const struct image *image, uint32_t unit) {
  uint32_t page = image->root_pages[unit / PAGE];
  return image->root_nodes[page * PAGE + unit % PAGE];
}

/* The table of the root's children says what the root's edges say. */
static bool check_root(const struct image *image) {
  if (image->root_pages_count != PAGES || image->root_nodes_count % PAGE != 0)
    return false;
  for (uint32_t i = 0; i < PAGES; i++) {
    if (image->root_pages[i] >= image->root_nodes_count / PAGE) return false;
  }
  uint32_t child = 1, last = image->nodes[1].child - 1;
  for (uint32_t unit = 0; unit < PAGE * PAGES; unit++) {
    bool here = child <= last && image->edges[child] == unit;
    if (root_entry(image, unit) != (here ? child : 0)) return false;
    if (here) child++;
  }
  return child == last + 1;
}

bool hvl__check_lexicon(const struct image *image) {
  return check_symbols(image) && check_lists(image) && check_nodes(image) &&
         check_root(image);
}

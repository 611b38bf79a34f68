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

static bool check_accepts(const struct image *image,
                          const struct image_node *node) {
  if (!hvl__in_range(node->accept, node->accepts, image->accepts_count))
    return false;
  uint32_t before = 0;
  for (uint32_t i = 0; i < node->accepts; i++) {
    uint32_t accept = image->accepts[node->accept + i];
    if (accept >> 8 >= image->symbols_count) return false;
    if (accept & 255 & ~(uint32_t)FORM_BITS) return false;
    if (i > 0 && accept <= before) return false;
    before = accept;
  }
  return true;
}

static bool check_edges(const struct image *image,
                        const struct image_node *node) {
  for (uint32_t i = 1; i < node->children; i++) {
    const uint16_t *edge = &image->edges[node->child + i];
    if (edge[-1] >= edge[0]) return false;
  }
  return true;
}

/* Nodes lie level by level, so that the children of each follow those of the
 * one before, and a level ends where the children of its first node begin. */
static bool check_nodes(const struct image *image) {
  if (image->nodes_count == 0) return false;
  if (image->edges_count != image->nodes_count) return false;
  uint32_t next = 1, level_end = 1, depth = 0, accept = 0;
  for (uint32_t n = 0; n < image->nodes_count; n++) {
    const struct image_node *node = &image->nodes[n];
    if (n == level_end) {
      level_end = next;
      if (++depth > FORM_MAX) return false;
    }
    if (node->child != next || node->child <= n) return false;
    if (!hvl__in_range(node->child, node->children, image->nodes_count))
      return false;
    if (node->accept != accept || !check_accepts(image, node)) return false;
    if (!check_edges(image, node)) return false;
    next += node->children;
    accept += node->accepts;
  }
  return next == image->nodes_count && image->nodes[0].accepts == 0;
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
  uint32_t child = 1, last = image->nodes[0].children;
  for (uint32_t unit = 0; unit < PAGE * PAGES; unit++) {
    bool here = child <= last && image->edges[child] == unit;
    if (root_entry(image, unit) != (here ? child : 0)) return false;
    if (here) child++;
  }
  return child == last + 1;
}

bool hvl__check_lexicon(const struct image *image) {
  return check_symbols(image) && check_nodes(image) && check_root(image);
}

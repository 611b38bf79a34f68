/* SPDX-License-Identifier: MIT */
/* check_lexicon.c - whether the lexicon of an image is a trie within bounds. */
#include "base/chars.h"
#include "ruleset/disguise.h"
#include "ruleset/image_check.h"
#include "ruleset/node.h"
#include "ruleset/opening.h"

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

/* The loops over accepts, nodes and edges have no way out, so that compilers
 * can take many elements at a time. */

/* Lists follow each other and hold all accepts. */
static bool check_lists(const struct image *image) {
  const uint32_t *lists = image->lists, count = image->lists_count;
  if (count < 2 || lists[0] != 0 || lists[1] != 0) return false;
  if (lists[count - 1] != image->accepts_count) return false;
  unsigned bad = 0;
  for (uint32_t i = 1; i < count; i++) bad |= lists[i] < lists[i - 1];
  for (uint32_t i = 0; i < image->accepts_count; i++) {
    bad |= image->accepts[i] >> 8 >= image->symbols_count;
    bad |= (image->accepts[i] & 255 & ~(uint32_t)FORM_BITS) != 0;
  }
  return !bad;
}

/* Accepts rise strictly but where a list begins: as often as they do not, one
 * begins there. */
static bool check_accepts(const struct image *image) {
  const uint32_t *accepts = image->accepts;
  uint32_t falls = 0, begins = 0;
  for (uint32_t i = 1; i < image->accepts_count; i++)
    falls += accepts[i - 1] >= accepts[i];
  for (uint32_t i = 1; i + 1 < image->lists_count; i++) {
    uint32_t at = image->lists[i];
    if (at == 0 || at == image->lists[i + 1]) continue;
    begins += accepts[at - 1] >= accepts[at];
  }
  return falls == begins;
}

/* Each node's children lie behind it, in the order of their parents; only those
 * with some have bits for them. */
static bool check_nodes(const struct image *image) {
  const struct image_node *nodes = image->nodes;
  uint32_t count = image->edges_count;
  if (count == 0 || image->nodes_count != count + 1) return false;
  if (nodes[0].child != 1 || nodes[count].child != count) return false;
  if (nodes[0].list != 0 || nodes[count].list != 0) return false;
  if (nodes[count].next != 0) return false;
  unsigned bad = 0;
  for (uint32_t n = 0; n < count; n++) {
    bad |= (nodes[n].child <= n) | (nodes[n].child > nodes[n + 1].child);
    bad |= nodes[n].list >= image->lists_count - 1;
    bad |= (nodes[n].next != 0) != (nodes[n].child != nodes[n + 1].child);
  }
  return !bad;
}

/* Edges rise strictly but where the children of a node begin. */
static bool check_edges(const struct image *image) {
  const struct image_node *nodes = image->nodes;
  const uint16_t *edges = image->edges;
  uint32_t falls = 0, begins = 0;
  for (uint32_t i = 2; i < image->edges_count; i++)
    falls += edges[i - 1] >= edges[i];
  for (uint32_t n = 1; n < image->edges_count; n++) {
    uint32_t first = nodes[n].child;
    if (first == nodes[n + 1].child) continue;
    begins += edges[first - 1] >= edges[first];
  }
  return falls == begins;
}

/* A level ends where the children of its first node begin. */
static bool check_depth(const struct image *image) {
  uint32_t depth = 0, end = 1;
  while (end < image->edges_count && depth <= FORM_MAX) {
    end = image->nodes[end].child;
    depth++;
  }
  return depth <= FORM_MAX;
}

static bool is_empty(const uint16_t *page) {
  uint16_t any = 0;
  for (uint32_t i = 0; i < PAGE; i++) any |= page[i];
  return any == 0;
}

/* Does `page`, that of the units from `first` on, lead to the root's children
 * from `*child` on, and nowhere else? */
static bool check_root_page(const struct image *image, const uint16_t *page,
                            uint32_t first, uint32_t *child) {
  uint32_t end = image->nodes[1].child;
  if (*child == end || image->edges[*child] >= first + PAGE)
    return is_empty(page);
  for (uint32_t i = 0; i < PAGE; i++) {
    bool here = *child < end && image->edges[*child] == first + i;
    if (page[i] != (here ? *child : 0)) return false;
    *child += here;
  }
  return true;
}

/* The table of the root's children says what the root's edges say. */
static bool check_root(const struct image *image) {
  if (image->root_pages_count != PAGES || image->root_nodes_count % PAGE != 0)
    return false;
  uint32_t child = 1;
  for (uint32_t p = 0; p < PAGES; p++) {
    uint32_t number = image->root_pages[p];
    if (number >= image->root_nodes_count / PAGE) return false;
    if (!check_root_page(image, image->root_nodes + number * PAGE, p * PAGE,
                         &child))
      return false;
  }
  return child == image->nodes[1].child;
}

/* Whatever its bits are, a filter of so many words can be asked, or a table. */
static bool check_filter(uint32_t words, uint32_t most) {
  return words > 0 && (words & (words - 1)) == 0 && words <= most;
}

/* Every search of the table ends, and no slot leads out of the trie. */
static bool check_jumps(const struct image *image) {
  uint32_t free_slots = 0;
  unsigned bad = 0;
  if (!check_filter(image->jumps_count, JUMPS_MAX)) return false;
  for (uint32_t i = 0; i < image->jumps_count; i++) {
    free_slots += image->jumps[i] == 0;
    bad |= image->jumps[i] >= image->edges_count;
  }
  return !bad && free_slots > 0;
}

bool hvl__check_lexicon(const struct image *image) {
  return check_symbols(image) && check_lists(image) && check_accepts(image) &&
         check_nodes(image) && check_edges(image) && check_depth(image) &&
         check_root(image) && check_jumps(image) &&
         check_filter(image->openings_count, OPENING_BITS_MAX / 64) &&
         check_filter(image->disguises_count, FILTER_MAX) &&
         check_filter(image->disguise_openings_count, OPENING_BITS_MAX / 64);
}

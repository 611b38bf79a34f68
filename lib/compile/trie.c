/* SPDX-License-Identifier: MIT */
/* trie.c - the trie of all forms, level by level. */
#include <stdlib.h>
#include <string.h>

#include "compile/lexicon_build.h"

enum { PAGE = 256, PAGES = 256 };

/* A node to be: the forms [first, last) share its path. */
struct span {
  uint32_t first, last, depth;
};
HVL_ARRAY(struct span, spans);

struct trie {
  struct build *build;
  const struct forms *forms;
  struct spans spans; /* by node */
};

enum { KEY_UNITS = 4 };

static uint64_t key_of(const struct word *word) {
  uint64_t key = 0;
  for (uint32_t i = 0; i < KEY_UNITS; i++)
    key = key << 16 | (i < word->len ? word->units[i] : 0);
  return key;
}

static int compare(const void *left, const void *right) {
  const struct form *a = left, *b = right;
  if (a->key != b->key) return a->key < b->key ? -1 : 1;
  bool longer = a->word.len > KEY_UNITS || b->word.len > KEY_UNITS;
  int order = longer ? hvl__word_compare(&a->word, &b->word) : 0;
  return order ? order : (a->accept > b->accept) - (a->accept < b->accept);
}

/* Put forms in order; drop those that stand for a symbol with more disguise
 * than an equal form needs. */
static void sort(struct forms *forms) {
  if (forms->len < 2) return;
  for (uint32_t i = 0; i < forms->len; i++)
    forms->data[i].key = key_of(&forms->data[i].word);
  qsort(forms->data, forms->len, sizeof *forms->data, compare);
  uint32_t kept = 1, plain = 0;
  for (uint32_t i = 1; i < forms->len; i++) {
    const struct form *form = &forms->data[i], *last = &forms->data[kept - 1];
    bool same = form->accept >> 8 == last->accept >> 8 &&
                hvl__word_compare(&form->word, &last->word) == 0;
    if (!same) plain = kept;
    bool needless = same && ((forms->data[plain].accept & 255) == 0 ||
                             form->accept == last->accept);
    if (!needless) forms->data[kept++] = *form;
  }
  forms->len = kept;
}

/* The forms that end at the node; they are the first of its span. */
static uint32_t add_accepts(struct trie *trie, const struct span *span) {
  uint32_t at = span->first;
  const struct form *forms = trie->forms->data;
  for (; at < span->last && forms[at].word.len == span->depth; at++)
    BUILD_ADD(trie->build, accepts, forms[at].accept);
  return at - span->first;
}

/* A node for each unit that comes next in the forms [first, last). */
static void add_children(struct trie *trie, uint32_t first, uint32_t last,
                         uint32_t depth) {
  while (first < last && !trie->build->failed) {
    uint16_t unit = trie->forms->data[first].word.units[depth];
    uint32_t end = first + 1;
    while (end < last && trie->forms->data[end].word.units[depth] == unit)
      end++;
    struct span span = {first, end, depth + 1};
    BUILD_PUSH(trie->build, &trie->spans, span);
    BUILD_ADD(trie->build, edges, unit);
    first = end;
  }
}

static void add_node(struct trie *trie, uint32_t node, uint32_t *accepts) {
  struct span span = trie->spans.data[node];
  struct image_node record = {.child = trie->spans.len, .accept = *accepts};
  record.accepts = add_accepts(trie, &span);
  add_children(trie, span.first + record.accepts, span.last, span.depth);
  record.children = trie->spans.len - record.child;
  *accepts += record.accepts;
  BUILD_ADD(trie->build, nodes, record);
}

/* The table that leads from a unit straight to the root's child. */
static void add_root(struct trie *trie, uint32_t children) {
  static const uint32_t none[PAGE];
  struct build *build = trie->build;
  uint32_t child = 1, pages = 1;
  BUILD_ADD(build, root_nodes, none);
  for (uint32_t p = 0; p < PAGES && !build->failed; p++) {
    uint32_t page[PAGE] = {0};
    uint16_t number = 0;
    for (; child <= children; child++) {
      uint32_t first = trie->spans.data[child].first;
      uint16_t unit = trie->forms->data[first].word.units[0];
      if (unit / PAGE != p) break;
      page[unit % PAGE] = child;
      number = (uint16_t)pages;
    }
    BUILD_ADD(build, root_pages, number);
    if (number == 0) continue;
    BUILD_ADD(build, root_nodes, page);
    pages++;
  }
}

void hvl__trie_write(struct build *build, struct forms *forms) {
  struct trie trie = {build, forms, {0}};
  const uint16_t no_edge = 0;
  sort(forms);
  struct span root = {0, forms->len, 0};
  BUILD_PUSH(build, &trie.spans, root);
  BUILD_ADD(build, edges, no_edge);
  uint32_t accepts = 0, root_children = 0;
  for (uint32_t n = 0; n < trie.spans.len && !build->failed; n++) {
    add_node(&trie, n, &accepts);
    if (n == 0) root_children = trie.spans.len - 1;
  }
  if (!build->failed) add_root(&trie, root_children);
}

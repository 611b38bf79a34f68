/* SPDX-License-Identifier: MIT */
/* trie.c - the trie of all forms, level by level. */
#include <stdlib.h>
#include <string.h>

#include "compile/filter_build.h"
#include "compile/lexicon_build.h"
#include "ruleset/node.h"
#include "ruleset/opening.h"

enum { PAGE = 256, PAGES = 256 };

/* A node to be: the forms [first, last) share its path. */
struct span {
  uint32_t first, last, depth;
};
HVL_ARRAY(struct span, spans);

struct trie {
  struct build *build;
  const struct forms *forms;
  struct spans spans;             /* by node */
  struct map lists;               /* the accepts of a list to its number */
  uint32_t count, accepts;        /* lists and accepts so far */
  HVL_ARRAY(uint32_t, list) list; /* of the node at hand */
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

/* End the list of which the accepts were added; its number. */
static uint32_t end_list(struct trie *trie) {
  BUILD_ADD(trie->build, lists, trie->accepts);
  return trie->count++;
}

/* The number of the list at hand: a new one where there is none like it. */
static uint32_t put_list(struct trie *trie) {
  struct build *build = trie->build;
  size_t size = trie->list.len * sizeof *trie->list.data;
  if (size == 0) return 0;
  uint32_t list = hvl__map_get(&trie->lists, trie->list.data, size);
  if (list != UINT32_MAX) return list;
  const void *key =
      hvl__arena_copy(&build->arena, (const char *)trie->list.data, size);
  if (!key || !hvl__map_put(&trie->lists, key, size, trie->count) ||
      !hvl__buf_add(&build->draft.accepts, key, size))
    build->failed = true;
  trie->accepts += trie->list.len;
  return end_list(trie);
}

/* List the forms that end at the node; they are the first of its span. */
static void list_accepts(struct trie *trie, const struct span *span) {
  const struct form *forms = trie->forms->data;
  trie->list.len = 0;
  for (uint32_t at = span->first; at < span->last; at++) {
    if (forms[at].word.len != span->depth) break;
    BUILD_PUSH(trie->build, &trie->list, forms[at].accept);
  }
}

/* A node for each unit that comes next in the forms [first, last); the bits of
 * these units. */
static uint32_t add_children(struct trie *trie, uint32_t first, uint32_t last,
                             uint32_t depth) {
  uint32_t next = 0;
  while (first < last && !trie->build->failed) {
    uint16_t unit = trie->forms->data[first].word.units[depth];
    uint32_t end = first + 1;
    while (end < last && trie->forms->data[end].word.units[depth] == unit)
      end++;
    struct span span = {first, end, depth + 1};
    BUILD_PUSH(trie->build, &trie->spans, span);
    BUILD_ADD(trie->build, edges, unit);
    next |= hvl__node_bit(unit);
    first = end;
  }
  return next;
}

static void add_node(struct trie *trie, uint32_t node) {
  struct span span = trie->spans.data[node];
  list_accepts(trie, &span);
  struct image_node record = {trie->spans.len, put_list(trie), 0};
  record.next =
      add_children(trie, span.first + trie->list.len, span.last, span.depth);
  BUILD_ADD(trie->build, nodes, record);
}

/* The table that leads from a unit straight to the root's child. */
static void add_root(struct trie *trie, uint32_t children) {
  static const uint16_t none[PAGE];
  struct build *build = trie->build;
  uint32_t child = 1, pages = 1;
  BUILD_ADD(build, root_nodes, none);
  for (uint32_t p = 0; p < PAGES && !build->failed; p++) {
    uint16_t page[PAGE] = {0};
    uint16_t number = 0;
    for (; child <= children; child++) {
      uint32_t first = trie->spans.data[child].first;
      uint16_t unit = trie->forms->data[first].word.units[0];
      if (unit / PAGE != p) break;
      page[unit % PAGE] = (uint16_t)child; /* as many as units at most */
      number = (uint16_t)pages;
    }
    BUILD_ADD(build, root_pages, number);
    if (number == 0) continue;
    BUILD_ADD(build, root_nodes, page);
    pages++;
  }
}

static void add_openings(struct build *build, const struct forms *forms) {
  struct filter_keys keys = {0};
  for (uint32_t i = 0; i < forms->len; i++) {
    const struct word *word = &forms->data[i].word;
    uint64_t key = hvl__opening_key(word->units[0], word->units[1]);
    if (word->len > 1) BUILD_PUSH(build, &keys, key);
  }
  hvl__openings_write(build, &keys, &build->draft.openings);
}

/* File the children [child, end), of one node. */
static void file_children(uint32_t *jumps, uint32_t slots,
                          const uint16_t *edges, uint32_t child, uint32_t end) {
  uint32_t first = child;
  for (; child < end; child++) {
    uint32_t at = hvl__jump_slot(first, edges[child], slots);
    while (jumps[at] != 0) at = (at + 1) & (slots - 1);
    jumps[at] = child;
  }
}

static void add_jumps(struct build *build, uint32_t count) {
  const struct image_node *nodes = (const void *)build->draft.nodes.data;
  const uint16_t *edges = (const void *)build->draft.edges.data;
  uint32_t filed = 0, slots = 1;
  for (uint32_t n = 1; n < count; n++) {
    uint32_t children = nodes[n + 1].child - nodes[n].child;
    if (children >= JUMPS_FROM) filed += children;
  }
  while (slots <= filed * 2 && slots < JUMPS_MAX) slots *= 2;
  uint32_t *jumps = hvl__build_alloc(build, slots, sizeof *jumps);
  if (filed >= slots) build->failed = true; /* there is no memory for so many */
  if (build->failed) return;
  for (uint32_t n = 1; n < count; n++) {
    uint32_t first = nodes[n].child, end = nodes[n + 1].child;
    if (end - first >= JUMPS_FROM)
      file_children(jumps, slots, edges, first, end);
  }
  if (!hvl__buf_add(&build->draft.jumps, jumps, slots * sizeof *jumps))
    build->failed = true;
}

void hvl__trie_write(struct build *build, struct forms *forms) {
  struct trie trie = {.build = build, .forms = forms};
  const uint16_t no_edge = 0;
  hvl__map_init(&trie.lists, &build->mem);
  sort(forms);
  struct span root = {0, forms->len, 0};
  BUILD_PUSH(build, &trie.spans, root);
  BUILD_ADD(build, edges, no_edge);
  BUILD_ADD(build, lists, trie.accepts);
  end_list(&trie); /* the empty one */
  uint32_t root_children = 0;
  for (uint32_t n = 0; n < trie.spans.len && !build->failed; n++) {
    add_node(&trie, n);
    if (n == 0) root_children = trie.spans.len - 1;
  }
  struct image_node end = {.child = trie.spans.len};
  BUILD_ADD(build, nodes, end);
  if (!build->failed) add_root(&trie, root_children);
  if (!build->failed) add_openings(build, forms);
  if (!build->failed) add_jumps(build, trie.spans.len);
}

/* SPDX-License-Identifier: MIT */
/* tiny_image.h - builds small images by hand, for tests of the matcher that do
 * not lean on the compiler: the real tables, a few words, a few programs. */
#ifndef TINY_IMAGE_H
#define TINY_IMAGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "compile/fold_table.h"
#include "match/pattern.h"
#include "ruleset/node.h"
#include "ruleset/opening.h"

enum {
  TINY_FORMS = 2048,
  TINY_UNITS = 32,
  TINY_NODES = 16384,
  TINY_CODE = 512 + PROGRAM_MAX,
  TINY_JUMPS = 32768, /* a power of two, above TINY_NODES */
  TINY_OPENINGS = 64, /* a power of two */
  TINY_RECORDS = 64
};

/* A spelling of a word. */
struct tiny_form {
  uint16_t units[TINY_UNITS];
  uint32_t count;
  uint32_t accept; /* symbol << 8 | evasion bits */
};

struct tiny {
  hvl_allocator mem;
  hvl_ruleset ruleset; /* only `image`, `programs` and `sets` are there */
  struct tiny_form forms[TINY_FORMS];
  uint32_t form_count;
  struct image_node nodes[TINY_NODES + 1];
  uint16_t edges[TINY_NODES];
  uint32_t first[TINY_NODES], depth[TINY_NODES]; /* forms below, units above */
  uint32_t node_count;
  uint32_t lists[TINY_FORMS + 2], accepts[TINY_FORMS];
  uint16_t root_pages[256], root_nodes[256 * 256];
  uint32_t jumps[TINY_JUMPS];
  uint64_t openings[TINY_OPENINGS];
  struct image_symbol symbols[TINY_RECORDS];
  struct image_pattern patterns[TINY_RECORDS];
  struct program programs[TINY_RECORDS];
  program_slot slots[TINY_RECORDS];
  struct image_regex expressions[TINY_RECORDS];
  uint32_t code[TINY_CODE];
};

/* A new image without words; free with tiny_free(). */
static inline struct tiny *tiny_new(void) {
  struct tiny *tiny = calloc(1, sizeof *tiny);
  assert_non_null(tiny);
  tiny->mem = hvl__mem_pick(NULL, NULL);
  tiny->ruleset.mem = tiny->mem;
  tiny->ruleset.programs = tiny->slots;
  struct image *image = &tiny->ruleset.image;
  image->kernels = hvl__kernels();
  image->fold_pages = hvl__fold_pages;
  image->fold_units = hvl__fold_units;
  image->fold_sequences = hvl__fold_sequences;
  image->sound_pages = hvl__sound_pages;
  image->sound_units = hvl__sound_units;
  image->nodes = tiny->nodes;
  image->edges = tiny->edges;
  image->lists = tiny->lists;
  image->lists_count = 2;
  image->accepts = tiny->accepts;
  image->root_pages = tiny->root_pages;
  image->root_nodes = tiny->root_nodes;
  image->jumps = tiny->jumps;
  image->jumps_count = TINY_JUMPS;
  image->openings = tiny->openings;
  image->openings_count = TINY_OPENINGS;
  image->symbols = tiny->symbols;
  image->patterns = tiny->patterns;
  image->regexes = tiny->expressions;
  image->code = tiny->code;
  return tiny;
}

static inline void tiny_free(struct tiny *tiny) {
  for (uint32_t i = 0; i < tiny->ruleset.image.regexes_count; i++)
    pcre2_code_free_16(tiny->programs[i].code);
  hvl__symbol_sets_free(&tiny->ruleset.sets, &tiny->mem);
  free(tiny);
}

/* Fold `source`; free with hvl__text_free(). */
static inline struct text tiny_fold(const struct tiny *tiny,
                                    const char *source) {
  struct text text = {0};
  hvl_text bytes = {source, strlen(source)};
  assert_true(hvl__fold(&text, &tiny->ruleset.image, bytes, &tiny->mem));
  return text;
}

static inline uint32_t tiny_symbol(struct tiny *tiny, uint32_t allowed,
                                   uint32_t flags) {
  struct image *image = &tiny->ruleset.image;
  assert_true(image->symbols_count < TINY_RECORDS);
  struct image_symbol symbol = {0, allowed, 1 | 2 << 8 | 3 << 16, flags, 64};
  tiny->symbols[image->symbols_count] = symbol;
  return image->symbols_count++;
}

/* Let `symbol` be spelled `units`; `evasion` is what that takes. */
static inline void tiny_add_form(struct tiny *tiny, uint32_t symbol,
                                 const uint16_t *units, uint32_t count,
                                 uint32_t evasion) {
  assert_true(tiny->form_count < TINY_FORMS && count <= TINY_UNITS);
  struct tiny_form *form = &tiny->forms[tiny->form_count++];
  memcpy(form->units, units, count * sizeof *units);
  form->count = count;
  form->accept = symbol << 8 | evasion;
}

static inline uint16_t tiny_sound(uint16_t unit) {
  return hvl__sound_units[hvl__sound_pages[unit >> 8] * 256 + (unit & 255)];
}

/* All spellings of `units` by sounds and letters, behind the first `done` of
 * `spelled`. */
static inline void tiny_add_sounds(struct tiny *tiny, uint32_t symbol,
                                   const uint16_t *units, uint32_t count,
                                   struct tiny_form *spelled) {
  uint32_t done = spelled->count;
  if (count == 0) {
    tiny_add_form(tiny, symbol, spelled->units, done, spelled->accept);
    return;
  }
  uint16_t sound = tiny_sound(units[0]);
  spelled->units[spelled->count++] = sound ? sound : units[0];
  tiny_add_sounds(tiny, symbol, units + 1, count - 1, spelled);
  spelled->count = done;
  if (!sound) return;
  uint32_t evasion = spelled->accept;
  const char *letters = hvl__syllables[sound - UNIT_SOUND];
  for (; *letters; letters++)
    spelled->units[spelled->count++] = (uint16_t)*letters;
  spelled->accept |= HVL_EVASION_SOUND;
  tiny_add_sounds(tiny, symbol, units + 1, count - 1, spelled);
  spelled->accept = evasion;
  spelled->count = done;
}

/* Add a word, and if the symbol allows them its spellings by sound. */
static inline void tiny_add_word(struct tiny *tiny, uint32_t symbol,
                                 const char *word) {
  struct text text = tiny_fold(tiny, word);
  struct tiny_form spelled = {.count = 0};
  tiny_add_form(tiny, symbol, text.units, text.count, 0);
  if (tiny->symbols[symbol].allowed & HVL_EVASION_SOUND)
    tiny_add_sounds(tiny, symbol, text.units, text.count, &spelled);
  hvl__text_free(&text, &tiny->mem);
}

static inline int tiny_compare(const void *a, const void *b) {
  const struct tiny_form *x = a, *y = b;
  for (uint32_t i = 0; i < x->count && i < y->count; i++)
    if (x->units[i] != y->units[i]) return x->units[i] < y->units[i] ? -1 : 1;
  if (x->count != y->count) return x->count < y->count ? -1 : 1;
  return x->accept < y->accept ? -1 : x->accept > y->accept;
}

/* Add the children of node `n`, whose forms end before form `end`. */
static inline void tiny_add_children(struct tiny *tiny, uint32_t n,
                                     uint32_t end) {
  struct image_node *node = &tiny->nodes[n];
  struct image *image = &tiny->ruleset.image;
  uint32_t depth = tiny->depth[n], form = tiny->first[n];
  uint32_t before = image->accepts_count;
  for (; form < end && tiny->forms[form].count == depth; form++) {
    bool twice = image->accepts_count > before &&
                 tiny->forms[form].accept == tiny->forms[form - 1].accept;
    if (twice) continue;
    tiny->accepts[image->accepts_count++] = tiny->forms[form].accept;
  }
  if (image->accepts_count > before) {
    node->list = image->lists_count - 1;
    tiny->lists[image->lists_count++] = image->accepts_count;
  }
  node->child = tiny->node_count;
  while (form < end) {
    uint16_t unit = tiny->forms[form].units[depth];
    assert_true(tiny->node_count < TINY_NODES);
    uint32_t child = tiny->node_count++;
    tiny->edges[child] = unit;
    tiny->first[child] = form;
    tiny->depth[child] = depth + 1;
    while (form < end && tiny->forms[form].units[depth] == unit) form++;
  }
}

/* The form behind the last one below node `n`. */
static inline uint32_t tiny_end(const struct tiny *tiny, uint32_t n) {
  uint32_t end = tiny->first[n], depth = tiny->depth[n];
  while (end < tiny->form_count && tiny->forms[end].count >= depth &&
         memcmp(tiny->forms[end].units, tiny->forms[tiny->first[n]].units,
                depth * sizeof(uint16_t)) == 0)
    end++;
  return end;
}

/* Note the children of node `n`, where walks look for them. */
static inline void tiny_file_children(struct tiny *tiny, uint32_t n) {
  uint32_t first = tiny->nodes[n].child, end = tiny->nodes[n + 1].child;
  for (uint32_t child = first; child < end; child++) {
    uint16_t unit = tiny->edges[child];
    tiny->nodes[n].next |= hvl__node_bit(unit);
    if (end - first < JUMPS_FROM) continue;
    uint32_t at = hvl__jump_slot(first, unit, TINY_JUMPS);
    while (tiny->jumps[at] != 0) at = (at + 1) % TINY_JUMPS;
    tiny->jumps[at] = child;
  }
}

/* Build the trie, when all words are there. */
static inline void tiny_build(struct tiny *tiny) {
  qsort(tiny->forms, tiny->form_count, sizeof *tiny->forms, tiny_compare);
  tiny->node_count = 1;
  for (uint32_t n = 0; n < tiny->node_count; n++)
    tiny_add_children(tiny, n, tiny_end(tiny, n));
  tiny->nodes[tiny->node_count].child = tiny->node_count;
  for (uint32_t n = 0; n < tiny->node_count; n++) tiny_file_children(tiny, n);
  for (uint32_t page = 0; page < 256; page++)
    tiny->root_pages[page] = (uint16_t)page;
  for (uint32_t n = 1; n < tiny->nodes[1].child; n++)
    tiny->root_nodes[tiny->edges[n]] = (uint16_t)n;
  for (uint32_t form = 0; form < tiny->form_count; form++) {
    const uint16_t *units = tiny->forms[form].units;
    uint64_t key = hvl__opening_key(units[0], units[1]);
    uint32_t bit = hvl__hash_slot(key, TINY_OPENINGS * 64);
    if (tiny->forms[form].count > 1)
      tiny->openings[bit / 64] |= UINT64_C(1) << bit % 64;
  }
  assert_true(hvl__symbol_sets_make(&tiny->ruleset.sets, &tiny->ruleset.image,
                                    &tiny->mem));
}

/* Add a program of `size` instructions. */
static inline uint32_t tiny_pattern(struct tiny *tiny, const uint32_t *code,
                                    uint32_t size, uint32_t reach) {
  struct image *image = &tiny->ruleset.image;
  assert_true(image->code_count + size <= TINY_CODE);
  assert_true(image->patterns_count < TINY_RECORDS);
  struct image_pattern *pattern = &tiny->patterns[image->patterns_count];
  *pattern = (struct image_pattern){
      .code = image->code_count, .size = size, .reach = reach};
  memcpy(tiny->code + image->code_count, code, size * sizeof *code);
  image->code_count += size;
  return image->patterns_count++;
}

static inline uint32_t tiny_regex(struct tiny *tiny, const char *source) {
  struct image *image = &tiny->ruleset.image;
  struct text text = tiny_fold(tiny, source);
  char message[128];
  size_t position;
  assert_true(image->regexes_count < TINY_RECORDS);
  struct program *program = &tiny->programs[image->regexes_count];
  program->code =
      hvl__regex_compile(text.units, text.count, NULL, &position, message);
  assert_non_null(program->code);
  atomic_init(&tiny->slots[image->regexes_count], program);
  tiny->expressions[image->regexes_count] = (struct image_regex){
      .symbol = NONE, .reach = TINY_UNITS, .begins = {UINT32_MAX, UINT32_MAX}};
  hvl__text_free(&text, &tiny->mem);
  return image->regexes_count++;
}

#endif

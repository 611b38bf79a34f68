/* SPDX-License-Identifier: MIT */
/* symbol_order.c - numbers symbols anew, so that those that share words lie
 * together: what a common word stands for is then few blocks of numbers. */
#include "compile/symbol_order.h"

#include <stdlib.h>
#include <string.h>

#include "compile/rarity.h"
#include "compile/symbols.h"

/* A symbol as it is compared: its words, the commonest first. */
struct ordered {
  uint32_t *words;
  uint32_t count;
  uint32_t id; /* so far */
};

/* A word, and how often a text is likely to have it. */
struct common {
  uint32_t word, rarity; /* the more often, the greater: see rarity.h */
};
HVL_ARRAY(struct common, commons);

/* ---- Words --------------------------------------------------------------- */

/* The number of `word`: a new one where it is met for the first time. */
static uint32_t number_of(struct build *build, struct map *map,
                          struct commons *commons, struct word word) {
  size_t bytes = word.len * sizeof *word.units;
  uint32_t number = hvl__map_get(map, word.units, bytes);
  if (number != UINT32_MAX) return number;
  struct words alone = {&word, 1, 1};
  struct common first = {commons->len, hvl__rarity_of(build, &alone)};
  BUILD_PUSH(build, commons, first);
  if (!hvl__map_put(map, word.units, bytes, first.word)) build->failed = true;
  return first.word;
}

/* Set the words of each to their numbers, and list them. */
static void number_words(struct build *build, struct ordered *symbols,
                         struct commons *commons) {
  const struct symbol_array *all = &build->symbols->all;
  struct map map;
  hvl__map_init(&map, &build->mem);
  for (uint32_t i = 0; i < all->len && !build->failed; i++) {
    const struct words *words = &all->data[i].words;
    /* Those that only a dry run made come last. */
    uint32_t count = all->data[i].used ? words->len : 0;
    uint32_t *numbers = hvl__build_alloc(build, count, sizeof *numbers);
    for (uint32_t k = 0; k < count && !build->failed; k++)
      numbers[k] = number_of(build, &map, commons, words->data[k]);
    symbols[i] = (struct ordered){numbers, count, i};
  }
}

static int by_rarity(const void *left, const void *right) {
  const struct common *a = left, *b = right;
  if (a->rarity != b->rarity) return a->rarity > b->rarity ? -1 : 1;
  return (a->word > b->word) - (a->word < b->word);
}

static int by_number(const void *left, const void *right) {
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return (a > b) - (a < b);
}

/* Number the words anew, the commonest first, and put them in order. */
static void rank_words(struct build *build, struct ordered *symbols,
                       struct commons *commons) {
  uint32_t *ranks = hvl__build_alloc(build, commons->len, sizeof *ranks);
  if (!ranks || commons->len == 0) return;
  qsort(commons->data, commons->len, sizeof *commons->data, by_rarity);
  for (uint32_t i = 0; i < commons->len; i++) ranks[commons->data[i].word] = i;
  for (uint32_t i = 0; i < build->symbols->all.len; i++) {
    uint32_t *words = symbols[i].words;
    for (uint32_t k = 0; k < symbols[i].count; k++) words[k] = ranks[words[k]];
    qsort(words, symbols[i].count, sizeof *words, by_number);
  }
}

/* ---- Symbols ------------------------------------------------------------- */

/* Those with the commonest word first, of these those with the next one. */
static int by_words(const void *left, const void *right) {
  const struct ordered *a = left, *b = right;
  for (uint32_t i = 0; i < a->count && i < b->count; i++)
    if (a->words[i] != b->words[i]) return a->words[i] < b->words[i] ? -1 : 1;
  if (a->count != b->count) return a->count > b->count ? -1 : 1;
  return (a->id > b->id) - (a->id < b->id);
}

/* Put the symbols themselves into this order. */
static void move(struct build *build, const struct ordered *symbols) {
  struct symbol_array *all = &build->symbols->all;
  struct symbol *moved = hvl__build_alloc(build, all->len, sizeof *moved);
  if (!moved) return;
  for (uint32_t i = 0; i < all->len; i++) moved[i] = all->data[symbols[i].id];
  all->data = moved;
  all->cap = all->len;
}

/* ---- What refers to them ------------------------------------------------- */

static void renumber(struct image_draft *draft, const uint32_t *numbers) {
  uint32_t *code = (void *)draft->code.data;
  struct image_variant *variants = (void *)draft->variants.data;
  struct image_regex *regexes = (void *)draft->regexes.data;
  for (size_t i = 0; i < draft->code.len / sizeof *code; i++)
    if (code[i] >> 24 == OP_SYMBOL)
      code[i] = (uint32_t)OP_SYMBOL << 24 | numbers[code[i] & 0xFFFFFF];
  for (size_t i = 0; i < draft->variants.len / sizeof *variants; i++)
    for (uint32_t k = 0; k < VARIANT_NEEDS; k++)
      if (variants[i].needs[k] != NONE)
        variants[i].needs[k] = numbers[variants[i].needs[k]];
  for (size_t i = 0; i < draft->regexes.len / sizeof *regexes; i++)
    if (regexes[i].symbol != NONE)
      regexes[i].symbol = numbers[regexes[i].symbol];
}

void hvl__symbols_order(struct build *build) {
  uint32_t count = build->symbols->all.len;
  struct commons commons = {0};
  struct ordered *symbols = hvl__build_alloc(build, count, sizeof *symbols);
  uint32_t *numbers = hvl__build_alloc(build, count, sizeof *numbers);
  if (count == 0 || build->failed) return;
  number_words(build, symbols, &commons);
  if (!build->failed) rank_words(build, symbols, &commons);
  if (build->failed) return;
  qsort(symbols, count, sizeof *symbols, by_words);
  for (uint32_t i = 0; i < count; i++) numbers[symbols[i].id] = i;
  move(build, symbols);
  renumber(&build->draft, numbers);
}

/* SPDX-License-Identifier: MIT */
/* recipe.c - what a symbol is made of: lists, texts, other symbols. */
#include "compile/recipe.h"

/* A recipe is a run of numbers, each a kind and an index; behind the length of
 * a text come its units. */
enum {
  KIND_SHIFT = 28,
  INDEX = (1 << KIND_SHIFT) - 1,
  FROM_LIST = 0,
  FROM_TEXT = 1,
  FROM_SYMBOL = 2
};

static void add(struct build *build, struct recipe *recipe, uint32_t kind,
                uint32_t index) {
  uint32_t number = kind << KIND_SHIFT | index;
  SCRATCH_PUSH(build, recipe, number);
}

void hvl__recipe_add_list(struct build *build, struct recipe *recipe,
                          uint32_t index) {
  add(build, recipe, FROM_LIST, index);
}

void hvl__recipe_add_text(struct build *build, struct recipe *recipe,
                          struct word word) {
  add(build, recipe, FROM_TEXT, word.len);
  for (uint32_t i = 0; i < word.len; i++)
    SCRATCH_PUSH(build, recipe, word.units[i]);
}

void hvl__recipe_add_symbol(struct build *build, struct recipe *recipe,
                            uint32_t id) {
  add(build, recipe, FROM_SYMBOL, id);
}

/* Add the word that stands at `numbers`; how many numbers it takes. */
static uint32_t add_text(struct build *build, struct words *words,
                         const uint32_t *numbers, uint32_t len) {
  uint16_t *units = hvl__scratch_alloc(build, len, sizeof *units);
  if (!units) return len;
  for (uint32_t i = 0; i < len; i++) units[i] = (uint16_t)numbers[i];
  struct word word = {units, len};
  SCRATCH_PUSH(build, words, word);
  return len;
}

static uint32_t make(struct build *build, struct traits traits,
                     const struct recipe *recipe, const char *name) {
  struct words words = {0};
  for (uint32_t i = 0; i < recipe->len && !build->failed; i++) {
    uint32_t index = recipe->data[i] & INDEX;
    switch (recipe->data[i] >> KIND_SHIFT) {
    case FROM_LIST:
      hvl__words_add(build, &build->scratch, &words,
                     hvl__list_words(build, index));
      break;
    case FROM_TEXT:
      i += add_text(build, &words, recipe->data + i + 1, index);
      break;
    default:
      hvl__words_add(build, &build->scratch, &words,
                     &build->symbols->all.data[index].words);
    }
  }
  return build->failed ? 0 : hvl__symbol_put(build, traits, &words, name);
}

uint32_t hvl__recipe_make(struct build *build, struct traits traits,
                          const struct recipe *recipe, const char *name) {
  struct symbols *symbols = build->symbols;
  size_t bytes = recipe->len * sizeof *recipe->data;
  if (build->failed) return 0;
  uint32_t id = hvl__map_get(&symbols->recipes, recipe->data, bytes);
  if (id != UINT32_MAX) {
    if (!build->dry) symbols->all.data[id].used = true;
    return id;
  }
  id = make(build, traits, recipe, name);
  const void *key =
      hvl__arena_copy(&build->arena, (const char *)recipe->data, bytes);
  if (!key || !hvl__map_put(&symbols->recipes, key, bytes, id))
    build->failed = true;
  return id;
}

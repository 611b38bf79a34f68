/* SPDX-License-Identifier: MIT */
/* symbols.c - sets of words that programs refer to, each kept once. */
#include "compile/symbols.h"

#include <string.h>

#include "base/chars.h"
#include "compile/lexicon_build.h"
#include "compile/rarity.h"

enum {
  SYLLABLE_MAX = 6, /* letters that may stand for a character */
  SYMBOLS_LIMIT = 1 << 24,
  ROOM = 1 << 18, /* words of all symbols before there is no room for extras */
  FORMS_LIMIT = 1 << 20
};

void hvl__symbols_start(struct build *build) {
  struct symbols *symbols = hvl__build_alloc(build, 1, sizeof *symbols);
  if (!symbols) return;
  build->symbols = symbols;
  hvl__map_init(&symbols->map, &build->mem);
  hvl__map_init(&symbols->recipes, &build->mem);
}

/* Traits and words as one run of numbers, by which equal symbols are found. */
static const char *key_of(struct build *build, struct traits traits,
                          const struct words *words, size_t *bytes) {
  size_t count = sizeof traits / sizeof(uint16_t);
  for (uint32_t i = 0; i < words->len; i++)
    count += 1 + (size_t)words->data[i].len;
  uint16_t *key = hvl__scratch_alloc(build, count, sizeof *key);
  *bytes = count * sizeof *key;
  if (!key) return NULL;
  memcpy(key, &traits, sizeof traits);
  uint16_t *at = key + sizeof traits / sizeof(uint16_t);
  for (uint32_t i = 0; i < words->len; i++) {
    const struct word *word = &words->data[i];
    *at++ = (uint16_t)word->len;
    memcpy(at, word->units, word->len * sizeof *at);
    at += word->len;
  }
  return (const char *)key;
}

static uint32_t reach_of(const struct symbol *symbol, uint32_t len) {
  const uint32_t longer = HVL_EVASION_SOUND | HVL_EVASION_SPLIT;
  if (symbol->traits.allowed & longer) len *= SYLLABLE_MAX;
  if (len > FORM_MAX) len = FORM_MAX;
  return symbol->traits.allowed ? len + (len - 1) * FILLERS_MAX : len;
}

static void measure(struct symbol *symbol) {
  for (uint32_t i = 0; i < symbol->words.len; i++) {
    uint32_t len = symbol->words.data[i].len;
    uint32_t reach = reach_of(symbol, len);
    if (reach > symbol->reach) symbol->reach = reach;
  }
}

/* A copy of `words` that is kept. */
static struct words copy_words(struct build *build, const struct words *words) {
  struct words copy = {hvl__build_alloc(build, words->len, sizeof *copy.data),
                       words->len, words->len};
  for (uint32_t i = 0; i < words->len && !build->failed; i++) {
    const struct word *word = &words->data[i];
    const void *units =
        hvl__arena_copy(&build->arena, (const char *)word->units,
                        word->len * sizeof *word->units);
    if (!units) build->failed = true;
    if (units) copy.data[i] = (struct word){units, word->len};
  }
  return copy;
}

static uint32_t add(struct build *build, struct traits traits,
                    const struct words *words, const char *name) {
  struct symbols *symbols = build->symbols;
  struct symbol symbol = {
      .traits = traits,
      .words = copy_words(build, words),
      .name = hvl__arena_copy(&build->arena, name, strlen(name)),
      .used = !build->dry};
  if (!symbol.name || symbols->all.len >= SYMBOLS_LIMIT) build->failed = true;
  if (build->failed) return 0;
  measure(&symbol);
  symbol.rarity = hvl__rarity_of(build, &symbol.words);
  symbols->words += words->len;
  BUILD_PUSH(build, &symbols->all, symbol);
  return symbols->all.len - 1;
}

uint32_t hvl__symbol_put(struct build *build, struct traits traits,
                         struct words *words, const char *name) {
  struct symbols *symbols = build->symbols;
  size_t bytes;
  hvl__words_sort(words);
  const char *key = key_of(build, traits, words, &bytes);
  if (build->failed) return 0;
  uint32_t id = hvl__map_get(&symbols->map, key, bytes);
  if (id != UINT32_MAX) {
    if (!build->dry) symbols->all.data[id].used = true;
    return id;
  }
  id = add(build, traits, words, name);
  key = hvl__arena_copy(&build->arena, key, bytes);
  if (!key || !hvl__map_put(&symbols->map, key, bytes, id))
    build->failed = true;
  return id;
}

bool hvl__symbols_have_room(const struct build *build) {
  return build->symbols->words < ROOM;
}

/* Where to blame what cannot be blamed on one word: the list with most words
 * among those that ask for other forms of them. */
static struct place largest_list(const struct build *build) {
  const struct parsed_lists *lists = &build->pack->lists;
  struct place place = {NULL, 0, 0};
  uint32_t most = 0;
  for (uint32_t i = 0; i < lists->len; i++) {
    uint32_t len = hvl__list_words(build, i)->len;
    bool forms = hvl__list_traits(&lists->data[i]).allowed &
                 (HVL_EVASION_SOUND | HVL_EVASION_SPLIT);
    if (!forms || len <= most) continue;
    place = lists->data[i].name.place;
    most = len;
  }
  return place;
}

static void write_lexicon(struct build *build) {
  const struct symbols *symbols = build->symbols;
  struct forms forms = {0};
  for (uint32_t i = 0; !build->failed && i < symbols->all.len; i++) {
    if (symbols->all.data[i].used) hvl__forms_add(build, &forms, i);
    if (forms.len <= FORMS_LIMIT) continue;
    BUILD_ERROR(build, largest_list(build), DIAG(TOO_MANY_FORMS), FORMS_LIMIT);
    return;
  }
  if (!build->failed) hvl__disguises_write(build, &forms);
  if (!build->failed) hvl__trie_write(build, &forms);
}

void hvl__symbols_write(struct build *build) {
  const struct symbols *symbols = build->symbols;
  for (uint32_t i = 0; !build->failed && i < symbols->all.len; i++) {
    const struct symbol *symbol = &symbols->all.data[i];
    struct image_symbol record = {hvl__build_string(build, symbol->name),
                                  symbol->traits.allowed, symbol->traits.levels,
                                  symbol->traits.flags, symbol->reach};
    BUILD_ADD(build, symbols, record);
  }
  write_lexicon(build);
}

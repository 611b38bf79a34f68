/* SPDX-License-Identifier: MIT */
/* disguises.c - the filter of words that may be disguised: ruleset/disguise.h.
 */
#include "ruleset/disguise.h"

#include <stdlib.h>

#include "base/bits.h"
#include "compile/lexicon_build.h"

enum { BITS = 64 };

HVL_ARRAY(uint64_t, keys);

/* Put the symbols in `pattern` into `asked`. */
static void ask(const struct build *build, const struct image_pattern *pattern,
                uint64_t *asked) {
  const uint32_t *code = (const uint32_t *)build->draft.code.data;
  for (uint32_t i = pattern->code; i < pattern->code + pattern->size; i++)
    if (code[i] >> 24 == OP_SYMBOL) hvl__bits_add(asked, code[i] & 0xFFFFFF);
}

/* The symbols of the shop's phrases that rules find by, a bit each. */
static uint64_t *asked_symbols(struct build *build) {
  const struct image_pattern *patterns =
      (const struct image_pattern *)build->draft.patterns.data;
  const struct image_event *event =
      (const struct image_event *)build->draft.events.data;
  size_t events = build->draft.events.len / sizeof *event;
  uint64_t *asked = hvl__build_alloc(build, build->symbols->all.len / BITS + 1,
                                     sizeof *asked);
  for (size_t e = 0; asked && e < events; e++, event++)
    for (uint32_t p = 0; p < event->patterns[HVL_SELLER]; p++)
      if (event->flags & EVENT_TRIGGER)
        ask(build, &patterns[event->first[HVL_SELLER] + p], asked);
  return asked;
}

static bool has_sound(const struct word *word) {
  for (uint32_t i = 0; i < word->len; i++)
    if (word->units[i] >= UNIT_SOUND && word->units[i] < UNIT_SOUND_END)
      return true;
  return false;
}

static uint64_t sound_at(const struct build *build, const struct word *word,
                         uint32_t at) {
  return at < word->len ? hvl__sounding(&build->fold, word->units[at]) : 0;
}

static void add_begin(struct build *build, const struct word *word,
                      struct keys *keys) {
  uint64_t key =
      hvl__disguise_key(DISGUISE_BEGINS, sound_at(build, word, 0),
                        sound_at(build, word, 1), sound_at(build, word, 2));
  BUILD_PUSH(build, keys, key);
}

static void add_parted(struct build *build, const struct word *word,
                       struct keys *keys) {
  for (uint32_t i = 1; i < word->len; i++) {
    uint64_t one = sound_at(build, word, i - 1);
    uint64_t two = sound_at(build, word, i);
    uint64_t before = i - 1 < DISGUISE_BEFORE ? i - 1 : DISGUISE_BEFORE;
    uint64_t parted = hvl__disguise_key(DISGUISE_PARTED, one, two, 0);
    uint64_t placed = hvl__disguise_key(DISGUISE_PLACED, one, two, before);
    BUILD_PUSH(build, keys, parted);
    BUILD_PUSH(build, keys, placed);
  }
}

static void add_form(struct build *build, const struct form *form,
                     struct keys *keys) {
  const struct symbol *symbol = &build->symbols->all.data[form->accept >> 8];
  uint32_t allowed = symbol->traits.allowed;
  if ((form->accept & 255) != 0 || has_sound(&form->word))
    add_begin(build, &form->word, keys);
  if (allowed & (HVL_EVASION_FILLER | HVL_EVASION_SPACED))
    add_parted(build, &form->word, keys);
}

static int compare(const void *left, const void *right) {
  const uint64_t *a = left, *b = right;
  return (*a > *b) - (*a < *b);
}

/* Keep each key once. */
static void unite(struct keys *keys) {
  uint32_t kept = 0;
  if (keys->len == 0) return;
  qsort(keys->data, keys->len, sizeof *keys->data, compare);
  for (uint32_t i = 1; i < keys->len; i++)
    if (keys->data[i] != keys->data[kept]) keys->data[++kept] = keys->data[i];
  keys->len = kept + 1;
}

/* The words of a filter for `count` keys. */
static uint32_t words_for(uint32_t count) {
  uint32_t words = 1;
  while (words < DISGUISE_BITS_MAX / BITS && words < count) words *= 2;
  return words;
}

void hvl__disguises_write(struct build *build, const struct forms *forms) {
  struct keys keys = {0};
  const uint64_t *asked = asked_symbols(build);
  for (uint32_t i = 0; !build->failed && i < forms->len; i++) {
    uint32_t symbol = forms->data[i].accept >> 8;
    if (hvl__bits_has(asked, symbol)) add_form(build, &forms->data[i], &keys);
  }
  unite(&keys);
  uint32_t words = words_for(keys.len);
  uint64_t *filter = hvl__build_alloc(build, words, sizeof *filter);
  if (build->failed) return;
  for (uint32_t i = 0; i < 2 * keys.len; i++) {
    uint32_t bit = hvl__disguise_bit(keys.data[i / 2], words * BITS, i % 2);
    hvl__bits_add(filter, bit);
  }
  for (uint32_t i = 0; i < words; i++) BUILD_ADD(build, disguises, filter[i]);
}

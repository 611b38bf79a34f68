/* SPDX-License-Identifier: MIT */
/* disguises.c - the filters of words that may be disguised: ruleset/disguise.h
 * and opening.h. */
#include "ruleset/disguise.h"

#include "base/bits.h"
#include "compile/filter_build.h"
#include "compile/lexicon_build.h"
#include "ruleset/opening.h"

enum { BITS = 64 };

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

/* What the filters are to hold. */
struct disguise_keys {
  struct filter_keys all, openings;
};

static void add_begin(struct build *build, const struct word *word,
                      struct disguise_keys *keys) {
  uint64_t sounds[DISGUISE_UNITS];
  for (uint32_t i = 0; i < DISGUISE_UNITS; i++)
    sounds[i] = sound_at(build, word, i);
  uint64_t key =
      hvl__disguise_key(DISGUISE_BEGINS, sounds[0], sounds[1], sounds[2]);
  uint64_t opening = word->len == 1 ? 0
                                    : hvl__opening_key((uint32_t)sounds[0],
                                                       (uint32_t)sounds[1]);
  BUILD_PUSH(build, &keys->all, key);
  BUILD_PUSH(build, &keys->openings, opening);
}

static void add_parted(struct build *build, const struct word *word,
                       struct filter_keys *keys) {
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
                     struct disguise_keys *keys) {
  const struct symbol *symbol = &build->symbols->all.data[form->accept >> 8];
  uint32_t allowed = symbol->traits.allowed;
  if ((form->accept & 255) != 0 || has_sound(&form->word))
    add_begin(build, &form->word, keys);
  if (allowed & (HVL_EVASION_FILLER | HVL_EVASION_SPACED))
    add_parted(build, &form->word, &keys->all);
}

void hvl__disguises_write(struct build *build, const struct forms *forms) {
  struct disguise_keys keys = {0};
  const uint64_t *asked = asked_symbols(build);
  for (uint32_t i = 0; !build->failed && i < forms->len; i++) {
    uint32_t symbol = forms->data[i].accept >> 8;
    if (hvl__bits_has(asked, symbol)) add_form(build, &forms->data[i], &keys);
  }
  hvl__filter_write(build, &keys.all, &build->draft.disguises);
  hvl__openings_write(build, &keys.openings, &build->draft.disguise_openings);
}

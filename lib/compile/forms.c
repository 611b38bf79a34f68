/* SPDX-License-Identifier: MIT */
/* forms.c - the ways in which a word may be written: as it is, by its sound,
 * with characters taken apart. */
#include <string.h>

#include "base/chars.h"
#include "compile/fold_table.h"
#include "compile/lexicon_build.h"
#include "ruleset/disguise.h"

enum {
  SOUND_LEAST = 2, /* characters of a word that may be written by its sound */
  SOUND_MOST = 6,
  SPLIT_FORMS = 64 /* forms of one word with characters taken apart */
};

/* A form that grows unit by unit. */
struct draft {
  uint16_t units[FORM_MAX];
  uint32_t len;
  bool full; /* it grew beyond its room */
};

static void put(struct draft *draft, uint16_t unit) {
  if (draft->len == FORM_MAX) {
    draft->full = true;
  } else {
    draft->units[draft->len++] = unit;
  }
}

static void keep(struct build *build, struct forms *forms,
                 const struct draft *draft, uint32_t accept) {
  if (draft->full) return;
  uint16_t *units = hvl__build_alloc(build, draft->len, sizeof *units);
  if (!units) return;
  memcpy(units, draft->units, draft->len * sizeof *units);
  struct form form = {.word = {units, draft->len}, .accept = accept};
  BUILD_PUSH(build, forms, form);
}

/* ---- By sound ------------------------------------------------------------ */

/* Every character that has a sound is written by the sound's own unit, which
 * stands for all characters that sound so, or by its letters where `spelled`
 * has its bit. */
static void sound_form(struct build *build, struct forms *forms,
                       const struct form *plain, uint32_t spelled) {
  struct draft draft = {.len = 0};
  for (uint32_t i = 0; i < plain->word.len; i++) {
    uint16_t sound = hvl__sound(&build->fold, plain->word.units[i]);
    if (!sound) {
      put(&draft, plain->word.units[i]);
    } else if (spelled >> i & 1) {
      const char *letters = hvl__syllables[sound - UNIT_SOUND];
      while (*letters) put(&draft, (uint16_t)*letters++);
    } else {
      put(&draft, sound);
    }
  }
  keep(build, forms, &draft, plain->accept | HVL_EVASION_SOUND);
}

static void add_sounds(struct build *build, struct forms *forms,
                       const struct form *plain) {
  const struct word *word = &plain->word;
  if (word->len < SOUND_LEAST || word->len > SOUND_MOST) return;
  uint32_t sounding = 0;
  for (uint32_t i = 0; i < word->len; i++)
    sounding |= (uint32_t)(hvl__sound(&build->fold, word->units[i]) != 0) << i;
  if (!sounding) return;
  for (uint32_t spelled = 0; spelled < 1u << word->len; spelled++) {
    if (!(spelled & ~sounding)) sound_form(build, forms, plain, spelled);
  }
}

/* ---- Taken apart --------------------------------------------------------- */

struct splitting {
  struct build *build;
  struct forms *forms;
  const struct form *plain;
  uint32_t left; /* forms that may still be added */
};

/* Go on with character `at`, with `draft` standing for those before. */
static void split_from(struct splitting *splitting, uint32_t at,
                       const struct draft *draft, bool split) {
  const struct words *splits = hvl__split_characters(splitting->build);
  const struct word *word = &splitting->plain->word;
  if (splitting->left == 0) return;
  if (at == word->len) {
    if (!split) return;
    splitting->left--;
    keep(splitting->build, splitting->forms, draft,
         splitting->plain->accept | HVL_EVASION_SPLIT);
    return;
  }
  struct draft next = *draft;
  put(&next, word->units[at]);
  split_from(splitting, at + 1, &next, split);
  for (uint32_t i = 0; i < splits->len; i++) {
    const struct word *parts = &splits->data[i];
    if (parts->units[0] != word->units[at]) continue;
    next = *draft;
    for (uint32_t k = 2; k < parts->len; k++) put(&next, parts->units[k]);
    split_from(splitting, at + 1, &next, true);
  }
}

void hvl__forms_add(struct build *build, struct forms *forms, uint32_t id) {
  const struct symbol *symbol = &build->symbols->all.data[id];
  for (uint32_t i = 0; i < symbol->words.len && !build->failed; i++) {
    struct form plain = {.word = symbol->words.data[i], .accept = id << 8};
    BUILD_PUSH(build, forms, plain);
    if (symbol->traits.allowed & HVL_EVASION_SOUND)
      add_sounds(build, forms, &plain);
    if (symbol->traits.allowed & HVL_EVASION_SPLIT) {
      struct splitting splitting = {build, forms, &plain, SPLIT_FORMS};
      struct draft empty = {.len = 0};
      split_from(&splitting, 0, &empty, false);
    }
  }
}

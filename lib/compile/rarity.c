/* SPDX-License-Identifier: MIT */
/* rarity.c - counts the characters of the examples, so that a pattern can be
 * looked for by the rarest of what it needs. */
#include "compile/rarity.h"

#include <string.h>

#include "base/utf8.h"
#include "ruleset/units.h"

enum {
  UNITS = 1 << 16,
  SCALE = 64, /* of what is counted */
  RARER = 3   /* each character more makes a word 2^3 times as rare */
};

static void count_text(struct build *build, const char *text) {
  for (size_t left = strlen(text), size; left > 0; left -= size, text += size) {
    const uint16_t *units;
    uint16_t one;
    uint32_t code = hvl__utf8_decode(text, left, &size);
    uint32_t count = hvl__units_of(&build->fold, code, &one, &units);
    for (uint32_t i = 0; i < count; i++) build->met[units[i]]++;
  }
}

static void count_rule(struct build *build, const struct parsed_rule *rule) {
  for (uint32_t i = 0; i < rule->examples.len; i++) {
    const struct parsed_example *example = &rule->examples.data[i];
    for (uint32_t k = 0; k < example->messages.len; k++)
      count_text(build, example->messages.data[k].text.data);
  }
}

void hvl__rarity_start(struct build *build) {
  build->met = hvl__build_alloc(build, UNITS, sizeof *build->met);
  if (!build->met) return;
  for (uint32_t f = 0; f < build->pack->files.len; f++) {
    const struct parsed_rules *rules = &build->pack->files.data[f].rules;
    for (uint32_t i = 0; i < rules->len; i++)
      count_rule(build, &rules->data[i]);
  }
}

/* The rarest character of a word, and its length, tell most. */
static uint32_t rarity_of_word(const struct build *build, struct word word) {
  uint32_t least = UINT32_MAX;
  for (uint32_t i = 0; i < word.len; i++)
    if (build->met[word.units[i]] < least) least = build->met[word.units[i]];
  uint32_t shift = (word.len - 1) * RARER;
  return shift < 32 ? (uint32_t)((uint64_t)least * SCALE >> shift) : 0;
}

uint32_t hvl__rarity_of(const struct build *build, const struct words *words) {
  uint32_t sum = 0;
  for (uint32_t i = 0; i < words->len; i++)
    sum += 1 + rarity_of_word(build, words->data[i]);
  return sum;
}

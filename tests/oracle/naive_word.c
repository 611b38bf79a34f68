/* SPDX-License-Identifier: MIT */
/* naive_word.c - where the words of a list stand, form by form. */
#include <stdio.h>
#include <stdlib.h>

#include "naive.h"

enum { BETWEEN = 3 }; /* characters passed over between two of a word */

void *naive_alloc(void *block, size_t size) {
  void *grown = realloc(block, size ? size : 1);
  if (!grown) {
    fputs("oracle: out of memory\n", stderr);
    exit(2);
  }
  return grown;
}

struct reader {
  const struct naive_list *list;
  const struct image *image;
  const struct text *text;
  const struct naive_form *form;
  uint32_t start;
  struct naive_words *out;
};

static uint16_t sound_of(const struct image *image, uint16_t unit) {
  return image->sound_units[image->sound_pages[unit >> 8] * 256u + unit % 256];
}

static bool stands_for(const struct reader *reader, uint16_t item,
                       uint16_t unit) {
  if (item >= UNIT_SOUND && item < UNIT_SOUND_END)
    return sound_of(reader->image, unit) == item;
  return item == unit;
}

/* May a word begin or end between units `at` - 1 and `at`? */
static bool is_edge(const struct text *text, uint32_t at) {
  if (at == 0 || at == text->count) return true;
  enum char_class before = hvl__char_class(text->units[at - 1]);
  enum char_class behind = hvl__char_class(text->units[at]);
  return before != behind || (behind != CHAR_LATIN && behind != CHAR_DIGIT);
}

static uint32_t level_of(const struct naive_list *list, uint32_t evasion) {
  static const uint32_t bits[EVASION_KINDS] = {
      HVL_EVASION_SPACED, HVL_EVASION_SOUND, HVL_EVASION_SPLIT};
  uint32_t level = 0;
  for (int i = 0; i < EVASION_KINDS; i++)
    if (evasion & bits[i] && list->levels[i] > level) level = list->levels[i];
  return level;
}

static void accept(const struct reader *reader, uint32_t end,
                   uint32_t evasion) {
  evasion |= reader->form->evasion;
  if (!reader->list->inside && !is_edge(reader->text, end)) return;
  for (uint32_t i = 0; i < reader->out->len; i++)
    if (reader->out->data[i].end == end &&
        reader->out->data[i].evasion == evasion)
      return;
  struct naive_word word = {end, evasion, level_of(reader->list, evasion)};
  NAIVE_PUSH(reader->out, word);
}

/* The evasion of passing over unit `at` inside a word; 0: it cannot be. */
static uint32_t passing(const struct reader *reader, uint32_t at) {
  uint32_t allowed = reader->list->allowed;
  switch (hvl__class_at(reader->text, at)) {
  case CHAR_FILLER: return allowed & HVL_EVASION_FILLER;
  case CHAR_SPACE:
  case CHAR_CLAUSE:
  case CHAR_SENTENCE: return allowed & HVL_EVASION_SPACED;
  case CHAR_BREAK:
    return allowed & HVL_EVASION_SPACED ? HVL_EVASION_SPACED | HVL_EVASION_TURN
                                        : 0;
  default: return 0;
  }
}

static void read_on(const struct reader *reader, uint32_t item, uint32_t at,
                    uint32_t evasion) {
  if (item == reader->form->len) {
    accept(reader, at, evasion);
    return;
  }
  uint32_t most = item == 0 ? 0 : BETWEEN;
  for (uint32_t passed = 0; at < reader->text->count; passed++, at++) {
    if (stands_for(reader, reader->form->items[item], reader->text->units[at]))
      read_on(reader, item + 1, at + 1, evasion);
    uint32_t more = passing(reader, at);
    if (passed == most || !more) return;
    evasion |= more;
  }
}

void naive_read(const struct naive_list *list, const struct image *image,
                const struct text *text, uint32_t at, struct naive_words *out) {
  struct reader reader = {list, image, text, NULL, at, out};
  out->len = 0;
  if (!list->inside && !is_edge(text, at)) return;
  for (uint32_t i = 0; i < list->forms.len; i++) {
    reader.form = &list->forms.data[i];
    read_on(&reader, 0, at, 0);
  }
}

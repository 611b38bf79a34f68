/* SPDX-License-Identifier: MIT */
/* words.c - words folded as texts are. */
#include "compile/words.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ruleset/units.h"

struct word hvl__word_fold(struct build *build, struct arena *arena,
                           const char *text) {
  uint16_t folded[FORM_MAX];
  uint32_t count = 0;
  size_t len = strlen(text), size;
  for (size_t i = 0; i < len; i += size) {
    uint32_t code = hvl__utf8_decode(text + i, len - i, &size);
    const uint16_t *units;
    uint16_t one;
    uint32_t more = hvl__units_of(&build->fold, code, &one, &units);
    for (uint32_t k = 0; k < more; k++, count++)
      if (count < FORM_MAX) folded[count] = units[k];
  }
  uint32_t kept = count < FORM_MAX ? count : FORM_MAX;
  uint16_t *units = hvl__arena_zeroed(arena, kept, sizeof *units);
  if (!units) {
    build->failed = true;
    return (struct word){NULL, 0};
  }
  memcpy(units, folded, kept * sizeof *units);
  return (struct word){units, count};
}

int hvl__word_compare(const struct word *a, const struct word *b) {
  uint32_t common = a->len < b->len ? a->len : b->len;
  for (uint32_t i = 0; i < common; i++) {
    if (a->units[i] != b->units[i]) return a->units[i] < b->units[i] ? -1 : 1;
  }
  return (a->len > b->len) - (a->len < b->len);
}

static int compare(const void *a, const void *b) {
  return hvl__word_compare(a, b);
}

void hvl__words_sort(struct words *words) {
  if (words->len < 2) return;
  qsort(words->data, words->len, sizeof *words->data, compare);
  uint32_t kept = 1;
  for (uint32_t i = 1; i < words->len; i++) {
    if (compare(&words->data[kept - 1], &words->data[i]) != 0)
      words->data[kept++] = words->data[i];
  }
  words->len = kept;
}

void hvl__words_add(struct build *build, const hvl_allocator *mem,
                    struct words *words, const struct words *more) {
  if (!HVL_RESERVE(mem, words, more->len)) {
    build->failed = true;
    return;
  }
  if (more->len > 0)
    memcpy(words->data + words->len, more->data,
           more->len * sizeof *more->data);
  words->len += more->len;
}

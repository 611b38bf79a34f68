/* SPDX-License-Identifier: MIT */
/* grams.c - counts the grams in and before each message of a record. */
#include "grams.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "match/weigh.h"
#include "ruleset/gram.h"

struct keys {
  struct counted *data;
  size_t count, cap;
};

static void *grow(void *block, size_t count, size_t size) {
  block = realloc(block, count * size);
  if (block) return block;
  fputs("out of memory\n", stderr);
  exit(2);
}

static void push_key(struct keys *keys, struct counted key) {
  if (keys->count == keys->cap) {
    keys->cap = keys->cap ? keys->cap * 2 : 256;
    keys->data = grow(keys->data, keys->cap, sizeof *keys->data);
  }
  keys->data[keys->count++] = key;
}

static void add_message(struct keys *keys, enum gram_side side,
                        const struct text *text, int32_t share) {
  uint64_t at_place[GRAM_MAX];
  for (uint32_t at = 0; at <= text->count; at++) {
    hvl__grams_at(side, text->units, text->count, at, at_place);
    for (uint32_t i = 0; i < GRAM_MAX; i++)
      if (at_place[i]) push_key(keys, (struct counted){at_place[i], share});
  }
}

static void set_own(struct sample *sample, const struct text *text) {
  uint64_t at_place[GRAM_MAX];
  sample->places = text->count + 1;
  sample->own =
      grow(NULL, (size_t)sample->places * GRAM_MAX, sizeof *sample->own);
  for (uint32_t at = 0; at <= text->count; at++) {
    hvl__grams_at(GRAM_OWN, text->units, text->count, at, at_place);
    for (uint32_t i = 0; i < GRAM_MAX; i++)
      if (at_place[i])
        sample->own[sample->own_count++] = (struct placed){at_place[i], at};
  }
}

/* What hvl__weigh() sums up of the messages before message `at`. */
static void add_before(struct keys *keys, const struct record *record,
                       const struct text *texts, size_t at) {
  for (size_t back = 1; back <= WEIGHED_BEFORE && back <= at; back++) {
    hvl_role role = record->messages[at - back].role;
    const struct text *text = &texts[at - back];
    int32_t share = hvl__weighed_share(back);
    if (role == HVL_BUYER) add_message(keys, GRAM_BUYER, text, share);
    if (role == HVL_SELLER && back <= WEIGHED_SELLERS)
      add_message(keys, GRAM_SELLER, text, share);
  }
}

static int compare(const void *a, const void *b) {
  const struct counted *x = a, *y = b;
  return x->key < y->key ? -1 : x->key > y->key;
}

static void count_before(struct sample *sample, struct keys *keys) {
  if (keys->count > 1)
    qsort(keys->data, keys->count, sizeof *keys->data, compare);
  sample->before = grow(NULL, keys->count + 1, sizeof *sample->before);
  for (size_t i = 0; i < keys->count; i++) {
    struct counted *last = sample->before + sample->before_count;
    if (sample->before_count > 0 && last[-1].key == keys->data[i].key)
      last[-1].count += keys->data[i].count;
    else
      sample->before[sample->before_count++] = keys->data[i];
  }
}

uint32_t lines_find(const struct lines *lines, const char *name) {
  uint32_t line = 0;
  while (line < lines->count && strcmp(lines->names[line], name) != 0) line++;
  return line;
}

/* Where a fact allows what is a violation otherwise, the words say nothing. */
static void add_unasked(const struct record *record, const struct lines *lines,
                        struct sample *sample) {
  static const char *const facts[][2] = {{"free_shipping", "shipping"},
                                         {"cod", "cod"}};
  for (size_t i = 0; i < record->fact_count; i++)
    for (size_t k = 0; k < sizeof facts / sizeof *facts; k++)
      if (!strcmp(record->facts[2 * i], facts[k][0]) &&
          !strcmp(record->facts[2 * i + 1], "false")) {
        uint32_t line = lines_find(lines, facts[k][1]);
        if (line < lines->count) sample->unasked |= (uint32_t)1 << line;
      }
  sample->unasked &= ~sample->crossed;
}

static void add_sample(struct samples *samples, const struct lines *lines,
                       const struct record *record, const struct text *texts,
                       size_t at) {
  struct keys keys = {NULL, 0, 0};
  struct sample sample = {.own_count = 0};
  for (size_t i = 0; i < record->label_count; i++) {
    uint32_t line = lines_find(lines, record->labels[i].name);
    if (record->labels[i].message == at && line < lines->count)
      sample.crossed |= (uint32_t)1 << line;
  }
  add_unasked(record, lines, &sample);
  set_own(&sample, &texts[at]);
  add_before(&keys, record, texts, at);
  count_before(&sample, &keys);
  free(keys.data);
  if (samples->count == samples->cap) {
    samples->cap = samples->cap ? samples->cap * 2 : 1024;
    samples->data = grow(samples->data, samples->cap, sizeof *samples->data);
  }
  samples->data[samples->count++] = sample;
}

void samples_add(struct samples *samples, const struct image *image,
                 const struct lines *lines, const struct record *record,
                 bool last) {
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  size_t count = record->message_count;
  struct text *texts = grow(NULL, count + 1, sizeof *texts);
  memset(texts, 0, (count + 1) * sizeof *texts);
  for (size_t i = 0; i < count; i++) {
    if (!hvl__fold(&texts[i], image, record->messages[i].text, &mem)) exit(2);
    if (record->messages[i].role == HVL_SELLER && (!last || i + 1 == count))
      add_sample(samples, lines, record, texts, i);
  }
  for (size_t i = 0; i < count; i++) hvl__text_free(&texts[i], &mem);
  free(texts);
}

void samples_free(struct samples *samples) {
  for (size_t i = 0; i < samples->count; i++) {
    free(samples->data[i].own);
    free(samples->data[i].before);
  }
  free(samples->data);
}

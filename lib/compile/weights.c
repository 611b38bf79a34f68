/* SPDX-License-Identifier: MIT */
/* weights.c - grams and what they weigh become sections of an image. */
#include "compile/weights.h"

#include <stdlib.h>
#include <string.h>

#include "compile/words.h"
#include "ruleset/gram.h"

enum { GRAM_BUCKETS_MAX = 1 << 16 };

/* ---- Whose weights ------------------------------------------------------- */

static const struct parsed_weighing *weighing_of(const struct build *build) {
  const struct parsed_weighings *all = &build->pack->weighings;
  return all->len > 0 ? &all->data[0] : NULL;
}

uint32_t hvl__weights_line(const struct build *build, const char *line) {
  const struct parsed_weighing *weighing = weighing_of(build);
  for (uint32_t i = 0; weighing && i < weighing->lines.len; i++)
    if (!strcmp(weighing->lines.data[i].data, line)) return i;
  return NONE;
}

/* ---- Lines --------------------------------------------------------------- */

/* The rule that finds by weight in `line`, NONE if there is none; a second one
 * is a fault. */
static uint32_t rule_of(struct build *build, const struct rule_entries *entries,
                        const char *line) {
  uint32_t found = NONE, index = 0;
  for (uint32_t i = 0; i < entries->len; i++) {
    const struct rule_entry *entry = &entries->data[i];
    if (entry->off) continue;
    if (entry->rule->by_weight && !strcmp(entry->file->line.data, line)) {
      if (found != NONE)
        BUILD_ERROR(build, entry->rule->place,
                    "a second rule by weight in `%s`; keep one", line);
      found = index;
    }
    index++;
  }
  return found;
}

/* A line without rules, or named twice, is a slip. */
static void check_line(struct build *build, const struct rule_entries *entries,
                       const struct parsed_texts *lines, uint32_t index) {
  const struct parsed_text *line = &lines->data[index];
  bool known = false;
  for (uint32_t i = 0; i < entries->len && !known; i++)
    known = !strcmp(entries->data[i].file->line.data, line->data);
  if (!known)
    BUILD_ERROR(build, line->place,
                "there is no rule of the line `%s`; correct the name",
                line->data);
  for (uint32_t i = 0; i < index; i++)
    if (!strcmp(lines->data[i].data, line->data))
      BUILD_ERROR(build, line->place, "a second column `%s`; remove it",
                  line->data);
}

static void set_number(struct image_weighed *line, enum weight_kind kind,
                       int32_t number) {
  if (kind == WEIGHT_BIAS) line->bias = (uint32_t)number;
  if (kind >= WEIGHT_RULE && kind < WEIGHT_LEVEL)
    line->rules[kind - WEIGHT_RULE] = (uint32_t)number;
  if (kind >= WEIGHT_LEVEL)
    line->levels[kind - WEIGHT_LEVEL] = (uint32_t)number;
}

static void write_lines(struct build *build,
                        const struct parsed_weighing *weighing,
                        const struct rule_entries *entries) {
  for (uint32_t i = 0; i < weighing->lines.len; i++) {
    const char *name = weighing->lines.data[i].data;
    check_line(build, entries, &weighing->lines, i);
    struct image_weighed line = {.rule = rule_of(build, entries, name)};
    line.line = hvl__build_string(build, name);
    for (uint32_t k = 0; k < weighing->rows.len; k++)
      set_number(&line, weighing->rows.data[k].kind,
                 weighing->rows.data[k].weights[i]);
    BUILD_ADD(build, weighed, line);
  }
}

/* ---- Grams --------------------------------------------------------------- */

/* A gram and where it was given, in order of bucket, key and place. */
struct entry {
  uint32_t bucket;
  uint64_t key;
  const struct parsed_weight *row;
};
HVL_ARRAY(struct entry, gram_entries);

static int compare(const void *a, const void *b) {
  const struct entry *x = a, *y = b;
  if (x->bucket != y->bucket) return x->bucket < y->bucket ? -1 : 1;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  return x->row < y->row ? -1 : x->row > y->row;
}

static void add_entry(struct build *build, const struct parsed_weight *row,
                      struct gram_entries *entries) {
  enum gram_side side = (enum gram_side)row->kind;
  struct word word = hvl__word_fold(build, &build->arena, row->gram.data);
  if (build->failed) return;
  if (word.len == 0 || word.len > hvl__gram_max(side)) {
    BUILD_ERROR(build, row->gram.place,
                "`%s` is no run of 1 to %u characters; correct it",
                row->gram.data, (unsigned)hvl__gram_max(side));
    return;
  }
  struct entry entry = {0, hvl__gram_key(side, word.units, word.len), row};
  BUILD_PUSH(build, entries, entry);
}

static void check_repeats(struct build *build,
                          const struct gram_entries *entries) {
  for (uint32_t i = 1; i < entries->len; i++) {
    const struct entry *one = &entries->data[i - 1], *two = &entries->data[i];
    if (one->key != two->key) continue;
    BUILD_ERROR(build, two->row->gram.place,
                "`%s` has its weights already, at %s:%u; keep one",
                two->row->gram.data, one->row->gram.place.file,
                (unsigned)one->row->gram.place.line);
  }
}

static void write_gram(struct build *build, const struct entry *entry) {
  struct image_gram gram = {
      (uint32_t)entry->key, (uint32_t)(entry->key >> 32), {0}};
  for (uint32_t i = 0; i < WEIGHED_MAX; i++) {
    int32_t weight = entry->row->weights[i];
    if (weight < INT8_MIN || weight > INT8_MAX) {
      BUILD_ERROR(build, entry->row->gram.place,
                  "a weight of %d; a gram has at most %d", (int)weight,
                  INT8_MAX);
      return;
    }
    gram.weights[i / 4] |= (uint32_t)(uint8_t)weight << i % 4 * 8;
  }
  BUILD_ADD(build, grams, gram);
}

/* As many buckets as grams, or up to twice as many: a power of two. */
static uint32_t sort_grams(struct gram_entries *entries) {
  uint32_t count = 1;
  while (count < entries->len && count < GRAM_BUCKETS_MAX) count *= 2;
  for (uint32_t i = 0; i < entries->len; i++)
    entries->data[i].bucket = hvl__gram_bucket(entries->data[i].key, count);
  if (entries->len > 1)
    qsort(entries->data, entries->len, sizeof *entries->data, compare);
  return count;
}

static void write_grams(struct build *build, const struct gram_entries *entries,
                        uint32_t buckets) {
  for (uint32_t bucket = 0, at = 0; bucket <= buckets; bucket++) {
    BUILD_ADD(build, gram_buckets, at);
    for (; at < entries->len && entries->data[at].bucket == bucket; at++)
      write_gram(build, &entries->data[at]);
  }
}

void hvl__weights_write(struct build *build,
                        const struct rule_entries *entries) {
  const struct parsed_weighing *weighing = weighing_of(build);
  struct gram_entries grams = {0};
  if (!weighing) return;
  if (build->pack->weighings.len > 1)
    BUILD_ERROR(build, weighing[1].place,
                "a second file of weights; %s is one already",
                weighing->place.file);
  write_lines(build, weighing, entries);
  for (uint32_t i = 0; i < weighing->rows.len; i++)
    if (weighing->rows.data[i].kind <= WEIGHT_SELLER)
      add_entry(build, &weighing->rows.data[i], &grams);
  if (build->failed) return;
  uint32_t buckets = sort_grams(&grams);
  check_repeats(build, &grams);
  write_grams(build, &grams, buckets);
}

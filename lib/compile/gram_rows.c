/* SPDX-License-Identifier: MIT */
/* gram_rows.c - grams become sections of an image: where each is found, and the
 * row of what it weighs. */
#include "compile/gram_rows.h"

#include <stdlib.h>

#include "base/bits.h"
#include "compile/weight_codes.h"
#include "compile/words.h"
#include "ruleset/gram.h"

/* A bucket has one at most on average, up to so many. */
enum { GRAM_BUCKETS_MAX = 1 << 16 };

/* A gram and where it was given, in order of bucket, print, key and place. What
 * is one unit lies before all buckets, and has its side and unit for a print.
 */
enum { SINGLES = 0, FIRST_BUCKET = 1 };
struct entry {
  uint32_t bucket, print;
  uint64_t key;
  const struct parsed_weight *row;
  uint32_t met; /* of a pair: how often examples have its rarer unit */
};
HVL_ARRAY(struct entry, gram_entries);

static int compare(const void *a, const void *b) {
  const struct entry *x = a, *y = b;
  if (x->bucket != y->bucket) return x->bucket < y->bucket ? -1 : 1;
  if (x->print != y->print) return x->print < y->print ? -1 : 1;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  return x->row < y->row ? -1 : x->row > y->row;
}

/* In a bucket the commonest first, as it is what is looked for most. */
static int compare_met(const void *a, const void *b) {
  const struct entry *x = a, *y = b;
  if (x->bucket != y->bucket) return x->bucket < y->bucket ? -1 : 1;
  if (x->met != y->met) return x->met > y->met ? -1 : 1;
  return compare(a, b);
}

/* How often the examples have the rarer unit of `pair`: every message has
 * marks. */
static uint32_t met_of(const struct build *build, const struct word *pair) {
  uint32_t least = UINT32_MAX;
  for (uint32_t i = 0; i < pair->len; i++) {
    uint16_t unit = pair->units[i];
    bool is_mark = unit == GRAM_BEGIN || unit == GRAM_END;
    if (!is_mark && build->met[unit] < least) least = build->met[unit];
  }
  return least;
}

static void add_entry(struct build *build, const struct parsed_weight *row,
                      struct gram_entries *entries) {
  enum gram_side side = (enum gram_side)row->kind;
  struct word word = hvl__word_fold(build, &build->arena, row->gram.data);
  if (build->failed) return;
  if (word.len == 0 || word.len > hvl__gram_max(side)) {
    BUILD_ERROR(build, row->gram.place, DIAG(GRAM_LENGTH), row->gram.data,
                (unsigned)hvl__gram_max(side));
    return;
  }
  uint64_t key = hvl__gram_key(side, word.units, word.len);
  struct entry entry = {SINGLES, (uint32_t)side << 16 | word.units[0], key, row,
                        0};
  if (word.len > 1) {
    entry = (struct entry){FIRST_BUCKET, hvl__gram_print(key), key, row,
                           met_of(build, &word)};
  }
  BUILD_PUSH(build, entries, entry);
}

static void check_pair(struct build *build, const struct entry *one,
                       const struct entry *two) {
  const struct place *place = &one->row->gram.place;
  if (one->key == two->key)
    BUILD_ERROR(build, two->row->gram.place, DIAG(GRAM_TWICE),
                two->row->gram.data, place->file, (unsigned)place->line);
  else if (one->bucket == two->bucket && one->print == two->print)
    BUILD_ERROR(build, two->row->gram.place, DIAG(GRAM_ALIKE),
                two->row->gram.data, one->row->gram.data, place->file,
                (unsigned)place->line);
}

static void check_repeats(struct build *build,
                          const struct gram_entries *entries) {
  for (uint32_t i = 1; i < entries->len; i++)
    check_pair(build, &entries->data[i - 1], &entries->data[i]);
}

/* Count what the grams weigh in `count` of the columns, and let `codes` be
 * those of it. False if one is beyond all codes. */
static bool make_codes(struct build *build, const struct gram_entries *entries,
                       const uint32_t *columns, uint32_t count,
                       struct weight_codes *codes) {
  uint64_t met[WEIGHT_RANGE] = {0};
  bool all_fit = true;
  for (uint32_t i = 0; i < entries->len; i++)
    for (uint32_t k = 0; k < count; k++) {
      const struct parsed_weight *row = entries->data[i].row;
      int32_t weight = row->weights[columns[k]];
      bool fits = weight >= -WEIGHT_MOST && weight <= WEIGHT_MOST;
      all_fit = all_fit && fits;
      if (!fits)
        BUILD_ERROR(build, row->gram.place, DIAG(GRAM_TOO_HEAVY), (int)weight,
                    WEIGHT_MOST);
      else
        met[weight + WEIGHT_MOST]++;
    }
  hvl__weight_codes_make(codes, met);
  if (!hvl__buf_add(&build->draft.gram_values, codes->values,
                    sizeof codes->values))
    build->failed = true;
  return all_fit;
}

static void write_row(struct build *build,
                      const struct weighed_columns *columns,
                      const struct weight_codes codes[2],
                      const struct parsed_weight *gram) {
  uint8_t row[GRAM_ROW] = {0};
  for (uint32_t i = 0; i < COLUMNS_MAX; i++) {
    bool is_feature = i < columns->features;
    int32_t weight = i < columns->count ? gram->weights[columns->of[i]] : 0;
    uint8_t code = codes[is_feature ? 0 : 1].codes[weight + WEIGHT_MOST];
    row[i % GRAM_ROW] |= (uint8_t)(code << i / GRAM_ROW * 4);
  }
  BUILD_ADD(build, gram_rows, row);
}

/* Puts pairs into a power of two of buckets, and gives that. */
static uint32_t sort_grams(struct gram_entries *entries) {
  uint32_t pairs = 0, count = 1;
  for (uint32_t i = 0; i < entries->len; i++)
    pairs += entries->data[i].bucket != SINGLES;
  while (count < pairs && count < GRAM_BUCKETS_MAX) count *= 2;
  for (uint32_t i = 0; i < entries->len; i++)
    if (entries->data[i].bucket != SINGLES)
      entries->data[i].bucket =
          FIRST_BUCKET + hvl__hash_slot(entries->data[i].key, count);
  if (entries->len > 1)
    qsort(entries->data, entries->len, sizeof *entries->data, compare);
  return count;
}

/* Which units are grams; gives how many there are. */
static uint32_t write_units(struct build *build,
                            const struct gram_entries *entries) {
  uint32_t at = 0;
  for (uint32_t first = 0; first < GRAM_SIDES * GRAM_UNITS * 32; first += 32) {
    struct image_gram_units units = {.before = at};
    for (; at < entries->len && entries->data[at].bucket == SINGLES &&
           entries->data[at].print < first + 32;
         at++)
      units.bits |= UINT32_C(1) << entries->data[at].print % 32;
    BUILD_ADD(build, gram_units, units);
  }
  return at;
}

static void write_buckets(struct build *build,
                          const struct gram_entries *entries, uint32_t singles,
                          uint32_t buckets) {
  for (uint32_t i = 0, at = singles; i <= buckets; i++) {
    BUILD_ADD(build, gram_buckets, (uint32_t){at - singles});
    for (; at < entries->len && entries->data[at].bucket == FIRST_BUCKET + i;
         at++)
      BUILD_ADD(build, gram_prints, entries->data[at].print);
  }
}

static void write_rows(struct build *build,
                       const struct weighed_columns *columns,
                       const struct gram_entries *entries) {
  struct weight_codes codes[2];
  uint32_t features = columns->features;
  bool fit = make_codes(build, entries, columns->of, features, &codes[0]);
  fit = make_codes(build, entries, columns->of + features,
                   columns->count - features, &codes[1]) &&
        fit;
  if (build->failed || !fit) return;
  for (uint32_t i = 0; i < entries->len; i++)
    write_row(build, columns, codes, entries->data[i].row);
}

static void write_filter(struct build *build,
                         const struct gram_entries *entries, uint32_t buckets) {
  uint32_t words = hvl__gram_filter_words(buckets);
  uint64_t *filter = hvl__build_alloc(build, words, sizeof *filter);
  if (!filter) return;
  for (uint32_t i = 0; i < words; i++) filter[i] = 0;
  for (uint32_t i = 0; i < entries->len; i++) {
    if (entries->data[i].bucket == SINGLES) continue;
    uint32_t bit = hvl__hash_slot(entries->data[i].key, words * 64);
    hvl__bits_add(filter, bit);
  }
  for (uint32_t i = 0; i < words; i++) BUILD_ADD(build, gram_filter, filter[i]);
}

void hvl__grams_write(struct build *build,
                      const struct parsed_weighing *weighing,
                      const struct weighed_columns *columns) {
  struct gram_entries entries = {0};
  for (uint32_t i = 0; i < weighing->rows.len; i++)
    if (hvl__is_gram(&weighing->rows.data[i]))
      add_entry(build, &weighing->rows.data[i], &entries);
  if (build->failed) return;
  uint32_t buckets = sort_grams(&entries);
  check_repeats(build, &entries);
  if (entries.len > 1)
    qsort(entries.data, entries.len, sizeof *entries.data, compare_met);
  write_rows(build, columns, &entries);
  if (build->failed) return;
  uint32_t singles = write_units(build, &entries);
  write_buckets(build, &entries, singles, buckets);
  write_filter(build, &entries, buckets);
}

/* SPDX-License-Identifier: MIT */
/* gram_sums.c - looks up the grams of a message and adds up their weights, a
 * pile at a time: to fetch them from memory one by one would take most of the
 * time. */
#include "match/gram_sums.h"

#include <string.h>

#include "base/bits.h"

/* The grams at places that are gone through at once, PLACES_MAX of them; the
 * units there, as many as kernels read. */
enum { ROWS_MAX = PLACES_MAX * GRAM_MAX, UNITS_MAX = PLACES_MAX + 1 };

/* Pairs of units that may be grams. */
struct pile {
  size_t count;
  uint64_t keys[PLACES_MAX];
  const uint32_t *buckets[PLACES_MAX];
  uint8_t places[PLACES_MAX]; /* where they begin, from LOCAL_PLACES on */
};

/* The rows of grams, and where those begin. */
struct rows {
  size_t count;
  const uint8_t *data[ROWS_MAX];
  uint8_t places[ROWS_MAX];
};

/* What local features have at each place, and at the last LOCAL_PLACES. */
struct local_sums {
  int16_t at[LOCAL_PLACES + PLACES_MAX][LOCALS_MAX]; /* those of before first */
  int16_t last[LOCALS_MAX], most[LOCALS_MAX];
};

uint32_t hvl__local_count(const struct image *image) {
  uint32_t count = 0;
  while (count < image->features_count && image->features[count].is_local)
    count++;
  return count;
}

/* ---- Rows ---------------------------------------------------------------- */

static void add_row(struct rows *rows, const uint8_t *row, uint8_t place) {
  hvl__fetch(row);
  rows->data[rows->count] = row;
  rows->places[rows->count] = place;
  rows->count += row != NULL;
}

/* Add the rows of the units at the first `places`, the first one left out or
 * not. */
static void find_singles(struct rows *rows, const struct image *image,
                         enum gram_side side, const uint16_t *units,
                         bool but_first, uint32_t places) {
  const struct image_gram_units *sets =
      image->gram_units + (size_t)side * GRAM_UNITS;
  uint32_t numbers[PLACES_MAX];
  uint64_t found = image->kernels->members(&sets->bits, units, places, numbers);
  for (found &= ~(uint64_t)but_first; found != 0; found &= found - 1) {
    uint32_t i = hvl__lowest_bit(found);
    add_row(rows, image->gram_rows + (size_t)numbers[i] * GRAM_ROW,
            (uint8_t)(LOCAL_PLACES + i));
  }
}

/* The pairs that begin at the first `places` of `units`, if `image` may have
 * them. */
static void put_pairs(struct pile *pile, const struct image *image,
                      enum gram_side side, const uint16_t *units,
                      uint32_t places) {
  const uint64_t none = hvl__gram_key(side, NULL, 0);
  uint64_t found = image->kernels->pairs(
      image->gram_filter, image->gram_filter_count * 64, none, units, places);
  pile->count = 0;
  for (; found != 0; found &= found - 1) {
    uint32_t i = hvl__lowest_bit(found);
    uint64_t key = none | units[i] | (uint64_t)units[i + 1] << 16;
    const uint32_t *bucket = hvl__gram_bucket(image, key);
    hvl__fetch(bucket);
    pile->keys[pile->count] = key;
    pile->buckets[pile->count] = bucket;
    pile->places[pile->count++] = (uint8_t)(LOCAL_PLACES + i);
  }
}

static void find_pairs(struct rows *rows, const struct image *image,
                       const struct pile *pile) {
  for (size_t i = 0; i < pile->count; i++)
    hvl__fetch(&image->gram_prints[*pile->buckets[i]]);
  for (size_t i = 0; i < pile->count; i++)
    add_row(rows, hvl__gram_in(image, pile->buckets[i], pile->keys[i]),
            pile->places[i]);
}

/* The rows of `side` at the first `places` of `units`, which stand at `from`
 * of a text: the mark at its beginning is no gram by itself. */
static void find_rows(struct rows *rows, const struct image *image,
                      enum gram_side side, const uint16_t *units, uint32_t from,
                      uint32_t places) {
  struct pile pile;
  rows->count = 0;
  find_singles(rows, image, side, units, from == 0, places);
  if (hvl__gram_max(side) < GRAM_MAX) return;
  put_pairs(&pile, image, side, units, places);
  find_pairs(rows, image, &pile);
}

/* ---- Local features ------------------------------------------------------ */

/* Go on by one place, whose sums are `next`, from the last ones, of which
 * `first` drops out. Written so that compilers take eight sums at once. */
static void go_on(struct local_sums *restrict sums,
                  const int16_t *restrict next, const int16_t *restrict first,
                  bool is_full) {
  for (size_t k = 0; k < LOCALS_MAX; k++)
    sums->last[k] = (int16_t)(sums->last[k] + next[k] - first[k]);
  if (!is_full) return;
  for (size_t k = 0; k < LOCALS_MAX; k++) {
    int16_t last = sums->last[k], most = sums->most[k];
    sums->most[k] = last > most ? last : most;
  }
}

/* Add the `places` from `from` on, which have these rows. */
static void add_local(struct local_sums *sums, const struct image *image,
                      const struct rows *rows, uint32_t from, uint32_t places) {
  memset(sums->at + LOCAL_PLACES, 0, places * sizeof *sums->at);
  image->kernels->add_local(sums->at, rows->data, rows->places, rows->count,
                            image->gram_values);
  for (uint32_t i = 0; i < places; i++)
    go_on(sums, sums->at[LOCAL_PLACES + i], sums->at[i],
          from + i + 1 >= LOCAL_PLACES);
  memmove(sums->at, sums->at + places, LOCAL_PLACES * sizeof *sums->at);
}

static void begin_local(struct local_sums *sums) {
  memset(sums->at, 0, LOCAL_PLACES * sizeof *sums->at);
  for (size_t k = 0; k < LOCALS_MAX; k++) {
    sums->last[k] = 0;
    sums->most[k] = INT16_MIN;
  }
}

/* Set the first `count` of `sum` to the greatest seen. */
static void take_local(const struct local_sums *sums, uint32_t count,
                       struct weights *sum) {
  for (uint32_t k = 0; k < count; k++) sum->of[k] = sums->most[k];
}

/* ---- All ----------------------------------------------------------------- */

void hvl__sum_grams(const struct image *image, const struct text *text,
                    const enum gram_side *sides, size_t count,
                    struct weights *const *sums) {
  uint16_t units[UNITS_MAX];
  uint32_t end = text->count < WEIGHED_UNITS ? text->count : WEIGHED_UNITS;
  /* Of a short text all places are near together. */
  uint32_t locals = end >= LOCAL_PLACES ? hvl__local_count(image) : 0;
  struct local_sums local;
  struct rows rows;
  if (locals > 0) begin_local(&local);
  for (size_t i = 0; i < count; i++) *sums[i] = (struct weights){{0}};
  if (image->gram_rows_count == 0) return;
  for (uint32_t from = 0; from <= end; from += PLACES_MAX) {
    uint32_t places = end - from < PLACES_MAX ? end - from + 1 : PLACES_MAX;
    uint32_t blocks = (places + UNITS_READ - 1) / UNITS_READ;
    hvl__gram_units(text->units, text->count, from, units,
                    blocks * UNITS_READ + 1);
    for (size_t i = 0; i < count; i++) {
      find_rows(&rows, image, sides[i], units, from, places);
      image->kernels->add_rows(sums[i]->of, rows.data, rows.count,
                               image->gram_values, image->features_count);
      if (sides[i] == GRAM_OWN && locals > 0)
        add_local(&local, image, &rows, from, places);
    }
  }
  for (size_t i = 0; i < count; i++)
    if (sides[i] == GRAM_OWN) take_local(&local, locals, sums[i]);
}

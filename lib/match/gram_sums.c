/* SPDX-License-Identifier: MIT */
/* gram_sums.c - looks up the grams of a message and adds up their weights, a
 * pile at a time: to fetch them from memory one by one would take most of the
 * time. */
#include "match/gram_sums.h"

#include <string.h>

#include "base/bits.h"

/* Places of a text that are gone through at once, and the grams there. */
enum { PLACES_MAX = 64, PILE_MAX = PLACES_MAX * GRAM_MAX };

struct pile {
  size_t count;
  uint64_t keys[PILE_MAX];
  uint8_t places[PILE_MAX]; /* where they begin, from LOCAL_PLACES on */
};

/* The rows of a pile that there are. */
struct rows {
  size_t count;
  const uint8_t *data[PILE_MAX];
  uint8_t places[PILE_MAX];
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

/* ---- Piles --------------------------------------------------------------- */

/* Put `key`, at `place`, on the pile if `image` may have that gram, and if the
 * last of its units, `last`, is not behind the text. */
static void put(struct pile *pile, const struct image *image, uint64_t key,
                uint64_t last, uint32_t place) {
  pile->keys[pile->count] = key;
  pile->places[pile->count] = (uint8_t)(LOCAL_PLACES + place);
  pile->count += hvl__gram_may(image, key) & (last != 0);
}

/* Put the grams of `side` that begin at the first `places` of `units` on the
 * pile; from `lone` (0 or 1) on each may be one by itself. */
static void put_places(struct pile *pile, const struct image *image,
                       enum gram_side side, const uint16_t *units,
                       uint32_t places, uint32_t lone) {
  const uint64_t none = hvl__gram_key(side, NULL, 0);
  const bool longer = hvl__gram_max(side) == GRAM_MAX;
  pile->count = 0;
  for (uint32_t i = 0; i < places; i++) {
    uint64_t one = units[i], two = units[i + 1];
    if (i >= lone) put(pile, image, none | one, one, i);
    if (longer) put(pile, image, none | one | two << 16, two, i);
  }
}

static void find_rows(struct rows *rows, const struct image *image,
                      const struct pile *pile) {
  rows->count = 0;
  for (size_t i = 0; i < pile->count; i++)
    hvl__fetch(hvl__gram_bucket(image, pile->keys[i]));
  for (size_t i = 0; i < pile->count; i++)
    hvl__fetch(&image->gram_prints[*hvl__gram_bucket(image, pile->keys[i])]);
  for (size_t i = 0; i < pile->count; i++) {
    const uint8_t *row = hvl__gram_find(image, pile->keys[i]);
    if (!row) continue;
    hvl__fetch(row);
    rows->places[rows->count] = pile->places[i];
    rows->data[rows->count++] = row;
  }
}

/* ---- Local features ------------------------------------------------------ */

/* Go on by one place, whose sums are `next`, from the last ones, of which
 * `first` drops out. */
static void go_on(struct local_sums *sums, const int16_t *next,
                  const int16_t *first, bool is_full) {
  for (size_t k = 0; k < LOCALS_MAX; k++) {
    sums->last[k] = (int16_t)(sums->last[k] + next[k] - first[k]);
    if (is_full && sums->last[k] > sums->most[k]) sums->most[k] = sums->last[k];
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
                    struct weights *sums) {
  uint16_t units[PLACES_MAX + GRAM_MAX - 1];
  uint32_t end = text->count < WEIGHED_UNITS ? text->count : WEIGHED_UNITS;
  /* Of a short text all places are near together. */
  uint32_t locals = end >= LOCAL_PLACES ? hvl__local_count(image) : 0;
  struct local_sums local;
  struct pile pile;
  struct rows rows;
  if (locals > 0) begin_local(&local);
  for (size_t i = 0; i < count; i++) sums[i] = (struct weights){{0}};
  for (uint32_t from = 0; from <= end; from += PLACES_MAX) {
    uint32_t places = end - from < PLACES_MAX ? end - from + 1 : PLACES_MAX;
    hvl__gram_units(text->units, text->count, from, units,
                    places + GRAM_MAX - 1);
    for (size_t i = 0; i < count; i++) {
      put_places(&pile, image, sides[i], units, places, from == 0);
      find_rows(&rows, image, &pile);
      image->kernels->add_rows(sums[i].of, rows.data, rows.count,
                               image->gram_values, image->features_count);
      if (sides[i] == GRAM_OWN && locals > 0)
        add_local(&local, image, &rows, from, places);
    }
  }
  for (size_t i = 0; i < count; i++)
    if (sides[i] == GRAM_OWN) take_local(&local, locals, &sums[i]);
}

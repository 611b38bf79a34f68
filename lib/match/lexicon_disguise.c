/* SPDX-License-Identifier: MIT */
/* lexicon_disguise.c - whether words of a text may be in disguise. */
#include "base/bits.h"
#include "match/lexicon.h"
#include "match/walk.h"
#include "ruleset/accept.h"
#include "ruleset/opening.h"

/* Does one of the walk's readings up to unit `end` mean `symbol` plainly? */
static bool is_plainly(const struct walk *walk, uint32_t end, uint32_t symbol) {
  const struct image *image = walk->image;
  for (uint32_t i = 0; i < walk->count; i++) {
    const struct reading *reading = &walk->readings[i];
    uint32_t list = image->nodes[reading->node].list;
    if (reading->evasion == 0 && reading->at == end && list != 0 &&
        hvl__has_plainly(image, list, symbol))
      return true;
  }
  return false;
}

/* Does `reading`, which began at unit `at`, mean one of `symbols`, and none of
 * the walk's the same without a disguise? */
static bool is_disguised(const struct walk *walk, const struct reading *reading,
                         uint32_t at, const uint64_t *symbols) {
  const struct image *image = walk->image;
  uint32_t list = image->nodes[reading->node].list;
  bool inside = hvl__is_inside(walk->text, at, reading->at);
  for (uint32_t i = image->lists[list]; i < image->lists[list + 1]; i++) {
    uint32_t symbol = image->accepts[i] >> 8;
    uint32_t evasion = reading->evasion | (image->accepts[i] & 255);
    if (evasion != 0 && hvl__bits_has(symbols, symbol) &&
        hvl__admits(image, symbol, evasion, inside) &&
        !is_plainly(walk, reading->at, symbol))
      return true;
  }
  return false;
}

/* Does a word of `symbols` in disguise begin at unit `at`? */
static bool is_disguised_at(const struct image *image, const struct text *text,
                            uint32_t at, const uint64_t *symbols) {
  struct walk walk;
  hvl__walk_set(&walk, image, text, ANY_EVASION, 0);
  hvl__walk_begin(&walk, at);
  for (uint32_t i = 0; i < walk.count; i++) hvl__walk_extend(&walk, i);
  if (walk.full) return true;
  for (uint32_t i = 0; i < walk.count; i++)
    if (is_disguised(&walk, &walk.readings[i], at, symbols)) return true;
  return false;
}

static uint64_t sound_at(const struct image *image, const struct text *text,
                         uint32_t at) {
  return at < text->count ? hvl__sounding(image, text->units[at]) : 0;
}

/* The first unit at which a word may begin that has `before` characters, and
 * perhaps what parts them, before unit `at`. */
static uint32_t earliest_begin(const struct text *text, uint32_t at,
                               uint32_t before) {
  while (before > 0 && at > 0) before -= hvl__skip_evasion(text, --at) == 0;
  return at;
}

/* May a word that may be parted begin at unit `at`? */
static bool may_begin_parted(const struct image *image, const struct text *text,
                             uint32_t at) {
  uint64_t one = sound_at(image, text, at);
  for (uint32_t i = 1; i <= FILLERS_MAX + 1 && at + i < text->count; i++) {
    uint64_t two = sound_at(image, text, at + i);
    uint64_t key = hvl__disguise_key(DISGUISE_PLACED, one, two, 0);
    if (hvl__disguise_may(image, key)) return true;
    if (hvl__skip_evasion(text, at + i) == 0) return false;
  }
  return false;
}

/* Does a word of `symbols` in disguise, of which characters of the sounds `one`
 * and `two` follow each other, begin so that the first of them is at `at`? No
 * such word begins before unit `*seen`, which moves on as that is known of more
 * units: none is looked at for every pair behind it. */
static bool is_parted(const struct image *image, const struct text *text,
                      uint32_t at, uint64_t one, uint64_t two,
                      const uint64_t *symbols, uint32_t *seen) {
  for (uint32_t before = 0; before <= DISGUISE_BEFORE && before <= at;
       before++) {
    uint64_t key = hvl__disguise_key(DISGUISE_PLACED, one, two, before);
    if (!hvl__disguise_may(image, key)) continue;
    bool is_far = before == DISGUISE_BEFORE;
    uint32_t from = is_far ? *seen : earliest_begin(text, at, before);
    for (; from <= at - before; from++)
      if (may_begin_parted(image, text, from) &&
          is_disguised_at(image, text, from, symbols))
        return true;
    if (is_far) *seen = from;
  }
  return false;
}

/* Is a word of `symbols` in disguise, parted by fillers or spaces behind its
 * character at `at`? */
static bool is_parted_at(const struct image *image, const struct text *text,
                         uint32_t at, const uint64_t *symbols, uint32_t *seen) {
  for (uint32_t i = 1; i <= FILLERS_MAX && at + i + 1 < text->count; i++) {
    if (hvl__skip_evasion(text, at + i) == 0) return false;
    uint64_t one = sound_at(image, text, at);
    uint64_t two = sound_at(image, text, at + i + 1);
    uint64_t key = hvl__disguise_key(DISGUISE_PARTED, one, two, 0);
    if (hvl__disguise_may(image, key) &&
        is_parted(image, text, at, one, two, symbols, seen))
      return true;
  }
  return false;
}

/* May a word that is, or begins with, some of the units of these sounds be
 * disguised? */
static bool may_begin(const struct image *image,
                      const uint16_t sounds[DISGUISE_UNITS]) {
  uint64_t one = hvl__disguise_key(DISGUISE_BEGINS, sounds[0], 0, 0);
  uint64_t two = hvl__disguise_key(DISGUISE_BEGINS, sounds[0], sounds[1], 0);
  uint64_t three =
      hvl__disguise_key(DISGUISE_BEGINS, sounds[0], sounds[1], sounds[2]);
  return hvl__disguise_may(image, one) || hvl__disguise_may(image, two) ||
         hvl__disguise_may(image, three);
}

/* ---- All of a text ------------------------------------------------------- */

/* Places of a text that are gone through at once: from unit `from` on. */
struct block {
  uint32_t from, count;
  /* By sound, 0 behind the text: as many as kernels and may_begin() read. */
  uint16_t sounds[PLACES_MAX + UNITS_READ];
  uint64_t opens; /* bit i: a word in disguise may begin at place i; */
  uint64_t gaps;  /* what parts words may stand behind it */
};

static void set_block(struct block *block, const struct image *image,
                      const struct text *text, uint32_t from) {
  uint32_t left = text->count - from;
  *block = (struct block){.from = from,
                          .count = left < PLACES_MAX ? left : PLACES_MAX};
  uint32_t end = block->count + DISGUISE_UNITS - 1;
  for (uint32_t i = 0; i < end && i < left; i++)
    block->sounds[i] = hvl__sounding(image, text->units[from + i]);
  for (uint32_t i = 0; i < block->count && i + 1 < left; i++)
    block->gaps |= (uint64_t)!hvl__is_plain(text->units[from + i + 1]) << i;
  block->opens = image->kernels->pairs(image->disguise_openings,
                                       image->disguise_openings_count * 64, 0,
                                       block->sounds, block->count);
}

/* Does a word of `symbols` in disguise begin at place `i` of `block`, or go on
 * behind what parts it there? */
static bool is_disguised_in(const struct image *image, const struct text *text,
                            const struct block *block, uint32_t i,
                            const uint64_t *symbols, uint32_t *seen) {
  uint32_t at = block->from + i;
  if (block->gaps >> i & 1 && is_parted_at(image, text, at, symbols, seen))
    return true;
  return block->opens >> i & 1 && may_begin(image, block->sounds + i) &&
         is_disguised_at(image, text, at, symbols);
}

bool hvl__lexicon_disguised(const struct image *image, const struct text *text,
                            const uint64_t *symbols) {
  /* Words of one character begin anywhere. */
  bool singles = hvl__opening_may(image->disguise_openings,
                                  image->disguise_openings_count, 0, 0);
  uint32_t seen = 0;
  for (uint32_t from = 0; from < text->count; from += PLACES_MAX) {
    struct block block;
    set_block(&block, image, text, from);
    if (singles) block.opens = UINT64_MAX >> (PLACES_MAX - block.count);
    for (uint64_t places = block.opens | block.gaps; places != 0;
         places &= places - 1)
      if (is_disguised_in(image, text, &block, hvl__lowest_bit(places), symbols,
                          &seen))
        return true;
  }
  return false;
}

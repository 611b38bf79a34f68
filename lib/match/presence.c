/* SPDX-License-Identifier: MIT */
/* presence.c - notes which symbols stand in a text, and roughly where. */
#include "match/presence.h"

#include <string.h>

#include "ruleset/accept.h"

enum {
  BITS = 64,
  ROOM = 512 /* words of a text for which there is room from the start: scenes
                hand their presences round, and none need grow later than the
                others */
};

bool hvl__presence_init(struct presence *presence, const struct image *image,
                        const struct symbol_sets *sets,
                        const hvl_allocator *mem) {
  uint32_t symbols = image->symbols_count + 1;
  *presence = (struct presence){.image = image,
                                .sets = sets,
                                .mem = *mem,
                                .words = hvl__symbol_words(image),
                                .stamp = 1};
  presence->bits = hvl__mem_zeroed(mem, presence->words, sizeof(uint64_t));
  presence->disguised = hvl__mem_zeroed(mem, presence->words, sizeof(uint64_t));
  presence->symbols = hvl__mem_zeroed(mem, symbols, sizeof *presence->symbols);
  presence->asked = hvl__mem_zeroed(mem, ASKED, sizeof *presence->asked);
  presence->slots =
      hvl__mem_zeroed(mem, image->lists_count + 1u, sizeof(uint32_t));
  presence->holders = hvl__mem_zeroed(mem, presence->words, sizeof(uint64_t));
  presence->places = hvl__places_new(mem);
  return HVL_RESERVE(mem, &presence->plain, ROOM) &&
         HVL_RESERVE(mem, &presence->all, ROOM) &&
         HVL_RESERVE(mem, &presence->first, ROOM) && presence->bits &&
         presence->disguised && presence->symbols && presence->asked &&
         presence->slots && presence->holders && presence->places;
}

void hvl__presence_free(struct presence *presence) {
  hvl__mem_free(&presence->mem, presence->bits);
  hvl__mem_free(&presence->mem, presence->disguised);
  hvl__mem_free(&presence->mem, presence->symbols);
  hvl__mem_free(&presence->mem, presence->asked);
  hvl__mem_free(&presence->mem, presence->slots);
  hvl__mem_free(&presence->mem, presence->holders);
  HVL_ARRAY_FREE(&presence->mem, &presence->plain);
  HVL_ARRAY_FREE(&presence->mem, &presence->all);
  HVL_ARRAY_FREE(&presence->mem, &presence->first);
  hvl__places_free(presence->places, &presence->mem);
  *presence = (struct presence){.mem = presence->mem};
}

void hvl__presence_trim(struct presence *presence) {
  presence->placed = false;
  HVL_ARRAY_FREE(&presence->mem, &presence->all);
  HVL_ARRAY_FREE(&presence->mem, &presence->first);
  hvl__places_trim(presence->places, &presence->mem);
}

void hvl__presence_clear(struct presence *presence) {
  memset(presence->bits, 0, presence->words * sizeof(uint64_t));
  if (presence->is_disguised)
    memset(presence->disguised, 0, presence->words * sizeof(uint64_t));
  memset(presence->holders, 0, presence->words * sizeof(uint64_t));
  presence->is_disguised = presence->is_odd = false;
  memset(presence->recents, 0, sizeof presence->recents);
  presence->plain.len = presence->tail = 0;
  presence->all.len = presence->first.len = 0;
  presence->placed = true;
  presence->everywhere = presence->parted = false;
  presence->landmarks = (struct landmarks){0};
  presence->units = 0;
  hvl__places_clear(presence->places);
  if (++presence->stamp != 0) return;
  /* What the stamps say is about texts long gone. */
  memset(presence->symbols, 0,
         (presence->image->symbols_count + 1u) * sizeof *presence->symbols);
  memset(presence->asked, 0, ASKED * sizeof *presence->asked);
  presence->stamp = 1;
}

static void be_everywhere(struct presence *presence) {
  presence->everywhere = presence->parted = true;
  presence->placed = false;
  presence->units = UINT64_MAX;
  presence->landmarks =
      (struct landmarks){UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX};
}

void hvl__presence_fill(struct presence *presence) {
  memset(presence->bits, 255, presence->words * sizeof(uint64_t));
  memset(presence->disguised, 255, presence->words * sizeof(uint64_t));
  presence->is_disguised = true;
  presence->tail = UINT32_MAX;
  be_everywhere(presence);
}

void hvl__presence_guess(struct presence *presence, const uint64_t *a,
                         const uint64_t *b) {
  const struct kernels *kernels = presence->image->kernels;
  kernels->add_set(presence->bits, a, presence->words);
  kernels->add_set(presence->bits, b, presence->words);
  be_everywhere(presence);
}

/* ---- Words --------------------------------------------------------------- */

static void add(struct presence *presence, uint32_t symbol, uint64_t place) {
  hvl__bits_add(presence->bits, symbol);
  struct symbol_places *at = &presence->symbols[symbol];
  at->places = at->stamp == presence->stamp ? at->places | place : place;
  at->stamp = presence->stamp;
  presence->is_odd = true;
}

/* Add the symbol of `accept`, an entry of the list of `word`, if it admits the
 * word, which begins at `places`. */
static void add_accepted(struct presence *presence, uint32_t accept,
                         const struct occurrence *word, uint64_t places) {
  uint32_t symbol = accept >> 8, evasion = word->evasion | (accept & 255);
  if (!hvl__admits(presence->image, symbol, evasion, word->inside)) return;
  add(presence, symbol, places);
  if (evasion == 0) return;
  hvl__bits_add(presence->disguised, symbol);
  presence->is_disguised = true;
}

/* Add the symbols that admit `word`, which begins at `places`. */
static void spread(struct presence *presence, const struct occurrence *word,
                   uint64_t places) {
  const struct image *image = presence->image;
  const uint32_t *accept = image->accepts + image->lists[word->list];
  const uint32_t *end = image->accepts + image->lists[word->list + 1];
  for (; accept < end; accept++) add_accepted(presence, *accept, word, places);
}

/* The same of disguised forms of the plain word at `at`. */
static void spread_disguises(struct presence *presence,
                             const struct list_places *at) {
  const struct image *image = presence->image;
  const uint32_t *accept = image->accepts + image->lists[at->list];
  const uint32_t *end = image->accepts + image->lists[at->list + 1];
  struct occurrence word = {.list = at->list};
  for (; accept < end; accept++)
    if (*accept & 255) add_accepted(presence, *accept, &word, at->places);
}

/* The same of entry `index` of `plain`, which all symbols admit. Where each
 * symbol begins is worked out when somebody asks. */
static void spread_plain(struct presence *presence, uint32_t index) {
  const struct symbol_sets *sets = presence->sets;
  const struct list_places *at = &presence->plain.data[index];
  const struct symbol_set *set = &sets->of[at->list];
  const struct set_element *element = sets->elements + set->first;
  const struct set_element *end = element + set->count;
  uint64_t *bits = presence->bits, *holders = presence->holders;
  uint64_t holder = UINT64_C(1) << index % BITS;
  for (; element < end; element++) {
    bits[element->number] |= element->bits;
    holders[element->number] |= holder;
  }
  if (hvl__bits_has(sets->disguised, at->list)) spread_disguises(presence, at);
}

/* Where in `plain` each of its lists is: there are no longer few of them. */
static void note_slots(struct presence *presence) {
  const struct plain_words *plain = &presence->plain;
  for (uint32_t i = 0; i < plain->len; i++)
    presence->slots[plain->data[i].list] = i;
}

/* Where in `plain` `list` is, or its length: then it is going to be there. */
static uint32_t slot_of(struct presence *presence, uint32_t list) {
  const struct plain_words *plain = &presence->plain;
  if (plain->len < FEW_LISTS) {
    uint32_t at = list * UINT32_C(0x9E3779B1) >> 25;
    while (presence->recents[at] != 0) {
      uint32_t slot = presence->recents[at] - 1u;
      if (plain->data[slot].list == list) return slot;
      at = (at + 1) % RECENTS;
    }
    presence->recents[at] = (uint8_t)(plain->len + 1);
    return plain->len;
  }
  if (plain->len == FEW_LISTS) note_slots(presence);
  uint32_t slot = presence->slots[list];
  if (slot < plain->len && plain->data[slot].list == list) return slot;
  presence->slots[list] = plain->len;
  return plain->len;
}

/* Note a plain word of `list`; false if memory runs out. */
static bool note_plain(struct presence *presence, uint32_t list,
                       uint64_t place) {
  struct plain_words *plain = &presence->plain;
  uint32_t slot = slot_of(presence, list);
  if (slot < plain->len) {
    plain->data[slot].places |= place;
    return true;
  }
  hvl__fetch(presence->sets->elements + presence->sets->of[list].first);
  struct list_places word = {.list = list, .places = place};
  return HVL_PUSH(&presence->mem, plain, word);
}

void hvl__presence_next(struct presence *presence) {
  uint32_t first = presence->all.len;
  if (!HVL_PUSH(&presence->mem, &presence->first, first))
    presence->placed = false;
}

void hvl__presence_note(struct presence *presence,
                        const struct occurrence *word) {
  if (!HVL_PUSH(&presence->mem, &presence->all, *word))
    presence->placed = false;
  uint64_t place = UINT64_C(1) << word->at % BITS;
  bool plain = word->evasion == 0 && !word->inside;
  if (plain && note_plain(presence, word->list, place)) return;
  spread(presence, word, place);
}

void hvl__presence_settle(struct presence *presence) {
  for (uint32_t i = 0; i < presence->plain.len; i++) spread_plain(presence, i);
}

/* ---- Asking -------------------------------------------------------------- */

/* The places of plain words alone. Nobody can tell which words are of the
 * symbol, so that there is no branch for each. */
static uint64_t plain_places(const struct presence *presence, uint32_t symbol) {
  const struct plain_words *plain = &presence->plain;
  uint64_t may = presence->holders[symbol / 64], places = 0;
  for (; may != 0; may &= may - 1)
    for (uint32_t i = hvl__lowest_bit(may); i < plain->len; i += BITS) {
      const struct list_places *at = &plain->data[i];
      uint64_t has = hvl__symbol_sets_have(presence->sets, at->list, symbol);
      places |= at->places & (0 - has);
    }
  return places;
}

/* The places of the other words. */
static uint64_t odd_places(const struct presence *presence, uint32_t symbol) {
  const struct symbol_places *at = &presence->symbols[symbol];
  return at->stamp == presence->stamp ? at->places : 0;
}

uint64_t hvl__presence_places(const struct presence *presence,
                              uint32_t symbol) {
  if (!hvl__presence_has(presence, symbol)) return 0;
  if (presence->everywhere) return UINT64_MAX;
  struct asked_places *at = &presence->asked[symbol % ASKED];
  if (at->symbol != symbol || at->stamp != presence->stamp) {
    uint64_t odd = presence->is_odd ? odd_places(presence, symbol) : 0;
    uint64_t places = odd | plain_places(presence, symbol);
    *at = (struct asked_places){places, symbol, presence->stamp};
  }
  return at->places;
}

/* Whether the first two symbols of `variant` lie as near each other as they do
 * in its matches, both at some of `within`. */
static bool are_near(const struct presence *presence,
                     const struct image_variant *variant, uint64_t within) {
  int32_t apart = variant->apart;
  uint64_t one = hvl__presence_places(presence, variant->needs[apart < 0]);
  uint64_t other = hvl__presence_places(presence, variant->needs[apart >= 0]);
  uint32_t most = (uint32_t)(apart < 0 ? -apart : apart);
  one &= within;
  other &= within;
  return apart == 0 ? one && other : one & hvl__places_before(other, 1, most);
}

/* Without a branch for each, as nobody can tell which way it goes. */
static bool has_both(const struct presence *presence, const uint32_t *needs) {
  uint32_t has = hvl__presence_has(presence, needs[0]);
  has &= hvl__presence_has(presence, needs[1]);
  return has;
}

static bool admits(const struct presence *presence,
                   const struct image_variant *variant, uint64_t within) {
  const uint32_t *needs = variant->needs;
  bool words = needs[0] != NONE;
  if (words && !has_both(presence, needs)) return false;
  if (variant->digit && !(presence->landmarks.numerals & within)) return false;
  if (!words) return true;
  bool anywhere = variant->apart == 0 && within == UINT64_MAX;
  return hvl__presence_has(presence, needs[2]) &&
         (anywhere || are_near(presence, variant, within));
}

static bool admits_any(const struct presence *presence,
                       const struct image_pattern *pattern, uint64_t within) {
  const struct image_variant *variant =
      presence->image->variants + pattern->variant;
  const struct image_variant *end = variant + pattern->variants;
  if (pattern->variants == 0) return true;
  while (variant < end && !admits(presence, variant, within)) variant++;
  return variant < end;
}

bool hvl__presence_admits(const struct presence *presence,
                          const struct image_pattern *pattern) {
  return admits_any(presence, pattern, UINT64_MAX);
}

bool hvl__presence_admits_in(const struct presence *presence,
                             const struct image_pattern *pattern, uint32_t from,
                             uint32_t to) {
  return admits_any(presence, pattern, hvl__places_from(from, to));
}

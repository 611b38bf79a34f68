/* SPDX-License-Identifier: MIT */
/* places.c - makes sets of places out of the words of a long text, symbol by
 * symbol and page by page, as they are asked for. */
#include "match/places.h"

#include <string.h>

#include "match/entity.h"
#include "ruleset/accept.h"

enum {
  BITS = 64,
  PAGE = 256, /* blocks of a page: sets are made for a page at a time */
  SETS = 2048 /* most sets that are kept */
};

/* The words of one list in the text: a range of `order`. */
struct listed {
  uint32_t list, first, end;
};

/* That entry `accept` of a list in the text is of a symbol. */
struct link {
  uint32_t listed, accept;
  uint32_t next; /* the next of the symbol, one more; 0: none */
};

/* What is known of a symbol: the set last made, and the first of its links. */
struct known_symbol {
  uint32_t set, link;
};

struct set_key {
  uint32_t symbol, page;
};

struct places {
  bool is_set;
  uint32_t blocks, page_blocks; /* of the text; of a set */
  HVL_ARRAY(struct listed, listed_words) listed;
  HVL_ARRAY(uint32_t, place_order) order; /* words by list, then by place */
  HVL_ARRAY(struct link, links) links;
  HVL_ARRAY(struct landmarks, all_landmarks) landmarks; /* by block */
  struct known_symbol *symbols;
  uint32_t *slots; /* by list: where in `listed` it is, if it is */
  HVL_ARRAY(uint64_t, place_sets) sets;
  struct set_key *keys; /* by set */
  uint32_t made; /* sets since the text was set: the next is made % room */
  uint32_t room; /* sets that there is room for */
};

/* ---- Setting ------------------------------------------------------------- */

struct places *hvl__places_new(const hvl_allocator *mem) {
  return hvl__mem_zeroed(mem, 1, sizeof(struct places));
}

/* The room that does not depend on the text: for most sessions, none. */
static bool make_tables(struct places *places, const struct image *image,
                        const hvl_allocator *mem) {
  if (!places->symbols)
    places->symbols = hvl__mem_zeroed(mem, image->symbols_count + 1u,
                                      sizeof *places->symbols);
  if (!places->slots)
    places->slots =
        hvl__mem_zeroed(mem, image->lists_count + 1u, sizeof *places->slots);
  if (!places->keys)
    places->keys = hvl__mem_zeroed(mem, SETS, sizeof *places->keys);
  return places->symbols && places->slots && places->keys;
}

void hvl__places_trim(struct places *places, const hvl_allocator *mem) {
  places->is_set = false;
  HVL_ARRAY_FREE(mem, &places->listed);
  HVL_ARRAY_FREE(mem, &places->order);
  HVL_ARRAY_FREE(mem, &places->links);
  HVL_ARRAY_FREE(mem, &places->landmarks);
  HVL_ARRAY_FREE(mem, &places->sets);
}

void hvl__places_free(struct places *places, const hvl_allocator *mem) {
  if (!places) return;
  hvl__places_trim(places, mem);
  hvl__mem_free(mem, places->symbols);
  hvl__mem_free(mem, places->slots);
  hvl__mem_free(mem, places->keys);
  hvl__mem_free(mem, places);
}

void hvl__places_clear(struct places *places) {
  if (places) places->is_set = false;
}

/* The list of `word` among those listed, or NULL. */
static struct listed *find_listed(struct places *places, uint32_t list) {
  uint32_t slot = places->slots[list];
  bool is_there =
      slot < places->listed.len && places->listed.data[slot].list == list;
  return is_there ? &places->listed.data[slot] : NULL;
}

/* List the lists of words; `end` counts the words of each. */
static bool list_lists(struct places *places, const struct presence *presence) {
  places->listed.len = 0;
  for (uint32_t i = 0; i < presence->all.len; i++) {
    uint32_t list = presence->all.data[i].list;
    struct listed *listed = find_listed(places, list);
    if (listed) {
      listed->end++;
      continue;
    }
    places->slots[list] = places->listed.len;
    struct listed new = {list, 0, 1};
    if (!HVL_PUSH(&presence->mem, &places->listed, new)) return false;
  }
  return true;
}

/* Put the words of each list together. */
static bool order_words(struct places *places,
                        const struct presence *presence) {
  uint32_t first = 0;
  if (!HVL_RESERVE(&presence->mem, &places->order, presence->all.len))
    return false;
  for (uint32_t i = 0; i < places->listed.len; i++) {
    struct listed *listed = &places->listed.data[i];
    uint32_t count = listed->end;
    listed->first = listed->end = first;
    first += count;
  }
  for (uint32_t i = 0; i < presence->all.len; i++) {
    struct listed *listed = find_listed(places, presence->all.data[i].list);
    places->order.data[listed->end++] = i;
  }
  return true;
}

/* Link symbols to the lists that they are in. */
static bool link_symbols(struct places *places,
                         const struct presence *presence) {
  const struct image *image = presence->image;
  places->links.len = 0;
  memset(places->symbols, 0,
         (image->symbols_count + 1u) * sizeof *places->symbols);
  for (uint32_t i = 0; i < places->listed.len; i++) {
    uint32_t list = places->listed.data[i].list;
    for (uint32_t a = image->lists[list]; a < image->lists[list + 1]; a++) {
      struct known_symbol *symbol = &places->symbols[image->accepts[a] >> 8];
      struct link link = {i, a, symbol->link};
      if (!HVL_PUSH(&presence->mem, &places->links, link)) return false;
      symbol->link = places->links.len;
    }
  }
  return true;
}

/* Add places [from, to] to the begins, or to the ends. */
static void mark(struct places *places, struct stretch range, bool ends) {
  for (uint32_t at = range.from; at <= range.to; at++) {
    struct landmarks *block = &places->landmarks.data[at / BITS];
    *(ends ? &block->ends : &block->begins) |= UINT64_C(1) << at % BITS;
  }
}

static void mark_ends(struct places *places, const struct text *text) {
  struct stretch begins, ends;
  for (uint32_t from = 0; from <= text->count; from++) {
    from = hvl__message_ends(text, from, &begins, &ends);
    mark(places, begins, false);
    mark(places, ends, true);
  }
}

static bool mark_landmarks(struct places *places,
                           const struct presence *presence,
                           const struct text *text) {
  if (!HVL_RESERVE(&presence->mem, &places->landmarks, places->blocks))
    return false;
  for (uint32_t i = 0; i < places->blocks; i++) {
    uint32_t from = i * BITS, rest = text->count - from;
    struct text block = {.units = text->units + from,
                         .count = rest < BITS ? rest : BITS};
    places->landmarks.data[i] = (struct landmarks){
        .numerals = hvl__numerals(&block, presence->image->kernels),
        .ascii = hvl__ascii(&block)};
  }
  mark_ends(places, text);
  return true;
}

bool hvl__places_set(const struct presence *presence, const struct text *text) {
  struct places *places = presence->places;
  if (!presence->placed || !places) return false;
  if (places->is_set) return true;
  places->made = 0;
  places->blocks = text->count / BITS + 1;
  places->page_blocks = places->blocks < PAGE ? places->blocks : PAGE;
  if (!make_tables(places, presence->image, &presence->mem) ||
      !list_lists(places, presence) || !order_words(places, presence) ||
      !link_symbols(places, presence) ||
      !mark_landmarks(places, presence, text))
    return false;
  uint32_t room = places->sets.cap / places->page_blocks;
  places->room = room < SETS ? room : SETS;
  places->is_set = true;
  return true;
}

/* ---- Sets ---------------------------------------------------------------- */

/* The first of the words `order[low]` to `order[high]` from unit `at` on. */
static uint32_t first_from(const struct places *places,
                           const struct presence *presence, uint32_t low,
                           uint32_t high, uint32_t at) {
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (presence->all.data[places->order.data[middle]].at < at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Add to `set` the words of `listed` that `accept`, of its list, admits. */
static void add_words(const struct presence *presence,
                      const struct listed *listed, uint32_t accept,
                      uint32_t page, uint64_t *set) {
  const struct places *places = presence->places;
  const struct image *image = presence->image;
  uint32_t from = page * PAGE * BITS, to = from + PAGE * BITS;
  uint32_t symbol = accept >> 8, form = accept & 255;
  uint32_t i = listed->first;
  if (page > 0) i = first_from(places, presence, i, listed->end, from);
  bool plain = hvl__admits(image, symbol, form, false);
  for (; i < listed->end; i++) {
    const struct occurrence *word = &presence->all.data[places->order.data[i]];
    if (word->at >= to) return;
    bool fits =
        word->evasion == 0 && !word->inside
            ? plain
            : hvl__admits(image, symbol, word->evasion | form, word->inside);
    set[(word->at - from) / BITS] |= (uint64_t)fits << word->at % BITS;
  }
}

static void fill_set(const struct presence *presence, struct set_key key,
                     uint64_t *set) {
  const struct places *places = presence->places;
  memset(set, 0, places->page_blocks * sizeof *set);
  uint32_t next = places->symbols[key.symbol].link;
  while (next != 0) {
    const struct link *link = &places->links.data[next - 1];
    add_words(presence, &places->listed.data[link->listed],
              presence->image->accepts[link->accept], key.page, set);
    next = link->next;
  }
}

/* Make room for one more set, up to SETS of them; false without memory. */
static bool make_room(struct places *places, const hvl_allocator *mem) {
  if (places->made < places->room || places->room == SETS) return true;
  places->sets.len = places->room * places->page_blocks;
  if (!HVL_RESERVE(mem, &places->sets, places->page_blocks)) return false;
  uint32_t room = places->sets.cap / places->page_blocks;
  places->room = room < SETS ? room : SETS;
  return true;
}

/* The set of `key`, made now unless it is kept; NULL if memory runs out. */
static const uint64_t *set_of(const struct presence *presence,
                              struct set_key key) {
  struct places *places = presence->places;
  uint32_t *slot = &places->symbols[key.symbol].set;
  uint32_t have = places->made < places->room ? places->made : places->room;
  if (*slot < have && places->keys[*slot].symbol == key.symbol &&
      places->keys[*slot].page == key.page)
    return &places->sets.data[*slot * places->page_blocks];
  if (!make_room(places, &presence->mem)) return NULL;
  *slot = places->made++ % places->room;
  places->keys[*slot] = key;
  uint64_t *set = &places->sets.data[*slot * places->page_blocks];
  fill_set(presence, key, set);
  return set;
}

/* ---- Asking -------------------------------------------------------------- */

uint64_t hvl__places_at(const struct presence *presence, uint32_t symbol,
                        uint32_t block) {
  if (!hvl__presence_has(presence, symbol)) return 0;
  const uint64_t *set =
      set_of(presence, (struct set_key){symbol, block / PAGE});
  return set ? set[block % PAGE] : UINT64_MAX;
}

uint64_t hvl__places_among(const struct presence *presence, uint32_t symbol,
                           uint32_t first, uint32_t last) {
  uint64_t places = 0;
  if (!hvl__presence_has(presence, symbol)) return 0;
  for (uint32_t block = first; block <= last;) {
    const uint64_t *set =
        set_of(presence, (struct set_key){symbol, block / PAGE});
    if (!set) return UINT64_MAX;
    do places |= set[block % PAGE];
    while (++block <= last && block % PAGE != 0);
  }
  return places;
}

uint32_t hvl__places_next(const struct presence *presence, uint32_t symbol,
                          uint32_t block) {
  uint32_t blocks = presence->places->blocks;
  if (!hvl__presence_has(presence, symbol)) return NONE;
  while (block < blocks) {
    const uint64_t *set =
        set_of(presence, (struct set_key){symbol, block / PAGE});
    if (!set) return block;
    do
      if (set[block % PAGE] != 0) return block;
    while (++block < blocks && block % PAGE != 0);
  }
  return NONE;
}

/* Places of a block behind which one of `here`, in the same block, or of
 * `next`, in the one behind it, is within `most` units, of up to 64. */
static uint64_t before(uint64_t here, uint64_t next, uint32_t most) {
  uint32_t have = 1;
  uint64_t places = here >> 1;
  for (; have * 2 <= most; have *= 2) places |= places >> have;
  places |= places >> (most - have);
  uint32_t first = next == 0 ? BITS : hvl__lowest_bit(next);
  return first < most ? places | UINT64_MAX << (BITS + first - most) : places;
}

uint32_t hvl__places_next_near(const struct presence *presence, uint32_t one,
                               uint32_t other, uint32_t most, uint32_t block) {
  uint32_t blocks = presence->places->blocks;
  uint32_t span = (BITS - 1 + most) / BITS;
  for (;; block++) {
    block = hvl__places_next(presence, one, block);
    if (block == NONE) return NONE;
    uint32_t behind = hvl__places_next(presence, other, block);
    if (behind == NONE) return NONE;
    if (behind - block > span) continue;
    if (most > BITS) return block;
    uint64_t here = hvl__places_at(presence, other, block);
    uint64_t next =
        block + 1 < blocks ? hvl__places_at(presence, other, block + 1) : 0;
    if (hvl__places_at(presence, one, block) & before(here, next, most))
      return block;
  }
}

uint32_t hvl__places_next_numeral(const struct presence *presence,
                                  uint32_t block) {
  const struct places *places = presence->places;
  for (; block < places->blocks; block++)
    if (places->landmarks.data[block].numerals != 0) return block;
  return NONE;
}

uint32_t hvl__places_next_begin(const struct presence *presence,
                                uint32_t block) {
  const struct places *places = presence->places;
  for (; block < places->blocks; block++)
    if (places->landmarks.data[block].begins != 0) return block;
  return NONE;
}

struct landmarks hvl__landmarks_among(const struct presence *presence,
                                      uint32_t first, uint32_t last) {
  struct landmarks among = {0};
  for (uint32_t i = first; i <= last; i++) {
    const struct landmarks *block = &presence->places->landmarks.data[i];
    among.numerals |= block->numerals;
    among.ascii |= block->ascii;
    among.begins |= block->begins;
    among.ends |= block->ends;
  }
  return among;
}

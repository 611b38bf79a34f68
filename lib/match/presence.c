/* SPDX-License-Identifier: MIT */
/* presence.c - notes which symbols stand in a text, and roughly where. */
#include "match/presence.h"

#include <string.h>

#include "ruleset/accept.h"

enum { BITS = 64 };

bool hvl__presence_init(struct presence *presence, const struct image *image,
                        const struct symbol_rows *rows,
                        const hvl_allocator *mem) {
  uint32_t symbols = image->symbols_count + 1;
  *presence = (struct presence){.image = image,
                                .rows = rows,
                                .mem = *mem,
                                .words = hvl__symbol_words(image)};
  presence->bits = hvl__mem_zeroed(mem, presence->words, sizeof(uint64_t));
  presence->places = hvl__mem_zeroed(mem, symbols, sizeof(uint64_t));
  presence->stamps = hvl__mem_zeroed(mem, symbols, sizeof(uint32_t));
  return presence->bits && presence->places && presence->stamps;
}

void hvl__presence_free(struct presence *presence) {
  hvl__mem_free(&presence->mem, presence->bits);
  hvl__mem_free(&presence->mem, presence->places);
  hvl__mem_free(&presence->mem, presence->stamps);
  HVL_ARRAY_FREE(&presence->mem, &presence->common);
  *presence = (struct presence){.mem = presence->mem};
}

void hvl__presence_clear(struct presence *presence) {
  memset(presence->bits, 0, presence->words * sizeof(uint64_t));
  presence->common.len = 0;
  presence->everywhere = false;
  presence->numerals = presence->ascii = 0;
  presence->begins = presence->ends = 0;
  if (++presence->stamp != 0) return;
  /* What the stamps say is about texts long gone. */
  memset(presence->stamps, 0,
         (presence->image->symbols_count + 1u) * sizeof(uint32_t));
  presence->stamp = 1;
}

void hvl__presence_fill(struct presence *presence) {
  memset(presence->bits, 255, presence->words * sizeof(uint64_t));
  presence->everywhere = true;
  presence->numerals = presence->ascii = UINT64_MAX;
  presence->begins = presence->ends = UINT64_MAX;
}

void hvl__presence_guess(struct presence *presence, const uint64_t *const *sets,
                         uint32_t count) {
  hvl__presence_fill(presence);
  memcpy(presence->bits, sets[0], presence->words * sizeof(uint64_t));
  for (uint32_t k = 1; k < count; k++)
    for (uint32_t i = 0; i < presence->words; i++)
      presence->bits[i] |= sets[k][i];
}

/* ---- Words --------------------------------------------------------------- */

/* Note a word that has a row; false if memory runs out. */
static bool note_common(struct presence *presence, const uint64_t *row,
                        uint64_t place) {
  struct common_words *common = &presence->common;
  for (uint32_t i = 0; i < common->len; i++)
    if (common->data[i].row == row) {
      common->data[i].places |= place;
      return true;
    }
  for (uint32_t i = 0; i < presence->words; i++) presence->bits[i] |= row[i];
  struct row_places word = {row, place};
  return HVL_PUSH(&presence->mem, common, word);
}

static void add(struct presence *presence, uint32_t symbol, uint64_t place) {
  presence->bits[symbol / BITS] |= UINT64_C(1) << symbol % BITS;
  /* Is what `places` says about another text? */
  if (presence->stamps[symbol] != presence->stamp) presence->places[symbol] = 0;
  presence->stamps[symbol] = presence->stamp;
  presence->places[symbol] |= place;
}

/* Does `accept`, an entry of the word's node, admit the word as it stands? */
static bool fits(const struct image *image, uint32_t accept,
                 const struct occurrence *word) {
  uint32_t evasion = word->evasion | (accept & 255);
  if (evasion == 0 && !word->inside) return true;
  return hvl__admits(image, accept >> 8, evasion, word->inside);
}

void hvl__presence_note(struct presence *presence,
                        const struct occurrence *word) {
  const struct image *image = presence->image;
  const struct image_node *node = &image->nodes[word->node];
  const uint32_t *accepts = image->accepts + node->accept;
  uint64_t place = UINT64_C(1) << word->at % BITS;
  bool plain = word->evasion == 0 && !word->inside;
  const uint64_t *row = plain && presence->rows
                            ? hvl__symbol_row(presence->rows, word->node)
                            : NULL;
  if (row && note_common(presence, row, place)) return;
  for (uint32_t i = 0; i < node->accepts; i++)
    if (fits(image, accepts[i], word)) add(presence, accepts[i] >> 8, place);
}

/* ---- Asking -------------------------------------------------------------- */

uint64_t hvl__presence_places(const struct presence *presence,
                              uint32_t symbol) {
  if (!hvl__presence_has(presence, symbol)) return 0;
  if (presence->everywhere) return UINT64_MAX;
  bool current = presence->stamps[symbol] == presence->stamp;
  uint64_t places = current ? presence->places[symbol] : 0;
  for (uint32_t i = 0; i < presence->common.len; i++) {
    const struct row_places *word = &presence->common.data[i];
    bool is_of = word->row[symbol / BITS] >> symbol % BITS & 1;
    places |= is_of ? word->places : 0;
  }
  return places;
}

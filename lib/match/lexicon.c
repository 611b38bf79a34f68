/* SPDX-License-Identifier: MIT */
/* lexicon.c - which words stand in a text, and what symbols they are of. */
#include "match/lexicon.h"

#include "base/bits.h"
#include "match/entity.h"
#include "match/walk.h"
#include "ruleset/accept.h"
#include "ruleset/opening.h"

/* ---- Acceptance ---------------------------------------------------------- */

/* Is `a` disguised less than `b`? Ties are broken by the bits themselves. */
static bool plainer(uint32_t a, uint32_t b) {
  uint32_t more = hvl__bit_count(a), less = hvl__bit_count(b);
  return more != less ? more < less : a < b;
}

/* Put `word` in its place among `words`, one an end. */
static uint32_t keep(struct word words[WORDS_MAX], uint32_t count,
                     struct word word) {
  uint32_t i = count;
  while (i > 0 && words[i - 1].end > word.end) i--;
  if (i > 0 && words[i - 1].end == word.end) {
    if (plainer(word.evasion, words[i - 1].evasion)) words[i - 1] = word;
    return count;
  }
  if (count == WORDS_MAX) return count;
  for (uint32_t j = count; j > i; j--) words[j] = words[j - 1];
  words[i] = word;
  return count + 1;
}

/* ---- Words of one symbol ------------------------------------------------- */

/* Keep `word` in every form in which it is one of `symbol`. */
static uint32_t keep_accepted(const struct image *image, uint32_t symbol,
                              const struct occurrence *word,
                              struct word words[WORDS_MAX], uint32_t count) {
  uint32_t end = image->lists[word->list + 1];
  uint32_t entry = hvl__first_accept(image, word->list, symbol);
  for (; entry < end && image->accepts[entry] >> 8 == symbol; entry++) {
    uint32_t evasion = word->evasion | (image->accepts[entry] & 255);
    if (hvl__admits(image, symbol, evasion, word->inside))
      count = keep(words, count, (struct word){word->end, evasion});
  }
  return count;
}

/* The same where the symbols are known: most words are plain, and not in a list
 * with disguises, so that the set of symbols tells all. */
static uint32_t keep_known(const struct presence *presence, uint32_t symbol,
                           const struct occurrence *word,
                           struct word words[WORDS_MAX], uint32_t count) {
  const struct symbol_sets *sets = presence->sets;
  bool disguised = hvl__bits_has(sets->disguised, word->list);
  if (!disguised && !hvl__symbol_sets_have(sets, word->list, symbol))
    return count;
  if (!disguised && word->evasion == 0 && !word->inside)
    return keep(words, count, (struct word){word->end, 0});
  return keep_accepted(presence->image, symbol, word, words, count);
}

uint32_t hvl__lexicon_words(const struct image *image, const struct text *text,
                            uint32_t at, uint32_t symbol,
                            struct word words[WORDS_MAX]) {
  struct walk walk;
  uint32_t count = 0;
  if (at >= text->count) return 0;
  hvl__walk_set(&walk, image, text, image->symbols[symbol].allowed, 0);
  hvl__walk_begin(&walk, at);
  for (uint32_t i = 0; i < walk.count; i++) {
    const struct reading *reading = &walk.readings[i];
    struct occurrence word = {image->nodes[reading->node].list, at, reading->at,
                              reading->evasion,
                              hvl__is_inside(text, at, reading->at)};
    count = keep_accepted(image, symbol, &word, words, count);
    hvl__walk_extend(&walk, i);
  }
  return count;
}

uint32_t hvl__lexicon_known(const struct presence *presence,
                            const struct text *text, uint32_t at,
                            uint32_t symbol, struct word words[WORDS_MAX]) {
  const struct image *image = presence->image;
  uint32_t count = 0;
  if (at >= text->count) return 0;
  uint32_t from = presence->first.data[at], to = presence->first.data[at + 1];
  for (uint32_t i = from; i < to; i++) {
    const struct occurrence *word = &presence->all.data[i];
    count = keep_known(presence, symbol, word, words, count);
    /* Which are left out then depends on the order in which they are read. */
    if (count == WORDS_MAX)
      return hvl__lexicon_words(image, text, at, symbol, words);
  }
  return count;
}

/* ---- All symbols of a text ----------------------------------------------- */

/* Note the word that ends at `reading`, which began at unit `at`. */
static void note(const struct walk *walk, const struct reading *reading,
                 uint32_t at, struct presence *presence) {
  uint32_t list = walk->image->nodes[reading->node].list;
  if (list == 0 || (reading->evasion & walk->wanted) != walk->wanted) return;
  bool inside = hvl__is_inside(walk->text, at, reading->at);
  struct occurrence word = {list, at, reading->at, reading->evasion, inside};
  hvl__presence_note(presence, &word);
}

/* Note the words at and behind `reading`, which began at unit `at`, in every
 * way to read them. */
static void scan_ways(struct walk *walk, struct reading reading, uint32_t at,
                      struct presence *presence) {
  walk->count = 1;
  walk->readings[0] = reading;
  for (uint32_t i = 0; i < walk->count; i++) {
    if (i > 0) note(walk, &walk->readings[i], at, presence);
    hvl__walk_extend(walk, i);
  }
}

/* The same as long as there is one way: nearly always to the end. */
static void scan_from(struct walk *walk, struct reading reading, uint32_t at,
                      struct presence *presence) {
  const struct image *image = walk->image;
  while (reading.node != 0) {
    const struct image_node *node = &image->nodes[reading.node];
    note(walk, &reading, at, presence);
    if (node->next == 0) return;
    walk->open |= reading.at >= walk->text->count;
    if (reading.at >= walk->text->count) return;
    uint16_t unit = walk->text->units[reading.at];
    bool sounds = hvl__has_sounds(image, reading.node);
    uint16_t syllable = sounds ? hvl__sound(image, unit) : 0;
    uint32_t by_sound =
        syllable ? hvl__child(image, reading.node, syllable) : 0;
    uint32_t as_is = hvl__child(image, reading.node, unit);
    if (!hvl__is_plain(unit) || (by_sound && as_is)) {
      scan_ways(walk, reading, at, presence);
      return;
    }
    if (by_sound) reading.evasion |= HVL_EVASION_SOUND;
    reading.node = by_sound | as_is; /* one of them is 0 */
    reading.at++;
  }
}

/* Can a word that begins with `unit`, of the text or a syllable, be more than
 * that? What the next unit may be passed over for is not looked at. */
static bool may_go_on(const struct walk *walk, uint16_t unit, uint32_t next) {
  const struct image *image = walk->image;
  if (next >= walk->text->count) return true;
  uint16_t second = walk->text->units[next];
  const uint64_t *filter = image->openings;
  uint32_t words = image->openings_count;
  return !hvl__is_plain(second) ||
         hvl__opening_may(filter, words, unit, second) ||
         hvl__opening_may(filter, words, unit, hvl__sounding(image, second));
}

/* Is there a word at `node`, the child of the root by `unit`, or perhaps behind
 * it? */
static bool may_begin(const struct walk *walk, uint32_t node, uint16_t unit,
                      uint32_t next) {
  return node != 0 &&
         (walk->image->nodes[node].list != 0 || may_go_on(walk, unit, next));
}

/* Note every symbol of which a word begins at unit `at`. */
static void scan_at(struct walk *walk, uint32_t at, struct presence *presence) {
  const struct image *image = walk->image;
  uint16_t unit = walk->text->units[at], syllable = hvl__sound(image, unit);
  struct reading plain = {hvl__root_child(image, unit), at + 1, 0};
  if (may_begin(walk, plain.node, unit, at + 1))
    scan_from(walk, plain, at, presence);
  if (syllable == 0) return;
  struct reading sounding = {hvl__root_child(image, syllable), at + 1,
                             HVL_EVASION_SOUND};
  if (may_begin(walk, sounding.node, syllable, at + 1))
    scan_from(walk, sounding, at, presence);
}

/* Places [from, to] as bits, those 64 apart sharing one. */
static uint64_t bits_of(struct stretch places) {
  uint32_t width = places.to - places.from + 1;
  if (width >= 64) return UINT64_MAX;
  return hvl__bits_rotate((UINT64_C(1) << width) - 1, 64 - places.from % 64);
}

/* Note where the messages of `text` begin and end. */
static void note_ends(const struct text *text, struct presence *presence) {
  struct stretch begins, ends;
  for (uint32_t from = 0; from <= text->count; from++) {
    from = hvl__message_ends(text, from, &begins, &ends);
    presence->landmarks.begins |= bits_of(begins);
    presence->landmarks.ends |= bits_of(ends);
    presence->parted |= from < text->count;
  }
}

void hvl__lexicon_scan(const struct image *image, const struct text *text,
                       struct presence *presence) {
  struct walk walk;
  hvl__walk_set(&walk, image, text, ANY_EVASION, 0);
  hvl__presence_clear(presence);
  presence->landmarks.numerals = hvl__numerals(text, image->kernels);
  presence->landmarks.ascii = hvl__ascii(text);
  note_ends(text, presence);
  for (uint32_t at = 0; at < text->count; at++) {
    hvl__presence_next(presence);
    presence->units |= UINT64_C(1) << text->units[at] % 64;
    scan_at(&walk, at, presence);
    if (walk.open && presence->tail == 0) presence->tail = text->count - at;
    if (!walk.full) continue;
    /* Not all readings were followed. */
    hvl__presence_fill(presence);
    return;
  }
  hvl__presence_next(presence);
  hvl__presence_settle(presence);
}

void hvl__lexicon_scan_across(const struct image *image,
                              const struct turn *turn,
                              struct presence *presence) {
  struct walk walk;
  hvl__walk_set(&walk, image, &turn->text, ANY_EVASION, HVL_EVASION_TURN);
  hvl__presence_clear(presence);
  for (uint32_t i = 0; i + 1 < turn->segment_count; i++) {
    uint32_t end = hvl__turn_segment_end(turn, i);
    for (uint32_t at = end - turn->segments[i].tail; at < end; at++)
      scan_at(&walk, at, presence);
  }
  if (walk.full) hvl__presence_fill(presence);
}

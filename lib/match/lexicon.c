/* SPDX-License-Identifier: MIT */
/* lexicon.c - walks the trie of all words through a text, tolerating disguise.
 */
#include "match/lexicon.h"

#include "base/bits.h"
#include "match/entity.h"
#include "ruleset/accept.h"
#include "ruleset/disguise.h"

/* Readings followed from one place. The trie branches only where a character
 * can be read in two ways, so that real words need a handful. */
enum { READINGS_MAX = 256 };
static const uint32_t ANY_EVASION = 31;

/* The characters of a word so far: trie node, unit behind, disguise. */
struct reading {
  uint32_t node, at;
  uint32_t evasion;
};

/* All readings from one place, in order of their length in characters. */
struct walk {
  const struct image *image;
  const struct text *text;
  uint32_t allowed; /* HVL_EVASION_* bits that readings may use */
  uint32_t wanted;  /* those that a word must have used to be noted */
  bool open;        /* more text might go on with some reading */
  uint32_t count;
  bool full; /* there were more readings than fit */
  struct reading readings[READINGS_MAX];
};

static void set_up(struct walk *walk, const struct image *image,
                   const struct text *text, uint32_t allowed, uint32_t wanted) {
  walk->image = image;
  walk->text = text;
  walk->allowed = allowed;
  walk->wanted = wanted;
  walk->full = walk->open = false;
}

/* ---- The trie ------------------------------------------------------------ */

static uint32_t root_child(const struct image *image, uint16_t unit) {
  uint32_t page = image->root_pages[unit >> 8];
  return image->root_nodes[page * 256 + (unit & 255)];
}

/* The child of `node` by `unit`, or 0. The last edge that is not above `unit`
 * is found by halving, without a branch that could be guessed wrong. */
static uint32_t child(const struct image *image, uint32_t node, uint16_t unit) {
  const struct image_node *parent = &image->nodes[node];
  uint32_t low = parent[0].child, count = parent[1].child - low;
  if (count == 0) return 0;
  while (count > 1) {
    uint32_t half = count / 2;
    low = image->edges[low + half] <= unit ? low + half : low;
    count -= half;
  }
  return image->edges[low] == unit ? low : 0;
}

/* Has `node` a child by a syllable? They come last, but for few characters. */
static bool has_sounds(const struct image *image, uint32_t node) {
  const struct image_node *parent = &image->nodes[node];
  uint32_t end = parent[1].child;
  return parent[0].child < end && image->edges[end - 1] >= UNIT_SOUND;
}

/* The root's child by the syllable of `unit`, or 0. */
static uint32_t sounding_root_child(const struct image *image, uint16_t unit) {
  uint16_t syllable = hvl__sound(image, unit);
  return syllable != 0 ? root_child(image, syllable) : 0;
}

/* ---- Walking ------------------------------------------------------------- */

/* Nearly every unit is one of these, which no context turns into another. */
static bool is_plain(uint16_t unit) {
  return (unit >= 0x4E00 && unit <= 0x9FFF) || (unit >= 'a' && unit <= 'z') ||
         (unit >= '0' && unit <= '9');
}

/* The disguise of passing over unit `at` inside a word; 0 if it takes part. */
static uint32_t skip_evasion(const struct text *text, uint32_t at) {
  if (is_plain(text->units[at])) return 0;
  switch (hvl__class_at(text, at)) {
  case CHAR_FILLER: return HVL_EVASION_FILLER;
  case CHAR_SPACE:
  case CHAR_CLAUSE:
  case CHAR_SENTENCE: return HVL_EVASION_SPACED;
  case CHAR_BREAK: return HVL_EVASION_SPACED | HVL_EVASION_TURN;
  default: return 0;
  }
}

/* Add a reading unless one with no more disguise is there. `from` is the first
 * that may be as long as it. */
static void add(struct walk *walk, uint32_t from, struct reading reading) {
  for (uint32_t i = from; i < walk->count; i++) {
    struct reading *old = &walk->readings[i];
    if (old->node != reading.node || old->at != reading.at) continue;
    if ((old->evasion & ~reading.evasion) == 0) return;
  }
  if (walk->count < READINGS_MAX)
    walk->readings[walk->count++] = reading;
  else
    walk->full = true;
}

/* Follow both edges that `unit`, the one behind `reading`, can mean. */
static void follow(struct walk *walk, uint32_t from, struct reading reading) {
  const struct image *image = walk->image;
  uint16_t unit = walk->text->units[reading.at];
  uint32_t node = reading.node;
  reading.at++;
  reading.node = node == 0 ? root_child(image, unit) : child(image, node, unit);
  if (reading.node != 0) add(walk, from, reading);
  bool by_sound = walk->allowed & HVL_EVASION_SOUND &&
                  (node == 0 || has_sounds(image, node));
  uint16_t syllable = by_sound ? hvl__sound(image, unit) : 0;
  if (syllable == 0) return;
  reading.node =
      node == 0 ? root_child(image, syllable) : child(image, node, syllable);
  reading.evasion |= HVL_EVASION_SOUND;
  if (reading.node != 0) add(walk, from, reading);
}

/* Begin with the readings of one character at unit `at`. */
static void begin(struct walk *walk, uint32_t at) {
  walk->count = 0;
  walk->full = false;
  follow(walk, 0, (struct reading){0, at, 0});
}

/* Lengthen reading `index` by a character in every way. */
static void extend(struct walk *walk, uint32_t index) {
  struct reading reading = walk->readings[index];
  /* A message break asks for what a space asks for. */
  uint32_t banned = ANY_EVASION & ~(walk->allowed | HVL_EVASION_TURN);
  const struct image_node *node = &walk->image->nodes[reading.node];
  if (node[0].child == node[1].child) return;
  for (uint32_t i = 0; i <= FILLERS_MAX; i++, reading.at++) {
    walk->open |= reading.at >= walk->text->count;
    if (reading.at >= walk->text->count) return;
    follow(walk, index + 1, reading);
    uint32_t evasion = skip_evasion(walk->text, reading.at);
    if (evasion == 0 || (evasion & banned)) return;
    reading.evasion |= evasion;
  }
}

/* ---- Acceptance ---------------------------------------------------------- */

/* Do units `at` - 1 and `at` belong to one Latin word or one number? */
static bool joined(const struct text *text, uint32_t at) {
  if (at == 0 || at >= text->count || text->units[at] >= 128) return false;
  enum char_class kind = hvl__char_class(text->units[at]);
  return (kind == CHAR_LATIN || kind == CHAR_DIGIT) &&
         hvl__char_class(text->units[at - 1]) == kind;
}

/* Is a word that stands at [at, end) part of a longer Latin word or number? */
static bool is_inside(const struct text *text, uint32_t at, uint32_t end) {
  return joined(text, at) || joined(text, end);
}

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

/* May a word of which `node` is the first character go on at unit `at`? */
static bool leads_on(const struct image *image, const struct text *text,
                     uint32_t node, uint32_t at) {
  if (node == 0) return false;
  if (image->nodes[node].list != 0) return true;
  if (at >= text->count) return false;
  uint16_t unit = text->units[at];
  if (!is_plain(unit) || child(image, node, unit) != 0) return true;
  uint16_t syllable = hvl__sound(image, unit);
  return syllable != 0 && child(image, node, syllable) != 0;
}

bool hvl__lexicon_begins(const struct image *image, const struct text *text,
                         uint32_t at) {
  uint16_t unit = text->units[at];
  return leads_on(image, text, root_child(image, unit), at + 1) ||
         leads_on(image, text, sounding_root_child(image, unit), at + 1);
}

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

uint32_t hvl__lexicon_words(const struct image *image, const struct text *text,
                            uint32_t at, uint32_t symbol,
                            struct word words[WORDS_MAX]) {
  struct walk walk;
  uint32_t count = 0;
  if (at >= text->count) return 0;
  set_up(&walk, image, text, image->symbols[symbol].allowed, 0);
  begin(&walk, at);
  for (uint32_t i = 0; i < walk.count; i++) {
    const struct reading *reading = &walk.readings[i];
    struct occurrence word = {image->nodes[reading->node].list, at, reading->at,
                              reading->evasion,
                              is_inside(text, at, reading->at)};
    count = keep_accepted(image, symbol, &word, words, count);
    extend(&walk, i);
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
    if (!hvl__presence_may_be(presence, word->list, symbol)) continue;
    count = keep_accepted(image, symbol, word, words, count);
    /* Which are left out then depends on the order in which they are read. */
    if (count == WORDS_MAX)
      return hvl__lexicon_words(image, text, at, symbol, words);
  }
  return count;
}

/* ---- Disguise ------------------------------------------------------------ */

/* Does one of the walk's readings up to unit `end` mean `symbol` plainly? */
static bool is_plainly(const struct walk *walk, uint32_t end, uint32_t symbol) {
  const struct image *image = walk->image;
  for (uint32_t i = 0; i < walk->count; i++) {
    const struct reading *reading = &walk->readings[i];
    uint32_t list = image->nodes[reading->node].list;
    if (reading->evasion != 0 || reading->at != end || list == 0) continue;
    uint32_t entry = hvl__first_accept(image, list, symbol);
    if (entry < image->lists[list + 1] && image->accepts[entry] == symbol << 8)
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
  bool inside = is_inside(walk->text, at, reading->at);
  for (uint32_t i = image->lists[list]; i < image->lists[list + 1]; i++) {
    uint32_t symbol = image->accepts[i] >> 8;
    uint32_t evasion = reading->evasion | (image->accepts[i] & 255);
    if (evasion != 0 && symbols[symbol / 64] >> symbol % 64 & 1 &&
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
  set_up(&walk, image, text, ANY_EVASION, 0);
  begin(&walk, at);
  for (uint32_t i = 0; i < walk.count; i++) extend(&walk, i);
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
  while (before > 0 && at > 0) before -= skip_evasion(text, --at) == 0;
  return at;
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
      if (is_disguised_at(image, text, from, symbols)) return true;
    if (is_far) *seen = from;
  }
  return false;
}

/* Is a word of `symbols` in disguise, parted by fillers or spaces behind its
 * character at `at`? */
static bool is_parted_at(const struct image *image, const struct text *text,
                         uint32_t at, const uint64_t *symbols, uint32_t *seen) {
  for (uint32_t i = 1; i <= FILLERS_MAX && at + i + 1 < text->count; i++) {
    if (skip_evasion(text, at + i) == 0) return false;
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
                      const uint64_t sounds[DISGUISE_UNITS]) {
  uint64_t one = hvl__disguise_key(DISGUISE_BEGINS, sounds[0], 0, 0);
  uint64_t two = hvl__disguise_key(DISGUISE_BEGINS, sounds[0], sounds[1], 0);
  uint64_t three =
      hvl__disguise_key(DISGUISE_BEGINS, sounds[0], sounds[1], sounds[2]);
  return hvl__disguise_may(image, one) || hvl__disguise_may(image, two) ||
         hvl__disguise_may(image, three);
}

bool hvl__lexicon_disguised(const struct image *image, const struct text *text,
                            const uint64_t *symbols) {
  uint64_t sounds[DISGUISE_UNITS] = {0, sound_at(image, text, 0),
                                     sound_at(image, text, 1)};
  uint32_t seen = 0;
  for (uint32_t at = 0; at < text->count; at++) {
    sounds[0] = sounds[1];
    sounds[1] = sounds[2];
    sounds[2] = sound_at(image, text, at + 2);
    if (is_parted_at(image, text, at, symbols, &seen)) return true;
    if (may_begin(image, sounds) && is_disguised_at(image, text, at, symbols))
      return true;
  }
  return false;
}

/* ---- All symbols of a text ----------------------------------------------- */

/* Note the word that ends at `reading`, which began at unit `at`. */
static void note(const struct walk *walk, const struct reading *reading,
                 uint32_t at, struct presence *presence) {
  uint32_t list = walk->image->nodes[reading->node].list;
  if (list == 0 || (reading->evasion & walk->wanted) != walk->wanted) return;
  bool inside = is_inside(walk->text, at, reading->at);
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
    extend(walk, i);
  }
}

/* The same as long as there is one way: nearly always to the end. */
static void scan_from(struct walk *walk, struct reading reading, uint32_t at,
                      struct presence *presence) {
  const struct image *image = walk->image;
  while (reading.node != 0) {
    const struct image_node *node = &image->nodes[reading.node];
    note(walk, &reading, at, presence);
    if (node[0].child == node[1].child) return;
    walk->open |= reading.at >= walk->text->count;
    if (reading.at >= walk->text->count) return;
    uint16_t unit = walk->text->units[reading.at];
    bool sounds = has_sounds(image, reading.node);
    uint16_t syllable = sounds ? hvl__sound(image, unit) : 0;
    uint32_t by_sound = syllable ? child(image, reading.node, syllable) : 0;
    uint32_t as_is = child(image, reading.node, unit);
    if (!is_plain(unit) || (by_sound && as_is)) {
      scan_ways(walk, reading, at, presence);
      return;
    }
    if (by_sound) reading.evasion |= HVL_EVASION_SOUND;
    reading.node = by_sound | as_is; /* one of them is 0 */
    reading.at++;
  }
}

/* Note every symbol of which a word begins at unit `at`. */
static void scan_at(struct walk *walk, uint32_t at, struct presence *presence) {
  const struct image *image = walk->image;
  uint16_t unit = walk->text->units[at];
  struct reading plain = {root_child(image, unit), at + 1, 0};
  struct reading sounding = {sounding_root_child(image, unit), at + 1,
                             HVL_EVASION_SOUND};
  scan_from(walk, plain, at, presence);
  scan_from(walk, sounding, at, presence);
}

/* Places [from, to] as bits, those 64 apart sharing one. */
static uint64_t bits_of(uint32_t from, uint32_t to) {
  uint32_t width = to - from + 1;
  if (width >= 64) return UINT64_MAX;
  return hvl__places_turn((UINT64_C(1) << width) - 1, 64 - from % 64);
}

/* Note where the messages of `text` begin and end. */
static void note_ends(const struct text *text, struct presence *presence) {
  uint32_t from = 0, to = 0;
  for (; to <= text->count; to++) {
    if (to < text->count && text->units[to] != UNIT_BREAK) continue;
    struct blank first = hvl__blank_at(text, from);
    struct blank last = hvl__blank_at(text, to);
    presence->landmarks.begins |= bits_of(first.from, first.to);
    presence->landmarks.ends |= bits_of(last.from, last.to);
    presence->parted |= to < text->count;
    from = to + 1;
  }
}

void hvl__lexicon_scan(const struct image *image, const struct text *text,
                       struct presence *presence) {
  struct walk walk;
  set_up(&walk, image, text, ANY_EVASION, 0);
  hvl__presence_clear(presence);
  presence->landmarks.numerals = hvl__numerals(text, image->kernels);
  presence->landmarks.ascii = hvl__ascii(text);
  note_ends(text, presence);
  for (uint32_t at = 0; at < text->count; at++) {
    hvl__presence_next(presence);
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
  set_up(&walk, image, &turn->text, ANY_EVASION, HVL_EVASION_TURN);
  hvl__presence_clear(presence);
  for (uint32_t i = 0; i + 1 < turn->segment_count; i++) {
    uint32_t end = hvl__turn_segment_end(turn, i);
    for (uint32_t at = end - turn->segments[i].tail; at < end; at++)
      scan_at(&walk, at, presence);
  }
  if (walk.full) hvl__presence_fill(presence);
}

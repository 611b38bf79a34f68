/* SPDX-License-Identifier: MIT */
/* words.c - the words of a ruleset's lists, and how an expression spells them.
 */
#include "words.h"

/* ---- Out of the lexicon -------------------------------------------------- */

/* One walk over the trie counts the words, a second one takes them. */
struct walk {
  const struct image *image;
  struct words *words; /* NULL: count only */
  uint32_t *counts;    /* by symbol */
  size_t units;        /* of all words */
  uint16_t path[FORM_MAX];
};

static bool is_character(uint16_t unit) {
  return unit < 0xD800 || unit > 0xF8FF;
}

static void take(struct walk *walk, uint32_t symbol, uint32_t len) {
  for (uint32_t i = 0; i < len; i++)
    if (!is_character(walk->path[i])) return;
  if (walk->words) {
    uint16_t *units = walk->words->units + walk->units;
    memcpy(units, walk->path, len * sizeof *units);
    walk->words->all[walk->words->first[symbol] + walk->counts[symbol]] =
        (struct word){units, len};
  }
  walk->counts[symbol]++;
  walk->units += len;
}

/* Children come in order of their units, so that words come sorted.
 * NOLINTNEXTLINE(misc-no-recursion): as deep as the longest word */
static void walk_node(struct walk *walk, uint32_t n, uint32_t depth) {
  const struct image *image = walk->image;
  const struct image_node *node = &image->nodes[n];
  uint32_t end = image->lists[node->list + 1];
  for (uint32_t i = image->lists[node->list]; i < end; i++) {
    uint32_t accept = image->accepts[i];
    if ((accept & 255) == 0) take(walk, accept >> 8, depth);
  }
  for (uint32_t child = node[0].child; child < node[1].child; child++) {
    walk->path[depth] = image->edges[child];
    walk_node(walk, child, depth + 1);
  }
}

struct words words_of(const struct image *image) {
  uint32_t symbols = image->symbols_count, count = 0;
  struct words words = {0};
  struct walk walk = {.image = image};
  walk.counts = must(calloc(symbols + 1u, sizeof *walk.counts));
  walk_node(&walk, 0, 0);
  words.first = must(calloc(symbols + 1u, sizeof *words.first));
  for (uint32_t i = 0; i < symbols; i++) {
    words.first[i] = count;
    count += walk.counts[i];
    walk.counts[i] = 0;
  }
  words.first[symbols] = count;
  words.all = must(calloc(count + 1u, sizeof *words.all));
  words.units = must(calloc(walk.units + 1, sizeof *words.units));
  walk.words = &words;
  walk.units = 0;
  walk_node(&walk, 0, 0);
  free(walk.counts);
  return words;
}

void words_free(struct words *words) {
  free(words->all);
  free(words->first);
  free(words->units);
  *words = (struct words){0};
}

/* ---- Into an expression -------------------------------------------------- */

/* A unit as UTF-8; what means something in an expression behind a backslash. */
static void put_unit(struct text_buf *buf, uint16_t unit) {
  char bytes[3];
  if (unit < 0x80) {
    if (strchr("\\.^$|?*+()[]{}/-#&~ ", unit)) puts_to(buf, "\\");
    bytes[0] = (char)unit;
    put(buf, bytes, 1);
  } else if (unit < 0x800) {
    bytes[0] = (char)(0xC0 | unit >> 6);
    bytes[1] = (char)(0x80 | (unit & 63));
    put(buf, bytes, 2);
  } else {
    bytes[0] = (char)(0xE0 | unit >> 12);
    bytes[1] = (char)(0x80 | (unit >> 6 & 63));
    bytes[2] = (char)(0x80 | (unit & 63));
    put(buf, bytes, 3);
  }
}

/* The end of the words from `from` on that have the same unit at `depth`. */
static const struct word *alike(const struct word *from, const struct word *end,
                                uint32_t depth) {
  const struct word *at = from;
  while (at < end && at->units[depth] == from->units[depth]) at++;
  return at;
}

/* What stands behind the first `depth` units of the words [from, end), which
 * share them. NOLINTNEXTLINE(misc-no-recursion): as deep as the longest word */
static void put_rest(struct text_buf *out, const struct word *from,
                     const struct word *end, uint32_t depth, bool last) {
  bool ends = from->len == depth; /* then it is the first, being shortest */
  if (ends) from++;
  if (from == end || (ends && last)) return;
  bool group = ends || alike(from, end, depth) < end;
  if (group) puts_to(out, "(?:");
  while (from < end) {
    const struct word *next = alike(from, end, depth);
    put_unit(out, from->units[depth]);
    put_rest(out, from, next, depth + 1, last);
    from = next;
    if (from < end) puts_to(out, "|");
  }
  if (group) puts_to(out, ends ? ")?" : ")");
}

void put_words(struct text_buf *out, const struct words *words, uint32_t symbol,
               bool last) {
  const struct word *from = words->all + words->first[symbol];
  const struct word *end = words->all + words->first[symbol + 1];
  if (from == end) {
    puts_to(out, "\\x01"); /* no text has it */
  } else {
    put_rest(out, from, end, 0, last);
  }
}

/* SPDX-License-Identifier: MIT */
/* walk.c - walks the trie of all words through a text, tolerating disguise. */
#include "match/walk.h"

void hvl__walk_set(struct walk *walk, const struct image *image,
                   const struct text *text, uint32_t allowed, uint32_t wanted) {
  walk->image = image;
  walk->text = text;
  walk->allowed = allowed;
  walk->wanted = wanted;
  walk->full = walk->open = false;
}

uint32_t hvl__skip_evasion(const struct text *text, uint32_t at) {
  if (hvl__is_plain(text->units[at])) return 0;
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
  reading.node =
      node == 0 ? hvl__root_child(image, unit) : hvl__child(image, node, unit);
  if (reading.node != 0) add(walk, from, reading);
  bool by_sound = walk->allowed & HVL_EVASION_SOUND &&
                  (node == 0 || hvl__has_sounds(image, node));
  uint16_t syllable = by_sound ? hvl__sound(image, unit) : 0;
  if (syllable == 0) return;
  reading.node = node == 0 ? hvl__root_child(image, syllable)
                           : hvl__child(image, node, syllable);
  reading.evasion |= HVL_EVASION_SOUND;
  if (reading.node != 0) add(walk, from, reading);
}

void hvl__walk_begin(struct walk *walk, uint32_t at) {
  walk->count = 0;
  walk->full = false;
  follow(walk, 0, (struct reading){0, at, 0});
}

void hvl__walk_extend(struct walk *walk, uint32_t index) {
  struct reading reading = walk->readings[index];
  /* A message break asks for what a space asks for. */
  uint32_t banned = ANY_EVASION & ~(walk->allowed | HVL_EVASION_TURN);
  const struct image_node *node = &walk->image->nodes[reading.node];
  if (node->next == 0) return;
  for (uint32_t i = 0; i <= FILLERS_MAX; i++, reading.at++) {
    walk->open |= reading.at >= walk->text->count;
    if (reading.at >= walk->text->count) return;
    follow(walk, index + 1, reading);
    uint32_t evasion = hvl__skip_evasion(walk->text, reading.at);
    if (evasion == 0 || (evasion & banned)) return;
    reading.evasion |= evasion;
  }
}

/* Do units `at` - 1 and `at` belong to one Latin word or one number? */
static bool joined(const struct text *text, uint32_t at) {
  if (at == 0 || at >= text->count || text->units[at] >= 128) return false;
  enum char_class kind = hvl__char_class(text->units[at]);
  return (kind == CHAR_LATIN || kind == CHAR_DIGIT) &&
         hvl__char_class(text->units[at - 1]) == kind;
}

bool hvl__is_inside(const struct text *text, uint32_t at, uint32_t end) {
  return joined(text, at) || joined(text, end);
}

/* SPDX-License-Identifier: MIT */
/* naive_phrase.c - what a phrase hits: each node maps a set of places to a set
 * of places. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "match/matcher.h"
#include "naive.h"

enum { PARTING = 3, REPEATS = 8 };

/* A place reached, and how the text was read on the way. */
struct state {
  uint32_t at, evasion, level;
};
HVL_ARRAY(struct state, states);

struct walk {
  struct naive *naive;
  const struct search *search;
  const struct text *text;
  uint32_t start, to;
};

static void walk_node(struct walk *walk, const struct phrase *node,
                      const struct states *in, struct states *out);

static void reach(struct walk *walk, struct states *out, struct state state) {
  if (state.at > walk->to) return;
  for (uint32_t i = 0; i < out->len; i++)
    if (!memcmp(&out->data[i], &state, sizeof state)) return;
  NAIVE_PUSH(out, state);
}

/* ---- Elements ------------------------------------------------------------ */

static void walk_words(struct walk *walk, struct naive_list *list,
                       struct state state, struct states *out) {
  const struct naive_words *words =
      naive_words_at(walk->naive, list, walk->text, state.at);
  for (uint32_t i = 0; i < words->len; i++) {
    const struct naive_word *word = &words->data[i];
    uint32_t level = word->level > state.level ? word->level : state.level;
    reach(walk, out,
          (struct state){word->end, state.evasion | word->evasion, level});
  }
}

/* <name>, <name:known>, <name:new> */
static enum entity_kind entity_of(const char *text,
                                  enum entity_provenance *wanted) {
  static const char *const names[ENTITY_COUNT] = {
      "mobile", "landline", "hotline", "idcard", "bankcard",
      "money",  "percent",  "number",  "date",   "address",
      "name",   "contact",  "link",    "masked", "placeholder"};
  text += *text == '<';
  size_t len = strcspn(text, ":>");
  *wanted = !strncmp(text + len, ":known", 6) ? KNOWN_VALUE
            : !strncmp(text + len, ":new", 4) ? NEW_VALUE
                                              : ANY_VALUE;
  for (int i = 0; i < ENTITY_COUNT; i++)
    if (strlen(names[i]) == len && !strncmp(names[i], text, len))
      return (enum entity_kind)i;
  return ENTITY_COUNT;
}

static void walk_entity(struct walk *walk, const struct phrase *node,
                        struct state state, struct states *out) {
  enum entity_provenance wanted;
  enum entity_kind kind = entity_of(node->text, &wanted);
  const struct matcher *matcher = &walk->naive->matcher;
  uint32_t end;
  if (!hvl__entity_at(walk->text, kind, state.at, &end)) return;
  if (wanted != ANY_VALUE) {
    uint64_t value = hvl__entity_value(walk->text, kind, state.at, end);
    bool known = matcher->known &&
                 hvl__known_has(matcher->known, value, matcher->account);
    if (known != (wanted == KNOWN_VALUE)) return;
  }
  state.at = end;
  reach(walk, out, state);
}

/* Does `folded`, of which `*at` units are read, go on with what the character
 * of `size` bytes at `source` folds to? What is not ASCII stands for itself. */
static bool goes_on(const struct naive *naive, const uint16_t *folded,
                    size_t *at, const char *source, size_t size) {
  struct text text = {0};
  bool same = true;
  hvl__fold(&text, &naive->ruleset->image, (hvl_text){source, size},
            &naive->matcher.mem);
  for (uint32_t i = 0; same && i < text.count; i++) {
    if (size > 1 && text.units[i] < 128 && folded[*at] == '\\') ++*at;
    same = folded[*at] == text.units[i];
    if (same) ++*at;
  }
  hvl__text_free(&text, &naive->matcher.mem);
  return same;
}

/* Does the image's `folded` regular expression come from `source`? What stands
 * behind a backslash is not folded. */
static bool is_folded(const struct naive *naive, const char *folded,
                      const char *source) {
  uint16_t *units = naive_alloc(NULL, 2 * strlen(folded) + 2);
  size_t count = hvl__regex_units(folded, units), at = 0;
  bool same = true;
  units[count] = 0;
  for (size_t size; same && *source; source += size) {
    hvl__utf8_decode(source, strlen(source), &size);
    if (*source == '\\' && (unsigned char)source[1] >= 128) continue;
    if (*source == '\\' && source[1]) {
      same = units[at] == '\\' && units[at + 1] == (unsigned char)source[1];
      at += 2 * same, size = 2;
    } else {
      same = goes_on(naive, units, &at, source, size);
    }
  }
  free(units);
  return same && at == count;
}

/* The regular expression of the image that was made of `node`. */
static uint32_t regex_of(struct naive *naive, const struct phrase *node) {
  const struct image *image = &naive->ruleset->image;
  size_t len = strlen(node->text);
  uint32_t known = hvl__map_get(&naive->by_regex, node->text, len);
  if (known != UINT32_MAX) return known;
  for (uint32_t i = 0; i < image->regexes_count; i++) {
    const char *folded = image->strings + image->regexes[i].source;
    if (!is_folded(naive, folded, node->text)) continue;
    if (!hvl__map_put(&naive->by_regex, node->text, len, i)) break;
    return i;
  }
  fprintf(stderr, "oracle: no regular expression /%s/ in the image\n",
          node->text);
  exit(2);
}

static void walk_regex(struct walk *walk, const struct phrase *node,
                       struct state state, struct states *out) {
  uint32_t regex = regex_of(walk->naive, node), end = state.at;
  struct stretch range = {state.at, state.at};
  while (range.to < walk->to && walk->text->units[range.to] != UNIT_BREAK)
    range.to++;
  if (regex == NONE || hvl__regex_at(&walk->naive->matcher, regex, walk->text,
                                     range, &end) != HVL_OK)
    return;
  if (end == state.at) return;
  state.at = end;
  reach(walk, out, state);
}

static void walk_hit(struct walk *walk, struct state state,
                     struct states *out) {
  const struct hit *anchor = walk->search->anchor;
  if (!anchor || anchor->start != state.at) return;
  state.at = anchor->end;
  reach(walk, out, state);
}

static void walk_element_at(struct walk *walk, const struct phrase *node,
                            struct state state, struct states *out) {
  if (state.at >= walk->to) return;
  switch (node->kind) {
  case PHRASE_LITERAL:
    walk_words(walk, naive_literal(walk->naive, node->text), state, out);
    break;
  case PHRASE_NAME:
    walk_words(walk, naive_named(walk->naive, node->text), state, out);
    break;
  case PHRASE_ENTITY: walk_entity(walk, node, state, out); break;
  case PHRASE_REGEX: walk_regex(walk, node, state, out); break;
  default: walk_hit(walk, state, out); break;
  }
}

static bool parts(const struct text *text, uint32_t at) {
  enum char_class kind = hvl__class_at(text, at);
  return kind == CHAR_FILLER || kind == CHAR_SPACE || kind == CHAR_BREAK;
}

/* An element stands where the one before ended, or behind up to three fillers
 * or spaces. */
static void walk_element(struct walk *walk, const struct phrase *node,
                         const struct states *in, struct states *out) {
  for (uint32_t i = 0; i < in->len; i++) {
    struct state state = in->data[i];
    uint32_t most = state.at == walk->start ? 0 : PARTING;
    walk_element_at(walk, node, state, out);
    while (most-- > 0 && state.at < walk->to && parts(walk->text, state.at)) {
      state.at++;
      walk_element_at(walk, node, state, out);
    }
  }
}

/* ---- Gaps and the ends of a message -------------------------------------- */

static void walk_gap(struct walk *walk, const struct phrase *node,
                     const struct states *in, struct states *out) {
  for (uint32_t i = 0; i < in->len; i++) {
    struct state state = in->data[i];
    for (uint32_t taken = 0;; taken++, state.at++) {
      reach(walk, out, state);
      if (taken == node->gap || state.at >= walk->to) break;
      if (hvl__divides_at(walk->text, state.at, node->scope)) break;
    }
  }
}

static bool is_word(const struct text *text, uint32_t at) {
  enum char_class kind = hvl__char_class(text->units[at]);
  return kind == CHAR_WORD || kind == CHAR_LATIN || kind == CHAR_DIGIT;
}

/* Only fillers, spaces and punctuation between `at` and the message's end in
 * the direction of `step`? */
static bool nothing_more(const struct text *text, uint32_t at, int step) {
  while (step > 0 ? at < text->count : at > 0) {
    uint32_t unit = step > 0 ? at : at - 1;
    if (text->units[unit] == UNIT_BREAK) return true;
    if (is_word(text, unit)) return false;
    at = step > 0 ? at + 1 : at - 1;
  }
  return true;
}

static void walk_end(struct walk *walk, int step, const struct states *in,
                     struct states *out) {
  for (uint32_t i = 0; i < in->len; i++)
    if (nothing_more(walk->text, in->data[i].at, step))
      reach(walk, out, in->data[i]);
}

/* ---- Nodes made of others ------------------------------------------------ */

static void add_all(struct walk *walk, const struct states *more,
                    struct states *out) {
  for (uint32_t i = 0; i < more->len; i++) reach(walk, out, more->data[i]);
}

static void walk_sequence(struct walk *walk, const struct phrase *node,
                          const struct states *in, struct states *out) {
  struct states now = {0}, next = {0};
  add_all(walk, in, &now);
  for (const struct phrase *child = node->child; child; child = child->next) {
    struct states swap = now;
    next.len = 0;
    walk_node(walk, child, &now, &next);
    now = next;
    next = swap;
  }
  add_all(walk, &now, out);
  free(now.data);
  free(next.data);
}

static void walk_repeat(struct walk *walk, const struct phrase *node,
                        const struct states *in, struct states *out) {
  struct states now = {0};
  add_all(walk, in, out);
  add_all(walk, in, &now);
  for (int i = 0; i < REPEATS && now.len; i++) {
    struct states next = {0};
    walk_node(walk, node->child, &now, &next);
    add_all(walk, &next, out);
    free(now.data);
    now = next;
  }
  free(now.data);
}

static void walk_choice(struct walk *walk, const struct phrase *node,
                        const struct states *in, struct states *out) {
  for (const struct phrase *child = node->child; child; child = child->next)
    walk_node(walk, child, in, out);
}

/* {name} is a list or a named phrase. */
static void walk_name(struct walk *walk, const struct phrase *node,
                      const struct states *in, struct states *out) {
  const struct parsed_named_phrases *all = &walk->naive->pack->phrases;
  if (naive_named(walk->naive, node->text)) {
    walk_element(walk, node, in, out);
    return;
  }
  for (uint32_t i = 0; i < all->len; i++) {
    const struct parsed_named_phrase *named = &all->data[i];
    if (strcmp(named->name.data, node->text)) continue;
    for (uint32_t k = 0; k < named->phrases.len; k++)
      walk_node(walk, named->phrases.data[k].tree, in, out);
  }
}

static void walk_node(struct walk *walk, const struct phrase *node,
                      const struct states *in, struct states *out) {
  switch (node->kind) {
  case PHRASE_NAME: walk_name(walk, node, in, out); break;
  case PHRASE_GAP: walk_gap(walk, node, in, out); break;
  case PHRASE_SEQUENCE: walk_sequence(walk, node, in, out); break;
  case PHRASE_CHOICE: walk_choice(walk, node, in, out); break;
  case PHRASE_OPTIONAL:
    add_all(walk, in, out);
    walk_node(walk, node->child, in, out);
    break;
  case PHRASE_REPEAT: walk_repeat(walk, node, in, out); break;
  case PHRASE_START: walk_end(walk, -1, in, out); break;
  case PHRASE_END: walk_end(walk, 1, in, out); break;
  default: walk_element(walk, node, in, out); break;
  }
}

/* ---- Hits ---------------------------------------------------------------- */

static uint32_t bits_in(uint32_t bits) {
  uint32_t count = 0;
  for (; bits; bits >>= 1) count += bits & 1;
  return count;
}

/* Longer is better, then less disguised. */
static bool is_better(const struct state *a, const struct state *b) {
  if (a->at != b->at) return a->at > b->at;
  uint32_t bits_a = bits_in(a->evasion), bits_b = bits_in(b->evasion);
  if (bits_a != bits_b) return bits_a < bits_b;
  if (a->level != b->level) return a->level < b->level;
  return a->evasion < b->evasion;
}

static bool find_from(struct walk *walk, const struct phrase *tree,
                      struct hit *hit) {
  struct state first = {walk->start, 0, 0}, best = first;
  struct states in = {&first, 1, 1}, out = {0};
  walk_node(walk, tree, &in, &out);
  for (uint32_t i = 0; i < out.len; i++)
    if (out.data[i].at > walk->start && is_better(&out.data[i], &best))
      best = out.data[i];
  free(out.data);
  *hit = (struct hit){walk->start, best.at, best.evasion, best.level};
  for (uint32_t at = hit->start; at < hit->end; at++)
    if (walk->text->units[at] == UNIT_BREAK) hit->evasion |= HVL_EVASION_TURN;
  return best.at > walk->start;
}

bool naive_find(struct naive *naive, const struct phrase *tree,
                const struct search *search, struct hit *hit) {
  struct walk walk = {naive, search, search->text, search->from, search->to};
  if (walk.to > walk.text->count) walk.to = walk.text->count;
  for (; walk.start < walk.to; walk.start++)
    if (find_from(&walk, tree, hit)) return true;
  return false;
}

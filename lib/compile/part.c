/* SPDX-License-Identifier: MIT */
/* part.c - what every match of a part of a phrase holds, and its length. */
#include "compile/part.h"

#include "base/chars.h"
#include "compile/recipe.h"

enum {
  IDS_LIMIT = 8,       /* symbols that a pattern needs: more say little */
  EITHER_LIMIT = 64,   /* symbols of which one occurs */
  UNION_LIMIT = 2000,  /* words of a symbol made for finding only */
  REACH_CAP = 1 << 20, /* no sum of two overflows */
};

static uint32_t cap(uint64_t reach) {
  return reach < REACH_CAP ? (uint32_t)reach : REACH_CAP;
}

static bool has(const struct symbol_ids *ids, uint32_t id) {
  for (uint32_t i = 0; i < ids->len; i++) {
    if (ids->data[i] == id) return true;
  }
  return false;
}

static void need(struct build *build, struct symbol_ids *ids, uint32_t id) {
  if (ids->len < IDS_LIMIT && !has(ids, id)) SCRATCH_PUSH(build, ids, id);
}

static void need_all(struct build *build, struct symbol_ids *ids,
                     const struct symbol_ids *more) {
  for (uint32_t i = 0; i < more->len; i++) need(build, ids, more->data[i]);
}

static uint32_t count_words(const struct build *build,
                            const struct symbol_ids *ids) {
  uint32_t words = 0;
  for (uint32_t i = 0; i < ids->len; i++)
    words += build->symbols->all.data[ids->data[i]].words.len;
  return words;
}

static uint32_t rarity(const struct build *build,
                       const struct symbol_ids *ids) {
  uint32_t sum = 0;
  for (uint32_t i = 0; i < ids->len; i++)
    sum += build->symbols->all.data[ids->data[i]].rarity;
  return sum;
}

/* Put `ids`, of which one occurs, in its place; the commonest falls out. */
static void add_either(const struct build *build, struct part *part,
                       struct symbol_ids ids) {
  for (uint32_t i = 0; i < EITHERS && ids.len > 0; i++) {
    struct symbol_ids other = part->either[i];
    if (other.len > 0 && rarity(build, &other) <= rarity(build, &ids)) continue;
    part->either[i] = ids;
    ids = other;
  }
}

struct part hvl__part_join(struct build *build, const struct part *first,
                           const struct part *second) {
  struct part both = {.digit = first->digit || second->digit,
                      .findable = first->findable || second->findable,
                      .hit = first->hit || second->hit};
  both.reach = cap((uint64_t)first->reach + second->reach +
                   (first->reach && second->reach ? FILLERS_MAX : 0));
  if (build->failed) return both;
  need_all(build, &both.needs, &first->needs);
  need_all(build, &both.needs, &second->needs);
  for (uint32_t i = 0; i < EITHERS; i++) {
    add_either(build, &both, first->either[i]);
    add_either(build, &both, second->either[i]);
  }
  return both;
}

/* The symbol least likely to occur by chance. */
static uint32_t rarest(const struct build *build,
                       const struct symbol_ids *ids) {
  const struct symbol *all = build->symbols->all.data;
  uint32_t best = ids->data[0];
  for (uint32_t i = 1; i < ids->len; i++) {
    if (all[ids->data[i]].rarity < all[best].rarity) best = ids->data[i];
  }
  return best;
}

/* Add symbols of `part`, of which one occurs in it; false if there are none. */
static bool add_one_of(struct build *build, struct symbol_ids *ids,
                       const struct part *part) {
  struct symbol_ids more = part->either[0];
  uint32_t best;
  if (part->needs.len > 0) {
    best = rarest(build, &part->needs);
    more = (struct symbol_ids){&best, 1, 1};
  }
  for (uint32_t i = 0; i < more.len; i++) {
    if (!has(ids, more.data[i])) SCRATCH_PUSH(build, ids, more.data[i]);
  }
  return more.len > 0 && ids->len <= EITHER_LIMIT;
}

/* One symbol of each part, of which one occurs; none if a part has none. */
static struct symbol_ids one_of_each(struct build *build,
                                     const struct part *parts, uint32_t count) {
  struct symbol_ids ids = {0};
  for (uint32_t i = 0; i < count && !build->failed; i++) {
    if (!add_one_of(build, &ids, &parts[i])) return (struct symbol_ids){0};
  }
  return ids;
}

static bool all_need(const struct part *parts, uint32_t count, uint32_t id) {
  for (uint32_t i = 0; i < count; i++) {
    if (!has(&parts[i].needs, id)) return false;
  }
  return true;
}

struct part hvl__part_either(struct build *build, const struct part *parts,
                             uint32_t count) {
  struct part all = {.digit = true, .findable = true, .hit = true};
  for (uint32_t i = 0; i < count; i++) {
    all.digit = all.digit && parts[i].digit;
    all.findable = all.findable && parts[i].findable;
    all.hit = all.hit && parts[i].hit;
    if (parts[i].reach > all.reach) all.reach = parts[i].reach;
  }
  for (uint32_t i = 0; i < parts[0].needs.len; i++) {
    uint32_t id = parts[0].needs.data[i];
    if (all_need(parts, count, id)) need(build, &all.needs, id);
  }
  if (all.needs.len == 0) all.either[0] = one_of_each(build, parts, count);
  return all;
}

/* Put the rarest first: it is what the pattern is found by. */
static void sort(const struct build *build, struct symbol_ids *ids) {
  const struct symbol *all = build->symbols->all.data;
  for (uint32_t i = 1; i < ids->len; i++) {
    uint32_t id = ids->data[i], at = i;
    for (; at > 0 && all[ids->data[at - 1]].rarity > all[id].rarity; at--)
      ids->data[at] = ids->data[at - 1];
    ids->data[at] = id;
  }
}

/* Make a symbol that stands for all of `ids`, and need it. */
static void need_any(struct build *build, struct part *part,
                     const struct symbol_ids *ids) {
  struct recipe recipe = {0};
  struct traits traits = {0, 0, 0};
  if (!hvl__symbols_have_room(build)) return;
  if (count_words(build, ids) > UNION_LIMIT) return;
  for (uint32_t i = 0; i < ids->len; i++) {
    const struct symbol *symbol = &build->symbols->all.data[ids->data[i]];
    hvl__recipe_add_symbol(build, &recipe, ids->data[i]);
    traits.allowed |= symbol->traits.allowed;
    traits.flags |= symbol->traits.flags;
  }
  need(build, &part->needs, hvl__recipe_make(build, traits, &recipe, "any"));
}

void hvl__part_settle(struct build *build, struct part *part) {
  for (uint32_t i = 0; i < EITHERS && !build->failed; i++)
    if (part->either[i].len > 0) need_any(build, part, &part->either[i]);
  if (!build->failed) sort(build, &part->needs);
}

struct part hvl__part_perhaps(const struct part *part, uint32_t times) {
  uint64_t reach = (uint64_t)part->reach * times;
  if (reach > 0) reach += (uint64_t)FILLERS_MAX * (times - 1);
  return (struct part){.reach = cap(reach)};
}

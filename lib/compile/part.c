/* SPDX-License-Identifier: MIT */
/* part.c - what every match of a part of a phrase holds, and its length. */
#include "compile/part.h"

#include "compile/recipe.h"

enum {
  BETWEEN = 3,         /* fillers or spaces between two elements */
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

static void add(struct build *build, struct symbol_ids *ids, uint32_t id) {
  if (!has(ids, id)) BUILD_PUSH(build, ids, id);
}

struct part hvl__part_join(struct build *build, const struct part *first,
                           const struct part *second) {
  struct part both = {.digit = first->digit || second->digit,
                      .findable = first->findable || second->findable};
  both.reach = cap((uint64_t)first->reach + second->reach +
                   (first->reach && second->reach ? BETWEEN : 0));
  for (uint32_t i = 0; i < first->needs.len; i++)
    add(build, &both.needs, first->needs.data[i]);
  for (uint32_t i = 0; i < second->needs.len; i++)
    add(build, &both.needs, second->needs.data[i]);
  return both;
}

/* The symbol least likely to occur by chance: that whose shortest word is
 * longest, of those the one with the fewest words. */
static uint32_t rarest(const struct build *build,
                       const struct symbol_ids *ids) {
  const struct symbol *all = build->symbols->all.data;
  uint32_t best = ids->data[0];
  for (uint32_t i = 1; i < ids->len; i++) {
    const struct symbol *a = &all[ids->data[i]], *b = &all[best];
    if (a->shortest > b->shortest ||
        (a->shortest == b->shortest && a->words.len < b->words.len))
      best = ids->data[i];
  }
  return best;
}

static bool all_have(const struct part *parts, uint32_t count, uint32_t id) {
  for (uint32_t i = 0; i < count; i++) {
    if (!has(&parts[i].needs, id)) return false;
  }
  return true;
}

/* Where parts have no symbol in common, one of each makes a symbol that every
 * match of either holds. */
static void need_union(struct build *build, const struct part *parts,
                       uint32_t count, struct symbol_ids *needs) {
  struct symbol_ids ids = {0};
  struct recipe recipe = {0};
  struct traits traits = {0, 0, 0};
  uint32_t words = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (parts[i].needs.len == 0 || build->failed) return;
    uint32_t id = rarest(build, &parts[i].needs);
    const struct symbol *symbol = &build->symbols->all.data[id];
    words += symbol->words.len;
    if (words > UNION_LIMIT) return;
    if (has(&ids, id)) continue;
    add(build, &ids, id);
    hvl__recipe_add_symbol(build, &recipe, id);
    traits.allowed |= symbol->traits.allowed;
    traits.flags |= symbol->traits.flags;
  }
  add(build, needs, hvl__recipe_make(build, traits, &recipe, "any"));
}

struct part hvl__part_either(struct build *build, const struct part *parts,
                             uint32_t count) {
  struct part either = parts[0];
  either.needs = (struct symbol_ids){0};
  for (uint32_t i = 1; i < count; i++) {
    either.digit = either.digit && parts[i].digit;
    either.findable = either.findable && parts[i].findable;
    if (parts[i].reach > either.reach) either.reach = parts[i].reach;
  }
  for (uint32_t i = 0; i < parts[0].needs.len; i++) {
    uint32_t id = parts[0].needs.data[i];
    if (all_have(parts, count, id)) add(build, &either.needs, id);
  }
  if (either.needs.len == 0) need_union(build, parts, count, &either.needs);
  return either;
}

struct part hvl__part_perhaps(const struct part *part, uint32_t times) {
  uint64_t reach = (uint64_t)part->reach * times;
  if (reach > 0) reach += (uint64_t)BETWEEN * (times - 1);
  return (struct part){.reach = cap(reach)};
}

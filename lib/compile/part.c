/* SPDX-License-Identifier: MIT */
/* part.c - what the matches of a part of a phrase hold, and their length. */
#include "compile/part.h"

#include "base/chars.h"
#include "compile/recipe.h"
#include "compile/variant.h"

enum { UNION_LIMIT = 2000 /* words of a symbol made for finding only */ };

static struct part of_variant(struct build *build, struct variant variant,
                              uint32_t reach) {
  struct part part = {.reach = reach};
  SCRATCH_PUSH(build, &part.variants, variant);
  return part;
}

struct part hvl__part_plain(struct build *build, uint32_t reach) {
  return of_variant(build, (struct variant){.lead = reach}, reach);
}

struct part hvl__part_word(struct build *build, uint32_t id, uint32_t lead,
                           uint32_t reach) {
  struct variant variant = {.links[0].next = reach, .count = 1, .lead = lead};
  SCRATCH_PUSH(build, &variant.links[0].ids, id);
  struct part part = of_variant(build, variant, reach);
  part.findable = true;
  return part;
}

void hvl__part_has_digit(struct part *part) {
  for (uint32_t i = 0; i < part->variants.len; i++)
    part->variants.data[i].digit = true;
}

/* Make all variants of `part` one. */
static void narrow(struct build *build, struct part *part) {
  struct variants all = part->variants;
  part->variants = (struct variants){0};
  SCRATCH_PUSH(build, &part->variants, hvl__variants_narrow(build, &all));
}

struct part hvl__part_join(struct build *build, const struct part *first,
                           const struct part *second) {
  struct part one = *first, other = *second;
  struct part both = {.findable = first->findable || second->findable,
                      .hit = first->hit || second->hit};
  both.reach =
      hvl__cap_units((uint64_t)first->reach + second->reach +
                     (first->reach && second->reach ? FILLERS_MAX : 0));
  while (one.variants.len * other.variants.len > VARIANTS_MAX)
    narrow(build, one.variants.len > other.variants.len ? &one : &other);
  for (uint32_t i = 0; i < one.variants.len && !build->failed; i++)
    for (uint32_t k = 0; k < other.variants.len; k++) {
      struct variant variant = hvl__variant_join(build, &one.variants.data[i],
                                                 &other.variants.data[k]);
      SCRATCH_PUSH(build, &both.variants, variant);
    }
  return both;
}

/* Make variants one until `count` parts have no more than VARIANTS_MAX. */
static void narrow_parts(struct build *build, struct part *parts,
                         uint32_t count) {
  for (;;) {
    uint32_t most = 0, sum = 0;
    for (uint32_t i = 0; i < count; i++) {
      sum += parts[i].variants.len;
      if (parts[i].variants.len > parts[most].variants.len) most = i;
    }
    if (sum <= VARIANTS_MAX || parts[most].variants.len == 1) return;
    narrow(build, &parts[most]);
    if (build->failed) return;
  }
}

struct part hvl__part_either(struct build *build, struct part *parts,
                             uint32_t count) {
  struct part all = {.findable = true, .hit = true};
  narrow_parts(build, parts, count);
  for (uint32_t i = 0; i < count && !build->failed; i++) {
    all.findable = all.findable && parts[i].findable;
    all.hit = all.hit && parts[i].hit;
    if (parts[i].reach > all.reach) all.reach = parts[i].reach;
    for (uint32_t k = 0; k < parts[i].variants.len; k++)
      SCRATCH_PUSH(build, &all.variants, parts[i].variants.data[k]);
  }
  hvl__variants_unite(&all.variants);
  if (all.variants.len > VARIANTS_MAX) narrow(build, &all);
  return all;
}

struct part hvl__part_perhaps(struct build *build, const struct part *part,
                              uint32_t times) {
  uint64_t reach = (uint64_t)part->reach * times;
  if (reach > 0) reach += (uint64_t)FILLERS_MAX * (times - 1);
  return hvl__part_plain(build, hvl__cap_units(reach));
}

/* ---- What a phrase needs ------------------------------------------------- */

static uint32_t count_words(const struct build *build,
                            const struct symbol_ids *ids) {
  uint32_t words = 0;
  for (uint32_t i = 0; i < ids->len; i++)
    words += build->symbols->all.data[ids->data[i]].words.len;
  return words;
}

/* Make a symbol that stands for all of `ids`, in their place; false where it
 * would be too large. */
static bool make_union(struct build *build, struct symbol_ids *ids) {
  struct recipe recipe = {0};
  struct traits traits = {0, 0, 0};
  if (!hvl__symbols_have_room(build)) return false;
  if (count_words(build, ids) > UNION_LIMIT) return false;
  for (uint32_t i = 0; i < ids->len; i++) {
    const struct symbol *symbol = &build->symbols->all.data[ids->data[i]];
    hvl__recipe_add_symbol(build, &recipe, ids->data[i]);
    traits.allowed |= symbol->traits.allowed;
    traits.flags |= symbol->traits.flags;
  }
  uint32_t id = hvl__recipe_make(build, traits, &recipe, "any");
  *ids = (struct symbol_ids){0};
  SCRATCH_PUSH(build, ids, id);
  return !build->failed;
}

/* Turn each link into one of a single symbol. */
static void settle(struct build *build, struct variant *variant) {
  for (uint32_t i = 0; i < variant->count && !build->failed;) {
    struct symbol_ids *ids = &variant->links[i].ids;
    if (ids->len == 1 || make_union(build, ids))
      i++;
    else
      hvl__variant_drop(variant, i);
  }
}

/* How far link `second` may be behind `first`, or before it: then less than 0;
 * 0: that is not known. */
static int16_t apart(const struct variant *variant, uint32_t first,
                     uint32_t second) {
  int32_t one = (int32_t)hvl__variant_lead(variant, first);
  int32_t units = (int32_t)hvl__variant_lead(variant, second) - one;
  return units >= -REACH_MAX && units <= REACH_MAX ? (int16_t)units : 0;
}

static struct image_variant record_of(const struct build *build,
                                      const struct variant *variant) {
  struct image_variant record = {.digit = variant->digit};
  uint32_t order[LINKS];
  for (uint32_t i = 0; i < variant->count; i++) {
    uint32_t at = i;
    uint32_t rarity = hvl__ids_rarity(build, &variant->links[i].ids);
    for (; at > 0; at--) {
      const struct symbol_ids *ids = &variant->links[order[at - 1]].ids;
      if (hvl__ids_rarity(build, ids) <= rarity) break;
      order[at] = order[at - 1];
    }
    order[at] = i;
  }
  for (uint32_t i = 0; i < VARIANT_NEEDS; i++)
    record.needs[i] =
        variant->count == 0
            ? NONE
            : variant->links[order[i < variant->count ? i : 0]].ids.data[0];
  if (variant->count > 1) record.apart = apart(variant, order[0], order[1]);
  return record;
}

struct variant_records hvl__part_needs(struct build *build,
                                       const struct part *part) {
  struct variant_records records = {0};
  bool any = false;
  for (uint32_t i = 0; i < part->variants.len && !build->failed; i++) {
    struct variant variant = part->variants.data[i];
    settle(build, &variant);
    if (build->failed) break;
    any |= variant.count == 0 && !variant.digit;
    SCRATCH_PUSH(build, &records, record_of(build, &variant));
  }
  if (any) records.len = 0;
  return records;
}

/* SPDX-License-Identifier: MIT */
/* variant.c - what one kind of match holds, in order. */
#include "compile/variant.h"

#include <string.h>

#include "base/chars.h"

enum {
  EITHER_LIMIT = 64, /* symbols of a link */
  REACH_CAP = 1 << 20
};

uint32_t hvl__cap_units(uint64_t units) {
  return units < REACH_CAP ? (uint32_t)units : REACH_CAP;
}

static bool has(const struct symbol_ids *ids, uint32_t id) {
  for (uint32_t i = 0; i < ids->len; i++)
    if (ids->data[i] == id) return true;
  return false;
}

uint32_t hvl__ids_rarity(const struct build *build,
                         const struct symbol_ids *ids) {
  uint32_t sum = 0;
  for (uint32_t i = 0; i < ids->len; i++)
    sum += build->symbols->all.data[ids->data[i]].rarity;
  return sum;
}

/* ---- Links --------------------------------------------------------------- */

/* The link that is `id` alone, or variant->count. */
static uint32_t find(const struct variant *variant, uint32_t id) {
  uint32_t i = 0;
  while (i < variant->count && !(variant->links[i].ids.len == 1 &&
                                 variant->links[i].ids.data[0] == id))
    i++;
  return i;
}

/* How far what comes behind `count` links may be behind the last of them. */
static uint32_t *distance_behind(struct variant *variant, uint32_t count) {
  return count > 0 ? &variant->links[count - 1].next : &variant->lead;
}

/* What lies behind the last link so far, if there is one, is so much longer. */
static void extend(struct variant *variant, uint64_t units) {
  uint32_t *distance = distance_behind(variant, variant->count);
  *distance = hvl__cap_units(*distance + units);
}

uint32_t hvl__variant_lead(const struct variant *variant, uint32_t link) {
  uint64_t sum = variant->lead;
  for (uint32_t i = 0; i < link; i++) sum += variant->links[i].next;
  return hvl__cap_units(sum);
}

/* Most units from where the word of `link` begins to the end of a match. */
static uint32_t trail(const struct variant *variant, uint32_t link) {
  uint64_t sum = 0;
  for (uint32_t i = link; i < variant->count; i++)
    sum += variant->links[i].next;
  return hvl__cap_units(sum);
}

void hvl__variant_drop(struct variant *variant, uint32_t link) {
  struct link *at = &variant->links[link];
  uint32_t *before = distance_behind(variant, link);
  *before = hvl__cap_units((uint64_t)*before + at->next);
  variant->count--;
  memmove(at, at + 1, (variant->count - link) * sizeof *at);
}

/* The link most likely to occur by chance, or least. There is one. */
static uint32_t pick(const struct build *build, const struct variant *variant,
                     bool common) {
  uint32_t found = 0;
  for (uint32_t i = 1; i < variant->count; i++) {
    uint32_t rarity = hvl__ids_rarity(build, &variant->links[i].ids);
    uint32_t best = hvl__ids_rarity(build, &variant->links[found].ids);
    if (common ? rarity > best : rarity < best) found = i;
  }
  return found;
}

/* Add `link` behind the others, of which only the rarest are kept. */
static void add_link(const struct build *build, struct variant *variant,
                     const struct link *link) {
  bool single = link->ids.len == 1;
  if (single && find(variant, link->ids.data[0]) < variant->count) {
    extend(variant, link->next);
    return;
  }
  if (variant->count == LINKS) {
    uint32_t commonest = pick(build, variant, true);
    if (hvl__ids_rarity(build, &link->ids) >=
        hvl__ids_rarity(build, &variant->links[commonest].ids)) {
      extend(variant, link->next);
      return;
    }
    hvl__variant_drop(variant, commonest);
  }
  variant->links[variant->count++] = *link;
}

struct variant hvl__variant_join(struct build *build,
                                 const struct variant *first,
                                 const struct variant *second) {
  struct variant both = *first;
  both.digit |= second->digit;
  extend(&both, (uint64_t)FILLERS_MAX + second->lead);
  for (uint32_t i = 0; i < second->count; i++)
    add_link(build, &both, &second->links[i]);
  return both;
}

/* ---- Several ------------------------------------------------------------- */

/* Widen `link`, to which `*lead` units lead, to be as far as `of` of `other`
 * may be. */
static void widen(struct link *link, uint32_t *lead,
                  const struct variant *other, uint32_t of) {
  uint32_t before = hvl__variant_lead(other, of), behind = trail(other, of);
  if (before > *lead) *lead = before;
  if (behind > link->next) link->next = behind;
}

/* Does `one`, of a single symbol or none, hold whatever `other` says? Then it
 * is widened to say so. */
static bool covers(struct variant *one, const struct variant *other) {
  if (one->digit && !other->digit) return false;
  if (one->count == 0) {
    uint32_t reach = hvl__variant_lead(other, other->count);
    if (reach > one->lead) one->lead = reach;
    return true;
  }
  if (one->count != 1 || one->links[0].ids.len != 1) return false;
  uint32_t at = find(other, one->links[0].ids.data[0]);
  if (at == other->count) return false;
  widen(&one->links[0], &one->lead, other, at);
  return true;
}

void hvl__variants_unite(struct variants *variants) {
  for (uint32_t i = 0; i < variants->len; i++)
    for (uint32_t k = 0; k < variants->len;) {
      if (k == i || !covers(&variants->data[i], &variants->data[k])) {
        k++;
        continue;
      }
      variants->len--;
      memmove(&variants->data[k], &variants->data[k + 1],
              (variants->len - k) * sizeof *variants->data);
      if (k < i) i--;
    }
}

/* The rarest symbol that all variants need, as a link; false if there is none.
 */
static bool find_common(const struct build *build,
                        const struct variants *variants, struct link *common,
                        uint32_t *lead) {
  bool found = false;
  const struct variant *first = &variants->data[0];
  for (uint32_t i = 0; i < first->count; i++) {
    struct link link = {.ids = first->links[i].ids};
    uint32_t before = 0, v = 0;
    if (link.ids.len != 1) continue;
    for (; v < variants->len; v++) {
      const struct variant *variant = &variants->data[v];
      uint32_t at = find(variant, link.ids.data[0]);
      if (at == variant->count) break;
      widen(&link, &before, variant, at);
    }
    bool rarer = !found || hvl__ids_rarity(build, &link.ids) <
                               hvl__ids_rarity(build, &common->ids);
    if (v < variants->len || !rarer) continue;
    found = true;
    *common = link;
    *lead = before;
  }
  return found;
}

/* A link of one symbol, or several, of each variant; false if a variant has
 * none. */
static bool find_one_of_each(struct build *build,
                             const struct variants *variants, struct link *link,
                             uint32_t *lead) {
  *link = (struct link){.next = 0};
  *lead = 0;
  for (uint32_t v = 0; v < variants->len; v++) {
    const struct variant *variant = &variants->data[v];
    if (variant->count == 0) return false;
    uint32_t rarest = pick(build, variant, false);
    const struct symbol_ids *more = &variant->links[rarest].ids;
    for (uint32_t i = 0; i < more->len; i++)
      if (!has(&link->ids, more->data[i]))
        SCRATCH_PUSH(build, &link->ids, more->data[i]);
    if (link->ids.len > EITHER_LIMIT || build->failed) return false;
    widen(link, lead, variant, rarest);
  }
  return true;
}

struct variant hvl__variants_narrow(struct build *build,
                                    const struct variants *variants) {
  struct variant all = {.digit = true};
  struct link link;
  for (uint32_t i = 0; i < variants->len; i++) {
    const struct variant *variant = &variants->data[i];
    uint32_t reach = hvl__variant_lead(variant, variant->count);
    all.digit = all.digit && variant->digit;
    if (reach > all.lead) all.lead = reach;
  }
  uint32_t lead;
  if (!find_common(build, variants, &link, &lead) &&
      !find_one_of_each(build, variants, &link, &lead))
    return all;
  all.lead = lead;
  all.links[all.count++] = link;
  return all;
}

/* SPDX-License-Identifier: MIT */
/* compile.c - parsed rules become a saved image. */
#include "compile/compile.h"

#include <string.h>

#include "compile/conditions.h"
#include "compile/events.h"
#include "compile/names.h"
#include "compile/rarity.h"
#include "compile/rule_table.h"
#include "compile/steps.h"
#include "compile/symbol_order.h"
#include "compile/symbols.h"
#include "compile/weights.h"
#include "compile/words.h"

/* ---- All files as one ---------------------------------------------------- */

#define PACK_ARRAYS(X)                                                         \
  X(files)                                                                     \
  X(lists)                                                                     \
  X(extends) X(phrases) X(guards) X(steps) X(facts) X(changes) X(weighings)

static const char *name_of(const struct parsed_pack *pack) {
  if (pack->files.len > 0) return pack->files.data[0].name;
  if (pack->weighings.len > 0) return pack->weighings.data[0].place.file;
  return pack->lists.len > 0 ? pack->lists.data[0].name.place.file : "";
}

/* The indexes of `packs` by name of file, so that equal rules give equal bytes
 * whatever order they come in. */
static uint32_t *order(const struct parsed_pack *const *packs, uint32_t count,
                       struct arena *arena) {
  uint32_t *order = hvl__arena_zeroed(arena, count, sizeof *order);
  for (uint32_t i = 0; order && i < count; i++) {
    uint32_t at = i;
    for (;
         at > 0 && strcmp(name_of(packs[order[at - 1]]), name_of(packs[i])) > 0;
         at--)
      order[at] = order[at - 1];
    order[at] = i;
  }
  return order;
}

/* Append the arrays of `pack` to those of `all`; false without memory. */
static bool merge(struct parsed_pack *all, const struct parsed_pack *pack) {
#define X(name)                                                                \
  if (!HVL_RESERVE(&all->mem, &all->name, pack->name.len)) return false;       \
  if (pack->name.len > 0)                                                      \
    memcpy(all->name.data + all->name.len, pack->name.data,                    \
           pack->name.len * sizeof *pack->name.data);                          \
  all->name.len += pack->name.len;
  PACK_ARRAYS(X)
#undef X
  return true;
}

static bool merge_all(struct parsed_pack *all,
                      const struct parsed_pack *const *packs, uint32_t count) {
  const uint32_t *by_name = order(packs, count, &all->arena);
  if (!by_name) return false;
  for (uint32_t i = 0; i < count; i++) {
    if (!merge(all, packs[by_name[i]])) return false;
  }
  return true;
}

/* ---- The build ----------------------------------------------------------- */

/* What no rule uses is warned of, and may be faulty as well. */
static void check_unused(struct build *build) {
  uint32_t at = 0, index;
  enum name_kind kind;
  hvl__names_warn_unused(build);
  build->dry = true;
  while ((kind = hvl__names_next_unused(build, &at, &index))) {
    if (kind == NAME_PHRASE)
      hvl__phrases_check(build, &build->pack->phrases.data[index].phrases);
    if (kind == NAME_GUARD) hvl__guard_check(build, index);
    if (kind == NAME_STEP) hvl__step_check(build, index);
  }
  build->dry = false;
}

static void run(struct build *build) {
  struct rule_entries entries = {0};
  hvl__names_collect(build);
  if (!build->failed) hvl__lists_resolve(build);
  if (!build->failed) hvl__rarity_start(build);
  if (!build->failed) hvl__symbols_start(build);
  if (!build->failed) hvl__facts_write(build);
  if (!build->failed) hvl__rules_collect(build, &entries);
  if (!build->failed) hvl__rules_write(build, &entries);
  if (!build->failed) hvl__weights_write(build, &entries);
  if (!build->failed) check_unused(build);
  if (!build->failed) hvl__symbols_order(build);
  if (!build->failed) hvl__symbols_write(build);
}

static hvl_status compile(const struct parsed_pack *pack,
                          struct diag_list *diags, const hvl_allocator *mem,
                          struct buf *out) {
  struct build build;
  if (hvl__build_start(&build, pack, diags, mem)) run(&build);
  hvl_status status = HVL_OK;
  if (build.failed || diags->failed) {
    status = HVL_ERR_MEMORY;
  } else if (hvl__diag_has_error(diags)) {
    status = HVL_ERR_RULES;
  } else if (!hvl__draft_write(&build.draft, out)) {
    status = HVL_ERR_MEMORY;
  }
  hvl__build_end(&build);
  return status;
}

hvl_status hvl__compile(const struct parsed_pack *const *packs, uint32_t count,
                        struct diag_list *diags, const hvl_allocator *mem,
                        struct buf *out) {
  struct parsed_pack all;
  hvl__pack_init(&all, mem);
  hvl_status status = HVL_ERR_MEMORY;
  if (merge_all(&all, packs, count)) status = compile(&all, diags, mem, out);
  hvl__pack_free(&all);
  return status;
}

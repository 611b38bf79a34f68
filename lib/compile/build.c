/* SPDX-License-Identifier: MIT */
/* build.c - one compilation: its memory, and sections that keep equal runs
 * once. */
#include "compile/build.h"

#include <string.h>

#include "compile/fold_table.h"

static void start_pools(struct build *build) {
#define X(name, type)                                                          \
  build->name.section = &build->draft.name;                                    \
  build->name.size = sizeof(type);                                             \
  hvl__map_init(&build->name.map, &build->mem);
  POOLS(X)
#undef X
}

static void add_tables(struct build *build) {
#define TABLE(name)                                                            \
  build->fold.name = hvl__##name;                                              \
  build->fold.name##_count = (uint32_t)hvl__##name##_count;                    \
  if (!hvl__buf_add(&build->draft.name, hvl__##name,                           \
                    hvl__##name##_count * sizeof *hvl__##name))                \
    build->failed = true;
  TABLE(fold_pages)
  TABLE(fold_units)
  TABLE(fold_sequences)
  TABLE(sound_pages)
  TABLE(sound_units)
#undef TABLE
}

bool hvl__build_start(struct build *build, const struct parsed_pack *pack,
                      struct diag_list *diags, const hvl_allocator *mem) {
  *build = (struct build){.pack = pack, .diags = diags};
  hvl__arena_init(&build->arena, mem);
  build->mem = hvl__arena_allocator(&build->arena);
  hvl__arena_init(&build->scratch_arena, mem);
  build->scratch = hvl__arena_allocator(&build->scratch_arena);
  hvl__draft_init(&build->draft, mem);
  start_pools(build);
  add_tables(build);
  hvl__build_string(build, "");
  build->active = hvl__build_alloc(build, pack->phrases.len, 1);
  return !build->failed;
}

void hvl__build_end(struct build *build) {
  hvl__draft_free(&build->draft);
  hvl__scratch_end(build);
  hvl__arena_free(&build->arena);
}

void *hvl__build_alloc(struct build *build, size_t count, size_t size) {
  void *block = hvl__arena_zeroed(&build->arena, count, size);
  if (!block) build->failed = true;
  return block;
}

void *hvl__scratch_alloc(struct build *build, size_t count, size_t size) {
  void *block = hvl__arena_zeroed(&build->scratch_arena, count, size);
  if (!block) build->failed = true;
  return block;
}

void hvl__scratch_end(struct build *build) {
  hvl__arena_free(&build->scratch_arena);
}

uint32_t hvl__pool_put(struct build *build, struct pool *pool, const void *data,
                       uint32_t count) {
  if (count == 0 || build->failed) return 0;
  size_t bytes = count * pool->size;
  uint32_t at = hvl__map_get(&pool->map, data, bytes);
  if (at != UINT32_MAX) return at;
  if (build->dry) return 0;
  at = (uint32_t)(pool->section->len / pool->size);
  const void *key = hvl__arena_copy(&build->arena, data, bytes);
  if (key && hvl__buf_add(pool->section, data, bytes) &&
      hvl__map_put(&pool->map, key, bytes, at))
    return at;
  build->failed = true;
  return 0;
}

uint32_t hvl__build_string(struct build *build, const char *text) {
  if (!text) text = "";
  return hvl__pool_put(build, &build->strings, text,
                       (uint32_t)strlen(text) + 1);
}

/* SPDX-License-Identifier: MIT */
/* build.h - one compilation: what all its steps share.
 *
 * Memory: all lives in the build's arena until it ends, but what serves one
 * phrase only, which is on scratch until that is compiled. When memory runs out
 * `failed` is set and stays set; functions then return something harmless
 * and the build comes to nothing, so that only its end has to ask. */
#ifndef HVL_COMPILE_BUILD_H
#define HVL_COMPILE_BUILD_H

#include "base/hash.h"
#include "rules/parsed.h"
#include "ruleset/image.h"

/* A section in which equal runs of elements are kept once. */
struct pool {
  struct buf *section;
  size_t size;    /* bytes of an element */
  struct map map; /* a run's bytes to where it begins, in elements */
};

#define POOLS(X)                                                               \
  X(strings, char)                                                             \
  X(code, uint32_t)                                                            \
  X(variants, struct image_variant)                                            \
  X(regexes, struct image_regex)                                               \
  X(patterns, struct image_pattern)                                            \
  X(scoped, struct image_scoped)                                               \
  X(events, struct image_event)                                                \
  X(steps, struct image_step)                                                  \
  X(values, uint32_t)                                                          \
  X(conditions, struct image_condition)                                        \
  X(severities, struct image_severity)

struct build {
  const struct parsed_pack *pack; /* all files together */
  struct diag_list *diags;
  struct arena arena;
  hvl_allocator mem; /* over the arena: for arrays that are never freed */
  struct arena scratch_arena;
  hvl_allocator scratch;
  struct image fold; /* the fold and sound sections only */
  struct image_draft draft;
#define X(name, type) struct pool name;
  POOLS(X)
#undef X
  struct names *names;
  struct lists *lists;
  struct symbols *symbols;
  uint32_t *met;   /* by unit: how often the examples have it */
  uint8_t *active; /* by named phrase: it is being compiled right now */
  bool dry;        /* only faults are wanted: nothing new goes into the image */
  bool failed;
};

/* Start a build of `pack`; false if memory runs out. hvl__build_end() in both
 * cases. `build` stays where it is between the two. */
bool hvl__build_start(struct build *build, const struct parsed_pack *pack,
                      struct diag_list *diags, const hvl_allocator *mem);
void hvl__build_end(struct build *build);

/* `count` times `size` zeroed bytes, or NULL with `failed` set. */
void *hvl__build_alloc(struct build *build, size_t count, size_t size);

/* The same on scratch, and the end of all that is there. */
void *hvl__scratch_alloc(struct build *build, size_t count, size_t size);
void hvl__scratch_end(struct build *build);

/* Where the run of `count` elements at `data` lies in the pool: appended where
 * there is none like it. 0 if memory runs out, `count` is 0 or, in a dry run,
 * there is none. Sections are filled in the order of calls, and equal rules
 * give equal bytes: no expression has two calls for one pool. */
uint32_t hvl__pool_put(struct build *build, struct pool *pool, const void *data,
                       uint32_t count);

/* The offset of `text` (NULL: "") in the image's strings. */
uint32_t hvl__build_string(struct build *build, const char *text);

/* Append `value` to an array of the build's, noting failure. */
#define BUILD_PUSH(build, array, value)                                        \
  ((void)(HVL_PUSH(&(build)->mem, (array), (value)) ||                         \
          ((build)->failed = true)))

/* The same for an array on scratch. */
#define SCRATCH_PUSH(build, array, value)                                      \
  ((void)(HVL_PUSH(&(build)->scratch, (array), (value)) ||                     \
          ((build)->failed = true)))

/* Append `value` to a section of the draft, noting failure. */
#define BUILD_ADD(build, section, value)                                       \
  ((void)(hvl__buf_add(&(build)->draft.section, &(value), sizeof(value)) ||    \
          ((build)->failed = true)))

#define BUILD_ERROR(build, place, ...)                                         \
  hvl__diag_add((build)->diags, HVL_ERROR, (place), __VA_ARGS__)
#define BUILD_WARNING(build, place, ...)                                       \
  hvl__diag_add((build)->diags, HVL_WARNING, (place), __VA_ARGS__)

#endif

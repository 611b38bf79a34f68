/* SPDX-License-Identifier: MIT */
/* ruleset.c - the object behind hvl_ruleset: made, held, saved, loaded. */
#include "ruleset/ruleset.h"

#include <string.h>

#include "base/abi.h"

/* ---- Life ---------------------------------------------------------------- */

static void destroy(hvl_ruleset *ruleset) {
  hvl_allocator mem = ruleset->mem;
  hvl__views_free(ruleset);
  hvl__index_free(&ruleset->index, &mem);
  hvl__symbol_sets_free(&ruleset->sets, &mem);
  hvl__programs_free(ruleset);
  hvl__mem_free(&mem, ruleset->own);
  hvl__mem_free(&mem, ruleset);
}

/* Point ruleset->image into a checked copy of `bytes`, which begins where
 * sections like to. */
static hvl_status copy_image(hvl_ruleset *ruleset, const void *bytes,
                             size_t size) {
  if (size == 0 || size > UINT32_MAX - SECTION_ALIGN) return HVL_ERR_FORMAT;
  ruleset->own =
      hvl__mem_resize(&ruleset->mem, NULL, size + SECTION_ALIGN - 1, 1);
  if (!ruleset->own) return HVL_ERR_MEMORY;
  uint8_t *copy = ruleset->own + (0 - (uintptr_t)ruleset->own) % SECTION_ALIGN;
  memcpy(copy, bytes, size);
  ruleset->bytes = copy;
  ruleset->size = size;
  return hvl__image_open(&ruleset->image, copy, size);
}

/* Make all that is not in the image, but made from it. */
static hvl_status derive(hvl_ruleset *ruleset) {
  const struct image *image = &ruleset->image;
  const hvl_allocator *mem = &ruleset->mem;
  return hvl__programs_make(ruleset) &&
                 hvl__index_make(&ruleset->index, image, mem) &&
                 hvl__symbol_sets_make(&ruleset->sets, image, mem) &&
                 hvl__views_make(ruleset)
             ? HVL_OK
             : HVL_ERR_MEMORY;
}

static hvl_ruleset *allocate(const hvl_allocator *mem) {
  hvl_ruleset *ruleset = hvl__mem_zeroed(mem, 1, sizeof *ruleset);
  if (!ruleset) return NULL;
  atomic_init(&ruleset->refs, 1);
  ruleset->mem = *mem;
  return ruleset;
}

/* Hand out `ruleset`, or destroy it. */
static hvl_status finish(hvl_ruleset **out, hvl_ruleset *ruleset,
                         hvl_status status) {
  if (status == HVL_OK)
    *out = ruleset;
  else
    destroy(ruleset);
  return status;
}

/* Point ruleset->image into `bytes` themselves, once they are checked. */
static hvl_status map_image(hvl_ruleset *ruleset, const void *bytes,
                            size_t size) {
  ruleset->bytes = bytes;
  ruleset->size = size;
  return hvl__image_map(&ruleset->image, bytes, size);
}

static hvl_status open_image(hvl_ruleset **out, const void *bytes, size_t size,
                             const hvl_allocator *mem, bool copy) {
  *out = NULL;
  hvl_ruleset *ruleset = allocate(mem);
  if (!ruleset) return HVL_ERR_MEMORY;
  hvl_status status = copy || !hvl__image_is_native()
                          ? copy_image(ruleset, bytes, size)
                          : map_image(ruleset, bytes, size);
  if (status == HVL_OK) status = derive(ruleset);
  if (status == HVL_OK) status = hvl__programs_check(ruleset);
  return finish(out, ruleset, status);
}

hvl_status hvl__ruleset_new(hvl_ruleset **out, const void *bytes, size_t size,
                            const hvl_allocator *mem) {
  return open_image(out, bytes, size, mem, true);
}

hvl_status hvl__ruleset_over(hvl_ruleset **out, const uint8_t *bytes,
                             size_t size, const hvl_allocator *mem) {
  *out = NULL;
  struct image image;
  /* Are its numbers to be turned around, or is there none? */
  if (!hvl__image_point(&image, bytes, size))
    return hvl__ruleset_new(out, bytes, size, mem);
  hvl_ruleset *ruleset = allocate(mem);
  if (!ruleset) return HVL_ERR_MEMORY;
  ruleset->image = image;
  ruleset->bytes = bytes;
  ruleset->size = size;
  return finish(out, ruleset, derive(ruleset));
}

hvl_ruleset *hvl_ruleset_ref(hvl_ruleset *ruleset) {
  if (ruleset)
    atomic_fetch_add_explicit(&ruleset->refs, 1, memory_order_relaxed);
  return ruleset;
}

void hvl_ruleset_free(hvl_ruleset *ruleset) {
  if (!ruleset) return;
  if (atomic_fetch_sub_explicit(&ruleset->refs, 1, memory_order_acq_rel) == 1)
    destroy(ruleset);
}

/* ---- Saved rulesets ------------------------------------------------------ */

hvl_status hvl_ruleset_save(const hvl_ruleset *ruleset, void *buf,
                            size_t *size) {
  if (!ruleset || !size) return HVL_ERR_ARGUMENT;
  size_t capacity = *size;
  *size = ruleset->size;
  if (!buf) return HVL_OK;
  if (capacity < ruleset->size) return HVL_ERR_ARGUMENT;
  hvl__image_save(ruleset->bytes, ruleset->size, buf);
  return HVL_OK;
}

static hvl_status read_image(hvl_ruleset **out, const void *bytes, size_t size,
                             const hvl_options *options, bool copy) {
  if (!out) return HVL_ERR_ARGUMENT;
  *out = NULL;
  if (!bytes && size > 0) return HVL_ERR_ARGUMENT;
  if (!hvl__options_valid(options)) return HVL_ERR_ARGUMENT;
  if (!copy && (uintptr_t)bytes % IMAGE_ALIGN != 0) return HVL_ERR_ARGUMENT;
  hvl_allocator mem = hvl__mem_pick(options, NULL);
  return open_image(out, bytes, size, &mem, copy);
}

hvl_status hvl_ruleset_load(hvl_ruleset **out, const void *bytes, size_t size,
                            const hvl_options *options) {
  return read_image(out, bytes, size, options, true);
}

hvl_status hvl_ruleset_map(hvl_ruleset **out, const void *bytes, size_t size,
                           const hvl_options *options) {
  return read_image(out, bytes, size, options, false);
}

/* SPDX-License-Identifier: MIT */
/* ruleset.c - the object behind hvl_ruleset: made, held, saved, loaded. */
#include "ruleset/ruleset.h"

#include <string.h>

/* ---- Regular expressions ------------------------------------------------- */

/* Does every match of `code` begin with a unit below 128, as far as PCRE2
 * knows? */
static bool begins_with_ascii(const pcre2_code_16 *code) {
  uint32_t unit = UINT32_MAX, kind = 0;
  const uint8_t *bitmap = NULL;
  pcre2_pattern_info_16(code, PCRE2_INFO_FIRSTCODETYPE, &kind);
  pcre2_pattern_info_16(code, PCRE2_INFO_FIRSTCODEUNIT, &unit);
  if (kind == 1) return unit < 128;
  pcre2_pattern_info_16(code, PCRE2_INFO_FIRSTBITMAP, &bitmap);
  for (uint32_t i = 16; bitmap && i < 32; i++)
    if (bitmap[i]) return false;
  return bitmap != NULL;
}

static hvl_status compile_regex(hvl_ruleset *ruleset, uint32_t i,
                                uint16_t *units) {
  const struct image *image = &ruleset->image;
  size_t len =
      hvl__regex_units(image->strings + image->regexes[i].source, units);
  size_t position;
  char message[128];
  pcre2_code_16 *code =
      hvl__regex_compile(units, len, ruleset->pcre, &position, message);
  if (!code) return message[0] ? HVL_ERR_FORMAT : HVL_ERR_MEMORY;
  ruleset->regexes[i] = code;
  ruleset->regex_ascii[i] = begins_with_ascii(code);
  /* Without JIT, or memory for it, matching is slower and just as right. */
  (void)pcre2_jit_compile_16(code, PCRE2_JIT_COMPLETE);
  return HVL_OK;
}

static size_t longest_regex(const struct image *image) {
  size_t longest = 1;
  for (uint32_t i = 0; i < image->regexes_count; i++) {
    size_t len = strlen(image->strings + image->regexes[i].source);
    if (len > longest) longest = len;
  }
  return longest;
}

static hvl_status compile_regexes(hvl_ruleset *ruleset) {
  const hvl_allocator *mem = &ruleset->mem;
  uint32_t count = ruleset->image.regexes_count;
  ruleset->pcre = hvl__regex_context(&ruleset->mem);
  if (!ruleset->pcre) return HVL_ERR_MEMORY;
  if (count == 0) return HVL_OK;
  uint16_t *units =
      hvl__mem_zeroed(mem, longest_regex(&ruleset->image), sizeof *units);
  ruleset->regexes = hvl__mem_zeroed(mem, count, sizeof *ruleset->regexes);
  ruleset->regex_ascii =
      hvl__mem_zeroed(mem, count, sizeof *ruleset->regex_ascii);
  hvl_status status = units && ruleset->regexes && ruleset->regex_ascii
                          ? HVL_OK
                          : HVL_ERR_MEMORY;
  for (uint32_t i = 0; status == HVL_OK && i < count; i++)
    status = compile_regex(ruleset, i, units);
  hvl__mem_free(mem, units);
  return status;
}

/* ---- Life ---------------------------------------------------------------- */

static void destroy(hvl_ruleset *ruleset) {
  hvl_allocator mem = ruleset->mem;
  hvl__views_free(ruleset);
  hvl__index_free(&ruleset->index, &mem);
  hvl__rows_free(&ruleset->rows, &mem);
  for (uint32_t i = 0; ruleset->regexes && i < ruleset->image.regexes_count;
       i++)
    pcre2_code_free_16(ruleset->regexes[i]);
  hvl__mem_free(&mem, ruleset->regexes);
  hvl__mem_free(&mem, ruleset->regex_ascii);
  pcre2_general_context_free_16(ruleset->pcre);
  hvl__mem_free(&mem, ruleset->bytes);
  hvl__mem_free(&mem, ruleset);
}

static hvl_status fill(hvl_ruleset *ruleset, const void *bytes, size_t size) {
  if (size == 0) return HVL_ERR_FORMAT;
  ruleset->bytes = hvl__mem_resize(&ruleset->mem, NULL, size, 1);
  if (!ruleset->bytes) return HVL_ERR_MEMORY;
  ruleset->size = size;
  memcpy(ruleset->bytes, bytes, size);
  hvl_status status =
      hvl__image_open(&ruleset->image, ruleset->bytes, ruleset->size);
  if (status == HVL_OK) status = compile_regexes(ruleset);
  if (status != HVL_OK) return status;
  return hvl__index_make(&ruleset->index, &ruleset->image, &ruleset->mem) &&
                 hvl__rows_make(&ruleset->rows, &ruleset->image,
                                &ruleset->mem) &&
                 hvl__views_make(ruleset)
             ? HVL_OK
             : HVL_ERR_MEMORY;
}

hvl_status hvl__ruleset_new(hvl_ruleset **out, const void *bytes, size_t size,
                            const hvl_allocator *mem) {
  *out = NULL;
  hvl_ruleset *ruleset = hvl__mem_zeroed(mem, 1, sizeof *ruleset);
  if (!ruleset) return HVL_ERR_MEMORY;
  atomic_init(&ruleset->refs, 1);
  ruleset->mem = *mem;
  hvl_status status = fill(ruleset, bytes, size);
  if (status == HVL_OK) {
    *out = ruleset;
  } else {
    destroy(ruleset);
  }
  return status;
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

hvl_status hvl_ruleset_load(hvl_ruleset **out, const void *bytes, size_t size,
                            const hvl_options *options) {
  if (!out) return HVL_ERR_ARGUMENT;
  *out = NULL;
  if (!bytes && size > 0) return HVL_ERR_ARGUMENT;
  if (options && options->size < sizeof *options) return HVL_ERR_ARGUMENT;
  hvl_allocator mem = hvl__mem_pick(options, NULL);
  return hvl__ruleset_new(out, bytes, size, &mem);
}

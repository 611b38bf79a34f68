/* SPDX-License-Identifier: MIT */
/* regex_program.c - compiles the regular expressions of a ruleset when they are
 * first asked for, whichever thread asks. */
#include "ruleset/ruleset.h"

#include <string.h>

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

/* HVL_ERR_FORMAT where the expression is wrong; `*code` is then NULL. */
static hvl_status compile(const hvl_ruleset *ruleset, uint32_t regex,
                          pcre2_code_16 **code) {
  const char *source =
      ruleset->image.strings + ruleset->image.regexes[regex].source;
  size_t position, bytes = strlen(source);
  char message[128];
  *code = NULL;
  uint16_t *units =
      hvl__mem_resize(&ruleset->mem, NULL, bytes + 1, sizeof *units);
  if (!units) return HVL_ERR_MEMORY;
  *code = hvl__regex_compile(units, hvl__regex_units(source, units),
                             ruleset->pcre, &position, message);
  hvl__mem_free(&ruleset->mem, units);
  if (*code) return HVL_OK;
  return message[0] ? HVL_ERR_FORMAT : HVL_ERR_MEMORY;
}

static void destroy(struct program *program, const hvl_allocator *mem) {
  if (!program) return;
  pcre2_code_free_16(program->code);
  hvl__mem_free(mem, program);
}

static struct program *make(const hvl_ruleset *ruleset, uint32_t regex) {
  pcre2_code_16 *code;
  if (compile(ruleset, regex, &code) != HVL_OK) return NULL;
  struct program *program = hvl__mem_zeroed(&ruleset->mem, 1, sizeof *program);
  if (!program) {
    pcre2_code_free_16(code);
    return NULL;
  }
  /* Without JIT, or memory for it, matching is slower and just as right. */
  (void)pcre2_jit_compile_16(code, PCRE2_JIT_COMPLETE);
  *program = (struct program){code, begins_with_ascii(code)};
  return program;
}

const struct program *hvl__program(const hvl_ruleset *ruleset, uint32_t regex) {
  program_slot *slot = &ruleset->programs[regex];
  struct program *program = atomic_load_explicit(slot, memory_order_acquire);
  if (program) return program;
  struct program *made = make(ruleset, regex);
  if (!made) return NULL;
  /* Was another thread quicker? Then all use what that one made. */
  if (atomic_compare_exchange_strong_explicit(
          slot, &program, made, memory_order_acq_rel, memory_order_acquire))
    return made;
  destroy(made, &ruleset->mem);
  return program;
}

hvl_status hvl__programs_check(const hvl_ruleset *ruleset) {
  hvl_status status = HVL_OK;
  uint32_t count = ruleset->image.regexes_count;
  for (uint32_t i = 0; status == HVL_OK && i < count; i++) {
    pcre2_code_16 *code;
    status = compile(ruleset, i, &code);
    pcre2_code_free_16(code);
  }
  return status;
}

bool hvl__programs_make(hvl_ruleset *ruleset) {
  uint32_t count = ruleset->image.regexes_count;
  ruleset->programs =
      hvl__mem_resize(&ruleset->mem, NULL, count + 1u, sizeof(program_slot));
  if (!ruleset->programs) return false;
  for (uint32_t i = 0; i < count; i++) atomic_init(&ruleset->programs[i], NULL);
  ruleset->pcre = hvl__regex_context(&ruleset->mem);
  return ruleset->pcre != NULL;
}

void hvl__programs_free(hvl_ruleset *ruleset) {
  uint32_t count = ruleset->programs ? ruleset->image.regexes_count : 0;
  for (uint32_t i = 0; i < count; i++)
    destroy(atomic_load_explicit(&ruleset->programs[i], memory_order_acquire),
            &ruleset->mem);
  hvl__mem_free(&ruleset->mem, ruleset->programs);
  pcre2_general_context_free_16(ruleset->pcre);
}

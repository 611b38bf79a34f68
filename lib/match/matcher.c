/* SPDX-License-Identifier: MIT */
/* matcher.c - makes a matcher's room to work in, and runs regexes in it. */
#include "match/matcher.h"

/* KiB that the interpreter, which runs where there is no JIT, may use. */
enum { HEAP_LIMIT = 4096 };

void hvl__regex_limit(struct matcher *matcher, uint32_t steps) {
  pcre2_set_match_limit_16(matcher->match_context, steps);
  pcre2_set_depth_limit_16(matcher->match_context, steps);
}

/* Make what PCRE2 needs, over the matcher's allocator. */
static bool make_pcre(struct matcher *matcher) {
  pcre2_general_context_16 *general =
      hvl__regex_context(&matcher->scratch->mem);
  if (!general) return false;
  matcher->match_data = pcre2_match_data_create_16(1, general);
  matcher->match_context = pcre2_match_context_create_16(general);
  pcre2_general_context_free_16(general);
  if (!matcher->match_data || !matcher->match_context) return false;
  hvl__regex_limit(matcher, matcher->match_limit);
  pcre2_set_heap_limit_16(matcher->match_context, HEAP_LIMIT);
  return true;
}

hvl_status hvl__matcher_init(struct matcher *matcher,
                             const hvl_ruleset *ruleset,
                             const hvl_allocator *mem, uint32_t match_limit) {
  *matcher = (struct matcher){0};
  matcher->ruleset = ruleset;
  matcher->mem = *mem;
  matcher->match_limit = match_limit;
  matcher->scratch = hvl__mem_zeroed(mem, 1, sizeof *matcher->scratch);
  if (!matcher->scratch) return HVL_ERR_MEMORY;
  matcher->scratch->mem = *mem;
  return make_pcre(matcher) ? HVL_OK : HVL_ERR_MEMORY;
}

void hvl__matcher_free(struct matcher *matcher) {
  struct matcher_scratch *scratch = matcher->scratch;
  pcre2_match_data_free_16(matcher->match_data);
  pcre2_match_context_free_16(matcher->match_context);
  if (scratch) {
    HVL_ARRAY_FREE(&matcher->mem, &scratch->threads);
    HVL_ARRAY_FREE(&matcher->mem, &scratch->seen);
    HVL_ARRAY_FREE(&matcher->mem, &scratch->charges);
    hvl__mem_free(&matcher->mem, scratch);
  }
  *matcher = (struct matcher){0};
}

void hvl__matcher_refill(struct matcher *matcher) {
  matcher->scratch->charges.len = matcher->scratch->first_charge;
}

uint32_t hvl__matcher_set_aside(struct matcher *matcher) {
  uint32_t before = matcher->scratch->first_charge;
  matcher->scratch->first_charge = matcher->scratch->charges.len;
  return before;
}

void hvl__matcher_resume(struct matcher *matcher, uint32_t before) {
  hvl__matcher_refill(matcher);
  matcher->scratch->first_charge = before;
}

/* A regex works hard for few patterns at a time: they are looked through. */
hvl_status hvl__regex_charge(struct matcher *matcher, uint32_t pattern) {
  struct matcher_scratch *scratch = matcher->scratch;
  for (uint32_t i = scratch->first_charge; i < scratch->charges.len; i++) {
    struct charge *charge = &scratch->charges.data[i];
    if (charge->pattern == pattern)
      return charge->times++ < HARD_TIMES ? HVL_OK : HVL_ERR_LIMIT;
  }
  struct charge first = {pattern, 1};
  return HVL_PUSH(&matcher->mem, &scratch->charges, first) ? HVL_OK
                                                           : HVL_ERR_MEMORY;
}

static hvl_status status_of(int code) {
  switch (code) {
  case PCRE2_ERROR_MATCHLIMIT:
  case PCRE2_ERROR_DEPTHLIMIT:
  case PCRE2_ERROR_HEAPLIMIT:
  case PCRE2_ERROR_JIT_STACKLIMIT: return HVL_ERR_LIMIT;
  case PCRE2_ERROR_NOMEMORY: return HVL_ERR_MEMORY;
  default: return HVL_OK;
  }
}

hvl_status hvl__regex_at(struct matcher *matcher, uint32_t regex,
                         const struct text *text, struct stretch range,
                         uint32_t *end) {
  *end = range.from;
  const struct program *program = hvl__program(matcher->ruleset, regex);
  if (!program) return HVL_ERR_MEMORY;
  int code = pcre2_match_16(program->code, text->units, range.to, range.from,
                            PCRE2_NOTEMPTY, matcher->match_data,
                            matcher->match_context);
  if (code < 0) return status_of(code);
  const PCRE2_SIZE *spans = pcre2_get_ovector_pointer_16(matcher->match_data);
  if (spans[0] == range.from) *end = (uint32_t)spans[1];
  return HVL_OK;
}

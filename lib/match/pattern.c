/* SPDX-License-Identifier: MIT */
/* pattern.c - runs a pattern's program at every place where it may begin. */
#include "match/pattern.h"

#include "match/run.h"

/* ---- Where what can begin ------------------------------------------------ */

/* Where an element can begin, as far as is known before looking. */
static uint64_t places_of(const struct search *search, uint32_t element) {
  switch (element >> 24) {
  case OP_SYMBOL:
    if (!search->presence) return UINT64_MAX;
    return hvl__presence_places(search->presence, hvl__operand(element));
  case OP_HIT:
    return search->anchor ? UINT64_C(1) << search->anchor->start % 64 : 0;
  default: return UINT64_MAX;
  }
}

/* Work out run->places from the last instruction to the first, as all jumps
 * lead forward: from an instruction with no place left no way leads to a match.
 */
static bool find_places(struct run *run, uint32_t size) {
  struct matcher_scratch *scratch = run->matcher->scratch;
  if (!HVL_RESERVE(&run->matcher->mem, &scratch->places, size)) return false;
  uint64_t *places = scratch->places.data;
  for (uint32_t pc = size; pc-- > 0;) {
    uint32_t instruction = run->code[pc], target = hvl__operand(instruction);
    switch (instruction >> 24) {
    case OP_MATCH: places[pc] = UINT64_MAX; break;
    case OP_SPLIT: places[pc] = places[pc + 1] | places[target]; break;
    case OP_JUMP: places[pc] = places[target]; break;
    case OP_START: places[pc] = places[pc + 1]; break;
    default:
      places[pc] =
          places[pc + 1] == 0 ? 0 : places_of(run->search, instruction);
    }
  }
  run->places = places;
  return true;
}

static bool may_start(struct run *run, uint32_t at) {
  if (!(run->places[0] >> at % 64 & 1)) return false;
  return run->code[0] >> 24 != OP_START || hvl__run_blank(run, at)->begins;
}

/* ---- Searching ----------------------------------------------------------- */

/* Make room to note every place at which threads can be. */
static bool make_room(struct run *run, const struct image_pattern *pattern) {
  struct matcher_scratch *scratch = run->matcher->scratch;
  uint32_t longest = run->to - run->search->from;
  run->width = (pattern->reach < longest ? pattern->reach : longest) + 1;
  while (run->ring < run->width - 1) run->ring = run->ring * 2 + 1;
  uint32_t old = scratch->seen.cap;
  if (run->size > UINT32_MAX / 2 / run->width) return false;
  if (!HVL_RESERVE(&run->matcher->mem, &scratch->seen,
                   run->size * (run->ring + 1)))
    return false;
  for (uint32_t i = old; i < scratch->seen.cap; i++) scratch->seen.data[i] = 0;
  return true;
}

/* The hit, with the disguise of lying in several messages if it does. */
static struct hit result(const struct run *run) {
  struct hit hit = run->best;
  for (uint32_t at = hit.start; at < hit.end; at++)
    if (run->text->units[at] == UNIT_BREAK) hit.evasion |= HVL_EVASION_TURN;
  return hit;
}

hvl_status hvl__pattern_find(struct matcher *matcher,
                             const struct search *search, bool *found,
                             struct hit *hit) {
  const struct image *image = &matcher->ruleset->image;
  const struct image_pattern *pattern = &image->patterns[search->pattern];
  struct run run = {.matcher = matcher,
                    .image = image,
                    .search = search,
                    .text = search->text,
                    .code = image->code + pattern->code,
                    .size = pattern->size,
                    .blank = {1, 0, false, false}};
  *found = false;
  run.to = search->to < search->text->count ? search->to : search->text->count;
  if (search->from >= run.to) return HVL_OK;
  if (!find_places(&run, pattern->size)) return HVL_ERR_MEMORY;
  if (run.places[0] == 0) return HVL_OK;
  if (!make_room(&run, pattern)) return HVL_ERR_MEMORY;
  for (uint32_t at = search->from; at < run.to; at++) {
    if (may_start(&run, at)) hvl__run_from(&run, at);
    if (run.found || run.status != HVL_OK) break;
  }
  hvl__run_end(&run);
  if (run.status != HVL_OK) return run.status;
  if (run.found) *hit = result(&run);
  *found = run.found;
  return HVL_OK;
}

/* SPDX-License-Identifier: MIT */
/* pattern.c - runs a pattern's program at every place where it may begin. */
#include "match/pattern.h"

#include <string.h>

#include "base/bits.h"
#include "match/places.h"
#include "match/run.h"

enum {
  BLOCK = 64,     /* places that a set of them tells apart */
  LONG_TEXT = 256 /* units from which on a text is searched by block */
};

/* ---- Where what can begin ------------------------------------------------ */

/* Where a word of `symbol` begins. */
static uint64_t places_of_words(const struct run *run, uint32_t symbol) {
  const struct presence *presence = run->search->presence;
  if (!presence) return UINT64_MAX;
  return run->by_block
             ? hvl__places_among(presence, symbol, run->first, run->last)
             : hvl__presence_places(presence, symbol);
}

/* Where a word of `symbol` begins, so that behind it one of `next` can. */
static uint64_t places_of_symbol(const struct run *run, uint32_t symbol,
                                 uint64_t next) {
  uint64_t places = places_of_words(run, symbol);
  if (places == 0) return 0;
  uint32_t reach = run->matcher->ruleset->sets.reach[symbol];
  return places & hvl__places_before(next, 1, reach + FILLERS_MAX);
}

static uint64_t places_of_hit(const struct search *search, uint64_t next) {
  const struct hit *anchor = search->anchor;
  if (!anchor ||
      !(hvl__places_before(next, 0, FILLERS_MAX) >> anchor->end % 64 & 1))
    return 0;
  return UINT64_C(1) << anchor->start % 64;
}

static uint64_t places_of_entity(const struct run *run, uint32_t what) {
  return hvl__entity_places((enum entity_kind)(what & 255),
                            run->landmarks.numerals, run->landmarks.ascii);
}

/* What every match of the expression holds lies inside it. */
static uint64_t places_of_regex(const struct run *run, uint32_t regex) {
  const struct landmarks *landmarks = &run->landmarks;
  const struct presence *presence = run->search->presence;
  const struct image_regex *record = &run->image->regexes[regex];
  if (presence && !(presence->units & hvl__regex_begins(record))) return 0;
  const struct program *program = hvl__program(run->matcher->ruleset, regex);
  uint64_t places = program && program->ascii ? landmarks->ascii : UINT64_MAX;
  if (record->flags & REGEX_HAS_DIGIT)
    places &= hvl__places_before(landmarks->numerals, 0, record->reach);
  if (record->symbol == NONE) return places;
  return places & hvl__places_before(places_of_words(run, record->symbol), 0,
                                     record->reach);
}

/* Where `instruction` can begin, if what follows can at `next`. */
static uint64_t places_of(const struct run *run, uint32_t instruction,
                          uint64_t next) {
  uint32_t operand = hvl__operand(instruction);
  if (next == 0) return 0;
  switch (instruction >> 24) {
  case OP_SYMBOL: return places_of_symbol(run, operand, next);
  case OP_GAP:
    return hvl__places_before(next, 0, (operand & 0xFFFF) + FILLERS_MAX);
  case OP_START:
    return run->landmarks.begins & hvl__places_before(next, 0, FILLERS_MAX);
  case OP_END: return run->landmarks.ends;
  case OP_ENTITY: return places_of_entity(run, operand);
  case OP_REGEX: return places_of_regex(run, operand);
  case OP_HIT: return places_of_hit(run->search, next);
  default: return UINT64_MAX;
  }
}

/* ---- Which ways are there ------------------------------------------------ */

static void mark(struct matcher_scratch *scratch, uint32_t pc) {
  hvl__bits_add(scratch->ways, pc);
}

static bool has_words(const struct run *run, uint32_t symbol) {
  const struct presence *presence = run->search->presence;
  if (run->by_block) return places_of_words(run, symbol) != 0;
  return !presence || hvl__presence_has(presence, symbol);
}

/* Can what `instruction` takes be in the text at all? */
static bool can_take(const struct run *run, uint32_t instruction) {
  uint32_t operand = hvl__operand(instruction);
  switch (instruction >> 24) {
  case OP_SYMBOL: return has_words(run, operand);
  case OP_ENTITY: return places_of_entity(run, operand) != 0;
  case OP_REGEX: return places_of_regex(run, operand) != 0;
  case OP_HIT: return run->search->anchor != NULL;
  default: return true;
  }
}

/* The first marked instruction behind `pc`, or `size`. */
static uint32_t next_marked(const struct matcher_scratch *scratch, uint32_t pc,
                            uint32_t size) {
  uint32_t i = pc / 64;
  uint64_t marked = scratch->ways[i] & ~UINT64_C(1) << pc % 64;
  while (marked == 0) {
    if (++i > (size - 1) / 64) return size;
    marked = scratch->ways[i];
  }
  return i * 64 + hvl__lowest_bit(marked);
}

/* Where the choice that begins at `pc` begins in this text: alternatives that
 * begin with a word that is not there are none. Goes past `*most` of them,
 * which is less then, as one may be come to from many places. */
static uint32_t first_alternative(const struct run *run, uint32_t pc,
                                  uint32_t *most) {
  const uint32_t *code = run->code;
  const struct presence *presence = run->search->presence;
  const uint64_t *there = run->by_block || !presence ? NULL : presence->bits;
  uint32_t left = *most;
  for (; left > 0; left--) {
    if (code[pc] >> 24 != OP_SPLIT || code[pc + 1] >> 24 != OP_SYMBOL) break;
    uint32_t symbol = hvl__operand(code[pc + 1]);
    if (there ? hvl__bits_has(there, symbol) : has_words(run, symbol)) break;
    pc = hvl__operand(code[pc]);
  }
  *most = left;
  return pc;
}

/* List the instructions that can be come to, as all jumps lead forward; the
 * number of them, or 0 if a match cannot. Nearly all ways of a large program
 * end at their first word. */
static uint32_t find_ways(const struct run *run) {
  struct matcher_scratch *scratch = run->matcher->scratch;
  const uint32_t *code = run->code;
  uint32_t count = 0, size = run->size, most = size;
  bool matches = false;
  for (uint32_t pc = 0; pc < size;) {
    uint32_t instruction = code[pc];
    uint32_t first;
    scratch->places[pc] = 0;
    scratch->list[count] = (uint16_t)pc;
    scratch->onward[pc] = (uint16_t)pc;
    switch (instruction >> 24) {
    case OP_SPLIT:
      first = first_alternative(run, pc, &most);
      count++;
      if (first == pc) {
        mark(scratch, hvl__operand(instruction));
        pc++;
        continue;
      }
      mark(scratch, first);
      scratch->onward[pc] = (uint16_t)first;
      break;
    case OP_JUMP:
      mark(scratch, hvl__operand(instruction));
      scratch->onward[pc] = (uint16_t)hvl__operand(instruction);
      count++;
      break;
    case OP_MATCH:
      matches = true;
      count++;
      break;
    default:
      if (!can_take(run, instruction)) break;
      count++;
      pc++;
      continue;
    }
    pc = next_marked(scratch, pc, size);
  }
  memset(scratch->ways, 0, ((size - 1) / 64 + 1) * sizeof *scratch->ways);
  return matches ? count : 0;
}

/* Work out from where the split at `pc` leads to a match, and where it leads if
 * that is one way. */
static void split_places(struct matcher_scratch *scratch, uint32_t pc,
                         uint32_t target) {
  uint64_t one = scratch->places[pc + 1], other = scratch->places[target];
  scratch->places[pc] = one | other;
  if (one == 0) scratch->onward[pc] = scratch->onward[target];
  if (other == 0) scratch->onward[pc] = scratch->onward[pc + 1];
}

/* Work out run->places from the last instruction to the first: from one with no
 * place left no way leads to a match. False if no way leads to one at all. */
static bool find_places(struct run *run) {
  struct matcher_scratch *scratch = run->matcher->scratch;
  uint64_t *places = scratch->places;
  uint32_t ways = find_ways(run);
  run->places = places;
  run->marks = 0;
  for (uint32_t i = ways; i-- > 0;) {
    uint32_t pc = scratch->list[i];
    uint32_t instruction = run->code[pc], onward = scratch->onward[pc];
    if (onward != pc) {
      places[pc] = places[onward];
      scratch->onward[pc] = scratch->onward[onward];
      continue;
    }
    switch (instruction >> 24) {
    case OP_MATCH: places[pc] = UINT64_MAX; break;
    case OP_SPLIT: split_places(scratch, pc, hvl__operand(instruction)); break;
    default: places[pc] = places_of(run, instruction, places[pc + 1]);
    }
    scratch->rank[pc] = (uint16_t)run->marks;
    run->marks += places[pc] != 0 && scratch->onward[pc] == pc;
  }
  return ways > 0 && places[0] != 0;
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
  if (run->marks > UINT32_MAX / 2 / run->width) return false;
  if (!HVL_RESERVE(&run->matcher->mem, &scratch->seen,
                   run->marks * (run->ring + 1)))
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

static struct run new_run(struct matcher *matcher,
                          const struct search *search) {
  static const struct landmarks anywhere = {UINT64_MAX, UINT64_MAX, UINT64_MAX,
                                            UINT64_MAX};
  const struct image *image = &matcher->ruleset->image;
  const struct image_pattern *pattern = &image->patterns[search->pattern];
  return (struct run){
      .matcher = matcher,
      .image = image,
      .search = search,
      .text = search->text,
      .code = image->code + pattern->code,
      .size = pattern->size,
      .landmarks = search->presence ? search->presence->landmarks : anywhere,
      .blank = {1, 0, false, false}};
}

bool hvl__pattern_may(struct matcher *matcher, uint32_t pattern,
                      const struct presence *presence) {
  struct search search = {.pattern = pattern, .presence = presence};
  struct run run = new_run(matcher, &search);
  return find_ways(&run) > 0;
}

/* Run the program from places [from, to) until it hits; false if memory runs
 * out. */
static bool run_over(struct run *run, const struct image_pattern *pattern,
                     uint32_t from, uint32_t to) {
  if (!find_places(run)) return true;
  if (!make_room(run, pattern)) return false;
  for (uint32_t at = from; at < to; at++) {
    if (may_start(run, at)) hvl__run_from(run, at);
    if (run->found || run->status != HVL_OK) break;
  }
  hvl__run_end(run);
  return true;
}

/* The first block from `block` on where the word that `variant` needs as its
 * `need` begins: for the first, where the second is near it. */
static uint32_t next_need(const struct presence *presence,
                          const struct image_variant *variant, uint32_t need,
                          uint32_t block) {
  const uint32_t *needs = variant->needs;
  int32_t apart = variant->apart;
  if (need > 0 || apart == 0)
    return hvl__places_next(presence, needs[need], block);
  return apart > 0 ? hvl__places_next_near(presence, needs[0], needs[1],
                                           (uint32_t)apart, block)
                   : hvl__places_next_near(presence, needs[1], needs[0],
                                           (uint32_t)-apart, block);
}

/* The first block from `block` on from where on all that `variant` needs lies
 * within `span` blocks; or NONE. */
static uint32_t next_of(const struct presence *presence,
                        const struct image_variant *variant, uint32_t span,
                        uint32_t block) {
  uint32_t words = variant->needs[0] == NONE ? 0 : VARIANT_NEEDS;
  uint32_t count = words + variant->digit;
  for (uint32_t i = 0, met = 0; met < count; i = (i + 1) % count, met++) {
    uint32_t at = i < words ? next_need(presence, variant, i, block)
                            : hvl__places_next_numeral(presence, block);
    if (at == NONE) return NONE;
    if (at - block <= span) continue;
    block = at - span;
    met = 0;
  }
  return block;
}

/* The same for any variant of `pattern`. `starts` has what was found for each
 * from an earlier block on, at first 0. */
static uint32_t next_block(const struct run *run,
                           const struct image_pattern *pattern, uint32_t span,
                           uint32_t block, uint32_t starts[VARIANTS_MAX]) {
  const struct image_variant *variants =
      run->image->variants + pattern->variant;
  uint32_t first = pattern->variants == 0 ? block : NONE;
  for (uint32_t i = 0; i < pattern->variants; i++) {
    if (starts[i] <= block)
      starts[i] = next_of(run->search->presence, &variants[i], span, block);
    if (starts[i] < first) first = starts[i];
  }
  return first;
}

/* In a long text nearly every symbol stands somewhere, and at every place that
 * 64 units share: so the places are worked out for those starts that lie in one
 * block, out of what a match from there can reach. */
static bool run_by_block(struct run *run, const struct image_pattern *pattern,
                         uint32_t to) {
  const struct presence *presence = run->search->presence;
  uint32_t from = run->search->from, last = run->to / BLOCK;
  uint32_t span = (BLOCK - 1 + pattern->reach) / BLOCK;
  uint32_t block = from / BLOCK;
  uint32_t starts[VARIANTS_MAX] = {0};
  run->by_block = true;
  for (;; block++) {
    if (pattern->flags & PATTERN_AT_START)
      block = hvl__places_next_begin(presence, block);
    if (block <= last) block = next_block(run, pattern, span, block, starts);
    if (block > last || block * BLOCK >= to) return true;
    uint32_t start = block * BLOCK, end = start + BLOCK;
    run->first = block;
    run->last = last - block < span ? last : block + span;
    run->landmarks = hvl__landmarks_among(presence, run->first, run->last);
    if (!run_over(run, pattern, start > from ? start : from,
                  end < to ? end : to))
      return false;
    if (run->found || run->status != HVL_OK) return true;
  }
}

static bool is_long(const struct search *search) {
  return search->presence && search->text->count > LONG_TEXT &&
         hvl__places_set(search->presence, search->text);
}

hvl_status hvl__pattern_find(struct matcher *matcher,
                             const struct search *search, bool *found,
                             struct hit *hit) {
  const struct image *image = &matcher->ruleset->image;
  const struct image_pattern *pattern = &image->patterns[search->pattern];
  struct run run = new_run(matcher, search);
  *found = false;
  run.to = search->to < search->text->count ? search->to : search->text->count;
  bool is_bound = search->before > 0 && search->before < run.to;
  uint32_t to = is_bound ? search->before : run.to; /* of where it starts */
  if (search->from >= to) return HVL_OK;
  bool ran = is_long(search) ? run_by_block(&run, pattern, to)
                             : run_over(&run, pattern, search->from, to);
  if (!ran) return HVL_ERR_MEMORY;
  if (run.status != HVL_OK) return run.status;
  if (run.found) *hit = result(&run);
  *found = run.found;
  return HVL_OK;
}

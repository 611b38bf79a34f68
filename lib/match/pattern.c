/* SPDX-License-Identifier: MIT */
/* pattern.c - runs a pattern's program at every place where it may begin. */
#include "match/pattern.h"

#include "match/matcher.h"

enum { SKIP_MAX = 3 }; /* units passed over between two elements */

/* The longest run [from, to] of places with nothing but fillers, spaces and
 * punctuation between them, and whether a message begins or ends there. */
struct blank {
  uint32_t from, to;
  bool begins, ends;
};

/* Where hits can start, as far as the elements tell that they can begin with:
 * bit n of `places` for units n, n + 64, n + 128 .. */
struct heads {
  uint64_t places;
  uint32_t steps; /* instructions looked at */
};

/* One search. Threads are kept in the order in which they were added until all
 * have run, so that `seen` can be wiped by them. */
struct run {
  struct matcher *matcher;
  const struct image *image;
  const struct search *search;
  const struct text *text;
  const uint32_t *code;
  uint32_t start; /* unit at which the program began */
  uint32_t to;    /* no hit ends behind it */
  uint32_t width; /* places at which a thread may be, from `start` on */
  struct heads heads;
  struct blank blank; /* the last that was asked about */
  hvl_status status;
  bool found;
  struct hit best;
};

/* ---- Threads ------------------------------------------------------------- */

static uint32_t operand(uint32_t instruction) {
  return instruction & 0xFFFFFF;
}

/* Has a thread been at this place with no evasion that `thread` is without?
 * Else note that one has. `seen` holds one bit for each of the 32 sets of
 * HVL_EVASION_* bits. */
static bool was_seen(struct run *run, const struct thread *thread) {
  size_t place = (size_t)thread->pc * run->width + (thread->at - run->start);
  uint32_t *seen = &run->matcher->scratch->seen.data[place];
  uint32_t subset = thread->evasion;
  while (!(*seen >> subset & 1)) {
    if (subset == 0) {
      *seen |= UINT32_C(1) << thread->evasion;
      return false;
    }
    subset = (subset - 1) & thread->evasion;
  }
  return true;
}

/* Is it certain that the element that `thread` comes to does not follow? */
static bool is_hopeless(const struct run *run, const struct thread *thread) {
  const struct presence *presence = run->search->presence;
  uint32_t instruction = run->code[thread->pc];
  return presence && instruction >> 24 == OP_SYMBOL &&
         !hvl__presence_begins(presence, operand(instruction), thread->at,
                               SKIP_MAX + 1);
}

/* Go on with `thread` later, unless that leads nowhere or nowhere new. What was
 * noted as seen must be among the threads: there is room before. */
static void add(struct run *run, struct thread thread) {
  struct threads *threads = &run->matcher->scratch->threads;
  if (thread.at > run->to || thread.at - run->start >= run->width) return;
  if (is_hopeless(run, &thread)) return;
  if (threads->len == threads->cap &&
      !HVL_RESERVE(&run->matcher->mem, threads, 1)) {
    run->status = HVL_ERR_MEMORY;
    return;
  }
  if (!was_seen(run, &thread)) threads->data[threads->len++] = thread;
}

/* Forget all threads. */
static void wipe(struct run *run) {
  struct matcher_scratch *scratch = run->matcher->scratch;
  for (uint32_t i = 0; i < scratch->threads.len; i++) {
    const struct thread *thread = &scratch->threads.data[i];
    size_t place = (size_t)thread->pc * run->width + (thread->at - run->start);
    scratch->seen.data[place] = 0;
  }
  scratch->threads.len = 0;
}

/* ---- Elements ------------------------------------------------------------ */

/* The least level that reading words of `symbol` with `evasion` asks for. */
static uint32_t level_of(const struct image_symbol *symbol, uint32_t evasion) {
  uint32_t level = 0, spaced = symbol->levels & 255;
  uint32_t sound = symbol->levels >> 8 & 255;
  uint32_t split = symbol->levels >> 16 & 255;
  if (evasion & HVL_EVASION_SPACED && spaced > level) level = spaced;
  if (evasion & HVL_EVASION_SOUND && sound > level) level = sound;
  if (evasion & HVL_EVASION_SPLIT && split > level) level = split;
  return level;
}

static void run_symbol(struct run *run, struct thread thread, uint32_t symbol) {
  struct word words[WORDS_MAX];
  const struct presence *presence = run->search->presence;
  if (presence && !hvl__presence_begins(presence, symbol, thread.at, 1)) return;
  uint32_t count =
      hvl__lexicon_words(run->image, run->text, thread.at, symbol, words);
  for (uint32_t i = 0; i < count; i++) {
    struct thread next = thread;
    uint32_t level = level_of(&run->image->symbols[symbol], words[i].evasion);
    next.pc++;
    next.at = words[i].end;
    next.evasion |= words[i].evasion;
    if (level > next.level) next.level = level;
    add(run, next);
  }
}

/* Is the value of units [start, end) from where the pattern wants it? */
static bool provenance_fits(const struct run *run, uint32_t what,
                            uint32_t start, uint32_t end) {
  const struct matcher *matcher = run->matcher;
  enum entity_kind kind = (enum entity_kind)(what & 255);
  enum entity_provenance wanted = (enum entity_provenance)(what >> 8);
  if (wanted == ANY_VALUE) return true;
  uint64_t value = hvl__entity_value(run->text, kind, start, end);
  bool known =
      matcher->known && hvl__known_has(matcher->known, value, matcher->account);
  return known == (wanted == KNOWN_VALUE);
}

static void run_entity(struct run *run, struct thread thread, uint32_t what) {
  uint32_t end;
  enum entity_kind kind = (enum entity_kind)(what & 255);
  if (!hvl__entity_at(run->text, kind, thread.at, &end)) return;
  if (!provenance_fits(run, what, thread.at, end)) return;
  thread.pc++;
  thread.at = end;
  add(run, thread);
}

static void run_regex(struct run *run, struct thread thread, uint32_t regex) {
  uint32_t end;
  struct stretch range = {thread.at, run->to};
  hvl_status status =
      hvl__regex_at(run->matcher, regex, run->text, range, &end);
  if (status != HVL_OK) run->status = status;
  if (end == thread.at) return;
  thread.pc++;
  thread.at = end;
  add(run, thread);
}

static void run_hit(struct run *run, struct thread thread) {
  const struct hit *anchor = run->search->anchor;
  if (!anchor || anchor->start != thread.at) return;
  thread.pc++;
  thread.at = anchor->end;
  add(run, thread);
}

/* May unit `at` part two elements? */
static bool parts(const struct text *text, uint32_t at) {
  switch (hvl__class_at(text, at)) {
  case CHAR_FILLER:
  case CHAR_SPACE:
  case CHAR_BREAK: return true;
  default: return false;
  }
}

/* Run an element that takes units: where the thread is and, unless it begins
 * the hit, behind what may part it from the element before. */
static void run_element(struct run *run, struct thread thread,
                        uint32_t instruction) {
  uint32_t most = thread.at == run->start ? 0 : SKIP_MAX;
  for (uint32_t i = 0; thread.at < run->to; i++, thread.at++) {
    switch (instruction >> 24) {
    case OP_SYMBOL: run_symbol(run, thread, operand(instruction)); break;
    case OP_ENTITY: run_entity(run, thread, operand(instruction)); break;
    case OP_REGEX: run_regex(run, thread, operand(instruction)); break;
    default: run_hit(run, thread); break;
    }
    if (i == most || !parts(run->text, thread.at)) return;
  }
}

static void run_gap(struct run *run, struct thread thread, uint32_t what) {
  enum scope scope = (enum scope)(what >> 16);
  uint32_t most = what & 0xFFFF;
  thread.pc++;
  for (uint32_t i = 0;; i++, thread.at++) {
    add(run, thread);
    if (i == most || thread.at >= run->to) return;
    if (hvl__divides_at(run->text, thread.at, scope)) return;
  }
}

/* ---- The ends of a message ----------------------------------------------- */

static bool is_blank(const struct text *text, uint32_t at) {
  switch (hvl__char_class(text->units[at])) {
  case CHAR_WORD:
  case CHAR_LATIN:
  case CHAR_DIGIT:
  case CHAR_BREAK: return false;
  default: return true;
  }
}

static struct blank find_blank(const struct text *text, uint32_t at) {
  struct blank blank = {at, at, false, false};
  while (blank.from > 0 && is_blank(text, blank.from - 1)) blank.from--;
  while (blank.to < text->count && is_blank(text, blank.to)) blank.to++;
  blank.begins = blank.from == 0 || text->units[blank.from - 1] == UNIT_BREAK;
  blank.ends = blank.to == text->count || text->units[blank.to] == UNIT_BREAK;
  return blank;
}

/* The blank that place `at` is in, remembered for the next to ask. */
static const struct blank *blank_at(struct run *run, uint32_t at) {
  if (at < run->blank.from || at > run->blank.to)
    run->blank = find_blank(run->text, at);
  return &run->blank;
}

/* ---- Programs ------------------------------------------------------------ */

/* How many evasions, then their level, then which: less is better. */
static uint32_t disguise(uint32_t evasion, uint32_t level) {
  uint32_t count = 0;
  for (uint32_t bits = evasion; bits != 0; bits &= bits - 1) count++;
  return count << 16 | level << 8 | evasion;
}

/* The program is at its end: keep the hit if it is the best so far. */
static void finish(struct run *run, const struct thread *thread) {
  struct hit hit = {run->start, thread->at, thread->evasion, thread->level};
  const struct hit *best = &run->best;
  if (hit.end == hit.start) return;
  if (run->found && hit.end < best->end) return;
  if (run->found && hit.end == best->end &&
      disguise(hit.evasion, hit.level) >= disguise(best->evasion, best->level))
    return;
  run->found = true;
  run->best = hit;
}

static void step(struct run *run, struct thread thread) {
  uint32_t instruction = run->code[thread.pc];
  struct thread next = thread;
  next.pc++;
  switch (instruction >> 24) {
  case OP_MATCH: finish(run, &thread); break;
  case OP_GAP: run_gap(run, thread, operand(instruction)); break;
  case OP_SPLIT:
    add(run, next);
    next.pc = operand(instruction);
    add(run, next);
    break;
  case OP_JUMP:
    next.pc = operand(instruction);
    add(run, next);
    break;
  case OP_START:
    if (blank_at(run, thread.at)->begins) add(run, next);
    break;
  case OP_END:
    if (blank_at(run, thread.at)->ends) add(run, next);
    break;
  default: run_element(run, thread, instruction); break;
  }
}

/* Run the program from unit `start` on. */
static void run_from(struct run *run, uint32_t start) {
  const struct matcher_scratch *scratch = run->matcher->scratch;
  run->start = start;
  add(run, (struct thread){0, start, 0, 0});
  for (uint32_t i = 0; i < scratch->threads.len && run->status == HVL_OK; i++)
    step(run, scratch->threads.data[i]);
  wipe(run);
}

/* Where `element` can begin. */
static uint64_t places_of(const struct run *run, uint32_t element) {
  const struct search *search = run->search;
  if (element >> 24 == OP_SYMBOL && search->presence)
    return hvl__presence_places(search->presence, operand(element));
  if (element >> 24 == OP_HIT)
    return search->anchor ? UINT64_C(1) << search->anchor->start % 64 : 0;
  return UINT64_MAX;
}

/* Add the places of all elements that can be the first from instruction `pc`
 * on. */
static void find_heads(struct run *run, uint32_t pc) {
  struct heads *heads = &run->heads;
  while (heads->places != UINT64_MAX) {
    uint32_t instruction = run->code[pc++];
    if (++heads->steps > PROGRAM_MAX) heads->places = UINT64_MAX;
    switch (instruction >> 24) {
    case OP_SPLIT:
      find_heads(run, pc);
      pc = operand(instruction);
      break;
    case OP_JUMP: pc = operand(instruction); break;
    case OP_START: break;
    default: heads->places |= places_of(run, instruction); return;
    }
  }
}

static bool may_start(struct run *run, uint32_t at) {
  if (!(run->heads.places >> at % 64 & 1)) return false;
  return run->code[0] >> 24 != OP_START || blank_at(run, at)->begins;
}

/* Make room to note every place at which threads can be. */
static bool prepare(struct run *run, const struct image_pattern *pattern) {
  struct matcher_scratch *scratch = run->matcher->scratch;
  uint32_t longest = run->to - run->search->from;
  run->width = (pattern->reach < longest ? pattern->reach : longest) + 1;
  uint32_t old = scratch->seen.cap;
  if (pattern->size > UINT32_MAX / run->width) return false;
  if (!HVL_RESERVE(&run->matcher->mem, &scratch->seen,
                   pattern->size * run->width))
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
                    .blank = {1, 0, false, false}};
  *found = false;
  run.to = search->to < search->text->count ? search->to : search->text->count;
  if (search->from >= run.to) return HVL_OK;
  if (!prepare(&run, pattern)) return HVL_ERR_MEMORY;
  find_heads(&run, 0);
  for (uint32_t at = search->from; at < run.to && !run.found; at++) {
    if (may_start(&run, at)) run_from(&run, at);
    if (run.status != HVL_OK) return run.status;
  }
  if (run.found) *hit = result(&run);
  *found = run.found;
  return HVL_OK;
}

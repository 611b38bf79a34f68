/* SPDX-License-Identifier: MIT */
/* pattern.c - runs a pattern's program at every place where it may begin. */
#include "match/pattern.h"

#include "match/matcher.h"

enum { SKIP_MAX = 3 }; /* units passed over between two elements */

/* Where a message may begin and end for ^ and $: it is units [begin, stop), and
 * of those that are more than fillers, spaces and punctuation the first is
 * `first` and the last is before `last`. */
struct bounds {
  uint32_t begin, stop;
  uint32_t first, last;
};

/* The elements that a hit can begin with, as instructions; `any`: others too.
 */
enum { HEADS_MAX = 16 };
struct heads {
  uint32_t elements[HEADS_MAX];
  uint32_t count;
  uint32_t steps; /* instructions looked at */
  bool any;
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
  struct bounds bounds; /* of the message last asked about */
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

/* Go on with `thread` later, unless that leads nowhere or nowhere new. */
static void add(struct run *run, struct thread thread) {
  struct threads *threads = &run->matcher->scratch->threads;
  if (thread.at > run->to || thread.at - run->start >= run->width) return;
  if (is_hopeless(run, &thread) || was_seen(run, &thread)) return;
  if (threads->len < threads->cap)
    threads->data[threads->len++] = thread;
  else if (!HVL_PUSH(&run->matcher->mem, threads, thread))
    run->status = HVL_ERR_MEMORY;
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

/* May a word of `symbol` begin at unit `at`? */
static bool may_begin(const struct run *run, uint32_t symbol, uint32_t at) {
  const struct presence *presence = run->search->presence;
  return presence ? hvl__presence_begins(presence, symbol, at, 1)
                  : hvl__lexicon_begins(run->image, run->text, at);
}

static void run_symbol(struct run *run, struct thread thread, uint32_t symbol) {
  struct word words[WORDS_MAX];
  if (!may_begin(run, symbol, thread.at)) return;
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
  case CHAR_DIGIT: return false;
  default: return true;
  }
}

static struct bounds find_bounds(const struct text *text, uint32_t at) {
  struct bounds bounds = {at, at, 0, 0};
  while (bounds.begin > 0 && text->units[bounds.begin - 1] != UNIT_BREAK)
    bounds.begin--;
  while (bounds.stop < text->count && text->units[bounds.stop] != UNIT_BREAK)
    bounds.stop++;
  bounds.first = bounds.begin;
  while (bounds.first < bounds.stop && is_blank(text, bounds.first))
    bounds.first++;
  bounds.last = bounds.stop;
  while (bounds.last > bounds.first && is_blank(text, bounds.last - 1))
    bounds.last--;
  return bounds;
}

/* The bounds of the message that place `at` is in, remembered for the next to
 * ask. */
static const struct bounds *bounds_at(struct run *run, uint32_t at) {
  if (at < run->bounds.begin || at > run->bounds.stop)
    run->bounds = find_bounds(run->text, at);
  return &run->bounds;
}

static bool at_start(struct run *run, uint32_t at) {
  return at <= bounds_at(run, at)->first;
}

static bool at_end(struct run *run, uint32_t at) {
  return at >= bounds_at(run, at)->last;
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
    if (at_start(run, thread.at)) add(run, next);
    break;
  case OP_END:
    if (at_end(run, thread.at)) add(run, next);
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

/* Note that a hit can begin with `element`, unless it stands nowhere. */
static void add_head(struct run *run, uint32_t element) {
  struct heads *heads = &run->heads;
  const struct presence *presence = run->search->presence;
  if (presence && element >> 24 == OP_SYMBOL &&
      !hvl__presence_has(presence, operand(element)))
    return;
  if (heads->count < HEADS_MAX)
    heads->elements[heads->count++] = element;
  else
    heads->any = true;
}

/* Collect the elements that a hit can begin with, from instruction `pc` on. */
static void find_heads(struct run *run, uint32_t pc) {
  struct heads *heads = &run->heads;
  while (!heads->any) {
    uint32_t instruction = run->code[pc++];
    if (++heads->steps > PROGRAM_MAX) heads->any = true;
    switch (instruction >> 24) {
    case OP_SYMBOL:
    case OP_HIT: add_head(run, instruction); return;
    case OP_SPLIT:
      find_heads(run, pc);
      pc = operand(instruction);
      break;
    case OP_JUMP: pc = operand(instruction); break;
    case OP_START: break;
    default: heads->any = true;
    }
  }
}

/* May a hit start at unit `at`, as far as its first element tells? */
static bool may_start(struct run *run, uint32_t at) {
  const struct hit *anchor = run->search->anchor;
  if (run->code[0] >> 24 == OP_START && !at_start(run, at)) return false;
  for (uint32_t i = 0; i < run->heads.count; i++) {
    uint32_t element = run->heads.elements[i];
    bool begins = element >> 24 == OP_SYMBOL
                      ? may_begin(run, operand(element), at)
                      : anchor && anchor->start == at;
    if (begins) return true;
  }
  return run->heads.any;
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
                    .bounds = {1, 0, 0, 0}};
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

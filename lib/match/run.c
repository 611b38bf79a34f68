/* SPDX-License-Identifier: MIT */
/* run.c - runs a program from one place in a text, all its ways at once. */
#include "match/run.h"

#include <string.h>

#include "base/bits.h"
#include "match/places.h"

/* ---- Threads ------------------------------------------------------------- */

/* The marks of an instruction at a place: two bits for each of the 32 sets of
 * HVL_EVASION_* bits that a thread may come there with, the least level that
 * one had, from 1 on; 0: none came. */
static uint64_t *marks(const struct run *run, uint32_t pc, uint32_t at) {
  struct matcher_scratch *scratch = run->matcher->scratch;
  size_t place = (size_t)(at & run->ring) * run->marks;
  return &scratch->seen.data[place + scratch->rank[pc]];
}

/* The level of a thread, as marks have it: none is as the lowest. */
static uint64_t mark_of(const struct thread *thread) {
  return thread->level ? thread->level : 1;
}

/* Has a thread been there with no evasion that `thread` is without and no
 * higher level, or in vain from an earlier start? */
static bool was_seen(const struct run *run, const struct thread *thread) {
  uint64_t seen = *marks(run, thread->pc, thread->at);
  uint32_t subset = thread->evasion;
  for (;; subset = (subset - 1) & thread->evasion) {
    uint64_t mark = seen >> 2 * subset & 3;
    if (mark != 0 && mark <= mark_of(thread)) return true;
    if (subset == 0) return false;
  }
}

static void mark(const struct run *run, const struct thread *thread) {
  uint64_t *seen = marks(run, thread->pc, thread->at);
  uint32_t shift = 2 * thread->evasion;
  *seen = (*seen & ~(UINT64_C(3) << shift)) | mark_of(thread) << shift;
}

/* Can what `thread` comes to follow, here or behind what may part elements? */
static bool has_hope(const struct run *run, const struct thread *thread) {
  uint64_t places = run->places[thread->pc];
  uint32_t turn = thread->at % 64;
  uint64_t from_here = places >> turn | places << (64 - turn) % 64;
  return from_here & ((UINT64_C(1) << (FILLERS_MAX + 1)) - 1);
}

/* Does `thread` lead somewhere, and somewhere new? Then it has been there now.
 */
static bool is_new(struct run *run, const struct thread *thread) {
  if (!has_hope(run, thread) || was_seen(run, thread)) return false;
  mark(run, thread);
  if (thread->at >= run->clear) run->clear = thread->at + 1;
  return true;
}

/* Go on with `thread` later, unless that leads nowhere or nowhere new. */
static void add(struct run *run, struct thread thread) {
  struct matcher *matcher = run->matcher;
  if (thread.at > run->to || thread.at - run->start >= run->width) return;
  thread.pc = matcher->scratch->onward[thread.pc];
  if (!is_new(run, &thread)) return;
  if (!HVL_PUSH(&matcher->mem, &matcher->scratch->threads, thread))
    run->status = HVL_ERR_MEMORY;
}

/* Clear the marks of places before `at`. */
static void forget(struct run *run, uint32_t at) {
  uint32_t end = at < run->clear ? at : run->clear;
  while (run->marked < end) {
    uint32_t left = run->ring + 1 - (run->marked & run->ring);
    uint32_t count = end - run->marked < left ? end - run->marked : left;
    uint64_t *first = run->matcher->scratch->seen.data +
                      (size_t)(run->marked & run->ring) * run->marks;
    memset(first, 0, (size_t)count * run->marks * sizeof *first);
    run->marked += count;
  }
}

/* No thread led to a match. None will from where they were, whatever the start
 * and the evasion: mark it as seen with none. */
static void bury(struct run *run) {
  const struct threads *threads = &run->matcher->scratch->threads;
  for (uint32_t i = 0; i < threads->len; i++) {
    struct thread plain = {threads->data[i].pc, threads->data[i].at, 0, 0};
    mark(run, &plain);
  }
}

/* ---- Elements ------------------------------------------------------------ */

/* The least level that reading words of `symbol` with `evasion` asks for. */
static uint32_t level_of(const struct image_symbol *symbol, uint32_t evasion) {
  if (evasion == 0) return 0;
  uint32_t level = 0, spaced = symbol->levels & 255;
  uint32_t sound = symbol->levels >> 8 & 255;
  uint32_t split = symbol->levels >> 16 & 255;
  if (evasion & HVL_EVASION_SPACED && spaced > level) level = spaced;
  if (evasion & HVL_EVASION_SOUND && sound > level) level = sound;
  if (evasion & HVL_EVASION_SPLIT && split > level) level = split;
  return level;
}

static bool may_begin(const struct run *run, uint32_t symbol, uint32_t at) {
  const struct presence *presence = run->search->presence;
  if (!presence) return true;
  uint64_t places = run->by_block ? hvl__places_at(presence, symbol, at / 64)
                                  : hvl__presence_places(presence, symbol);
  return places >> at % 64 & 1;
}

/* The words of `symbol` at unit `at`. */
static uint32_t words_at(const struct run *run, uint32_t symbol, uint32_t at,
                         struct word words[WORDS_MAX]) {
  const struct presence *presence = run->search->presence;
  if (presence && presence->placed)
    return hvl__lexicon_known(presence, run->text, at, symbol, words);
  return hvl__lexicon_words(run->image, run->text, at, symbol, words);
}

static void run_symbol(struct run *run, struct thread thread, uint32_t symbol) {
  struct word words[WORDS_MAX];
  if (!may_begin(run, symbol, thread.at)) return;
  uint32_t count = words_at(run, symbol, thread.at, words);
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

/* The message that unit `at` is in. It is remembered for the next to ask. */
static struct stretch part_of(struct run *run, uint32_t at) {
  const struct text *text = run->text;
  struct stretch *part = &run->part;
  const struct presence *presence = run->search->presence;
  if (presence && !presence->parted) return (struct stretch){0, text->count};
  if (at >= part->from && at < part->to) return *part;
  part->from = part->to = at;
  while (part->from > 0 && text->units[part->from - 1] != UNIT_BREAK)
    part->from--;
  while (part->to < text->count && text->units[part->to] != UNIT_BREAK)
    part->to++;
  return *part;
}

/* Match `regex` at `range.from`, where it may take more than FREE_STEPS only
 * as long as the pattern has some left. */
static hvl_status match_regex(struct run *run, uint32_t regex,
                              struct stretch range, uint32_t *end) {
  struct matcher *matcher = run->matcher;
  uint32_t most = matcher->match_limit;
  uint32_t free_steps = most < FREE_STEPS ? most : FREE_STEPS;
  hvl__regex_limit(matcher, free_steps);
  hvl_status status = hvl__regex_at(matcher, regex, run->text, range, end);
  if (status != HVL_ERR_LIMIT || most == free_steps) return status;
  status = hvl__regex_charge(matcher, run->search->pattern);
  if (status != HVL_OK) return status;
  hvl__regex_limit(matcher, most);
  return hvl__regex_at(matcher, regex, run->text, range, end);
}

/* Can a match of `regex` begin with the unit at `at`? */
static bool may_match(const struct run *run, uint32_t regex, uint32_t at) {
  uint64_t begins = hvl__regex_begins(&run->image->regexes[regex]);
  return begins >> run->text->units[at] % 64 & 1;
}

static void run_regex(struct run *run, struct thread thread, uint32_t regex) {
  uint32_t end;
  if (!may_match(run, regex, thread.at)) return;
  struct stretch part = part_of(run, thread.at);
  struct stretch range = {thread.at, part.to < run->to ? part.to : run->to};
  if (range.from >= range.to) return;
  hvl_status status = match_regex(run, regex, range, &end);
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
  uint32_t most = thread.at == run->start ? 0 : FILLERS_MAX;
  for (uint32_t i = 0; thread.at < run->to; i++, thread.at++) {
    switch (instruction >> 24) {
    case OP_SYMBOL: run_symbol(run, thread, hvl__operand(instruction)); break;
    case OP_ENTITY: run_entity(run, thread, hvl__operand(instruction)); break;
    case OP_REGEX: run_regex(run, thread, hvl__operand(instruction)); break;
    default: run_hit(run, thread); break;
    }
    if (i == most || !parts(run->text, thread.at)) return;
  }
}

/* Go on behind every place in the gap, up to where another thread enters the
 * gap: that one reaches as far and further. */
static void run_gap(struct run *run, struct thread thread, uint32_t what) {
  enum scope scope = (enum scope)(what >> 16);
  uint32_t most = what & 0xFFFF;
  struct thread next = thread;
  next.pc++;
  for (uint32_t i = 0;; i++) {
    add(run, next);
    if (i == most || next.at >= run->to) return;
    if (hvl__divides_at(run->text, next.at, scope)) return;
    thread.at = ++next.at;
    if (thread.at - run->start >= run->width || was_seen(run, &thread)) return;
  }
}

/* ---- The ends of a message ----------------------------------------------- */

/* It is remembered for the next to ask. */
const struct blank *hvl__run_blank(struct run *run, uint32_t at) {
  if (at < run->blank.from || at > run->blank.to)
    run->blank = hvl__blank_at(run->text, at);
  return &run->blank;
}

/* ---- Programs ------------------------------------------------------------ */

/* How many evasions, then their level, then which: less is better. */
static uint32_t disguise(uint32_t evasion, uint32_t level) {
  return hvl__bit_count(evasion) << 16 | level << 8 | evasion;
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

/* Go both ways at a split. A choice is a chain of splits, which is followed to
 * its end at once. */
static void run_split(struct run *run, struct thread thread) {
  const uint16_t *onward = run->matcher->scratch->onward;
  do {
    struct thread next = thread;
    next.pc++;
    add(run, next);
    thread.pc = onward[hvl__operand(run->code[thread.pc])];
    if (run->code[thread.pc] >> 24 != OP_SPLIT) {
      add(run, thread);
      return;
    }
  } while (is_new(run, &thread));
}

static void step(struct run *run, struct thread thread) {
  uint32_t instruction = run->code[thread.pc];
  struct thread next = thread;
  next.pc++;
  switch (instruction >> 24) {
  case OP_MATCH: finish(run, &thread); break;
  case OP_GAP: run_gap(run, thread, hvl__operand(instruction)); break;
  case OP_SPLIT: run_split(run, thread); break;
  case OP_START:
    if (hvl__run_blank(run, thread.at)->begins) add(run, next);
    break;
  case OP_END:
    if (hvl__run_blank(run, thread.at)->ends) add(run, next);
    break;
  default: run_element(run, thread, instruction); break;
  }
}

void hvl__run_from(struct run *run, uint32_t start) {
  struct threads *threads = &run->matcher->scratch->threads;
  forget(run, start);
  if (run->clear < start) run->clear = start;
  run->marked = run->start = start;
  threads->len = 0;
  add(run, (struct thread){0, start, 0, 0});
  for (uint32_t i = 0; i < threads->len && run->status == HVL_OK; i++)
    step(run, threads->data[i]);
  if (!run->found) bury(run);
}

void hvl__run_end(struct run *run) {
  forget(run, run->clear);
}

/* SPDX-License-Identifier: MIT */
/* program.c - a phrase becomes a program: its tree in, instructions out. */
#include "compile/program.h"

#include <string.h>

#include "compile/choice.h"
#include "compile/emit.h"
#include "compile/regex_part.h"

enum {
  REPEATS = 8,
  DEPTH_LIMIT = 64,
  VISIT_LIMIT = 8000, /* elements, those of named phrases among them */
  HIT_REACH = 512     /* what a rule's hit is reckoned to span at most */
};

void hvl__emit(struct emitter *emitter, enum opcode op, uint32_t operand) {
  if (emitter->code.len < PROGRAM_MAX) {
    uint32_t instruction = (uint32_t)op << 24 | operand;
    SCRATCH_PUSH(emitter->build, &emitter->code, instruction);
  } else {
    hvl__emit_too_large(emitter);
  }
}

void hvl__emit_patch(struct emitter *emitter, uint32_t at) {
  if (at < emitter->code.len) emitter->code.data[at] |= emitter->code.len;
}

void hvl__emit_too_large(struct emitter *emitter) {
  if (!emitter->too_large)
    BUILD_ERROR(emitter->build, emitter->phrase->source.place,
                DIAG(PHRASE_TOO_LARGE));
  emitter->too_large = emitter->faulty = true;
}

bool hvl__emit_visit(struct emitter *emitter) {
  if (emitter->build->failed || emitter->too_large) return false;
  if (++emitter->visits <= VISIT_LIMIT && emitter->depth < DEPTH_LIMIT)
    return true;
  hvl__emit_too_large(emitter);
  return false;
}

/* ---- Elements ------------------------------------------------------------ */

static const struct {
  const char *name;
  bool digit; /* it holds a digit or Han numeral */
} entities[ENTITY_COUNT] = {
    [ENTITY_MOBILE] = {"mobile", true},
    [ENTITY_LANDLINE] = {"landline", true},
    [ENTITY_HOTLINE] = {"hotline", true},
    [ENTITY_ID_CARD] = {"idcard", true},
    [ENTITY_BANK_CARD] = {"bankcard", true},
    [ENTITY_MONEY] = {"money", true},
    [ENTITY_PERCENT] = {"percent", true},
    [ENTITY_NUMBER] = {"number", true},
    [ENTITY_DATE] = {"date", false},
    [ENTITY_ADDRESS] = {"address", false},
    [ENTITY_NAME] = {"name", false},
    [ENTITY_CONTACT] = {"contact", false},
    [ENTITY_LINK] = {"link", false},
    [ENTITY_MASKED] = {"masked", true},
    [ENTITY_PLACEHOLDER] = {"placeholder", false},
};

static struct part emit_entity(struct emitter *emitter,
                               const struct phrase *node) {
  struct part part = hvl__part_plain(emitter->build, ENTITY_REACH);
  part.findable = true;
  const char *colon = strchr(node->text, ':');
  size_t len = colon ? (size_t)(colon - node->text) : strlen(node->text);
  uint32_t provenance = ANY_VALUE, kind = 0;
  if (colon) provenance = strcmp(colon, ":new") == 0 ? NEW_VALUE : KNOWN_VALUE;
  while (kind < ENTITY_COUNT && (strlen(entities[kind].name) != len ||
                                 memcmp(entities[kind].name, node->text, len)))
    kind++;
  if (kind == ENTITY_COUNT) {
    BUILD_ERROR(emitter->build, node->place, DIAG(UNKNOWN_ENTITY), node->text);
    emitter->faulty = true;
    return part;
  }
  if (entities[kind].digit) hvl__part_has_digit(&part);
  hvl__emit(emitter, OP_ENTITY, kind | provenance << 8);
  return part;
}

static struct part emit_gap(struct emitter *emitter,
                            const struct phrase *node) {
  if (node->gap > REACH_MAX) {
    hvl__emit_too_large(emitter);
  } else {
    hvl__emit(emitter, OP_GAP, (uint32_t)node->scope << 16 | node->gap);
  }
  return hvl__part_plain(emitter->build, node->gap);
}

static void report_anchor(struct emitter *emitter, const struct phrase *node) {
  bool start = node->kind == PHRASE_START;
  struct build *build = emitter->build;
  const struct phrase *outer = emitter->outer;
  emitter->faulty = true;
  if (outer && start)
    BUILD_ERROR(build, outer->place, DIAG(PHRASE_STARTS), outer->text);
  else if (outer)
    BUILD_ERROR(build, outer->place, DIAG(PHRASE_ENDS), outer->text);
  else if (start)
    BUILD_ERROR(build, node->place, DIAG(START_BEHIND));
  else
    BUILD_ERROR(build, node->place, DIAG(END_IN_FRONT));
}

/* ^ and $ can only be met where nothing stands before or behind. */
static struct part emit_anchor(struct emitter *emitter,
                               const struct phrase *node, unsigned around) {
  bool start = node->kind == PHRASE_START;
  if (around & (start ? STANDS_BEFORE : STANDS_BEHIND))
    report_anchor(emitter, node);
  hvl__emit(emitter, start ? OP_START : OP_END, 0);
  return hvl__part_plain(emitter->build, 0);
}

/* Whether anything but `$` follows `node`. */
static bool goes_on(const struct phrase *node) {
  const struct phrase *next = node->next;
  while (next && next->kind == PHRASE_END) next = next->next;
  return next != NULL;
}

static struct part emit_sequence(struct emitter *emitter,
                                 const struct phrase *node, unsigned around) {
  struct part all = hvl__part_plain(emitter->build, 0);
  unsigned before = around & STANDS_BEFORE;
  for (const struct phrase *at = node->child; at; at = at->next) {
    unsigned behind = goes_on(at) ? STANDS_BEHIND : around & STANDS_BEHIND;
    struct part part = hvl__emit_element(emitter, at, before | behind);
    all = hvl__part_join(emitter->build, &all, &part);
    if (at->kind != PHRASE_START) before = STANDS_BEFORE;
  }
  return all;
}

/* Emit `size` instructions from `first` on once more, behind the others. */
static void emit_again(struct emitter *emitter, uint32_t first, uint32_t size) {
  uint32_t further = emitter->code.len - first;
  for (uint32_t i = first; i < first + size && !emitter->build->failed; i++) {
    enum opcode op = (enum opcode)(emitter->code.data[i] >> 24);
    uint32_t operand = emitter->code.data[i] & 0xFFFFFF;
    if (op == OP_SPLIT || op == OP_JUMP) operand += further;
    hvl__emit(emitter, op, operand);
  }
}

static struct part emit_perhaps(struct emitter *emitter,
                                const struct phrase *node, uint32_t times,
                                unsigned around) {
  uint32_t skips[REPEATS] = {emitter->code.len};
  hvl__emit(emitter, OP_SPLIT, 0);
  uint32_t first = emitter->code.len;
  struct part part = hvl__emit_element(emitter, node->child, around);
  uint32_t size = emitter->code.len - first;
  for (uint32_t i = 1; i < times; i++) {
    skips[i] = emitter->code.len;
    hvl__emit(emitter, OP_SPLIT, 0);
    emit_again(emitter, first, size);
  }
  for (uint32_t i = 0; i < times; i++) hvl__emit_patch(emitter, skips[i]);
  return hvl__part_perhaps(emitter->build, &part, times);
}

static struct part emit_regex(struct emitter *emitter,
                              const struct phrase *node) {
  struct part part;
  uint32_t regex = hvl__regex_put(emitter->build, node, &part);
  hvl__emit(emitter, OP_REGEX, regex);
  emitter->regex = true;
  return part;
}

struct part hvl__emit_element(struct emitter *emitter,
                              const struct phrase *node, unsigned around) {
  struct part part = hvl__part_plain(emitter->build, 0);
  if (!hvl__emit_visit(emitter)) return part;
  emitter->depth++;
  switch (node->kind) {
  case PHRASE_LITERAL:
  case PHRASE_NAME:
  case PHRASE_CHOICE: part = hvl__emit_choice(emitter, node, around); break;
  case PHRASE_GAP: part = emit_gap(emitter, node); break;
  case PHRASE_SEQUENCE: part = emit_sequence(emitter, node, around); break;
  case PHRASE_OPTIONAL: part = emit_perhaps(emitter, node, 1, around); break;
  case PHRASE_REPEAT:
    part = emit_perhaps(emitter, node, REPEATS, around);
    break;
  case PHRASE_REGEX: part = emit_regex(emitter, node); break;
  case PHRASE_ENTITY: part = emit_entity(emitter, node); break;
  case PHRASE_START:
  case PHRASE_END: part = emit_anchor(emitter, node, around); break;
  case PHRASE_HIT:
    hvl__emit(emitter, OP_HIT, 0);
    part = hvl__part_plain(emitter->build, HIT_REACH);
    emitter->hit = part.hit = true;
    break;
  }
  emitter->depth--;
  return part;
}

/* ---- The whole ----------------------------------------------------------- */

static void check_reach(struct emitter *emitter, uint32_t reach) {
  if (emitter->faulty || emitter->build->failed) return;
  if (reach > 0 && reach <= REACH_MAX) return;
  emitter->faulty = true;
  if (reach == 0) {
    BUILD_ERROR(emitter->build, emitter->phrase->source.place,
                DIAG(PHRASE_OF_NOTHING));
  } else {
    BUILD_ERROR(emitter->build, emitter->phrase->source.place,
                DIAG(PHRASE_TOO_FAR), (unsigned)reach, REACH_MAX);
  }
}

static bool make(struct build *build, const struct parsed_phrase *phrase,
                 struct image_pattern *pattern, bool *findable) {
  struct emitter emitter = {.build = build, .phrase = phrase};
  if (!phrase->tree || build->failed) return false;
  struct part part = hvl__emit_element(&emitter, phrase->tree, 0);
  hvl__emit(&emitter, OP_MATCH, 0);
  check_reach(&emitter, part.reach);
  if (emitter.faulty || build->failed) return false;
  struct variant_records variants = hvl__part_needs(build, &part);
  *findable = part.findable;
  *pattern = (struct image_pattern){
      .source = hvl__build_string(build, phrase->source.data),
      .code = hvl__pool_put(build, &build->code, emitter.code.data,
                            emitter.code.len),
      .size = emitter.code.len,
      .variant =
          hvl__pool_put(build, &build->variants, variants.data, variants.len),
      .variants = variants.len,
      .reach = part.reach};
  if (emitter.code.data[0] >> 24 == OP_START)
    pattern->flags |= PATTERN_AT_START;
  if (emitter.hit) pattern->flags |= PATTERN_HAS_HIT;
  if (part.hit) pattern->flags |= PATTERN_NEEDS_HIT;
  if (emitter.regex) pattern->flags |= PATTERN_HAS_REGEX;
  return !build->failed;
}

bool hvl__program_make(struct build *build, const struct parsed_phrase *phrase,
                       struct image_pattern *pattern, bool *findable) {
  bool made = make(build, phrase, pattern, findable);
  hvl__scratch_end(build);
  return made;
}

/* SPDX-License-Identifier: MIT */
/* choice.c - one of several: texts, lists, named phrases, or anything else. */
#include "compile/choice.h"

#include <string.h>

#include "compile/names.h"
#include "compile/recipe.h"

enum { LABEL = 48 };

/* Words that may be written in the same ways. */
struct group {
  struct traits traits;
  struct recipe recipe;
  char name[LABEL]; /* of its items, as many as find room */
};
HVL_ARRAY(struct group, groups);

HVL_ARRAY(const struct phrase *, elements);

struct choice {
  struct emitter *emitter;
  struct groups groups;
  struct elements others; /* alternatives that are more than words */
};

static const struct parsed_phrases *phrases_of(const struct build *build,
                                               uint32_t index) {
  return &build->pack->phrases.data[index].phrases;
}

/* What the name in `node` stands for, its fault recorded. */
static enum name_kind look_up(struct emitter *emitter,
                              const struct phrase *node, uint32_t *index) {
  enum name_kind kind = hvl__names_find(emitter->build, NAME_LIST | NAME_PHRASE,
                                        node->text, node->place, index);
  if (!kind) emitter->faulty = true;
  return kind;
}

/* Enter the named phrase `index`; false after recording that it is within
 * itself. */
static bool enter(struct emitter *emitter, const struct phrase *node,
                  uint32_t index) {
  uint8_t *active = &emitter->build->active[index];
  if (*active) {
    BUILD_ERROR(emitter->build, node->place, DIAG(PHRASE_IN_ITSELF),
                node->text);
    emitter->faulty = true;
    return false;
  }
  *active = 1;
  return true;
}

static void leave(struct emitter *emitter, uint32_t index) {
  emitter->build->active[index] = 0;
}

/* ---- Words --------------------------------------------------------------- */

static bool is_words(struct emitter *emitter, const struct phrase *node);

static bool names_words(struct emitter *emitter, const struct phrase *node) {
  uint32_t index;
  enum name_kind kind = look_up(emitter, node, &index);
  if (kind != NAME_PHRASE) return kind == NAME_LIST;
  if (!enter(emitter, node, index)) return false;
  const struct parsed_phrases *phrases = phrases_of(emitter->build, index);
  bool words = true;
  for (uint32_t i = 0; words && i < phrases->len; i++)
    words = phrases->data[i].tree && is_words(emitter, phrases->data[i].tree);
  leave(emitter, index);
  return words;
}

/* Whether `node` is a text or list, or a choice of nothing but those. */
static bool is_words(struct emitter *emitter, const struct phrase *node) {
  bool words = false;
  if (!hvl__emit_visit(emitter)) return false;
  emitter->depth++;
  if (node->kind == PHRASE_LITERAL) {
    words = true;
  } else if (node->kind == PHRASE_NAME) {
    words = names_words(emitter, node);
  } else if (node->kind == PHRASE_SEQUENCE) {
    words = !node->child->next && is_words(emitter, node->child);
  } else if (node->kind == PHRASE_CHOICE) {
    words = true;
    for (const struct phrase *at = node->child; words && at; at = at->next)
      words = is_words(emitter, at);
  }
  emitter->depth--;
  return words;
}

/* The group for words of `traits`. Once there are very many words in symbols,
 * every text and list gets its own: mixing them only saves time. */
static struct group *group_of(struct choice *choice, struct traits traits) {
  struct groups *groups = &choice->groups;
  bool mix = hvl__symbols_have_room(choice->emitter->build);
  for (uint32_t i = 0; mix && i < groups->len; i++) {
    if (memcmp(&groups->data[i].traits, &traits, sizeof traits) == 0)
      return &groups->data[i];
  }
  struct group group = {.traits = traits};
  SCRATCH_PUSH(choice->emitter->build, groups, group);
  return choice->emitter->build->failed ? NULL : &groups->data[groups->len - 1];
}

static void add_label(struct group *group, const char *label) {
  size_t used = strlen(group->name), len = strlen(label);
  size_t bar = used > 0;
  if (used + bar + len >= LABEL) return;
  if (bar) group->name[used] = '|';
  memcpy(group->name + used + bar, label, len + 1);
}

static void add_text(struct choice *choice, const struct phrase *node) {
  const struct traits traits = {.allowed = HVL_EVASION_FILLER};
  struct build *build = choice->emitter->build;
  struct word word = hvl__word_fold(build, &build->scratch_arena, node->text);
  if (build->failed) return;
  if (word.len == 0 || word.len > FORM_MAX) {
    if (word.len)
      BUILD_ERROR(build, node->place, DIAG(TEXT_TOO_LONG), node->text);
    else
      BUILD_ERROR(build, node->place, DIAG(TEXT_FOLDS_AWAY), node->text);
    choice->emitter->faulty = true;
    return;
  }
  struct group *group = group_of(choice, traits);
  if (!group) return;
  hvl__recipe_add_text(build, &group->recipe, word);
  add_label(group, node->text);
}

static void add_list(struct choice *choice, uint32_t index,
                     struct place place) {
  struct build *build = choice->emitter->build;
  const struct parsed_list *list = &build->pack->lists.data[index];
  const struct words *words = hvl__list_words(build, index);
  if (words->len == 0) {
    choice->emitter->faulty = true;
    if (!hvl__diag_has_error(build->diags))
      BUILD_ERROR(build, place, DIAG(LIST_OF_NO_WORDS), list->name.data);
    return;
  }
  struct group *group = group_of(choice, hvl__list_traits(list));
  if (!group) return;
  hvl__recipe_add_list(build, &group->recipe, index);
  add_label(group, list->name.data);
}

/* ---- Alternatives -------------------------------------------------------- */

static void collect(struct choice *choice, const struct phrase *node);

static void collect_name(struct choice *choice, const struct phrase *node) {
  struct emitter *emitter = choice->emitter;
  uint32_t index;
  enum name_kind kind = look_up(emitter, node, &index);
  if (kind == NAME_LIST) add_list(choice, index, node->place);
  if (kind != NAME_PHRASE || !enter(emitter, node, index)) return;
  const struct parsed_phrases *phrases = phrases_of(emitter->build, index);
  for (uint32_t i = 0; i < phrases->len; i++)
    if (phrases->data[i].tree) collect(choice, phrases->data[i].tree);
  leave(emitter, index);
}

/* Add the words of `node`, which is_words(). */
static void collect(struct choice *choice, const struct phrase *node) {
  switch (node->kind) {
  case PHRASE_LITERAL: add_text(choice, node); break;
  case PHRASE_NAME: collect_name(choice, node); break;
  default:
    for (const struct phrase *at = node->child; at; at = at->next)
      collect(choice, at);
  }
}

static void add_alternative(struct choice *choice, const struct phrase *node) {
  if (!node) return;
  if (is_words(choice->emitter, node)) {
    collect(choice, node);
  } else {
    SCRATCH_PUSH(choice->emitter->build, &choice->others, node);
  }
}

static struct part emit_group(struct emitter *emitter,
                              const struct group *group) {
  struct build *build = emitter->build;
  uint32_t id =
      hvl__recipe_make(build, group->traits, &group->recipe, group->name);
  if (build->failed) return hvl__part_plain(build, 0);
  hvl__emit(emitter, OP_SYMBOL, id);
  return hvl__part_word(build, id, 0, build->symbols->all.data[id].reach);
}

/* Emit the alternatives so that each is tried. */
static struct part emit_all(struct choice *choice, unsigned around) {
  struct emitter *emitter = choice->emitter;
  struct build *build = emitter->build;
  uint32_t groups = choice->groups.len, count = groups + choice->others.len;
  struct part none = hvl__part_plain(build, 0);
  struct part *parts = hvl__scratch_alloc(build, count, sizeof *parts);
  uint32_t *jumps = hvl__scratch_alloc(build, count, sizeof *jumps);
  if (build->failed || count == 0) return none;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t split = emitter->code.len;
    if (i + 1 < count) hvl__emit(emitter, OP_SPLIT, 0);
    parts[i] = i < groups
                   ? emit_group(emitter, &choice->groups.data[i])
                   : hvl__emit_element(emitter, choice->others.data[i - groups],
                                       around);
    jumps[i] = emitter->code.len;
    if (i + 1 == count) break;
    hvl__emit(emitter, OP_JUMP, 0);
    hvl__emit_patch(emitter, split);
  }
  for (uint32_t i = 0; i + 1 < count; i++) hvl__emit_patch(emitter, jumps[i]);
  return hvl__part_either(build, parts, count);
}

/* The alternatives that a named phrase gives. */
static struct part emit_named(struct choice *choice, const struct phrase *node,
                              uint32_t index, unsigned around) {
  struct emitter *emitter = choice->emitter;
  const struct parsed_phrases *phrases = phrases_of(emitter->build, index);
  if (!enter(emitter, node, index)) return hvl__part_plain(emitter->build, 0);
  for (uint32_t i = 0; i < phrases->len; i++)
    add_alternative(choice, phrases->data[i].tree);
  const struct phrase *outer = emitter->outer;
  if (!outer) emitter->outer = node;
  struct part part = emit_all(choice, around);
  emitter->outer = outer;
  leave(emitter, index);
  return part;
}

struct part hvl__emit_choice(struct emitter *emitter, const struct phrase *node,
                             unsigned around) {
  struct choice choice = {.emitter = emitter};
  uint32_t index;
  if (node->kind == PHRASE_NAME) {
    enum name_kind kind = look_up(emitter, node, &index);
    if (kind == NAME_PHRASE) return emit_named(&choice, node, index, around);
    if (kind == NAME_LIST) add_list(&choice, index, node->place);
  } else if (node->kind == PHRASE_CHOICE) {
    for (const struct phrase *at = node->child; at; at = at->next)
      add_alternative(&choice, at);
  } else {
    add_text(&choice, node);
  }
  return emit_all(&choice, around);
}

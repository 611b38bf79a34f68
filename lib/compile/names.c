/* SPDX-License-Identifier: MIT */
/* names.c - lists, phrases, guards, steps and facts by name. */
#include "compile/names.h"

#include <string.h>

#include "rules/suggest.h"

enum { SUGGESTIONS = 200 }; /* behind so many faults nobody needs more */

struct name {
  const struct parsed_text *text;
  enum name_kind kind;
  uint32_t index;
  bool used;
};

struct names {
  HVL_ARRAY(struct name, name_array) all;
  struct map map; /* to an index of `all` */
  uint32_t unknown;
};

static hvl_bilingual kind_word(unsigned kinds) {
  switch (kinds) {
  case NAME_LIST: return (hvl_bilingual){DIAG(NAME_WORD_LIST)};
  case NAME_PHRASE: return (hvl_bilingual){DIAG(NAME_WORD_PHRASE)};
  case NAME_GUARD: return (hvl_bilingual){DIAG(NAME_WORD_GUARD)};
  case NAME_STEP: return (hvl_bilingual){DIAG(NAME_WORD_STEP)};
  case NAME_FACT: return (hvl_bilingual){DIAG(NAME_WORD_FACT)};
  default: return (hvl_bilingual){DIAG(NAME_WORD_WORDS)};
  }
}

static void add(struct build *build, const struct parsed_text *text,
                enum name_kind kind, uint32_t index) {
  struct names *names = build->names;
  size_t len = strlen(text->data);
  uint32_t before = hvl__map_get(&names->map, text->data, len);
  if (before != UINT32_MAX) {
    const struct name *first = &names->all.data[before];
    hvl_bilingual word = kind_word(first->kind);
    const struct place *place = &first->text->place;
    BUILD_ERROR(build, text->place, DIAG(NAME_TWICE), text->data, word.zh,
                word.en, place->file, (unsigned)place->line);
    return;
  }
  struct name name = {text, kind, index, false};
  if (!hvl__map_put(&names->map, text->data, len, names->all.len))
    build->failed = true;
  BUILD_PUSH(build, &names->all, name);
}

void hvl__names_collect(struct build *build) {
  const struct parsed_pack *pack = build->pack;
  build->names = hvl__build_alloc(build, 1, sizeof *build->names);
  if (!build->names) return;
  hvl__map_init(&build->names->map, &build->mem);
  for (uint32_t i = 0; i < pack->lists.len; i++)
    add(build, &pack->lists.data[i].name, NAME_LIST, i);
  for (uint32_t i = 0; i < pack->phrases.len; i++)
    add(build, &pack->phrases.data[i].name, NAME_PHRASE, i);
  for (uint32_t i = 0; i < pack->guards.len; i++)
    add(build, &pack->guards.data[i].name, NAME_GUARD, i);
  for (uint32_t i = 0; i < pack->steps.len; i++)
    add(build, &pack->steps.data[i].name, NAME_STEP, i);
  for (uint32_t i = 0; i < pack->facts.len; i++)
    add(build, &pack->facts.data[i].name, NAME_FACT, i);
}

static void report_unknown(struct build *build, unsigned kinds,
                           const char *name, struct place place) {
  struct names *names = build->names;
  struct suggestion suggestion = {.wrong = name};
  bool help = names->unknown++ < SUGGESTIONS;
  for (uint32_t i = 0; help && i < names->all.len; i++) {
    if (names->all.data[i].kind & kinds)
      hvl__suggest_offer(&suggestion, names->all.data[i].text->data);
  }
  hvl_bilingual word = kind_word(kinds);
  if (suggestion.best) {
    BUILD_ERROR(build, place, DIAG(UNKNOWN_NAME_NEAR), word.zh, word.en, name,
                suggestion.best);
  } else {
    BUILD_ERROR(build, place, DIAG(UNKNOWN_NAME), word.zh, word.en, name);
  }
}

enum name_kind hvl__names_find(struct build *build, unsigned kinds,
                               const char *name, struct place place,
                               uint32_t *index) {
  struct names *names = build->names;
  if (build->failed) return NAME_NONE;
  uint32_t at = hvl__map_get(&names->map, name, strlen(name));
  if (at == UINT32_MAX) {
    report_unknown(build, kinds, name, place);
    return NAME_NONE;
  }
  struct name *found = &names->all.data[at];
  found->used = true;
  if (!(found->kind & kinds)) {
    hvl_bilingual is = kind_word(found->kind), meant = kind_word(kinds);
    BUILD_ERROR(build, place, DIAG(NAME_OF_OTHER), name, is.zh, is.en, meant.zh,
                meant.en);
    return NAME_NONE;
  }
  *index = found->index;
  return found->kind;
}

static bool is_unused(const struct name *name) {
  return !name->used && name->kind != NAME_FACT &&
         strcmp(name->text->data, SPLIT_LIST) != 0;
}

enum name_kind hvl__names_next_unused(struct build *build, uint32_t *at,
                                      uint32_t *index) {
  const struct names *names = build->names;
  while (!build->failed && *at < names->all.len) {
    const struct name *name = &names->all.data[(*at)++];
    *index = name->index;
    if (is_unused(name)) return name->kind;
  }
  return NAME_NONE;
}

void hvl__names_warn_unused(struct build *build) {
  const struct names *names = build->names;
  for (uint32_t i = 0; i < names->all.len; i++) {
    const struct name *name = &names->all.data[i];
    hvl_bilingual word = kind_word(name->kind);
    if (is_unused(name))
      BUILD_WARNING(build, name->text->place, DIAG(NAME_UNUSED), word.zh,
                    word.en, name->text->data);
  }
}

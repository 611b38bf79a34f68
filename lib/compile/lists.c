/* SPDX-License-Identifier: MIT */
/* lists.c - the words of lists: other lists included, overlays applied. */
#include <string.h>

#include "compile/names.h"
#include "compile/words.h"

enum {
  INCLUDED_LIMIT = 1 << 20, /* words that come into lists by inclusion */
  DEPTH_LIMIT = 32          /* lists within lists */
};

struct list {
  struct words words;
  enum { UNTOUCHED, RUNNING, DONE } state;
  uint32_t overlays; /* 1 + the first of pack->extends; 0: none */
};

struct lists {
  struct list *all;    /* by index of the pack */
  uint32_t *overlays;  /* by index of extends: 1 + the next of that list */
  struct words splits; /* of SPLIT_LIST */
  uint32_t included, depth;
};

static void resolve(struct build *build, uint32_t index);

/* ---- One word ------------------------------------------------------------ */

/* Is it "{name}"? */
static bool is_inclusion(const char *text) {
  size_t len = strlen(text);
  return len >= 3 && text[0] == '{' && text[len - 1] == '}';
}

/* The name inside "{name}", or NULL. */
static const char *included(struct build *build, const char *text) {
  if (!is_inclusion(text)) return NULL;
  const char *name = hvl__arena_copy(&build->arena, text + 1, strlen(text) - 2);
  if (!name) build->failed = true;
  return name;
}

/* The words of the list `name`, or NULL after recording a fault. */
static const struct words *include(struct build *build, const char *name,
                                   struct place place) {
  struct lists *lists = build->lists;
  uint32_t other;
  if (!hvl__names_find(build, NAME_LIST, name, place, &other)) return NULL;
  struct list *list = &lists->all[other];
  if (list->state == RUNNING) {
    BUILD_ERROR(build, place, DIAG(LIST_IN_ITSELF), name);
    return NULL;
  }
  resolve(build, other);
  if (list->state == DONE &&
      list->words.len <= INCLUDED_LIMIT - lists->included) {
    lists->included += list->words.len;
    return &list->words;
  }
  if (!build->failed) BUILD_ERROR(build, place, DIAG(LISTS_TOO_LARGE), name);
  return NULL;
}

/* `text` folded; false after recording a fault. */
static bool fold_word(struct build *build, const struct parsed_list *list,
                      const struct parsed_text *text, struct word *word) {
  *word = hvl__word_fold(build, &build->arena, text->data);
  if (build->failed) return false;
  if (word->len == 0) {
    BUILD_ERROR(build, text->place, DIAG(WORD_FOLDS_AWAY), text->data);
  } else if (word->len > FORM_MAX) {
    BUILD_ERROR(build, text->place, DIAG(WORD_TOO_LONG), (unsigned)word->len,
                FORM_MAX);
  } else if (word->len == 1 && !list->one_character) {
    BUILD_WARNING(build, text->place, DIAG(WORD_TOO_SHORT), text->data);
  }
  return word->len > 0 && word->len <= FORM_MAX;
}

/* ---- One list ------------------------------------------------------------ */

HVL_ARRAY(const struct parsed_text *, text_refs);

/* The words of a list that is being worked out, as they were written. */
struct seen {
  struct map map; /* from units to an index of `texts` */
  struct text_refs texts;
};

/* Where the text of `word` is in `seen`, or NULL. */
static const struct parsed_text **find_seen(const struct seen *seen,
                                            const struct word *word) {
  uint32_t at =
      hvl__map_get(&seen->map, word->units, word->len * sizeof *word->units);
  return at == UINT32_MAX ? NULL : &seen->texts.data[at];
}

static void keep_seen(struct build *build, struct seen *seen,
                      const struct word *word, const struct parsed_text *text) {
  if (!hvl__map_put(&seen->map, word->units, word->len * sizeof *word->units,
                    seen->texts.len))
    build->failed = true;
  BUILD_PUSH(build, &seen->texts, text);
}

/* `text` folds to what `first`, in the same list, folds to. */
static void report_repeat(struct build *build, const struct parsed_list *list,
                          const struct parsed_text *text,
                          const struct parsed_text *first) {
  if (strcmp(text->data, first->data) == 0)
    BUILD_WARNING(build, text->place, DIAG(WORD_TWICE), text->data,
                  list->name.data);
  else
    BUILD_WARNING(build, text->place, DIAG(WORD_TWICE_AS), text->data,
                  list->name.data, first->data, first->place.file,
                  (unsigned)first->place.line);
}

/* Add the words among `texts` to a list. */
static void add_words(struct build *build, uint32_t index,
                      const struct parsed_texts *texts, struct seen *seen) {
  const struct parsed_list *list = &build->pack->lists.data[index];
  for (uint32_t i = 0; i < texts->len && !build->failed; i++) {
    const struct parsed_text *text = &texts->data[i];
    struct word word;
    if (is_inclusion(text->data) || !fold_word(build, list, text, &word))
      continue;
    const struct parsed_text **first = find_seen(seen, &word);
    if (first)
      report_repeat(build, list, text, *first);
    else
      keep_seen(build, seen, &word, text);
    BUILD_PUSH(build, &build->lists->all[index].words, word);
  }
}

/* Tell which words of a list stand in `more` as well, which comes by `name`:
 * once for each. */
static void report_needless(struct build *build, const struct words *more,
                            const char *name, const struct seen *seen) {
  for (uint32_t i = 0; i < more->len; i++) {
    const struct parsed_text **text = find_seen(seen, &more->data[i]);
    if (!text || !*text) continue;
    hvl__diag_add(build->diags, HVL_NOTE, (*text)->place, DIAG(WORD_INCLUDED),
                  (*text)->data, name);
    *text = NULL;
  }
}

/* Add the words of the lists that `texts` include, once all others are there.
 */
static void add_inclusions(struct build *build, uint32_t index,
                           const struct parsed_texts *texts,
                           struct seen *seen) {
  for (uint32_t i = 0; i < texts->len && !build->failed; i++) {
    const struct parsed_text *text = &texts->data[i];
    const char *name = included(build, text->data);
    const struct words *more = name ? include(build, name, text->place) : NULL;
    if (!more) continue;
    report_needless(build, more, name, seen);
    hvl__words_add(build, &build->mem, &build->lists->all[index].words, more);
  }
}

static void remove_words(struct words *words, const struct words *gone) {
  uint32_t kept = 0, g = 0;
  for (uint32_t i = 0; i < words->len; i++) {
    int order = 1;
    while (g < gone->len &&
           (order = hvl__word_compare(&gone->data[g], &words->data[i])) < 0)
      g++;
    if (g < gone->len && order == 0) continue;
    words->data[kept++] = words->data[i];
  }
  words->len = kept;
}

/* Take `texts` from the words of a list, which are in order. */
static void remove_texts(struct build *build, uint32_t index,
                         const struct parsed_texts *texts, struct seen *seen) {
  (void)seen;
  struct words *words = &build->lists->all[index].words;
  for (uint32_t i = 0; i < texts->len && !build->failed; i++) {
    const struct parsed_text *text = &texts->data[i];
    const char *name = included(build, text->data);
    struct word word;
    struct words gone = {&word, 1, 1};
    const struct words *all = &gone;
    if (name) {
      all = include(build, name, text->place);
    } else {
      word = hvl__word_fold(build, &build->arena, text->data);
      if (word.len > FORM_MAX) word.len = 0; /* no list has it */
    }
    uint32_t before = words->len;
    if (all) remove_words(words, all);
    if (all && words->len == before)
      BUILD_WARNING(build, text->place, DIAG(WORD_NOT_THERE), text->data,
                    build->pack->lists.data[index].name.data);
  }
}

/* What is done with the texts of a list or of an overlay. */
typedef void treat_texts(struct build *build, uint32_t index,
                         const struct parsed_texts *texts, struct seen *seen);

static void apply_overlays(struct build *build, uint32_t index, bool remove,
                           treat_texts *treat, struct seen *seen) {
  const struct lists *lists = build->lists;
  const struct parsed_extend *extends = build->pack->extends.data;
  for (uint32_t at = lists->all[index].overlays; at;
       at = lists->overlays[at - 1])
    if (extends[at - 1].remove == remove)
      treat(build, index, &extends[at - 1].words, seen);
}

static void resolve(struct build *build, uint32_t index) {
  struct list *list = &build->lists->all[index];
  const struct parsed_list *source = &build->pack->lists.data[index];
  struct seen seen = {0};
  if (list->state != UNTOUCHED || build->failed) return;
  if (build->lists->depth == DEPTH_LIMIT) return;
  build->lists->depth++;
  list->state = RUNNING;
  hvl__map_init(&seen.map, &build->mem);
  add_words(build, index, &source->words, &seen);
  apply_overlays(build, index, false, add_words, &seen);
  add_inclusions(build, index, &source->words, &seen);
  apply_overlays(build, index, false, add_inclusions, &seen);
  hvl__words_sort(&list->words);
  apply_overlays(build, index, true, remove_texts, &seen);
  list->state = DONE;
  build->lists->depth--;
  if (list->words.len == 0 && !hvl__diag_has_error(build->diags))
    BUILD_ERROR(build, source->name.place, DIAG(LIST_EMPTY), source->name.data);
}

/* ---- Characters taken apart ---------------------------------------------- */

/* Whether `word` is one unit, "=" and at least two more. */
static bool is_split(const struct word *word) {
  return word->len >= 4 && word->len <= FORM_MAX && word->units[1] == '=';
}

static void add_splits(struct build *build, const struct parsed_texts *texts) {
  for (uint32_t i = 0; i < texts->len && !build->failed; i++) {
    const struct parsed_text *text = &texts->data[i];
    struct word word = hvl__word_fold(build, &build->arena, text->data);
    if (is_split(&word)) {
      BUILD_PUSH(build, &build->lists->splits, word);
    } else {
      BUILD_ERROR(build, text->place, DIAG(NOT_A_SPLIT), text->data);
    }
  }
}

/* Read the list that takes characters apart; it has no words. */
static void read_splits(struct build *build, uint32_t index) {
  struct lists *lists = build->lists;
  lists->all[index].state = DONE;
  add_splits(build, &build->pack->lists.data[index].words);
  const struct parsed_extend *extends = build->pack->extends.data;
  uint32_t at = lists->all[index].overlays;
  for (; at; at = lists->overlays[at - 1])
    if (!extends[at - 1].remove) add_splits(build, &extends[at - 1].words);
  hvl__words_sort(&lists->splits);
}

/* A list that asks for `split` where nothing says how gets nothing by it. */
static void check_split(struct build *build, const struct parsed_list *list) {
  static const int split = EVASION_KINDS - 1;
  if (list->evasion[split] && build->lists->splits.len == 0)
    BUILD_WARNING(build, list->name.place, DIAG(NO_SPLITS), list->name.data,
                  SPLIT_LIST);
}

/* ---- All lists ----------------------------------------------------------- */

/* Link the overlays of each list to it, in the order of the pack. */
static void link_overlays(struct build *build) {
  const struct parsed_extends *extends = &build->pack->extends;
  for (uint32_t i = extends->len; i-- > 0;) {
    const struct parsed_text *name = &extends->data[i].name;
    uint32_t list;
    if (!hvl__names_find(build, NAME_LIST, name->data, name->place, &list))
      continue;
    build->lists->overlays[i] = build->lists->all[list].overlays;
    build->lists->all[list].overlays = i + 1;
  }
}

void hvl__lists_resolve(struct build *build) {
  const struct parsed_pack *pack = build->pack;
  struct lists *lists = hvl__build_alloc(build, 1, sizeof *lists);
  if (!lists) return;
  build->lists = lists;
  lists->all = hvl__build_alloc(build, pack->lists.len, sizeof *lists->all);
  lists->overlays =
      hvl__build_alloc(build, pack->extends.len, sizeof *lists->overlays);
  if (build->failed) return;
  link_overlays(build);
  for (uint32_t i = 0; i < pack->lists.len; i++) {
    if (strcmp(pack->lists.data[i].name.data, SPLIT_LIST) == 0)
      read_splits(build, i);
  }
  for (uint32_t i = 0; i < pack->lists.len; i++) {
    check_split(build, &pack->lists.data[i]);
    resolve(build, i);
  }
}

const struct words *hvl__list_words(const struct build *build, uint32_t index) {
  return &build->lists->all[index].words;
}

const struct words *hvl__split_characters(const struct build *build) {
  return &build->lists->splits;
}

struct traits hvl__list_traits(const struct parsed_list *list) {
  static const uint32_t bits[EVASION_KINDS] = {
      HVL_EVASION_SPACED, HVL_EVASION_SOUND, HVL_EVASION_SPLIT};
  struct traits traits = {.flags = list->inside ? SYMBOL_INSIDE : 0};
  if (list->exact) return traits;
  traits.allowed = HVL_EVASION_FILLER;
  for (int i = 0; i < EVASION_KINDS; i++) {
    if (!list->evasion[i]) continue;
    traits.allowed |= bits[i];
    traits.levels |= (uint32_t)list->evasion[i] << 8 * i;
  }
  return traits;
}

/* SPDX-License-Identifier: MIT */
/* naive_pack.c - the lists and phrases of a pack, made ready for the naive
 * reading. */
#include <stdlib.h>
#include <string.h>

#include "compile/fold_table.h"
#include "naive.h"

enum {
  SOUND_LEAST = 2, /* characters of a word that may be written by sound */
  SOUND_MOST = 6,
  ITEMS_MAX = 512
};
static const char SPLITS[] = "split-characters"; /* entries as 信=亻言 */

/* A folded word. */
struct units {
  uint16_t *data;
  uint32_t len;
};
HVL_ARRAY(struct units, unit_runs);

static struct units fold(struct naive *naive, const char *source) {
  struct text text = {0};
  struct units units = {NULL, 0};
  if (!hvl__fold(&text, &naive->ruleset->image,
                 (hvl_text){source, strlen(source)}, &naive->matcher.mem))
    exit(2);
  units.data = naive_alloc(NULL, 2 * (size_t)text.count);
  units.len = text.count;
  if (text.count) memcpy(units.data, text.units, 2 * (size_t)text.count);
  hvl__text_free(&text, &naive->matcher.mem);
  return units;
}

/* ---- Words of lists ------------------------------------------------------ */

static const struct parsed_list *list_named(const struct parsed_pack *pack,
                                            const char *name, size_t len) {
  for (uint32_t i = 0; i < pack->lists.len; i++) {
    const struct parsed_list *list = &pack->lists.data[i];
    if (strlen(list->name.data) == len && !memcmp(list->name.data, name, len))
      return list;
  }
  return NULL;
}

static void collect(struct naive *naive, const struct parsed_list *list,
                    struct unit_runs *out);

static void collect_texts(struct naive *naive, const struct parsed_texts *texts,
                          struct unit_runs *out) {
  for (uint32_t i = 0; i < texts->len; i++) {
    const char *text = texts->data[i].data;
    size_t len = strlen(text);
    const struct parsed_list *other =
        len > 2 && text[0] == '{' && text[len - 1] == '}'
            ? list_named(naive->pack, text + 1, len - 2)
            : NULL;
    if (other)
      collect(naive, other, out);
    else
      NAIVE_PUSH(out, fold(naive, text));
  }
}

static void take_away(struct unit_runs *from, const struct unit_runs *gone) {
  for (uint32_t g = 0; g < gone->len; g++)
    for (uint32_t i = from->len; i-- > 0;) {
      const struct units *a = &gone->data[g], *b = &from->data[i];
      if (a->len != b->len || memcmp(a->data, b->data, 2 * (size_t)a->len))
        continue;
      free(b->data);
      from->data[i] = from->data[--from->len];
    }
}

static void free_runs(struct unit_runs *runs) {
  for (uint32_t i = 0; i < runs->len; i++) free(runs->data[i].data);
  free(runs->data);
}

/* Add the words of `list`, overlays applied, to `out`. */
static void collect(struct naive *naive, const struct parsed_list *list,
                    struct unit_runs *out) {
  struct unit_runs own = {0}, gone = {0};
  const struct parsed_extends *extends = &naive->pack->extends;
  collect_texts(naive, &list->words, &own);
  for (uint32_t i = 0; i < extends->len; i++) {
    const struct parsed_extend *extend = &extends->data[i];
    if (strcmp(extend->name.data, list->name.data)) continue;
    collect_texts(naive, &extend->words, extend->remove ? &gone : &own);
  }
  take_away(&own, &gone);
  for (uint32_t i = 0; i < own.len; i++) NAIVE_PUSH(out, own.data[i]);
  free(own.data);
  free_runs(&gone);
}

/* ---- Forms of words ------------------------------------------------------ */

struct spelling {
  struct naive *naive;
  struct naive_list *list;
  const struct units *word;
  const struct unit_runs *splits;
  uint32_t evasion; /* of all forms: by sound, or taken apart */
  uint16_t items[ITEMS_MAX];
};

static void add_form(struct spelling *spelling, uint32_t len) {
  struct naive_form form = {naive_alloc(NULL, 2 * (size_t)len), len,
                            spelling->evasion};
  memcpy(form.items, spelling->items, 2 * (size_t)len);
  NAIVE_PUSH(&spelling->list->forms, form);
}

static uint16_t sound_of(const struct image *image, uint16_t unit) {
  return image->sound_units[image->sound_pages[unit >> 8] * 256u + unit % 256];
}

/* Each character that has a sound: any character of the sound, or its letters.
 */
static void spell_sounds(struct spelling *spelling, uint32_t at, uint32_t len) {
  const struct units *word = spelling->word;
  if (at == word->len) {
    add_form(spelling, len);
    return;
  }
  uint16_t sound = sound_of(&spelling->naive->ruleset->image, word->data[at]);
  spelling->items[len] = sound ? sound : word->data[at];
  spell_sounds(spelling, at + 1, len + 1);
  if (!sound) return;
  const char *letters = hvl__syllables[sound - UNIT_SOUND];
  for (; *letters; letters++) spelling->items[len++] = (uint16_t)*letters;
  spell_sounds(spelling, at + 1, len);
}

/* Each character that can be taken apart: as it is, or its parts. */
static void spell_splits(struct spelling *spelling, uint32_t at, uint32_t len,
                         bool any) {
  const struct units *word = spelling->word;
  if (at == word->len) {
    if (any) add_form(spelling, len);
    return;
  }
  spelling->items[len] = word->data[at];
  spell_splits(spelling, at + 1, len + 1, any);
  for (uint32_t i = 0; i < spelling->splits->len; i++) {
    const struct units *parts = &spelling->splits->data[i];
    if (parts->data[0] != word->data[at]) continue;
    memcpy(spelling->items + len, parts->data + 2,
           2 * (size_t)(parts->len - 2));
    spell_splits(spelling, at + 1, len + parts->len - 2, true);
  }
}

static bool has_sound(const struct naive *naive, const struct units *word) {
  if (word->len < SOUND_LEAST || word->len > SOUND_MOST) return false;
  for (uint32_t i = 0; i < word->len; i++)
    if (sound_of(&naive->ruleset->image, word->data[i])) return true;
  return false;
}

static void add_word(struct naive *naive, struct naive_list *list,
                     const struct units *word, const struct unit_runs *splits) {
  struct spelling spelling = {naive, list, word, splits, 0, {0}};
  memcpy(spelling.items, word->data, 2 * (size_t)word->len);
  add_form(&spelling, word->len);
  spelling.evasion = HVL_EVASION_SOUND;
  if (list->allowed & HVL_EVASION_SOUND && has_sound(naive, word))
    spell_sounds(&spelling, 0, 0);
  spelling.evasion = HVL_EVASION_SPLIT;
  if (list->allowed & HVL_EVASION_SPLIT) spell_splits(&spelling, 0, 0, false);
}

static void make_list(struct naive *naive, struct naive_list *list,
                      const struct parsed_list *parsed,
                      const struct unit_runs *splits) {
  static const uint32_t bits[EVASION_KINDS] = {
      HVL_EVASION_SPACED, HVL_EVASION_SOUND, HVL_EVASION_SPLIT};
  struct unit_runs words = {0};
  list->inside = parsed->inside;
  list->allowed = parsed->exact ? 0 : HVL_EVASION_FILLER;
  for (int i = 0; i < EVASION_KINDS && !parsed->exact; i++) {
    list->levels[i] = parsed->evasion[i];
    if (parsed->evasion[i]) list->allowed |= bits[i];
  }
  collect(naive, parsed, &words);
  for (uint32_t i = 0; i < words.len; i++)
    add_word(naive, list, &words.data[i], splits);
  free_runs(&words);
}

static void free_list(struct naive_list *list) {
  for (uint32_t i = 0; i < list->forms.len; i++)
    free(list->forms.data[i].items);
  for (uint32_t i = 0; i < list->place_count; i++)
    free(list->places[i].words.data);
  free(list->forms.data);
  free(list->places);
}

struct naive_list *naive_named(const struct naive *naive, const char *name) {
  uint32_t index = hvl__map_get(&naive->by_name, name, strlen(name));
  return index == UINT32_MAX ? NULL : &naive->lists[index];
}

struct naive_list *naive_literal(struct naive *naive, const char *text) {
  uint32_t index = hvl__map_get(&naive->by_literal, text, strlen(text));
  if (index != UINT32_MAX) return naive->literals.data[index];
  struct naive_list *list = naive_alloc(NULL, sizeof *list);
  struct unit_runs none = {0};
  struct units word = fold(naive, text);
  *list = (struct naive_list){.allowed = HVL_EVASION_FILLER};
  add_word(naive, list, &word, &none);
  free(word.data);
  if (!hvl__map_put(&naive->by_literal, text, strlen(text),
                    naive->literals.len))
    exit(2);
  NAIVE_PUSH(&naive->literals, list);
  return list;
}

/* ---- What was read, remembered ------------------------------------------- */

void naive_next_text(struct naive *naive) {
  naive->text++;
}

const struct naive_words *naive_words_at(struct naive *naive,
                                         struct naive_list *list,
                                         const struct text *text, uint32_t at) {
  if (at >= list->place_count) {
    uint32_t count = 2 * at + 16;
    list->places = naive_alloc(list->places, count * sizeof *list->places);
    memset(list->places + list->place_count, 0,
           (count - list->place_count) * sizeof *list->places);
    list->place_count = count;
  }
  struct naive_place *place = &list->places[at];
  if (place->text != naive->text)
    naive_read(list, &naive->ruleset->image, text, at, &place->words);
  place->text = naive->text;
  return &place->words;
}

/* ---- Phrases of the pack ------------------------------------------------- */

static void add_phrases(struct naive *naive,
                        const struct parsed_phrases *phrases) {
  for (uint32_t i = 0; i < phrases->len; i++) {
    const struct parsed_phrase *phrase = &phrases->data[i];
    const char *source = phrase->source.data;
    if (naive_tree(naive, source)) continue;
    if (!hvl__map_put(&naive->by_source, source, strlen(source),
                      naive->trees.len))
      exit(2);
    NAIVE_PUSH(&naive->trees, phrase->tree);
  }
}

static void add_block(struct naive *naive, const struct parsed_block *block) {
  for (int i = 0; i < SCOPE_COUNT; i++) add_phrases(naive, &block->scopes[i]);
}

static void add_event(struct naive *naive, const struct parsed_event *event) {
  for (int i = 0; i < 4; i++) add_phrases(naive, &event->phrases[i]);
  add_block(naive, &event->with);
  add_block(naive, &event->unless);
}

static void add_step(struct naive *naive, const struct parsed_step *step) {
  for (; step; step = step->until) add_event(naive, &step->event);
}

static void add_steps(struct naive *naive, const struct parsed_steps *steps) {
  for (uint32_t i = 0; i < steps->len; i++) add_step(naive, &steps->data[i]);
}

static void add_rule(struct naive *naive, const struct parsed_rule *rule) {
  add_event(naive, &rule->event);
  add_steps(naive, &rule->after);
  add_steps(naive, &rule->unless_after);
  add_steps(naive, &rule->later);
  add_steps(naive, &rule->unless_later);
}

static void add_sources(struct naive *naive) {
  const struct parsed_pack *pack = naive->pack;
  for (uint32_t i = 0; i < pack->files.len; i++)
    for (uint32_t k = 0; k < pack->files.data[i].rules.len; k++)
      add_rule(naive, &pack->files.data[i].rules.data[k]);
  for (uint32_t i = 0; i < pack->guards.len; i++)
    add_block(naive, &pack->guards.data[i].block);
  for (uint32_t i = 0; i < pack->steps.len; i++)
    add_step(naive, &pack->steps.data[i].step);
}

const struct phrase *naive_tree(const struct naive *naive, const char *text) {
  uint32_t index = hvl__map_get(&naive->by_source, text, strlen(text));
  return index == UINT32_MAX ? NULL : naive->trees.data[index];
}

/* ---- Life ---------------------------------------------------------------- */

void naive_init(struct naive *naive, const struct parsed_pack *pack,
                hvl_ruleset *ruleset) {
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  struct unit_runs splits = {0};
  *naive = (struct naive){.pack = pack, .ruleset = ruleset, .text = 1};
  hvl__map_init(&naive->by_name, &mem);
  hvl__map_init(&naive->by_literal, &mem);
  hvl__map_init(&naive->by_regex, &mem);
  hvl__map_init(&naive->by_source, &mem);
  if (hvl__matcher_init(&naive->matcher, ruleset, &mem, 1000000) != HVL_OK)
    exit(2);
  const struct parsed_list *parts = list_named(pack, SPLITS, sizeof SPLITS - 1);
  if (parts) collect(naive, parts, &splits);
  naive->lists = naive_alloc(NULL, pack->lists.len * sizeof *naive->lists);
  memset(naive->lists, 0, pack->lists.len * sizeof *naive->lists);
  for (uint32_t i = 0; i < pack->lists.len; i++) {
    const char *name = pack->lists.data[i].name.data;
    if (&pack->lists.data[i] == parts) continue;
    make_list(naive, &naive->lists[i], &pack->lists.data[i], &splits);
    if (!hvl__map_put(&naive->by_name, name, strlen(name), i)) exit(2);
  }
  free_runs(&splits);
  add_sources(naive);
}

void naive_free(struct naive *naive) {
  for (uint32_t i = 0; i < naive->pack->lists.len; i++)
    free_list(&naive->lists[i]);
  for (uint32_t i = 0; i < naive->literals.len; i++) {
    free_list(naive->literals.data[i]);
    free(naive->literals.data[i]);
  }
  free(naive->lists);
  free(naive->literals.data);
  free(naive->trees.data);
  hvl__map_free(&naive->by_name);
  hvl__map_free(&naive->by_literal);
  hvl__map_free(&naive->by_regex);
  hvl__map_free(&naive->by_source);
  hvl__matcher_free(&naive->matcher);
}

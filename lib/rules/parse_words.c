/* SPDX-License-Identifier: MIT */
/* parse_words.c - word lists, and what overlays do to them. */
#include <string.h>

#include "rules/parse.h"
#include "rules/text_check.h"

const char *const hvl__evasion_names[EVASION_KINDS] = {"spaced", "sound",
                                                       "split"};

bool hvl__check_word(struct diag_list *diags, const struct parsed_text *word) {
  const char *text = word->data;
  size_t len = strlen(text);
  if (!strpbrk(text, "{}")) return true;
  if (text[0] == '{' && text[len - 1] == '}' && hvl__is_name(text + 1, len - 2))
    return true;
  hvl__diag_add(diags, HVL_ERROR, word->place, DIAG(NOT_A_WORD), text);
  return false;
}

static void read_words(struct reader *reader, const struct yaml_node *node,
                       void *field) {
  struct parsed_texts *words = field;
  struct parsed_text word;
  if (!hvl__expect(reader, node, YAML_LIST)) return;
  if (!node->child)
    hvl__diag_add(reader->diags, HVL_ERROR, node->place, DIAG(NO_WORDS));
  for (const struct yaml_node *at = node->child; at; at = at->next) {
    if (hvl__take_text(reader, at, &word) &&
        hvl__check_word(reader->diags, &word))
      READER_PUSH(reader, words, word);
  }
}

/* evasion: [spaced, sound], or {spaced: 1, sound: 2} */
static void read_evasion(struct reader *reader, const struct yaml_node *node,
                         void *field) {
  uint8_t *levels = field;
  if (node->kind == YAML_TEXT) {
    hvl__expect(reader, node, YAML_LIST);
    return;
  }
  for (const struct yaml_node *at = node->child; at; at = at->next) {
    const struct yaml_node *name = at->key ? at->key : at;
    size_t kind = hvl__read_choice(reader, name, DIAG(AN_EVASION),
                                   hvl__evasion_names, EVASION_KINDS);
    uint32_t level = 1;
    if (at->key && !hvl__read_number(reader, at, 1, 3, &level)) continue;
    if (kind < EVASION_KINDS) levels[kind] = (uint8_t)level;
  }
}

void hvl__check_list(struct diag_list *diags, const struct parsed_list *list) {
  if (!list->exact) return;
  for (size_t i = 0; i < EVASION_KINDS; i++) {
    if (list->evasion[i] == 0) continue;
    hvl__diag_add(diags, HVL_ERROR, list->name.place, DIAG(LIST_EXACT),
                  list->name.data);
    return;
  }
}

static void read_list(struct reader *reader, const struct yaml_node *node,
                      struct parsed_list *list) {
  static const struct key keys[] = {
      {"words", read_words, offsetof(struct parsed_list, words), true},
      {"evasion", read_evasion, offsetof(struct parsed_list, evasion), false},
      {"inside", hvl__read_flag, offsetof(struct parsed_list, inside), false},
      {"exact", hvl__read_flag, offsetof(struct parsed_list, exact), false},
      {"short", hvl__read_flag, offsetof(struct parsed_list, one_character),
       false},
  };
  static const struct key_table table = {
      {DIAG(A_WORD_LIST)}, keys, sizeof keys / sizeof *keys};
  if (node->kind != YAML_MAP) {
    read_words(reader, node, &list->words);
  } else {
    hvl__read_map(reader, node, &table, list);
    hvl__check_list(reader->diags, list);
  }
}

void hvl__read_lists(struct reader *reader, const struct yaml_node *node,
                     void *field) {
  (void)field;
  if (!hvl__expect(reader, node, YAML_MAP)) return;
  for (const struct yaml_node *at = node->child; at; at = at->next) {
    struct parsed_list list = {0};
    bool named = hvl__take_name(reader, at->key, &list.name);
    read_list(reader, at, &list);
    if (named) READER_PUSH(reader, &reader->pack->lists, list);
  }
}

static void read_overlay(struct reader *reader, const struct yaml_node *node,
                         bool remove) {
  if (!hvl__expect(reader, node, YAML_MAP)) return;
  for (const struct yaml_node *at = node->child; at; at = at->next) {
    struct parsed_extend extend = {.remove = remove};
    bool named = hvl__take_name(reader, at->key, &extend.name);
    read_words(reader, at, &extend.words);
    if (named) READER_PUSH(reader, &reader->pack->extends, extend);
  }
}

void hvl__read_extends(struct reader *reader, const struct yaml_node *node,
                       void *field) {
  (void)field;
  read_overlay(reader, node, false);
}

void hvl__read_removes(struct reader *reader, const struct yaml_node *node,
                       void *field) {
  (void)field;
  read_overlay(reader, node, true);
}

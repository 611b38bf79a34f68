/* SPDX-License-Identifier: MIT */
/* parse_event.c - phrases and guards: what is looked for in one message. */
#include <string.h>

#include "rules/parse.h"

static struct phrase *parse_phrase(struct reader *reader,
                                   const struct yaml_node *node) {
  struct phrase_source source = {
      node->text,
      node->len,
      {node->place.file, node->place.line, node->column},
      node->columns};
  return hvl__phrase_parse(&source, &reader->pack->arena, reader->diags);
}

static void read_phrase_list(struct reader *reader,
                             const struct yaml_node *node,
                             struct parsed_phrases *phrases, bool guard) {
  if (!hvl__expect(reader, node, YAML_LIST)) return;
  if (!node->child)
    hvl__diag_add(reader->diags, HVL_ERROR, node->place, DIAG(NO_PHRASES));
  for (const struct yaml_node *at = node->child; at; at = at->next) {
    struct parsed_phrase phrase = {{0}, NULL};
    if (!hvl__take_text(reader, at, &phrase.source)) continue;
    phrase.tree = parse_phrase(reader, at);
    const struct phrase *hit = hvl__phrase_find(phrase.tree, PHRASE_HIT);
    if (hit && !guard)
      hvl__diag_add(reader->diags, HVL_ERROR, hit->place, DIAG(HIT_OUTSIDE));
    READER_PUSH(reader, phrases, phrase);
  }
}

void hvl__read_phrases(struct reader *reader, const struct yaml_node *node,
                       void *field) {
  read_phrase_list(reader, node, field, false);
}

void hvl__read_block(struct reader *reader, const struct yaml_node *node,
                     void *field) {
  struct parsed_block *block = field;
  if (node->kind != YAML_MAP) {
    read_phrase_list(reader, node, &block->scopes[SCOPE_CLAUSE], true);
    return;
  }
  for (const struct yaml_node *at = node->child; at; at = at->next) {
    size_t scope = hvl__read_choice(reader, at->key, DIAG(A_SCOPE),
                                    hvl__scope_names, SCOPE_COUNT);
    struct parsed_phrases unknown = {0};
    read_phrase_list(reader, at,
                     scope < SCOPE_COUNT ? &block->scopes[scope] : &unknown,
                     true);
  }
}

void hvl__read_account(struct reader *reader, const struct yaml_node *node,
                       void *field) {
  static const char *const names[] = {"owner", "other"};
  if (hvl__read_choice(reader, node, DIAG(AN_ACCOUNT), names, 2) < 2)
    hvl__take_text(reader, node, field);
}

void hvl__read_named_phrases(struct reader *reader,
                             const struct yaml_node *node, void *field) {
  (void)field;
  if (!hvl__expect(reader, node, YAML_MAP)) return;
  for (const struct yaml_node *at = node->child; at; at = at->next) {
    struct parsed_named_phrase entry = {0};
    bool named = hvl__take_name(reader, at->key, &entry.name);
    read_phrase_list(reader, at, &entry.phrases, false);
    if (named) READER_PUSH(reader, &reader->pack->phrases, entry);
  }
}

void hvl__read_named_guards(struct reader *reader, const struct yaml_node *node,
                            void *field) {
  (void)field;
  if (!hvl__expect(reader, node, YAML_MAP)) return;
  for (const struct yaml_node *at = node->child; at; at = at->next) {
    struct parsed_named_block entry = {0};
    bool named = hvl__take_name(reader, at->key, &entry.name);
    hvl__read_block(reader, at, &entry.block);
    if (named) READER_PUSH(reader, &reader->pack->guards, entry);
  }
}

/* SPDX-License-Identifier: MIT */
/* pack_yaml.c - the words:, phrases:, guards: and rules: blocks of a file of
 * rules. */
#include <stdio.h>
#include <string.h>

#include <yaml.h>

#include "hvline.h"
#include "pack.h"

/* A document and the pack it is read into. */
struct source {
  yaml_document_t document;
  struct pack *pack;
};

static const char *scalar(const yaml_node_t *node) {
  bool is = node && node->type == YAML_SCALAR_NODE;
  return is ? (const char *)node->data.scalar.value : "";
}

static yaml_node_t *member(struct source *source, const yaml_node_t *map,
                           const char *key) {
  if (!map || map->type != YAML_MAPPING_NODE) return NULL;
  yaml_node_pair_t *pair = map->data.mapping.pairs.start;
  for (; pair < map->data.mapping.pairs.top; pair++) {
    yaml_document_t *document = &source->document;
    if (!strcmp(scalar(yaml_document_get_node(document, pair->key)), key))
      return yaml_document_get_node(document, pair->value);
  }
  return NULL;
}

/* A scalar, or each scalar of a sequence. */
static void add_texts(struct source *source, struct entry *entry,
                      const yaml_node_t *node) {
  if (node && node->type == YAML_SCALAR_NODE) entry_add(entry, scalar(node));
  if (!node || node->type != YAML_SEQUENCE_NODE) return;
  yaml_node_item_t *item = node->data.sequence.items.start;
  for (; item < node->data.sequence.items.top; item++)
    entry_add(entry, scalar(yaml_document_get_node(&source->document, *item)));
}

/* All scalars below `node` but keys. */
static void add_below(struct source *source, struct entry *entry,
                      const yaml_node_t *node) {
  yaml_document_t *document = &source->document;
  if (!node || node->type != YAML_MAPPING_NODE) {
    add_texts(source, entry, node);
    return;
  }
  yaml_node_pair_t *pair = node->data.mapping.pairs.start;
  for (; pair < node->data.mapping.pairs.top; pair++)
    add_texts(source, entry, yaml_document_get_node(document, pair->value));
}

/* {spaced: 2, sound: 1} or [spaced, sound]. */
static unsigned read_evasion(struct source *source, const yaml_node_t *node) {
  static const char *const names[] = {"spaced", "sound", "split"};
  unsigned evasion = 0;
  if (!node) return 0;
  for (size_t i = 0; i < 3; i++)
    if (member(source, node, names[i])) evasion |= evasion_named(names[i]);
  if (node->type != YAML_SEQUENCE_NODE) return evasion;
  yaml_node_item_t *item = node->data.sequence.items.start;
  for (; item < node->data.sequence.items.top; item++)
    evasion |=
        evasion_named(scalar(yaml_document_get_node(&source->document, *item)));
  return evasion;
}

static void read_list(struct source *source, struct entry *list,
                      const yaml_node_t *node) {
  if (list->kind == ENTRY_GUARD) {
    add_below(source, list, node);
    return;
  }
  yaml_node_t *words = member(source, node, "words");
  add_texts(source, list, words ? words : node);
  list->evasion |= read_evasion(source, member(source, node, "evasion"));
  if (!strcmp(scalar(member(source, node, "exact")), "yes")) list->exact = true;
}

static void read_named(struct source *source, const char *block,
                       enum entry_kind kind) {
  yaml_document_t *document = &source->document;
  yaml_node_t *map =
      member(source, yaml_document_get_root_node(document), block);
  if (!map || map->type != YAML_MAPPING_NODE) return;
  yaml_node_pair_t *pair = map->data.mapping.pairs.start;
  for (; pair < map->data.mapping.pairs.top; pair++) {
    const char *name = scalar(yaml_document_get_node(document, pair->key));
    read_list(source, pack_entry(source->pack, kind, name),
              yaml_document_get_node(document, pair->value));
  }
}

static void read_rules(struct source *source) {
  yaml_document_t *document = &source->document;
  yaml_node_t *rules =
      member(source, yaml_document_get_root_node(document), "rules");
  if (!rules || rules->type != YAML_SEQUENCE_NODE) return;
  yaml_node_item_t *item = rules->data.sequence.items.start;
  for (; item < rules->data.sequence.items.top; item++) {
    yaml_node_t *node = yaml_document_get_node(document, *item);
    struct entry *rule = pack_entry(source->pack, ENTRY_RULE,
                                    scalar(member(source, node, "id")));
    add_texts(source, rule, member(source, node, "seller"));
    if (!strcmp(scalar(member(source, node, "split")), "yes"))
      rule->evasion = HVL_EVASION_TURN;
    struct entry *safe = pack_entry(source->pack, ENTRY_SAFE,
                                    scalar(member(source, node, "id")));
    add_below(source, safe, member(source, node, "unless"));
    add_below(source, safe, member(source, node, "guards"));
  }
}

bool pack_read_yaml(struct pack *pack, const char *path) {
  struct source source = {.pack = pack};
  yaml_parser_t parser;
  FILE *file = fopen(path, "rb");
  if (!file || !yaml_parser_initialize(&parser)) return false;
  yaml_parser_set_input_file(&parser, file);
  bool ok = yaml_parser_load(&parser, &source.document);
  if (ok) {
    read_named(&source, "words", ENTRY_LIST);
    read_named(&source, "phrases", ENTRY_PHRASE);
    read_named(&source, "guards", ENTRY_GUARD);
    read_rules(&source);
    yaml_document_delete(&source.document);
  }
  yaml_parser_delete(&parser);
  fclose(file);
  return ok;
}

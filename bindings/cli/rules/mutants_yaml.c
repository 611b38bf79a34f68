/* SPDX-License-Identifier: MIT */
/* mutants_yaml.c - what can be dropped from a file of rules. */
#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include "rules/mutants.h"

struct walk {
  struct mutants *mutants;
  size_t file;
  hvl_text text;
  yaml_document_t document;
  size_t *bytes; /* where each character begins; libyaml counts characters */
  size_t chars;
  size_t owner; /* the definition that is walked through */
};

/* ---- The tree ------------------------------------------------------------ */

static yaml_node_t *node_at(struct walk *walk, int index) {
  return yaml_document_get_node(&walk->document, index);
}

static const char *text_of(const yaml_node_t *node) {
  if (node->type != YAML_SCALAR_NODE) return "";
  return (const char *)node->data.scalar.value;
}

static size_t count_of(const yaml_node_t *node) {
  if (node->type == YAML_SEQUENCE_NODE)
    return (size_t)(node->data.sequence.items.top -
                    node->data.sequence.items.start);
  if (node->type == YAML_MAPPING_NODE)
    return (size_t)(node->data.mapping.pairs.top -
                    node->data.mapping.pairs.start);
  return 0;
}

static yaml_node_t *item_at(struct walk *walk, const yaml_node_t *list,
                            size_t index) {
  return node_at(walk, list->data.sequence.items.start[index]);
}

static yaml_node_t *key_at(struct walk *walk, const yaml_node_t *map,
                           size_t index) {
  return node_at(walk, map->data.mapping.pairs.start[index].key);
}

static yaml_node_t *value_at(struct walk *walk, const yaml_node_t *map,
                             size_t index) {
  return node_at(walk, map->data.mapping.pairs.start[index].value);
}

/* The value of `key` in `map`, or NULL. */
static yaml_node_t *find(struct walk *walk, const yaml_node_t *map,
                         const char *key) {
  if (map->type != YAML_MAPPING_NODE) return NULL;
  for (size_t i = 0; i < count_of(map); i++)
    if (strcmp(text_of(key_at(walk, map, i)), key) == 0)
      return value_at(walk, map, i);
  return NULL;
}

static bool is_flow(const yaml_node_t *node) {
  if (node->type == YAML_SEQUENCE_NODE)
    return node->data.sequence.style == YAML_FLOW_SEQUENCE_STYLE;
  return node->type == YAML_MAPPING_NODE &&
         node->data.mapping.style == YAML_FLOW_MAPPING_STYLE;
}

/* ---- Places -------------------------------------------------------------- */

static void count_bytes(struct walk *walk) {
  walk->bytes = mem_resize(NULL, walk->text.len + 1, sizeof *walk->bytes);
  for (size_t i = 0; i < walk->text.len; i++)
    if (((unsigned char)walk->text.data[i] & 0xC0) != 0x80)
      walk->bytes[walk->chars++] = i;
  walk->bytes[walk->chars] = walk->text.len;
}

static size_t byte_of(const struct walk *walk, yaml_mark_t mark) {
  return walk->bytes[mark.index < walk->chars ? mark.index : walk->chars];
}

static bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Behind the last byte of `node`; libyaml lets blocks end where the next thing
 * begins. */
static size_t end_of(struct walk *walk, const yaml_node_t *node) {
  size_t count = count_of(node);
  if (count && !is_flow(node))
    return end_of(walk, node->type == YAML_SEQUENCE_NODE
                            ? item_at(walk, node, count - 1)
                            : value_at(walk, node, count - 1));
  size_t end = byte_of(walk, node->end_mark);
  while (end > 0 && is_blank(walk->text.data[end - 1])) end--;
  return end;
}

/* Past blanks, comments and a comma behind `at`, or `at` if there is none. */
static size_t pass_comma(const struct walk *walk, size_t at) {
  hvl_text text = walk->text;
  for (size_t i = at; i < text.len; i++) {
    if (text.data[i] == ',') return i + 1;
    if (text.data[i] == '#')
      while (i + 1 < text.len && text.data[i + 1] != '\n') i++;
    else if (!is_blank(text.data[i]))
      break;
  }
  return at;
}

/* ---- Mutants ------------------------------------------------------------- */

/* `node` dropped by putting `put` for bytes [start, end). */
static void push(struct walk *walk, enum mutant_kind kind,
                 const yaml_node_t *node, const char *text,
                 struct mutant range) {
  range.kind = kind;
  range.file = walk->file;
  range.line = (uint32_t)node->start_mark.line + 1;
  range.column = (uint32_t)node->start_mark.column + 1;
  range.text = pool_string(&walk->mutants->texts, text);
  range.owner = walk->owner;
  mutants_push(walk->mutants, &range);
}

static void push_replaced(struct walk *walk, enum mutant_kind kind,
                          const yaml_node_t *node, const char *text,
                          const char *put) {
  struct mutant range = {.start = byte_of(walk, node->start_mark),
                         .end = end_of(walk, node),
                         .put = put};
  push(walk, kind, node, text, range);
}

/* `node` and, from `start` on, what stands before it go. */
static void push_deleted(struct walk *walk, const yaml_node_t *node,
                         const char *text, size_t start, bool flow) {
  size_t end = end_of(walk, node);
  struct mutant range = {
      .start = start, .end = flow ? pass_comma(walk, end) : end, .put = ""};
  push(walk, MUTANT_STEP, node, text, range);
}

/* ---- Phrases and guards -------------------------------------------------- */

static void take_phrases(struct walk *walk, const yaml_node_t *list,
                         enum mutant_kind kind) {
  for (size_t i = 0; list->type == YAML_SEQUENCE_NODE && i < count_of(list);
       i++) {
    const yaml_node_t *node = item_at(walk, list, i);
    push_replaced(walk, kind, node, text_of(node), "\"%\"");
    mutants_use_braced(walk->mutants, walk->owner, text_of(node));
  }
}

/* What must be there as well: nothing if `@`, the hit itself, is enough. Of
 * several phrases each is an alternative. */
static void take_demand(struct walk *walk, const yaml_node_t *list) {
  if (list->type != YAML_SEQUENCE_NODE || !count_of(list)) return;
  const yaml_node_t *first = item_at(walk, list, 0);
  push_replaced(walk, MUTANT_EXCEPTION, first, text_of(first), "\"@\"");
  if (count_of(list) > 1)
    take_phrases(walk, list, MUTANT_PHRASE);
  else
    mutants_use_braced(walk->mutants, walk->owner, text_of(first));
}

static void take_block(struct walk *walk, const yaml_node_t *block,
                       bool demand) {
  size_t scopes = block->type == YAML_MAPPING_NODE ? count_of(block) : 1;
  for (size_t i = 0; i < scopes; i++) {
    const yaml_node_t *list =
        block->type == YAML_MAPPING_NODE ? value_at(walk, block, i) : block;
    if (demand)
      take_demand(walk, list);
    else
      take_phrases(walk, list, MUTANT_EXCEPTION);
  }
}

static void take_guards(struct walk *walk, const yaml_node_t *names) {
  size_t count = names->type == YAML_SEQUENCE_NODE ? count_of(names) : 0;
  for (size_t i = 0; i < count; i++) {
    const yaml_node_t *name = item_at(walk, names, i);
    push_replaced(walk, MUTANT_EXCEPTION, name, text_of(name), NEVER_GUARD);
    mutants_use(walk->mutants, walk->owner, text_of(name));
  }
}

/* ---- Steps --------------------------------------------------------------- */

static void take_event(struct walk *walk, const yaml_node_t *map);

static void take_step(struct walk *walk, const yaml_node_t *step) {
  const yaml_node_t *name = find(walk, step, "step");
  if (step->type == YAML_SCALAR_NODE) name = step;
  if (name) mutants_use(walk->mutants, walk->owner, text_of(name));
  take_event(walk, step);
}

static void take_event(struct walk *walk, const yaml_node_t *map) {
  static const char *const sides[] = {"buyer", "seller", "system"};
  const yaml_node_t *value;
  for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
    if ((value = find(walk, map, sides[i])))
      take_phrases(walk, value, MUTANT_PHRASE);
  if ((value = find(walk, map, "with"))) take_block(walk, value, true);
  if ((value = find(walk, map, "unless"))) take_block(walk, value, false);
  if ((value = find(walk, map, "guards"))) take_guards(walk, value);
  if ((value = find(walk, map, "until"))) take_step(walk, value);
}

/* What people know a step by: its name, or its first phrase. */
static const char *title_of(struct walk *walk, const yaml_node_t *step) {
  static const char *const keys[] = {"step", "buyer", "seller", "system"};
  if (step->type == YAML_SCALAR_NODE) return text_of(step);
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    const yaml_node_t *value = find(walk, step, keys[i]);
    if (!value) continue;
    if (value->type == YAML_SEQUENCE_NODE && count_of(value))
      return text_of(item_at(walk, value, 0));
    return text_of(value);
  }
  return "";
}

/* Of a chain one step goes, with its dash or comma. */
static void take_chain(struct walk *walk, const yaml_node_t *chain) {
  for (size_t i = 0; i < count_of(chain); i++) {
    const yaml_node_t *step = item_at(walk, chain, i);
    size_t start = byte_of(walk, step->start_mark);
    if (!is_flow(chain)) {
      while (start > 0 && is_blank(walk->text.data[start - 1])) start--;
      start -= start > 0;
    }
    push_deleted(walk, step, title_of(walk, step), start, is_flow(chain));
    take_step(walk, step);
  }
}

/* `after` or `later`: where there is one step, all of the key goes. */
static void take_demanded_steps(struct walk *walk, const yaml_node_t *rule,
                                const char *key) {
  for (size_t i = 0; i < count_of(rule); i++) {
    const yaml_node_t *name = key_at(walk, rule, i);
    const yaml_node_t *steps = value_at(walk, rule, i);
    if (strcmp(text_of(name), key) != 0) continue;
    bool chain = steps->type == YAML_SEQUENCE_NODE;
    if (chain && count_of(steps) != 1) {
      take_chain(walk, steps);
      continue;
    }
    const yaml_node_t *step = chain ? item_at(walk, steps, 0) : steps;
    push_deleted(walk, steps, title_of(walk, step),
                 byte_of(walk, name->start_mark), is_flow(rule));
    take_step(walk, step);
  }
}

static void take_stopping_step(struct walk *walk, const yaml_node_t *step) {
  push_replaced(walk, MUTANT_EXCEPTION, step, title_of(walk, step), NEVER_STEP);
  take_step(walk, step);
}

/* `unless-after` or `unless-later`. */
static void take_stopping_steps(struct walk *walk, const yaml_node_t *rule,
                                const char *key) {
  const yaml_node_t *steps = find(walk, rule, key);
  if (!steps) return;
  if (steps->type != YAML_SEQUENCE_NODE) {
    take_stopping_step(walk, steps);
    return;
  }
  for (size_t i = 0; i < count_of(steps); i++)
    take_stopping_step(walk, item_at(walk, steps, i));
}

/* ---- Definitions --------------------------------------------------------- */

typedef void take_definition(struct walk *walk, const yaml_node_t *node);

static void define(struct walk *walk, const char *name, bool is_rule) {
  walk->owner = mutants_define(walk->mutants, name, is_rule);
}

static void take_words(struct walk *walk, const yaml_node_t *list) {
  const yaml_node_t *words = find(walk, list, "words");
  if (!words) words = list;
  const char *put =
      mutants_word(walk->mutants->definitions[walk->owner].name, true);
  size_t count = words->type == YAML_SEQUENCE_NODE ? count_of(words) : 0;
  for (size_t i = 0; i < count; i++) {
    const yaml_node_t *word = item_at(walk, words, i);
    push_replaced(walk, MUTANT_WORD, word, text_of(word), put);
    mutants_use_braced(walk->mutants, walk->owner, text_of(word));
  }
}

static void take_named_phrases(struct walk *walk, const yaml_node_t *list) {
  take_phrases(walk, list, MUTANT_PHRASE);
}

static void take_guard(struct walk *walk, const yaml_node_t *block) {
  take_block(walk, block, false);
}

/* The definitions of one key of the file; `extends` adds to those of others. */
static void take_named(struct walk *walk, const yaml_node_t *map,
                       take_definition *take, bool extends) {
  size_t count = map->type == YAML_MAPPING_NODE ? count_of(map) : 0;
  for (size_t i = 0; i < count; i++) {
    define(walk, text_of(key_at(walk, map, i)), false);
    if (!extends) walk->mutants->definitions[walk->owner].known = true;
    take(walk, value_at(walk, map, i));
  }
}

static void take_rules(struct walk *walk, const yaml_node_t *rules) {
  size_t count = rules->type == YAML_SEQUENCE_NODE ? count_of(rules) : 0;
  for (size_t i = 0; i < count; i++) {
    const yaml_node_t *rule = item_at(walk, rules, i);
    const yaml_node_t *id = find(walk, rule, "id");
    if (!id) continue;
    define(walk, text_of(id), true);
    walk->mutants->definitions[walk->owner].by_weight =
        find(walk, rule, "by-weight") != NULL;
    take_event(walk, rule);
    take_demanded_steps(walk, rule, "after");
    take_demanded_steps(walk, rule, "later");
    take_stopping_steps(walk, rule, "unless-after");
    take_stopping_steps(walk, rule, "unless-later");
  }
}

static void take_file(struct walk *walk) {
  const yaml_node_t *root = yaml_document_get_root_node(&walk->document);
  const yaml_node_t *value;
  if (!root) return;
  if ((value = find(walk, root, "words")))
    take_named(walk, value, take_words, false);
  if ((value = find(walk, root, "extend")))
    take_named(walk, value, take_words, true);
  if ((value = find(walk, root, "phrases")))
    take_named(walk, value, take_named_phrases, false);
  if ((value = find(walk, root, "guards")))
    take_named(walk, value, take_guard, false);
  if ((value = find(walk, root, "steps")))
    take_named(walk, value, take_step, false);
  if ((value = find(walk, root, "rules"))) take_rules(walk, value);
}

void mutants_add_yaml(struct mutants *mutants, size_t file) {
  struct walk walk = {.mutants = mutants,
                      .file = file,
                      .text = rule_files_text(&mutants->files, file)};
  yaml_parser_t parser;
  if (!yaml_parser_initialize(&parser)) mem_must(NULL);
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&parser, (const unsigned char *)walk.text.data,
                               walk.text.len);
  if (yaml_parser_load(&parser, &walk.document)) {
    count_bytes(&walk);
    take_file(&walk);
    free(walk.bytes);
    yaml_document_delete(&walk.document);
  }
  yaml_parser_delete(&parser);
}

/* SPDX-License-Identifier: MIT */
/* reader.c - mappings by tables of keys, and the values that many keys share.
 */
#include "rules/reader.h"

#include <stdio.h>
#include <string.h>

#include "rules/suggest.h"
#include "rules/text_check.h"

bool hvl__reader_keep(struct reader *reader, bool done) {
  if (!done) reader->diags->failed = true;
  return done;
}

bool hvl__expect(struct reader *reader, const struct yaml_node *node,
                 enum yaml_kind kind) {
  static const hvl_bilingual names[] = {[YAML_TEXT] = {DIAG(A_TEXT)},
                                        [YAML_LIST] = {DIAG(A_LIST)},
                                        [YAML_MAP] = {DIAG(A_MAPPING)}};
  static const hvl_bilingual advices[] = {[YAML_TEXT] = {DIAG(WRITE_TEXT)},
                                          [YAML_LIST] = {DIAG(WRITE_LIST)},
                                          [YAML_MAP] = {DIAG(WRITE_MAPPING)}};
  if (node->kind == kind) return true;
  hvl_bilingual is = names[node->kind], should = names[kind];
  hvl_bilingual advice = advices[kind];
  if (node->key) {
    hvl__diag_add(reader->diags, HVL_ERROR, node->place, DIAG(KEY_OF_KIND),
                  node->key->text, is.zh, is.en, should.zh, should.en,
                  advice.zh, advice.en);
  } else {
    hvl__diag_add(reader->diags, HVL_ERROR, node->place, DIAG(NODE_OF_KIND),
                  is.zh, is.en, should.zh, should.en, advice.zh, advice.en);
  }
  return false;
}

const struct yaml_node *hvl__find_key(const struct yaml_node *map,
                                      const char *name) {
  if (map->kind != YAML_MAP) return NULL;
  const struct yaml_node *node = map->child;
  while (node && strcmp(node->key->text, name) != 0) node = node->next;
  return node;
}

static void refuse_key(struct reader *reader, const struct yaml_node *key,
                       const struct key_table *table) {
  struct suggestion suggestion = {.wrong = key->text};
  for (size_t i = 0; i < table->count; i++)
    hvl__suggest_offer(&suggestion, table->keys[i].name);
  if (suggestion.best) {
    hvl__diag_add(reader->diags, HVL_ERROR, key->place, DIAG(UNKNOWN_KEY_NEAR),
                  key->text, table->what.zh, table->what.en, suggestion.best);
  } else if (strpbrk(key->text, " ,")) {
    /* {en: Refund first, pay outside} is two keys to YAML. */
    hvl__diag_add(reader->diags, HVL_ERROR, key->place, DIAG(UNKNOWN_KEY_COMMA),
                  key->text, table->what.zh, table->what.en);
  } else {
    hvl__diag_add(reader->diags, HVL_ERROR, key->place, DIAG(UNKNOWN_KEY),
                  key->text, table->what.zh, table->what.en);
  }
}

bool hvl__read_map(struct reader *reader, const struct yaml_node *node,
                   const struct key_table *table, void *record) {
  if (!hvl__expect(reader, node, YAML_MAP)) return false;
  for (const struct yaml_node *at = node->child; at; at = at->next) {
    size_t i = 0;
    while (i < table->count && strcmp(table->keys[i].name, at->key->text) != 0)
      i++;
    if (i < table->count) {
      const struct key *key = &table->keys[i];
      key->read(reader, at, (char *)record + key->field);
    } else {
      refuse_key(reader, at->key, table);
    }
  }
  for (size_t i = 0; i < table->count; i++) {
    const struct key *key = &table->keys[i];
    if (key->required && !hvl__find_key(node, key->name))
      hvl__diag_add(reader->diags, HVL_ERROR, node->place, DIAG(MISSING_KEY),
                    table->what.zh, table->what.en, key->name);
  }
  return true;
}

/* The names as "a, b or c" with these signs between them, as far as they fit
 * into `size` bytes. */
static void join(const char *const *names, size_t count, const char *comma,
                 const char *before_last, char *out, size_t size) {
  size_t len = 0;
  out[0] = '\0';
  for (size_t i = 0; i < count && len < size; i++) {
    const char *sign = i == 0 ? "" : i + 1 < count ? comma : before_last;
    int written = snprintf(out + len, size - len, "%s%s", sign, names[i]);
    if (written > 0) len += (size_t)written;
  }
}

static void refuse_choice(struct reader *reader, const struct yaml_node *node,
                          hvl_bilingual what, const char *const *names,
                          size_t count) {
  char zh[128], en[128];
  join(names, count, COMMA_ZH, OR_ZH, zh, sizeof zh);
  join(names, count, COMMA_EN, OR_EN, en, sizeof en);
  hvl__diag_add(reader->diags, HVL_ERROR, node->place, DIAG(NOT_A_CHOICE),
                node->text, what.zh, what.en, zh, en);
}

size_t hvl__read_choice(struct reader *reader, const struct yaml_node *node,
                        const char *zh, const char *en,
                        const char *const *names, size_t count) {
  if (!hvl__expect(reader, node, YAML_TEXT)) return count;
  struct suggestion suggestion = {.wrong = node->text};
  for (size_t i = 0; i < count; i++) {
    if (strcmp(names[i], node->text) == 0) return i;
    hvl__suggest_offer(&suggestion, names[i]);
  }
  if (suggestion.best)
    hvl__diag_add(reader->diags, HVL_ERROR, node->place,
                  DIAG(NOT_A_CHOICE_NEAR), node->text, zh, en, suggestion.best);
  else
    refuse_choice(reader, node, (hvl_bilingual){zh, en}, names, count);
  return count;
}

bool hvl__read_number(struct reader *reader, const struct yaml_node *node,
                      uint32_t low, uint32_t high, uint32_t *number) {
  if (!hvl__expect(reader, node, YAML_TEXT)) return false;
  uint32_t value = 0;
  const char *digit = node->text;
  for (; *digit >= '0' && *digit <= '9' && value <= high; digit++)
    value = value * 10 + (uint32_t)(*digit - '0');
  if (digit == node->text || *digit || value < low || value > high) {
    hvl__diag_add(reader->diags, HVL_ERROR, node->place, DIAG(NOT_A_NUMBER),
                  node->text, (unsigned)low, (unsigned)high);
    return false;
  }
  *number = value;
  return true;
}

bool hvl__take_text(struct reader *reader, const struct yaml_node *node,
                    struct parsed_text *text) {
  if (!hvl__expect(reader, node, YAML_TEXT)) return false;
  if (node->len == 0) {
    hvl__diag_add(reader->diags, HVL_ERROR, node->place, DIAG(EMPTY_TEXT));
    return false;
  }
  *text = (struct parsed_text){node->text, node->place};
  return true;
}

bool hvl__take_name(struct reader *reader, const struct yaml_node *node,
                    struct parsed_text *name) {
  if (!hvl__take_text(reader, node, name)) return false;
  if (hvl__is_name(node->text, node->len)) return true;
  hvl__diag_add(reader->diags, HVL_ERROR, node->place, DIAG(NOT_A_NAME),
                node->text);
  return false;
}

void hvl__read_text(struct reader *reader, const struct yaml_node *node,
                    void *field) {
  hvl__take_text(reader, node, field);
}

void hvl__read_name(struct reader *reader, const struct yaml_node *node,
                    void *field) {
  struct parsed_text name;
  if (hvl__take_name(reader, node, &name)) *(struct parsed_text *)field = name;
}

/* Whether `list` is a list with something in it. */
static bool expect_elements(struct reader *reader,
                            const struct yaml_node *list) {
  if (!hvl__expect(reader, list, YAML_LIST)) return false;
  if (list->child) return true;
  hvl__diag_add(reader->diags, HVL_ERROR, list->place, DIAG(EMPTY_VALUES));
  return false;
}

void hvl__read_names(struct reader *reader, const struct yaml_node *node,
                     void *field) {
  struct parsed_texts *names = field;
  struct parsed_text name;
  if (!expect_elements(reader, node)) return;
  for (const struct yaml_node *at = node->child; at; at = at->next) {
    if (hvl__take_name(reader, at, &name)) READER_PUSH(reader, names, name);
  }
}

void hvl__read_values(struct reader *reader, const struct yaml_node *node,
                      void *field) {
  struct parsed_texts *values = field;
  struct parsed_text value;
  if (node->kind == YAML_LIST && !expect_elements(reader, node)) return;
  const struct yaml_node *at = node->kind == YAML_LIST ? node->child : node;
  for (; at; at = node->kind == YAML_LIST ? at->next : NULL) {
    if (hvl__take_text(reader, at, &value)) READER_PUSH(reader, values, value);
  }
}

void hvl__read_flag(struct reader *reader, const struct yaml_node *node,
                    void *field) {
  static const char *const names[] = {"no", "yes", "false", "true"};
  size_t name = hvl__read_choice(reader, node, DIAG(YES_OR_NO), names, 4);
  if (name < 4) *(bool *)field = name & 1;
}

void hvl__read_level(struct reader *reader, const struct yaml_node *node,
                     void *field) {
  hvl__read_number(reader, node, 1, 3, field);
}

void hvl__read_bilingual(struct reader *reader, const struct yaml_node *node,
                         void *field) {
  static const struct key keys[] = {
      {"zh", hvl__read_text, offsetof(struct parsed_bilingual, zh), true},
      {"en", hvl__read_text, offsetof(struct parsed_bilingual, en), true},
  };
  static const struct key_table table = {{DIAG(A_BILINGUAL)}, keys, 2};
  hvl__read_map(reader, node, &table, field);
}

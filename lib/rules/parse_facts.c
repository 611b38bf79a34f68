/* SPDX-License-Identifier: MIT */
/* parse_facts.c - facts, and what depends on them. */
#include <string.h>

#include "rules/parse.h"
#include "rules/text_check.h"

static bool is_among(const struct parsed_texts *values, const char *value) {
  for (uint32_t i = 0; i < values->len; i++) {
    if (strcmp(values->data[i].data, value) == 0) return true;
  }
  return values->len == 0;
}

static void read_fact(struct reader *reader, const struct yaml_node *node,
                      struct parsed_fact *fact) {
  static const struct key keys[] = {
      {"default", hvl__read_text, offsetof(struct parsed_fact, fallback), true},
      {"values", hvl__read_values, offsetof(struct parsed_fact, values), false},
  };
  static const struct key_table table = {
      {DIAG(A_FACT)}, keys, sizeof keys / sizeof *keys};
  hvl__read_map(reader, node, &table, fact);
  if (!fact->fallback.data)
    fact->fallback = (struct parsed_text){"", node->place};
  else if (!is_among(&fact->values, fact->fallback.data))
    hvl__diag_add(reader->diags, HVL_ERROR, fact->fallback.place,
                  DIAG(DEFAULT_UNKNOWN), fact->fallback.data);
}

void hvl__read_facts(struct reader *reader, const struct yaml_node *node,
                     void *field) {
  (void)field;
  if (!hvl__expect(reader, node, YAML_MAP)) return;
  for (const struct yaml_node *at = node->child; at; at = at->next) {
    struct parsed_fact fact = {0};
    bool named = hvl__take_name(reader, at->key, &fact.name);
    read_fact(reader, at, &fact);
    if (named) READER_PUSH(reader, &reader->pack->facts, fact);
  }
}

static void read_conditions(struct reader *reader, const struct yaml_node *node,
                            struct parsed_conditions *conditions,
                            bool negated) {
  if (!hvl__expect(reader, node, YAML_MAP)) return;
  for (const struct yaml_node *at = node->child; at; at = at->next) {
    struct parsed_condition condition = {.negated = negated};
    bool named = hvl__take_name(reader, at->key, &condition.fact);
    hvl__read_values(reader, at, &condition.values);
    if (named && condition.values.len > 0)
      READER_PUSH(reader, conditions, condition);
  }
}

void hvl__read_when(struct reader *reader, const struct yaml_node *node,
                    void *field) {
  read_conditions(reader, node, field, false);
}

void hvl__read_when_not(struct reader *reader, const struct yaml_node *node,
                        void *field) {
  read_conditions(reader, node, field, true);
}

static bool read_severity_name(struct reader *reader,
                               const struct yaml_node *node,
                               hvl_severity *severity) {
  static const char *const names[] = {"note", "warning", "error"};
  size_t name = hvl__read_choice(reader, node, DIAG(A_SEVERITY), names, 3);
  if (name < 3) *severity = (hvl_severity)(HVL_NOTE + name);
  return name < 3;
}

/* Take "fact=value" apart; false after recording that it is no such thing. */
static bool take_case(struct reader *reader, const struct yaml_node *key,
                      struct parsed_severity *into) {
  const char *sign = strchr(key->text, '=');
  size_t len = sign ? (size_t)(sign - key->text) : 0;
  if (!sign || !hvl__is_name(key->text, len) || sign[1] == '\0') {
    hvl__diag_add(reader->diags, HVL_ERROR, key->place, DIAG(NOT_A_CASE),
                  key->text);
    return false;
  }
  char *fact = hvl__arena_copy(&reader->pack->arena, key->text, len);
  into->fact = (struct parsed_text){fact, key->place};
  into->value = (struct parsed_text){sign + 1, key->place};
  return hvl__reader_keep(reader, fact);
}

void hvl__read_severity(struct reader *reader, const struct yaml_node *node,
                        void *field) {
  struct parsed_severities *severities = field;
  struct parsed_severity entry = {.severity = HVL_ERROR};
  const struct yaml_node *fallback = hvl__find_key(node, "default");
  if (node->kind != YAML_MAP) {
    fallback = node;
  } else if (!fallback) {
    hvl__diag_add(reader->diags, HVL_ERROR, node->place, DIAG(NO_DEFAULT));
  }
  if (fallback) read_severity_name(reader, fallback, &entry.severity);
  READER_PUSH(reader, severities, entry);
  if (node->kind != YAML_MAP) return;
  for (const struct yaml_node *at = node->child; at; at = at->next) {
    if (at == fallback || !read_severity_name(reader, at, &entry.severity))
      continue;
    if (take_case(reader, at->key, &entry))
      READER_PUSH(reader, severities, entry);
  }
}

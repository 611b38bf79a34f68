/* SPDX-License-Identifier: MIT */
/* parse_file.c - a file of rules, from its first key to its last. */
#include <string.h>

#include "rules/parse.h"

static void read_version(struct reader *reader, const struct yaml_node *node,
                         void *field) {
  (void)field;
  if (!hvl__expect(reader, node, YAML_TEXT)) return;
  if (strcmp(node->text, "1") != 0)
    hvl__diag_add(reader->diags, HVL_ERROR, node->place, DIAG(OTHER_VERSION),
                  node->text);
}

#define FILE_FIELD(member) offsetof(struct parsed_file, member)
static const struct key file_keys[] = {
    {"hvline", read_version, 0, false}, /* see check_version() */
    {"line", hvl__read_name, FILE_FIELD(line), false},
    {"title", hvl__read_bilingual, FILE_FIELD(title), false},
    {"weighed", hvl__read_flag, FILE_FIELD(weighed), false},
    {"rules", hvl__read_rules, FILE_FIELD(rules), false},
    {"words", hvl__read_lists, 0, false},
    {"extend", hvl__read_extends, 0, false},
    {"remove", hvl__read_removes, 0, false},
    {"phrases", hvl__read_named_phrases, 0, false},
    {"guards", hvl__read_named_guards, 0, false},
    {"steps", hvl__read_named_steps, 0, false},
    {"facts", hvl__read_facts, 0, false},
    {"change", hvl__read_changes, 0, false},
};
#undef FILE_FIELD
static const struct key_table file_table = {
    {DIAG(A_RULE_FILE)}, file_keys, sizeof file_keys / sizeof *file_keys};

static void check_version(struct reader *reader, const struct yaml_node *root) {
  if (!hvl__find_key(root, "hvline"))
    hvl__diag_add(reader->diags, HVL_ERROR, root->place, DIAG(NO_VERSION));
}

static void check_line(struct reader *reader, const struct yaml_node *root) {
  const struct yaml_node *line = hvl__find_key(root, "line");
  const struct yaml_node *rules = hvl__find_key(root, "rules");
  const struct yaml_node *title = hvl__find_key(root, "title");
  if (rules && !line)
    hvl__diag_add(reader->diags, HVL_ERROR, rules->key->place,
                  DIAG(RULES_OF_NO_LINE));
  if (title && !line)
    hvl__diag_add(reader->diags, HVL_ERROR, title->key->place,
                  DIAG(TITLE_OF_NO_LINE));
}

bool hvl__rules_parse(struct parsed_pack *pack, const char *name, hvl_text text,
                      struct diag_list *diags) {
  struct reader reader = {pack, diags};
  struct parsed_file file = {0};
  file.name = hvl__arena_copy(&pack->arena, name, strlen(name));
  if (!hvl__reader_keep(&reader, file.name)) return false;
  const struct yaml_node *root =
      hvl__yaml_parse(&pack->arena, file.name, text, diags);
  if (!root) return !diags->failed;
  if (hvl__read_map(&reader, root, &file_table, &file)) {
    check_version(&reader, root);
    check_line(&reader, root);
    READER_PUSH(&reader, &pack->files, file);
  }
  return !diags->failed;
}

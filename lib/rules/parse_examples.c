/* SPDX-License-Identifier: MIT */
/* parse_examples.c - the examples inside a rule. */
#include <string.h>

#include "rules/parse.h"

static hvl_role role_of(char letter) {
  switch (letter) {
  case 's': return HVL_SELLER;
  case 'b': return HVL_BUYER;
  case 'y': return HVL_SYSTEM;
  default: return 0;
  }
}

static bool refuse_line(struct reader *reader, const struct yaml_node *node) {
  hvl__diag_add(reader->diags, HVL_ERROR, node->place, DIAG(WHOSE_MESSAGE));
  return false;
}

/* One message: "b: text", or "b@account: text". */
static bool take_message(struct reader *reader, const struct yaml_node *node,
                         struct parsed_message *message) {
  /* [b: text] without quotes is a mapping to YAML. */
  if (node->kind == YAML_MAP) return refuse_line(reader, node);
  if (!hvl__expect(reader, node, YAML_TEXT)) return false;
  *message = (struct parsed_message){.role = role_of(node->text[0]),
                                     .text = {NULL, node->place},
                                     .account = ""};
  const char *colon = strchr(node->text, ':');
  if (message->role == 0 || !colon) return refuse_line(reader, node);
  const char *account = node->text + 1;
  if (*account == '@' && message->role == HVL_BUYER && colon > account + 1) {
    message->account = hvl__arena_copy(&reader->pack->arena, account + 1,
                                       (size_t)(colon - account - 1));
    if (!hvl__reader_keep(reader, message->account)) return false;
  } else if (account != colon) {
    return refuse_line(reader, node);
  }
  message->text.data = colon + 1 + (colon[1] == ' ');
  return true;
}

/* A dialogue; it needs a message that the rule can judge. */
static void read_chat(struct reader *reader, const struct yaml_node *node,
                      void *field) {
  struct parsed_example *example = field;
  bool judged = false;
  if (!hvl__expect(reader, node, YAML_LIST)) return;
  for (const struct yaml_node *at = node->child; at; at = at->next) {
    struct parsed_message message;
    if (!take_message(reader, at, &message)) {
      judged = true; /* perhaps it was meant to be */
      continue;
    }
    judged = judged || message.role == HVL_SELLER;
    READER_PUSH(reader, &example->messages, message);
  }
  if (!judged)
    hvl__diag_add(reader->diags, HVL_ERROR, node->place,
                  DIAG(EXAMPLE_OF_OTHERS));
}

static void read_example_facts(struct reader *reader,
                               const struct yaml_node *node, void *field) {
  struct parsed_example *example = field;
  if (!hvl__expect(reader, node, YAML_MAP)) return;
  for (const struct yaml_node *at = node->child; at; at = at->next) {
    struct parsed_text name, value;
    if (!hvl__take_name(reader, at->key, &name)) continue;
    if (!hvl__take_text(reader, at, &value)) continue;
    READER_PUSH(reader, &example->facts, name);
    READER_PUSH(reader, &example->facts, value);
  }
}

static void read_example(struct reader *reader, const struct yaml_node *node,
                         struct parsed_example *example) {
  static const struct key keys[] = {
      {"facts", read_example_facts, 0, false},
      {"chat", read_chat, 0, true},
  };
  static const struct key_table table = {
      {DIAG(AN_EXAMPLE)}, keys, sizeof keys / sizeof *keys};
  struct parsed_message message = {.role = HVL_SELLER, .account = ""};
  switch (node->kind) {
  case YAML_LIST: read_chat(reader, node, example); break;
  case YAML_MAP: hvl__read_map(reader, node, &table, example); break;
  case YAML_TEXT:
    if (hvl__take_text(reader, node, &message.text))
      READER_PUSH(reader, &example->messages, message);
  }
}

static void read_examples(struct reader *reader, const struct yaml_node *node,
                          struct parsed_examples *examples, bool violates) {
  if (!hvl__expect(reader, node, YAML_LIST)) return;
  if (!node->child)
    hvl__diag_add(reader->diags, HVL_ERROR, node->place, DIAG(NO_EXAMPLES));
  for (const struct yaml_node *at = node->child; at; at = at->next) {
    struct parsed_example example = {.place = at->place, .violates = violates};
    read_example(reader, at, &example);
    if (example.messages.len > 0) READER_PUSH(reader, examples, example);
  }
}

void hvl__read_violating(struct reader *reader, const struct yaml_node *node,
                         void *field) {
  read_examples(reader, node, field, true);
}

void hvl__read_complying(struct reader *reader, const struct yaml_node *node,
                         void *field) {
  read_examples(reader, node, field, false);
}

/* SPDX-License-Identifier: MIT */
/* parse_rule.c - rules, and what overlays change in those of others. */
#include <string.h>

#include "base/limits.h"
#include "rules/parse.h"

/* repeat: each | once */
static void read_repeat(struct reader *reader, const struct yaml_node *node,
                        void *field) {
  static const char *const names[] = {"each", "once"};
  size_t name = hvl__read_choice(reader, node, DIAG(A_REPETITION), names, 2);
  if (name < 2) *(bool *)field = name == 1;
}

static void refuse_side(struct reader *reader, const struct yaml_node *node,
                        void *field) {
  (void)field;
  hvl__diag_add(reader->diags, HVL_ERROR, node->key->place, DIAG(SIDE_OF_RULE),
                node->key->text);
}

#define RULE(member) offsetof(struct parsed_rule, member)
static const struct key rule_keys[] = {
    {"id", hvl__read_name, RULE(id), true},
    {"severity", hvl__read_severity, RULE(severity), true},
    {"level", hvl__read_level, RULE(level), true},
    {"title", hvl__read_bilingual, RULE(title), true},
    {"why", hvl__read_bilingual, RULE(why), true},
    {"say", hvl__read_bilingual, RULE(say), false},
    {"seller", hvl__read_phrases, RULE(event.phrases[HVL_SELLER]), false},
    {"by-weight", hvl__read_flag, RULE(by_weight), false},
    {"buyer", refuse_side, 0, false},
    {"system", refuse_side, 0, false},
    {"with", hvl__read_block, RULE(event.with), false},
    {"unless", hvl__read_block, RULE(event.unless), false},
    {"guards", hvl__read_names, RULE(event.guards), false},
    {"account", hvl__read_account, RULE(event.account), false},
    {"split", hvl__read_flag, RULE(event.split), false},
    {"after", hvl__read_before, RULE(after), false},
    {"unless-after", hvl__read_before, RULE(unless_after), false},
    {"later", hvl__read_behind, RULE(later), false},
    {"unless-later", hvl__read_behind, RULE(unless_later), false},
    {"when", hvl__read_when, RULE(when), false},
    {"when-not", hvl__read_when_not, RULE(when), false},
    {"repeat", read_repeat, RULE(once), false},
    {"violates", hvl__read_violating, RULE(examples), true},
    {"complies", hvl__read_complying, RULE(examples), true},
};
#undef RULE
static const struct key_table rule_table = {
    {DIAG(A_RULE)}, rule_keys, sizeof rule_keys / sizeof *rule_keys};

/* What a faulty rule lacks gets a harmless value: nobody has to ask. */
static void fill_gaps(struct reader *reader, struct parsed_rule *rule) {
  struct parsed_text *texts[] = {&rule->title.zh, &rule->title.en,
                                 &rule->why.zh,   &rule->why.en,
                                 &rule->say.zh,   &rule->say.en};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    if (!texts[i]->data) *texts[i] = (struct parsed_text){"", rule->place};
  }
  if (rule->level == 0) rule->level = 1;
  struct parsed_severity fallback = {.severity = HVL_ERROR};
  if (rule->severity.len == 0) READER_PUSH(reader, &rule->severity, fallback);
}

static void check_count(struct reader *reader, const struct parsed_steps *steps,
                        uint32_t most, const char *what) {
  if (steps->len <= most) return;
  hvl__diag_add(reader->diags, HVL_ERROR, steps->data[most].place,
                DIAG(TOO_MANY_STEPS), (unsigned)most, what);
}

/* A rule looks for phrases, or by weight at a whole message; what stops a hit,
 * or must be there as well, either kind may have. */
static void check_kind(struct reader *reader, const struct yaml_node *node,
                       const struct parsed_rule *rule) {
  static const char *const of_phrases[] = {"seller", "split", "account"};
  if (!rule->by_weight && !hvl__find_key(node, "seller"))
    hvl__diag_add(reader->diags, HVL_ERROR, node->place, DIAG(NO_SELLER));
  for (size_t i = 0; rule->by_weight && i < sizeof of_phrases / sizeof(char *);
       i++) {
    const struct yaml_node *found = hvl__find_key(node, of_phrases[i]);
    if (found)
      hvl__diag_add(reader->diags, HVL_ERROR, found->key->place,
                    DIAG(KEY_OF_PHRASES), of_phrases[i]);
  }
}

void hvl__read_rules(struct reader *reader, const struct yaml_node *node,
                     void *field) {
  struct parsed_rules *rules = field;
  if (!hvl__expect(reader, node, YAML_LIST)) return;
  for (const struct yaml_node *at = node->child; at; at = at->next) {
    struct parsed_rule rule = {.place = at->place};
    if (!hvl__read_map(reader, at, &rule_table, &rule)) continue;
    fill_gaps(reader, &rule);
    check_kind(reader, at, &rule);
    check_count(reader, &rule.after, AFTER_MAX, "after");
    check_count(reader, &rule.later, LATER_MAX, "later");
    if (rule.id.data) READER_PUSH(reader, rules, rule);
  }
}

static void read_change(struct reader *reader, const struct yaml_node *node,
                        struct parsed_change *change) {
#define CHANGE(member) offsetof(struct parsed_change, member)
  static const struct key keys[] = {
      {"rule", hvl__read_name, CHANGE(rule), true},
      {"off", hvl__read_flag, CHANGE(off), false},
      {"severity", hvl__read_severity, CHANGE(severity), false},
      {"level", hvl__read_level, CHANGE(level), false},
  };
#undef CHANGE
  static const struct key_table table = {
      {DIAG(A_CHANGE)}, keys, sizeof keys / sizeof *keys};
  if (!hvl__read_map(reader, node, &table, change)) return;
  if (change->rule.data && !node->child->next)
    hvl__diag_add(reader->diags, HVL_ERROR, node->place, DIAG(EMPTY_CHANGE));
}

void hvl__read_changes(struct reader *reader, const struct yaml_node *node,
                       void *field) {
  (void)field;
  if (!hvl__expect(reader, node, YAML_LIST)) return;
  for (const struct yaml_node *at = node->child; at; at = at->next) {
    struct parsed_change change = {0};
    read_change(reader, at, &change);
    if (change.rule.data) READER_PUSH(reader, &reader->pack->changes, change);
  }
}

/* SPDX-License-Identifier: MIT */
/* parse_step.c - the messages before and after the one that a rule judges. */
#include <string.h>

#include "base/limits.h"
#include "rules/parse.h"

static read_value read_until;

/* within: N, or `end` */
static void read_within(struct reader *reader, const struct yaml_node *node,
                        void *field) {
  struct parsed_step *step = field;
  if (node->kind == YAML_TEXT && strcmp(node->text, "end") == 0) {
    step->end = true;
  } else {
    hvl__read_number(reader, node, 1, WITHIN_MAX, &step->within);
  }
}

static void read_turns(struct reader *reader, const struct yaml_node *node,
                       void *field) {
  hvl__read_number(reader, node, 1, WITHIN_MAX, field);
}

#define EVENT(member) offsetof(struct parsed_step, event.member)
#define STEP(member)  offsetof(struct parsed_step, member)
static const struct key step_keys[] = {
    {"buyer", hvl__read_phrases, EVENT(phrases[HVL_BUYER]), false},
    {"seller", hvl__read_phrases, EVENT(phrases[HVL_SELLER]), false},
    {"system", hvl__read_phrases, EVENT(phrases[HVL_SYSTEM]), false},
    {"with", hvl__read_block, EVENT(with), false},
    {"unless", hvl__read_block, EVENT(unless), false},
    {"guards", hvl__read_names, EVENT(guards), false},
    {"split", hvl__read_flag, EVENT(split), false},
    {"account", hvl__read_account, EVENT(account), false},
    {"within", read_within, 0, false},
    {"turns", read_turns, STEP(turns), false},
    {"latest", hvl__read_flag, STEP(latest), false},
    {"until", read_until, 0, false},
};
static const struct key reference_keys[] = {
    {"step", hvl__read_name, STEP(name), true},
    {"within", read_within, 0, false},
    {"turns", read_turns, STEP(turns), false},
    {"latest", hvl__read_flag, STEP(latest), false},
    {"until", read_until, 0, false},
};
#undef EVENT
#undef STEP
static const struct key_table step_table = {
    {DIAG(A_STEP)}, step_keys, sizeof step_keys / sizeof *step_keys};
static const struct key_table reference_table = {{DIAG(A_NAMED_STEP)},
                                                 reference_keys,
                                                 sizeof reference_keys /
                                                     sizeof *reference_keys};

static void read_step_map(struct reader *reader, const struct yaml_node *node,
                          struct parsed_step *step) {
  step->place = node->place;
  if (!hvl__read_map(reader, node, &step_table, step)) return;
  if (!hvl__find_key(node, "buyer") && !hvl__find_key(node, "seller") &&
      !hvl__find_key(node, "system"))
    hvl__diag_add(reader->diags, HVL_ERROR, node->place, DIAG(STEP_OF_NOTHING));
}

/* A step: its name, a mapping with the name as `step`, or all of it. */
static bool read_step(struct reader *reader, const struct yaml_node *node,
                      struct parsed_step *step) {
  *step = (struct parsed_step){.place = node->place};
  if (node->kind == YAML_TEXT) return hvl__take_name(reader, node, &step->name);
  if (!hvl__expect(reader, node, YAML_MAP)) return false;
  if (hvl__find_key(node, "step")) {
    hvl__read_map(reader, node, &reference_table, step);
    return step->name.data != NULL;
  }
  read_step_map(reader, node, step);
  return true;
}

static void read_until(struct reader *reader, const struct yaml_node *node,
                       void *field) {
  struct parsed_step *step = field;
  struct parsed_step until;
  if (!read_step(reader, node, &until)) return;
  if (until.within || until.turns || until.latest || until.end || until.until)
    hvl__diag_add(reader->diags, HVL_ERROR, node->place, DIAG(UNTIL_DISTANCE));
  step->until = hvl__arena_zeroed(&reader->pack->arena, 1, sizeof *step->until);
  if (hvl__reader_keep(reader, step->until)) *step->until = until;
}

static void read_steps(struct reader *reader, const struct yaml_node *node,
                       struct parsed_steps *steps, bool behind) {
  bool list = node->kind == YAML_LIST;
  if (list && !node->child)
    hvl__diag_add(reader->diags, HVL_ERROR, node->place, DIAG(NO_STEPS));
  const struct yaml_node *at = list ? node->child : node;
  for (; at; at = list ? at->next : NULL) {
    struct parsed_step step;
    if (!read_step(reader, at, &step)) continue;
    if (step.end && !behind)
      hvl__diag_add(reader->diags, HVL_ERROR, step.place, DIAG(END_BEFORE));
    READER_PUSH(reader, steps, step);
  }
}

void hvl__read_before(struct reader *reader, const struct yaml_node *node,
                      void *field) {
  read_steps(reader, node, field, false);
}

void hvl__read_behind(struct reader *reader, const struct yaml_node *node,
                      void *field) {
  read_steps(reader, node, field, true);
}

void hvl__read_named_steps(struct reader *reader, const struct yaml_node *node,
                           void *field) {
  (void)field;
  if (!hvl__expect(reader, node, YAML_MAP)) return;
  for (const struct yaml_node *at = node->child; at; at = at->next) {
    struct parsed_named_step entry = {0};
    bool named = hvl__take_name(reader, at->key, &entry.name);
    read_step_map(reader, at, &entry.step);
    if (named) READER_PUSH(reader, &reader->pack->steps, entry);
  }
}

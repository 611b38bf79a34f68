/* SPDX-License-Identifier: MIT */
/* dialogue_test.c - random rules with steps on random conversations, against a
 * model that looks at the whole conversation at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "hvline.h"

enum {
  RULES = 1500,
  CHATS = 40,
  MESSAGES = 14,
  LETTERS = 4, /* the last is what rules judge, the others are steps */
  STEPS_MAX = 2,
  DEFAULT_WITHIN = 6
};

static const char *const letters[LETTERS] = {"甲", "乙", "丙", "丁"};

struct step {
  hvl_role role;
  int letter;
  size_t within, turns; /* 0: not given */
  bool latest;
  int until; /* a letter by the buyer, or -1 */
};

struct rule {
  struct step after[STEPS_MAX], unless_after[STEPS_MAX];
  struct step later, unless_later;
  int afters, unless_afters;
  bool has_later, has_unless_later, once;
};

struct chat {
  hvl_role roles[MESSAGES];
  unsigned holds[MESSAGES]; /* bits of letters */
  size_t turns[MESSAGES];
  size_t count;
  char texts[MESSAGES][64];
};

static uint32_t roll(uint64_t *dice, uint32_t bound) {
  *dice ^= *dice << 13;
  *dice ^= *dice >> 7;
  *dice ^= *dice << 17;
  return (uint32_t)(*dice >> 33) % bound;
}

/* ---- Random rules and conversations -------------------------------------- */

static struct step roll_step(uint64_t *dice, bool before) {
  struct step step = {.role = (hvl_role)(1 + roll(dice, 2)),
                      .letter = (int)roll(dice, LETTERS - 1),
                      .until = -1};
  if (roll(dice, 2)) step.within = 1 + roll(dice, 8);
  if (roll(dice, 4) == 0) step.turns = 1 + roll(dice, 3);
  if (before && roll(dice, 5) == 0) step.latest = true;
  if (before && roll(dice, 4) == 0) step.until = (int)roll(dice, LETTERS - 1);
  return step;
}

static struct rule roll_rule(uint64_t *dice) {
  struct rule rule = {.afters = (int)roll(dice, STEPS_MAX + 1)};
  if (roll(dice, 3) == 0) rule.unless_afters = 1 + (int)roll(dice, STEPS_MAX);
  for (int i = 0; i < STEPS_MAX; i++) {
    rule.after[i] = roll_step(dice, true);
    rule.unless_after[i] = roll_step(dice, true);
  }
  rule.has_later = roll(dice, 5) == 0;
  rule.has_unless_later = roll(dice, 5) == 0;
  rule.later = roll_step(dice, false);
  rule.unless_later = roll_step(dice, false);
  rule.once = rule.afters == 1 && !rule.has_later && !rule.has_unless_later &&
              roll(dice, 3) == 0;
  return rule;
}

static void roll_chat(struct chat *chat, uint64_t *dice) {
  chat->count = 1 + roll(dice, MESSAGES);
  for (size_t i = 0; i < chat->count; i++) {
    chat->roles[i] = (hvl_role)(1 + roll(dice, 2));
    if (roll(dice, 12) == 0) chat->roles[i] = HVL_SYSTEM;
    bool same = i > 0 && chat->roles[i] == chat->roles[i - 1];
    chat->turns[i] = i == 0 ? 0 : chat->turns[i - 1] + !same;
    chat->holds[i] = 0;
    strcpy(chat->texts[i], "口");
    for (int letter = 0; letter < LETTERS; letter++) {
      if (roll(dice, 3)) continue;
      chat->holds[i] |= 1u << letter;
      strcat(chat->texts[i], "，");
      strcat(chat->texts[i], letters[letter]);
    }
  }
}

/* ---- The model ----------------------------------------------------------- */

static bool happens(const struct chat *chat, size_t at, hvl_role role,
                    int letter) {
  return chat->roles[at] == role && chat->holds[at] >> letter & 1;
}

static bool in_latest_turn(const struct chat *chat, size_t at, size_t before) {
  for (size_t i = at + 1; i < before; i++)
    if (chat->roles[i] == chat->roles[at] && chat->turns[i] != chat->turns[at])
      return false;
  return true;
}

static size_t within_of(const struct step *step) {
  return step->within ? step->within : DEFAULT_WITHIN;
}

/* Is message `at` the step, seen from the later message `from`? */
static bool step_before(const struct chat *chat, const struct step *step,
                        size_t at, size_t from) {
  if (!happens(chat, at, step->role, step->letter)) return false;
  if (from - at > within_of(step)) return false;
  if (step->turns && chat->turns[from] - chat->turns[at] > step->turns)
    return false;
  if (step->latest && !in_latest_turn(chat, at, from)) return false;
  for (size_t i = at + 1; step->until >= 0 && i < from; i++)
    if (happens(chat, i, HVL_BUYER, step->until)) return false;
  return true;
}

/* The chain of `count` steps up to `from`, nearest first; its places in `at`.
 */
static bool chain_before(const struct chat *chat, const struct step *steps,
                         int count, size_t from, size_t *at) {
  if (count == 0) return true;
  for (size_t i = from; i-- > 0;) {
    at[count - 1] = i;
    if (step_before(chat, &steps[count - 1], i, from) &&
        chain_before(chat, steps, count - 1, i, at))
      return true;
  }
  return false;
}

static bool step_behind(const struct chat *chat, const struct step *step,
                        size_t from) {
  for (size_t i = from + 1; i < chat->count; i++)
    if (happens(chat, i, step->role, step->letter) &&
        i - from <= within_of(step) &&
        (!step->turns || chat->turns[i] - chat->turns[from] <= step->turns))
      return true;
  return false;
}

/* Does the rule find message `at`? Its steps before are at `steps`. */
static bool finds(const struct rule *rule, const struct chat *chat, size_t at,
                  size_t steps[STEPS_MAX], size_t *rested) {
  size_t ignored[STEPS_MAX];
  if (!happens(chat, at, HVL_SELLER, LETTERS - 1)) return false;
  for (int i = 0; i < rule->unless_afters; i++)
    if (chain_before(chat, &rule->unless_after[i], 1, at, ignored))
      return false;
  if (!chain_before(chat, rule->after, rule->afters, at, steps)) return false;
  if (rule->once && *rested > steps[0]) return false;
  *rested = at + 1;
  if (rule->has_unless_later && step_behind(chat, &rule->unless_later, at))
    return false;
  return !rule->has_later || step_behind(chat, &rule->later, at);
}

/* ---- The rule as text ---------------------------------------------------- */

struct text {
  char data[4096];
  size_t len;
};

static void put(struct text *text, const char *more) {
  size_t len = strlen(more);
  assert_true(text->len + len < sizeof text->data);
  memcpy(text->data + text->len, more, len + 1);
  text->len += len;
}

static void put_step(struct text *text, const struct step *step) {
  char part[64];
  put(text, step->role == HVL_SELLER ? "{seller: [" : "{buyer: [");
  put(text, letters[step->letter]);
  put(text, "]");
  snprintf(part, sizeof part, ", within: %zu", step->within);
  if (step->within) put(text, part);
  snprintf(part, sizeof part, ", turns: %zu", step->turns);
  if (step->turns) put(text, part);
  if (step->latest) put(text, ", latest: yes");
  if (step->until >= 0) {
    put(text, ", until: {buyer: [");
    put(text, letters[step->until]);
    put(text, "]}");
  }
  put(text, "}");
}

static void put_steps(struct text *text, const char *key,
                      const struct step *steps, int count) {
  if (!count) return;
  put(text, key);
  put(text, "[");
  for (int i = 0; i < count; i++) {
    if (i) put(text, ", ");
    put_step(text, &steps[i]);
  }
  put(text, "]\n");
}

static void put_rule(struct text *text, const struct rule *rule) {
  text->len = 0;
  put(text, "hvline: 1\nline: t\ntitle: {zh: 测, en: T}\nrules:\n  - id: t\n"
            "    severity: error\n    level: 1\n    title: {zh: 规, en: R}\n"
            "    why: {zh: 因, en: W}\n    violates: [x]\n    complies: [y]\n"
            "    seller: [");
  put(text, letters[LETTERS - 1]);
  put(text, "]\n");
  put_steps(text, "    after: ", rule->after, rule->afters);
  put_steps(text, "    unless-after: ", rule->unless_after,
            rule->unless_afters);
  put_steps(text, "    later: ", &rule->later, rule->has_later);
  put_steps(text, "    unless-later: ", &rule->unless_later,
            rule->has_unless_later);
  if (rule->once) put(text, "    repeat: once\n");
}

static hvl_ruleset *compile(const struct text *text) {
  hvl_compiler *compiler;
  hvl_ruleset *ruleset;
  assert_int_equal(hvl_compiler_new(&compiler, NULL), HVL_OK);
  hvl_compiler_add(compiler, "t.yaml", (hvl_text){text->data, text->len});
  hvl_status status = hvl_compiler_build(compiler, &ruleset);
  for (size_t i = 0; status && hvl_compiler_diag(compiler, i); i++)
    print_message("%s\n", hvl_compiler_diag(compiler, i)->message);
  hvl_compiler_free(compiler);
  if (status) print_message("%s", text->data);
  assert_int_equal(status, HVL_OK);
  return ruleset;
}

/* ---- Comparing ----------------------------------------------------------- */

/* What was found, as text: the message, then those that the evidence lies in.
 */
static void put_found(struct text *text, size_t message, unsigned long where) {
  char part[64];
  snprintf(part, sizeof part, "%zu with %lx\n", message, where);
  put(text, part);
}

static void model_chat(const struct rule *rule, const struct chat *chat,
                       struct text *out) {
  size_t rested = 0;
  out->len = 0;
  put(out, "");
  for (size_t at = 0; at < chat->count; at++) {
    size_t steps[STEPS_MAX];
    if (!finds(rule, chat, at, steps, &rested)) continue;
    unsigned long where = 1ul << at;
    for (int i = 0; i < rule->afters; i++) where |= 1ul << steps[i];
    put_found(out, at, where);
  }
}

static void take(hvl_session *session, struct text *found[MESSAGES]) {
  const hvl_finding *finding;
  while ((finding = hvl_session_next(session))) {
    unsigned long where = 0;
    for (size_t i = 0; i < finding->span_count; i++)
      where |= 1ul << finding->spans[i].message;
    put_found(found[finding->message], finding->message, where);
  }
}

/* Findings by message, whenever they were reported. */
static void engine_chat(hvl_session *session, const struct chat *chat,
                        struct text *out) {
  static struct text parts[MESSAGES];
  struct text *found[MESSAGES];
  hvl_message messages[MESSAGES];
  hvl_session_reset(session);
  for (size_t i = 0; i < chat->count; i++) {
    messages[i] = (hvl_message)HVL_MESSAGE_INIT;
    messages[i].role = chat->roles[i];
    messages[i].text = (hvl_text){chat->texts[i], strlen(chat->texts[i])};
    found[i] = &parts[i];
    parts[i].len = 0;
    put(&parts[i], "");
  }
  assert_int_equal(hvl_session_feed(session, messages, chat->count), HVL_OK);
  take(session, found);
  assert_int_equal(hvl_session_finish(session), HVL_OK);
  take(session, found);
  out->len = 0;
  put(out, "");
  for (size_t i = 0; i < chat->count; i++) put(out, parts[i].data);
}

static void show(const struct text *rule, const struct chat *chat,
                 const struct text *model, const struct text *engine) {
  static const char roles[] = "?sby";
  print_message("%s", rule->data);
  for (size_t i = 0; i < chat->count; i++)
    print_message("  %zu %c: %s\n", i, roles[chat->roles[i]], chat->texts[i]);
  print_message("model:\n%sengine:\n%s", model->data, engine->data);
}

static void test_random_steps_are_found_as_the_model_finds_them(void **state) {
  (void)state;
  static struct text text, model, engine;
  uint64_t dice = 20260618;
  size_t wrong = 0, found = 0;
  for (int i = 0; i < RULES; i++) {
    struct rule rule = roll_rule(&dice);
    put_rule(&text, &rule);
    hvl_ruleset *ruleset = compile(&text);
    hvl_session *session;
    assert_int_equal(hvl_session_new(&session, ruleset, NULL), HVL_OK);
    for (int k = 0; k < CHATS; k++) {
      struct chat chat;
      roll_chat(&chat, &dice);
      model_chat(&rule, &chat, &model);
      engine_chat(session, &chat, &engine);
      found += model.len > 0;
      if (strcmp(model.data, engine.data) && wrong++ < 5)
        show(&text, &chat, &model, &engine);
    }
    hvl_session_free(session);
    hvl_ruleset_free(ruleset);
  }
  print_message("%d chats, %zu with findings\n", RULES * CHATS, found);
  assert_int_equal(wrong, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_random_steps_are_found_as_the_model_finds_them),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

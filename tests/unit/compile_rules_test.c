/* SPDX-License-Identifier: MIT */
/* compile_rules_test.c - rules, events and steps as they stand in the image. */
#include "compile_fixture.h"

#include "base/chars.h"

static void test_a_rule_has_what_was_written(void **state) {
  (void)state;
  hvl_ruleset *ruleset =
      compile_text(RULE_FILE("", "    say: {zh: 可以的, en: Yes}\n"
                                 "    seller: [发票]\n"));
  const hvl_rule *rule = hvl_ruleset_rule(ruleset, 0);
  assert_string_equal(rule->id, "test.rule");
  assert_string_equal(rule->line, "test");
  assert_string_equal(rule->line_title.zh, "测试");
  assert_string_equal(rule->line_title.en, "Test");
  assert_string_equal(rule->title.zh, "标题");
  assert_string_equal(rule->why.en, "Reason");
  assert_string_equal(rule->say.zh, "可以的");
  assert_int_equal(rule->severity, HVL_ERROR);
  assert_int_equal(rule->level, 1);
  hvl_ruleset_free(ruleset);
}

static const char *const other_file =
    "hvline: 1\nline: test\n"
    "rules:\n"
    "  - {id: a.rule, severity: note, level: 3, seller: [专票],\n"
    "     title: {zh: 标题, en: Title}, why: {zh: 原因, en: Reason},\n"
    "     violates: [专票], complies: [可以]}\n";

static void
test_rules_are_in_order_of_id_with_the_title_of_their_line(void **state) {
  (void)state;
  const char *const texts[] = {RULE_FILE("", "    seller: [发票]\n"),
                               other_file, NULL};
  hvl_ruleset *ruleset = compile_texts(texts);
  assert_string_equal(hvl_ruleset_rule(ruleset, 0)->id, "a.rule");
  assert_string_equal(hvl_ruleset_rule(ruleset, 0)->line_title.en, "Test");
  assert_string_equal(hvl_ruleset_rule(ruleset, 1)->id, "test.rule");
  assert_string_equal(hvl_ruleset_rule(ruleset, 0)->say.zh, "");
  hvl_ruleset_free(ruleset);
}

static void test_overlays_change_rules_and_switch_them_off(void **state) {
  (void)state;
  const char *const texts[] = {
      RULE_FILE("words: {one: [发票]}\n", "    seller: [\"{one}\"]\n"
                                          "    after: {buyer: [专票]}\n"),
      other_file,
      "hvline: 1\nchange:\n"
      "  - {rule: test.rule, off: yes}\n"
      "  - {rule: a.rule, severity: warning, level: 2}\n",
      NULL};
  hvl_ruleset *ruleset = compile_texts(texts);
  assert_string_equal(hvl_ruleset_rule(ruleset, 0)->id, "a.rule");
  assert_int_equal(hvl_ruleset_rule(ruleset, 0)->severity, HVL_WARNING);
  assert_int_equal(hvl_ruleset_rule(ruleset, 0)->level, 2);
  assert_null(hvl_ruleset_rule(ruleset, 1));
  assert_non_null(hvl_ruleset_example(ruleset, 1));
  assert_null(hvl_ruleset_example(ruleset, 2));
  assert_int_equal(ruleset->image.events_count, 1);
  hvl_ruleset_free(ruleset);
}

static void test_the_order_of_files_does_not_matter(void **state) {
  (void)state;
  const char *const texts[] = {
      RULE_FILE("words: {one: [发票]}\n", "    seller: [\"{one} {a} {b}\"]\n"),
      other_file, "list,word\na,专票\n", "list,word\nb,专票\n"};
  const char *const names[] = {"a.yaml", "b.yaml", "a.csv", "b.csv"};
  hvl_ruleset *ruleset[2];
  for (int first = 0; first < 2; first++) {
    hvl_compiler *compiler = new_compiler();
    for (int i = 0; i < 4; i++) {
      int file = first ? 3 - i : i;
      add_text(compiler, names[file], texts[file]);
    }
    assert_int_equal(hvl_compiler_build(compiler, &ruleset[first]), HVL_OK);
    hvl_compiler_free(compiler);
  }
  assert_int_equal(ruleset[0]->size, ruleset[1]->size);
  assert_memory_equal(ruleset[0]->bytes, ruleset[1]->bytes, ruleset[0]->size);
  hvl_ruleset_free(ruleset[0]);
  hvl_ruleset_free(ruleset[1]);
}

/* ---- Events -------------------------------------------------------------- */

static const struct image_event *event_of(const hvl_ruleset *ruleset) {
  return &ruleset->image.events[ruleset->image.rules[0].event];
}

static void
test_guards_are_in_order_of_scope_and_know_their_name(void **state) {
  (void)state;
  hvl_ruleset *ruleset = compile_text(
      RULE_FILE("guards: {polite: {message: [亲亲], overlap: [发票夹]}}\n",
                "    seller: [发票]\n"
                "    with: {message: [可以], clause: [专票]}\n"
                "    unless: {sentence: [不会], clause: [别的]}\n"
                "    guards: [polite]\n"
                "    account: other\n"
                "    split: yes\n"));
  const struct image_event *event = event_of(ruleset);
  const struct image_scoped *unless = ruleset->image.scoped + event->unless;
  assert_int_equal(event->withs, 2);
  assert_int_equal(ruleset->image.scoped[event->with].scope, SCOPE_CLAUSE);
  assert_int_equal(event->unlesses, 4);
  assert_int_equal(unless[0].scope, SCOPE_OVERLAP);
  assert_string_equal(string_of(ruleset, unless[0].name), "polite");
  assert_int_equal(unless[1].scope, SCOPE_CLAUSE);
  assert_int_equal(unless[1].name, NONE);
  assert_int_equal(unless[3].scope, SCOPE_MESSAGE);
  assert_int_equal(event->account, ACCOUNT_OTHER);
  assert_int_equal(event->flags, EVENT_SPLIT | EVENT_TRIGGER);
  assert_int_equal(event->patterns[HVL_SELLER], 1);
  assert_int_equal(event->patterns[HVL_BUYER], 0);
  hvl_ruleset_free(ruleset);
}

/* ---- Steps --------------------------------------------------------------- */

static const char *const steps_file =
    RULE_FILE("steps:\n"
              "  asks: {buyer: [发票], within: 4, turns: 2}\n",
              "    seller: [专票]\n"
              "    after:\n"
              "      - asks\n"
              "      - {step: asks, within: 2, until: {buyer: [算了]}}\n"
              "      - {system: [下单], latest: yes}\n"
              "    unless-after: {seller: [可以], until: asks}\n"
              "    later: {buyer: [好的], within: end}\n"
              "    unless-later: [{seller: [稍等], within: 3}]\n"
              "    repeat: once\n");

static void test_steps_have_their_bounds(void **state) {
  (void)state;
  hvl_ruleset *ruleset = compile_text(steps_file);
  const struct image *image = &ruleset->image;
  const struct image_rule *rule = &image->rules[0];
  const struct image_step *after = image->steps + rule->after;
  assert_int_equal(rule->afters, 3);
  assert_int_equal(after[0].within, 4);
  assert_int_equal(after[0].turns, 2);
  assert_int_equal(after[0].until, NONE);
  assert_string_equal(string_of(ruleset, after[0].source), "asks");
  assert_int_equal(after[1].event, after[0].event);
  assert_int_equal(after[1].within, 2);
  assert_int_not_equal(after[1].until, NONE);
  assert_int_equal(after[2].within, 6);
  assert_int_equal(after[2].turns, NONE);
  assert_int_equal(after[2].flags, STEP_LATEST);
  assert_string_equal(string_of(ruleset, after[2].source), "下单");
  assert_int_equal(image->steps[rule->unless_after].until, after[0].event);
  assert_int_equal(image->steps[rule->later].within, NONE);
  assert_int_equal(image->steps[rule->unless_later].within, 3);
  assert_int_equal(rule->flags, RULE_ONCE);
  assert_int_equal(image->events[after[2].event].flags, EVENT_STEP);
  hvl_ruleset_free(ruleset);
}

/* ---- Facts and examples -------------------------------------------------- */

static void test_facts_conditions_and_severities(void **state) {
  (void)state;
  const char *text =
      "hvline: 1\nline: test\n"
      "facts: {shop: {default: tmall}, cod: {default: no}}\n"
      "rules:\n"
      "  - {id: a.rule, level: 3, seller: [专票],\n"
      "     severity: {default: note, shop=taobao: error},\n"
      "     when: {shop: [tmall, taobao]}, when-not: {cod: \"true\"},\n"
      "     title: {zh: 标题, en: Title}, why: {zh: 原因, en: Reason},\n"
      "     violates: [{facts: {cod: no}, chat: [\"b@anna: 能开票吗\",\n"
      "                 \"s: 没有\"]}],\n"
      "     complies: [可以]}\n";
  hvl_ruleset *ruleset = compile_text(text);
  const struct image *image = &ruleset->image;
  const struct image_rule *rule = &image->rules[0];
  const struct image_condition *when = image->conditions + rule->condition;
  assert_int_equal(image->facts_count, 2);
  assert_string_equal(string_of(ruleset, image->facts[1].fallback), "no");
  assert_int_equal(rule->conditions, 2);
  assert_int_equal(when[0].values, 2);
  assert_string_equal(string_of(ruleset, image->values[when[0].value]),
                      "tmall");
  assert_int_equal(when[1].fact, 1);
  assert_int_equal(when[1].negated, 1);
  assert_int_equal(rule->severity, HVL_NOTE);
  assert_int_equal(rule->by_facts, 1);
  assert_int_equal(image->severities[rule->by_fact].severity, HVL_ERROR);
  hvl_ruleset_free(ruleset);
}

static void test_examples_are_to_be_had(void **state) {
  (void)state;
  hvl_ruleset *ruleset = compile_text(
      RULE_FILE("facts: {cod: {default: no}}\n",
                "    seller: [发票]\n") "  - {id: a.rule, severity: note, "
                                        "level: 3, seller: [专票],\n"
                                        "     title: {zh: 标题, en: Title}, "
                                        "why: {zh: 原因, en: Reason},\n"
                                        "     violates: [{facts: {cod: no}, "
                                        "chat: [\"b@anna: 能开票吗\",\n"
                                        "                 \"s: 没有\"]}],\n"
                                        "     complies: [可以]}\n");
  const hvl_example *example = hvl_ruleset_example(ruleset, 0);
  assert_ptr_equal(example->rule, hvl_ruleset_rule(ruleset, 0));
  assert_int_equal(example->violates, 1);
  assert_int_equal(example->message_count, 2);
  assert_int_equal(example->messages[0].role, HVL_BUYER);
  assert_int_equal(example->messages[0].account.len, 4);
  assert_string_equal(example->messages[1].text.data, "没有");
  assert_int_equal(example->fact_count, 1);
  assert_string_equal(example->facts[0], "cod");
  assert_string_equal(example->facts[1], "no");
  assert_string_equal(example->file, "a.yaml");
  assert_int_equal(example->line, 16);
  assert_int_equal(hvl_ruleset_example(ruleset, 1)->violates, 0);
  assert_null(hvl_ruleset_example(ruleset, 4));
  hvl_ruleset_free(ruleset);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_rule_has_what_was_written),
      cmocka_unit_test(
          test_rules_are_in_order_of_id_with_the_title_of_their_line),
      cmocka_unit_test(test_overlays_change_rules_and_switch_them_off),
      cmocka_unit_test(test_the_order_of_files_does_not_matter),
      cmocka_unit_test(test_guards_are_in_order_of_scope_and_know_their_name),
      cmocka_unit_test(test_steps_have_their_bounds),
      cmocka_unit_test(test_facts_conditions_and_severities),
      cmocka_unit_test(test_examples_are_to_be_had),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

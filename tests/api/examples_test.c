/* SPDX-License-Identifier: MIT */
/* examples_test.c - the built-in rules do what their examples say. */
#include <stdio.h>

#include "help.h"

enum { SHOWN_MAX = 60 };

static size_t last_of_seller(const hvl_example *example) {
  size_t last = SIZE_MAX;
  for (size_t i = 0; i < example->message_count; i++)
    if (example->messages[i].role == HVL_SELLER) last = i;
  return last;
}

/* Note whether the example's rule is among the waiting findings: on the last
 * message of the shop, or on any. */
static void drain(hvl_session *session, const hvl_example *example,
                  bool *on_last, bool *on_any) {
  const hvl_finding *finding;
  while ((finding = hvl_session_next(session))) {
    if (finding->rule != example->rule) continue;
    *on_any = true;
    if (finding->message == last_of_seller(example)) *on_last = true;
  }
}

static bool holds(hvl_session *session, const hvl_example *example) {
  bool on_last = false, on_any = false;
  hvl_session_reset(session);
  for (size_t i = 0; i < example->fact_count; i++)
    assert_int_equal(hvl_session_set_fact(session, example->facts[2 * i],
                                          example->facts[2 * i + 1]),
                     HVL_OK);
  assert_int_equal(
      hvl_session_feed(session, example->messages, example->message_count),
      HVL_OK);
  drain(session, example, &on_last, &on_any);
  assert_int_equal(hvl_session_finish(session), HVL_OK);
  drain(session, example, &on_last, &on_any);
  return example->violates ? on_last : !on_any;
}

static void show(const hvl_example *example) {
  static const char roles[] = "?sby";
  print_message("%s:%u: %s %s\n", example->file, (unsigned)example->line,
                example->rule->id, example->violates ? "misses" : "finds");
  for (size_t i = 0; i < example->message_count; i++)
    print_message("    %c: %.*s\n", roles[example->messages[i].role & 3],
                  (int)example->messages[i].text.len,
                  example->messages[i].text.data);
}

static void test_the_builtin_rules_do_what_their_examples_say(void **state) {
  (void)state;
  hvl_options options = HVL_OPTIONS_INIT;
  hvl_ruleset *ruleset;
  const hvl_example *example;
  size_t wrong = 0, count = 0;
  options.level = 3;
  assert_int_equal(hvl_ruleset_builtin(&ruleset, &options), HVL_OK);
  hvl_session *session = help_session(ruleset, &options);
  for (; (example = hvl_ruleset_example(ruleset, count)); count++)
    if (!holds(session, example) && ++wrong <= SHOWN_MAX) show(example);
  print_message("%zu examples, %zu wrong\n", count, wrong);
  hvl_session_free(session);
  hvl_ruleset_free(ruleset);
  assert_true(count > 0);
  assert_int_equal(wrong, 0);
}

static void test_every_builtin_rule_has_examples_of_both_kinds(void **state) {
  (void)state;
  hvl_ruleset *ruleset;
  const hvl_rule *rule;
  const hvl_example *example;
  assert_int_equal(hvl_ruleset_builtin(&ruleset, NULL), HVL_OK);
  for (size_t i = 0; (rule = hvl_ruleset_rule(ruleset, i)); i++) {
    size_t violates = 0, complies = 0;
    for (size_t k = 0; (example = hvl_ruleset_example(ruleset, k)); k++)
      if (example->rule == rule)
        violates += example->violates != 0, complies += !example->violates;
    if (!violates || !complies) fail_msg("%s lacks examples", rule->id);
  }
  hvl_ruleset_free(ruleset);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_builtin_rules_do_what_their_examples_say),
      cmocka_unit_test(test_every_builtin_rule_has_examples_of_both_kinds),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

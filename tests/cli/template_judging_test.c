/* SPDX-License-Identifier: MIT */
/* Placeholders in templates, on the examples of all built-in rules: beside what
 * a rule finds they hide nothing, and whatever stands in them is not found. */
#include "judge/template_judging.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "cli_test.h"

struct bench {
  hvl_ruleset *ruleset;
  struct options options;
  struct log log;
  struct judge *judge;
  struct template_judge *templates;
};

static int set_up(void **state) {
  struct bench *bench = calloc(1, sizeof *bench);
  *state = bench;
  bench->options =
      (struct options){.command = COMMAND_CHECK, .level = 3, .lang = LANG_EN};
  bench->log = (struct log){.stream = stderr};
  if (hvl_ruleset_builtin(&bench->ruleset, NULL) != HVL_OK) return -1;
  bench->judge = judge_new(bench->ruleset, &bench->options, &bench->log);
  bench->templates = template_judge_new(bench->judge);
  return 0;
}

static int tear_down(void **state) {
  struct bench *bench = *state;
  template_judge_free(bench->templates);
  judge_free(bench->judge);
  hvl_ruleset_free(bench->ruleset);
  free(bench);
  return 0;
}

static const hvl_finding *find(struct bench *bench, hvl_text text,
                               const hvl_rule *rule) {
  struct message_row message = {.role = HVL_SELLER, .text = text};
  struct chat chat = {.id = {"t", 1}, .messages = &message, .count = 1};
  size_t count;
  const hvl_finding *found =
      template_judge_one(bench->templates, &chat, "t", &count);
  for (size_t i = 0; i < count; i++)
    if (found[i].rule == rule) return &found[i];
  return NULL;
}

static bool has_brace(hvl_text text) {
  return memchr(text.data, '{', text.len) || memchr(text.data, '}', text.len);
}

/* An example that is a template: one message of the shop, without facts. */
static bool is_template(const hvl_example *example) {
  return example->message_count == 1 && !example->fact_count &&
         example->messages[0].role == HVL_SELLER &&
         !has_brace(example->messages[0].text);
}

static void insert(struct buffer *out, hvl_text text, size_t at,
                   const char *what) {
  buffer_clear(out);
  buffer_add(out, text.data, at);
  buffer_print(out, what);
  buffer_add(out, text.data + at, text.len - at);
}

static void test_a_placeholder_beside_a_finding_does_not_hide_it(void **state) {
  struct bench *bench = *state;
  struct buffer text = {0};
  const hvl_example *example;
  size_t tried = 0, hidden = 0;
  for (size_t i = 0; (example = hvl_ruleset_example(bench->ruleset, i)); i++) {
    if (!example->violates || !is_template(example)) continue;
    hvl_text plain = example->messages[0].text;
    const hvl_finding *found = find(bench, plain, example->rule);
    if (!found) continue; /* by weight, of a sum that is far from others */
    size_t ends[2] = {found->spans[0].start,
                      found->spans[found->span_count - 1].end};
    for (size_t side = 0; side < 2; side++) {
      insert(&text, plain, ends[side], "{买家昵称}");
      tried++;
      if (find(bench, buffer_text(&text), example->rule)) continue;
      print_message("hidden: %s: %s\n", example->rule->id, text.data);
      hidden++;
    }
  }
  print_message("%zu tried, %zu hidden\n", tried, hidden);
  assert_true(tried > 700);
  assert_int_equal(hidden, 0);
  buffer_free(&text);
}

static void test_what_stands_in_a_placeholder_is_not_found(void **state) {
  struct bench *bench = *state;
  struct buffer text = {0};
  const hvl_example *example;
  size_t tried = 0, made = 0;
  for (size_t i = 0; (example = hvl_ruleset_example(bench->ruleset, i)); i++) {
    if (!example->violates || !is_template(example)) continue;
    buffer_clear(&text);
    buffer_print(&text, "亲，{");
    buffer_add(&text, example->messages[0].text.data,
               example->messages[0].text.len);
    buffer_print(&text, "}欢迎光临");
    size_t chars = 0;
    for (size_t at = 0; at < text.len; at++)
      chars += ((unsigned char)text.data[at] & 0xC0) != 0x80;
    if (chars > 30 + 8 || memchr(text.data, '\n', text.len)) continue;
    tried++;
    if (!find(bench, buffer_text(&text), example->rule)) continue;
    print_message("made: %s: %s\n", example->rule->id, text.data);
    made++;
  }
  print_message("%zu tried, %zu made\n", tried, made);
  assert_true(tried > 200);
  assert_int_equal(made, 0);
  buffer_free(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_placeholder_beside_a_finding_does_not_hide_it),
      cmocka_unit_test(test_what_stands_in_a_placeholder_is_not_found),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}

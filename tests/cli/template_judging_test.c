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

static const hvl_finding *find_in(struct bench *bench, const struct chat *chat,
                                  const hvl_rule *rule) {
  size_t count;
  const hvl_finding *found =
      template_judge_one(bench->templates, chat, "t", &count);
  for (size_t i = 0; i < count; i++)
    if (found[i].rule == rule) return &found[i];
  return NULL;
}

static const hvl_finding *find(struct bench *bench, hvl_text text,
                               const hvl_rule *rule) {
  struct message_row message = {.role = HVL_SELLER, .text = text};
  struct chat chat = {.id = {"t", 1}, .messages = &message, .count = 1};
  return find_in(bench, &chat, rule);
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

/* An example of one question and one answer, without facts. */
static bool is_answer(const hvl_example *example) {
  return example->message_count == 2 && !example->fact_count &&
         example->messages[0].role == HVL_BUYER &&
         example->messages[1].role == HVL_SELLER &&
         !has_brace(example->messages[0].text) &&
         !has_brace(example->messages[1].text);
}

/* Is the finding of the answer, with all its evidence in it? */
static bool is_of_answer(const hvl_finding *finding, hvl_text answer) {
  bool good = finding->message == 0 && finding->span_count > 0;
  for (size_t i = 0; i < finding->span_count; i++)
    good &= finding->spans[i].message == 0 &&
            finding->spans[i].start < finding->spans[i].end &&
            finding->spans[i].end <= answer.len;
  return good;
}

static void test_an_answer_is_found_behind_its_question(void **state) {
  struct bench *bench = *state;
  const hvl_example *example;
  size_t tried = 0, missed = 0;
  for (size_t i = 0; (example = hvl_ruleset_example(bench->ruleset, i)); i++) {
    if (!example->violates || !is_answer(example)) continue;
    struct message_row message = {.role = HVL_SELLER,
                                  .text = example->messages[1].text};
    struct chat chat = {.id = {"t", 1},
                        .question = example->messages[0].text,
                        .messages = &message,
                        .count = 1};
    const hvl_finding *found = find_in(bench, &chat, example->rule);
    tried++;
    if (found && is_of_answer(found, message.text)) continue;
    print_message("missed: %s:%u %s\n", example->file, (unsigned)example->line,
                  example->rule->id);
    missed++;
  }
  print_message("%zu tried, %zu missed\n", tried, missed);
  assert_true(tried > 200);
  assert_int_equal(missed, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_an_answer_is_found_behind_its_question),
      cmocka_unit_test(test_a_placeholder_beside_a_finding_does_not_hide_it),
      cmocka_unit_test(test_what_stands_in_a_placeholder_is_not_found),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}

/* SPDX-License-Identifier: MIT */
/* match_recall_test.c - an event that is judged when a later message asks comes
 * out as it would have at once: on the built-in examples, from every side. */
#include "compile_fixture.h"

#include "match/agenda.h"
#include "match/recall.h"

struct fixture {
  hvl_ruleset *ruleset;
  hvl_allocator mem;
  struct matcher matcher;
  struct scene scene;
  struct past past;
  struct agenda agenda;
  struct recall recall;
};

static int set_up(void **state) {
  static struct fixture fixture;
  fixture.mem = hvl__mem_pick(NULL, NULL);
  assert_int_equal(hvl_ruleset_builtin(&fixture.ruleset, NULL), HVL_OK);
  const struct image *image = &fixture.ruleset->image;
  assert_int_equal(hvl__matcher_init(&fixture.matcher, fixture.ruleset,
                                     &fixture.mem, 100000),
                   HVL_OK);
  assert_int_equal(
      hvl__scene_init(&fixture.scene, fixture.ruleset, &fixture.mem), HVL_OK);
  assert_true(hvl__past_init(&fixture.past, image->events_count, &fixture.mem));
  assert_true(hvl__agenda_init(&fixture.agenda, image, &fixture.mem));
  assert_true(hvl__recall_init(&fixture.recall, fixture.ruleset, &fixture.mem));
  *state = &fixture;
  return 0;
}

static int tear_down(void **state) {
  struct fixture *fixture = *state;
  hvl__matcher_free(&fixture->matcher);
  hvl__scene_free(&fixture->scene, &fixture->mem);
  hvl__past_free(&fixture->past, &fixture->mem);
  hvl__agenda_free(&fixture->agenda, &fixture->mem);
  hvl__recall_free(&fixture->recall, &fixture->mem);
  hvl_ruleset_free(fixture->ruleset);
  return 0;
}

/* ---- Now and later ------------------------------------------------------- */

/* What one message brought about at once. */
struct expected {
  size_t message;
  struct happenings happenings;
};

static void judge_at_once(struct fixture *fixture, uint32_t event,
                          struct expected *expected) {
  struct setting setting = {.matcher = &fixture->matcher,
                            .scene = &fixture->scene,
                            .past = &fixture->past};
  struct event_result result;
  assert_int_equal(hvl__event_judge(&setting, event, &result), HVL_OK);
  if (result.happened)
    assert_true(
        HVL_PUSH(&fixture->mem, &expected->happenings, result.happening));
}

/* Say message `index` of the examples and leave open what can wait; false if it
 * is too long to be recalled. */
static bool say(struct fixture *fixture, uint32_t index,
                struct expected *expected) {
  const struct image *image = &fixture->ruleset->image;
  const uint64_t *alone = fixture->ruleset->index.alone;
  struct past_message *now = hvl__past_next(&fixture->past);
  struct scene *scene = &fixture->scene;
  scene->message = expected->message = fixture->past.count;
  scene->role = now->role = (hvl_role)(HVL_SELLER + index % 3);
  scene->side = index % 5 ? ACCOUNT_OWNER : ACCOUNT_OTHER;
  now->happenings.len = expected->happenings.len = 0;
  assert_true(hvl__scene_set(
      scene, image, fixture->ruleset->messages[index].text, &fixture->mem));
  assert_true(hvl__scene_read(scene, image, NULL, &fixture->mem));
  if (scene->text.count > RECALL_UNITS) return false;
  hvl__agenda_set_events(&fixture->agenda, &fixture->ruleset->index, image,
                         scene);
  for (uint32_t i = 0; i < fixture->past.words; i++)
    now->open[i] = fixture->agenda.events[i] & alone[i];
  for (uint32_t e = 0; e < image->events_count; e++)
    if (alone[e / 64] >> e % 64 & 1) judge_at_once(fixture, e, expected);
  hvl__recall_keep(&fixture->recall, scene);
  hvl__recall_take(&fixture->recall, scene);
  hvl__past_commit(&fixture->past);
  return true;
}

/* Ask whatever is open in message `index`. */
static void ask_all(struct fixture *fixture, size_t index) {
  const struct past_message *message = hvl__past_at(&fixture->past, index);
  for (uint32_t e = 0; e < fixture->ruleset->image.events_count; e++) {
    struct question question = {index, e};
    if (!(message->open[e / 64] >> e % 64 & 1)) continue;
    assert_int_equal(hvl__recall_answer(&fixture->recall, &fixture->matcher,
                                        &fixture->past, &question),
                     HVL_OK);
  }
}

static void expect_same(const struct fixture *fixture,
                        const struct expected *expected) {
  const struct past_message *message =
      hvl__past_at(&fixture->past, expected->message);
  assert_int_equal(message->happenings.len, expected->happenings.len);
  for (uint32_t i = 0; i < expected->happenings.len; i++) {
    const struct happening *at_once = &expected->happenings.data[i];
    const struct happening *later = hvl__past_find(message, at_once->event);
    assert_non_null(later);
    assert_int_equal(later->evasion, at_once->evasion);
    assert_int_equal(later->level, at_once->level);
    assert_int_equal(later->span_count, at_once->span_count);
    assert_memory_equal(later->spans, at_once->spans,
                        at_once->span_count * sizeof *later->spans);
  }
}

static void test_what_is_judged_later_comes_out_as_at_once(void **state) {
  struct fixture *fixture = *state;
  static struct expected expected[WINDOW];
  uint32_t happened = 0;
  for (uint32_t i = 0; i < fixture->ruleset->image.messages_count;) {
    uint32_t count = 0;
    for (; count < WINDOW && i < fixture->ruleset->image.messages_count; i++)
      count += say(fixture, i, &expected[count]);
    for (uint32_t k = 0; k < count; k++) {
      ask_all(fixture, expected[k].message);
      expect_same(fixture, &expected[k]);
      happened += expected[k].happenings.len;
    }
  }
  assert_true(happened > 1000);
  for (uint32_t k = 0; k < WINDOW; k++)
    HVL_ARRAY_FREE(&fixture->mem, &expected[k].happenings);
}

/* Ask about the first event that is open in message `index`; false: none is. */
static bool ask_one(struct fixture *fixture, size_t index) {
  const struct past_message *message = hvl__past_at(&fixture->past, index);
  for (uint32_t e = 0; e < fixture->ruleset->image.events_count; e++) {
    struct question question = {index, e};
    if (!(message->open[e / 64] >> e % 64 & 1)) continue;
    assert_int_equal(hvl__recall_answer(&fixture->recall, &fixture->matcher,
                                        &fixture->past, &question),
                     HVL_OK);
    return true;
  }
  return false;
}

static void test_a_message_is_read_again_a_few_times_only(void **state) {
  struct fixture *fixture = *state;
  static struct expected expected[2];
  uint32_t most = 0;
  for (uint32_t i = 0; i + 1 < fixture->ruleset->image.messages_count; i += 2) {
    uint32_t visits = 0;
    if (!say(fixture, i, &expected[0])) continue;
    if (!say(fixture, i + 1, &expected[1])) continue;
    while (ask_one(fixture, expected[visits % 2].message)) visits++;
    if (visits > most) most = visits;
    for (int k = 0; k < 2; k++) {
      ask_all(fixture, expected[k].message);
      expect_same(fixture, &expected[k]);
    }
  }
  assert_int_equal(most, 2 * RECALL_VISITS);
  for (uint32_t k = 0; k < 2; k++)
    HVL_ARRAY_FREE(&fixture->mem, &expected[k].happenings);
}

/* ---- What can wait ------------------------------------------------------- */

/* When the event of the only rule's only step, written as `step`, waits. */
enum waits { NEVER, WHERE_A_TURN_BEGINS, ALWAYS };

static bool has(const uint64_t *set, uint32_t event) {
  return set[event / 64] >> event % 64 & 1;
}

static enum waits waits(const char *step) {
  char text[1024];
  snprintf(text, sizeof text, RULE_FILE("", "    seller: [开不了]\n    %s\n"),
           step);
  hvl_ruleset *ruleset = compile_text(text);
  const struct event_index *index = &ruleset->index;
  uint32_t event = ruleset->image.steps[0].event;
  enum waits result = has(index->deferred, event) ? ALWAYS
                      : has(index->alone, event)  ? WHERE_A_TURN_BEGINS
                                                  : NEVER;
  if (has(index->awaited, event)) result = NEVER;
  hvl_ruleset_free(ruleset);
  return result;
}

static void test_a_step_that_sees_its_message_only_waits(void **state) {
  (void)state;
  assert_int_equal(waits("after: [{buyer: [发票]}]"), ALWAYS);
  assert_int_equal(waits("unless-after: [{seller: [\"发票 <mobile>\"]}]"),
                   ALWAYS);
  assert_int_equal(waits("after: [{buyer: [发票], unless: {clause: [不用]}}]"),
                   ALWAYS);
  assert_int_equal(waits("after: [{buyer: [发票], unless: {turn: [不用]}}]"),
                   WHERE_A_TURN_BEGINS);
  assert_int_equal(waits("after: [{buyer: [发票], with: {turn: [公司]}}]"),
                   WHERE_A_TURN_BEGINS);
  assert_int_equal(waits("after: [{buyer: [发票], split: yes}]"),
                   WHERE_A_TURN_BEGINS);
  assert_int_equal(waits("after: [{seller: [\"发票 <mobile:known>\"]}]"),
                   NEVER);
  assert_int_equal(waits("later: [{buyer: [发票]}]"), NEVER);
  assert_int_equal(waits("unless-later: [{buyer: [发票]}]"), NEVER);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(
          test_what_is_judged_later_comes_out_as_at_once, set_up, tear_down),
      cmocka_unit_test_setup_teardown(
          test_a_message_is_read_again_a_few_times_only, set_up, tear_down),
      cmocka_unit_test(test_a_step_that_sees_its_message_only_waits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* match_past_test.c - looking back over the last messages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "match/past.h"

enum { A, B, C }; /* events */

static hvl_allocator plain;

static struct past new_past(void) {
  struct past past;
  plain = hvl__mem_pick(NULL, NULL);
  assert_true(hvl__past_init(&past, C + 1, &plain));
  return past;
}

/* Commit a message of `role` in which the events named by `events` happen, or
 * may have happened if they are written small. */
static void say(struct past *past, hvl_role role, const char *events) {
  struct past_message *slot = hvl__past_next(past);
  slot->role = role;
  slot->turn = past->count == 0 ? 1 : hvl__past_at(past, past->count - 1)->turn;
  if (past->count > 0 && hvl__past_at(past, past->count - 1)->role != role)
    slot->turn++;
  slot->happenings.len = 0;
  memset(slot->open, 0, past->words * sizeof *slot->open);
  for (; *events; events++) {
    if (*events >= 'a') {
      slot->open[0] |= UINT64_C(1) << (*events - 'a');
      continue;
    }
    struct happening happening = {.event = (uint32_t)(*events - 'A')};
    assert_true(hvl__past_add(past, past->count, &happening, &plain));
  }
  hvl__past_commit(past);
}

/* Make the message being judged one of the seller, in a turn of its own. */
static void judge(struct past *past) {
  struct past_message *slot = hvl__past_next(past);
  slot->role = HVL_SELLER;
  slot->turn = hvl__past_at(past, past->count - 1)->turn + 1;
  slot->happenings.len = 0;
  memset(slot->open, 0, past->words * sizeof *slot->open);
}

static struct image_step step_of(uint32_t event, uint32_t within) {
  struct image_step step = {event, NONE, within, NONE, 0, 0};
  return step;
}

static struct question question;

static enum lead look_back(struct past *past, const struct image_step *steps,
                           uint32_t count, size_t at[CHAIN_MAX]) {
  judge(past);
  return hvl__past_chain(past, steps, count, past->count, at, &question);
}

static bool leads(struct past *past, const struct image_step *steps,
                  uint32_t count, size_t at[CHAIN_MAX]) {
  enum lead lead = look_back(past, steps, count, at);
  assert_int_not_equal(lead, LEADS_PERHAPS);
  return lead == LEADS;
}

static void test_a_step_is_found_within_its_reach_only(void **state) {
  (void)state;
  struct past past = new_past();
  size_t at[CHAIN_MAX];
  struct image_step near = step_of(A, 2), far = step_of(A, 3);
  say(&past, HVL_BUYER, "A");
  say(&past, HVL_BUYER, "");
  say(&past, HVL_SELLER, "");
  assert_false(leads(&past, &near, 1, at));
  assert_true(leads(&past, &far, 1, at));
  assert_int_equal(at[0], 0);
  hvl__past_free(&past, &plain);
}

static void test_the_nearest_step_is_the_evidence(void **state) {
  (void)state;
  struct past past = new_past();
  size_t at[CHAIN_MAX];
  struct image_step step = step_of(A, 6);
  say(&past, HVL_BUYER, "A");
  say(&past, HVL_BUYER, "A");
  assert_true(leads(&past, &step, 1, at));
  assert_int_equal(at[0], 1);
  hvl__past_free(&past, &plain);
}

static void test_until_closes_a_step_that_it_follows(void **state) {
  (void)state;
  struct past past = new_past();
  size_t at[CHAIN_MAX];
  struct image_step step = step_of(A, 6);
  step.until = C;
  say(&past, HVL_BUYER, "C");
  say(&past, HVL_BUYER, "A");
  assert_true(leads(&past, &step, 1, at));
  say(&past, HVL_BUYER, "C");
  assert_false(leads(&past, &step, 1, at));
  hvl__past_free(&past, &plain);
}

static void test_a_chain_goes_back_past_a_nearer_step_that_fails(void **state) {
  (void)state;
  struct past past = new_past();
  size_t at[CHAIN_MAX];
  struct image_step chain[] = {step_of(A, 1), step_of(B, 6)};
  say(&past, HVL_SELLER, "A");
  say(&past, HVL_BUYER, "B");
  say(&past, HVL_BUYER, "B");
  assert_true(leads(&past, chain, 2, at));
  assert_int_equal(at[0], 0);
  assert_int_equal(at[1], 1);
  hvl__past_free(&past, &plain);
}

static void test_a_step_in_an_older_turn_is_not_the_latest(void **state) {
  (void)state;
  struct past past = new_past();
  size_t at[CHAIN_MAX];
  struct image_step step = step_of(A, 6);
  step.flags = STEP_LATEST;
  say(&past, HVL_BUYER, "A");
  say(&past, HVL_BUYER, "");
  assert_true(leads(&past, &step, 1, at));
  say(&past, HVL_SELLER, "");
  assert_true(leads(&past, &step, 1, at));
  say(&past, HVL_BUYER, "");
  assert_false(leads(&past, &step, 1, at));
  hvl__past_free(&past, &plain);
}

static void test_turns_bound_a_step(void **state) {
  (void)state;
  struct past past = new_past();
  size_t at[CHAIN_MAX];
  struct image_step step = step_of(A, 6);
  step.turns = 1;
  say(&past, HVL_BUYER, "A");
  say(&past, HVL_BUYER, "");
  assert_true(leads(&past, &step, 1, at));
  say(&past, HVL_SELLER, "");
  assert_false(leads(&past, &step, 1, at));
  hvl__past_free(&past, &plain);
}

static void test_nothing_is_remembered_beyond_the_window(void **state) {
  (void)state;
  struct past past = new_past();
  size_t at[CHAIN_MAX];
  struct image_step step = step_of(A, NONE);
  say(&past, HVL_BUYER, "A");
  for (int i = 1; i < WINDOW; i++) say(&past, HVL_BUYER, "");
  assert_true(leads(&past, &step, 1, at));
  say(&past, HVL_BUYER, "");
  assert_false(leads(&past, &step, 1, at));
  hvl__past_free(&past, &plain);
}

/* ---- What nobody asked yet ----------------------------------------------- */

/* Settle the question: did it happen? */
static void answer(struct past *past, bool happened) {
  struct happening happening = {.event = question.event};
  if (happened)
    assert_true(hvl__past_add(past, question.message, &happening, &plain));
  hvl__past_settle(past, question.message, question.event);
}

static void expect_question(size_t message, uint32_t event) {
  assert_int_equal(question.message, message);
  assert_int_equal(question.event, event);
}

static void test_what_is_open_is_asked_nearest_first(void **state) {
  (void)state;
  struct past past = new_past();
  size_t at[CHAIN_MAX];
  struct image_step step = step_of(A, 6);
  say(&past, HVL_BUYER, "a");
  say(&past, HVL_BUYER, "a");
  assert_int_equal(look_back(&past, &step, 1, at), LEADS_PERHAPS);
  expect_question(1, A);
  answer(&past, false);
  assert_int_equal(look_back(&past, &step, 1, at), LEADS_PERHAPS);
  expect_question(0, A);
  answer(&past, true);
  assert_true(leads(&past, &step, 1, at));
  assert_int_equal(at[0], 0);
  hvl__past_free(&past, &plain);
}

static void
test_what_closes_a_step_is_asked_if_the_step_happened(void **state) {
  (void)state;
  struct past past = new_past();
  size_t at[CHAIN_MAX];
  struct image_step step = step_of(A, 6);
  step.until = C;
  say(&past, HVL_BUYER, "ac");
  say(&past, HVL_BUYER, "c");
  assert_int_equal(look_back(&past, &step, 1, at), LEADS_PERHAPS);
  expect_question(0, A);
  answer(&past, true);
  assert_int_equal(look_back(&past, &step, 1, at), LEADS_PERHAPS);
  expect_question(1, C);
  answer(&past, true);
  assert_false(leads(&past, &step, 1, at));
  hvl__past_free(&past, &plain);
}

static void test_what_did_not_happen_arms_nothing_any_more(void **state) {
  (void)state;
  struct past past = new_past();
  size_t at[CHAIN_MAX];
  struct image_step step = step_of(A, 2);
  say(&past, HVL_BUYER, "A");
  say(&past, HVL_BUYER, "");
  say(&past, HVL_BUYER, "a");
  assert_int_equal(hvl__past_noted(&past, A), 3);
  assert_true(hvl__past_may(&past, &step));
  assert_int_equal(look_back(&past, &step, 1, at), LEADS_PERHAPS);
  answer(&past, false);
  assert_int_equal(hvl__past_noted(&past, A), 1);
  assert_false(hvl__past_may(&past, &step));
  hvl__past_free(&past, &plain);
}

static void test_another_conversation_knows_of_nothing(void **state) {
  (void)state;
  struct past past = new_past();
  struct image_step step = step_of(A, 2);
  say(&past, HVL_BUYER, "A");
  say(&past, HVL_BUYER, "a");
  hvl__past_clear(&past);
  assert_int_equal(hvl__past_noted(&past, A), 0);
  assert_false(hvl__past_may(&past, &step));
  say(&past, HVL_BUYER, "");
  say(&past, HVL_BUYER, "A");
  assert_int_equal(hvl__past_noted(&past, A), 2);
  assert_true(hvl__past_may(&past, &step));
  hvl__past_free(&past, &plain);
}

/* ---- Room ---------------------------------------------------------------- */

/* As if memory ran out: what is there stays. */
static void *grow_no_more(void *ctx, void *block, size_t size) {
  (void)ctx;
  (void)block;
  (void)size;
  return NULL;
}

/* One message of which much happened needs room; the others have it then. */
static void test_room_that_one_message_took_is_there_for_all(void **state) {
  (void)state;
  enum { MANY = 30 };
  struct past past = new_past();
  struct happening happening = {.event = A};
  const hvl_allocator none = {grow_no_more, NULL};
  for (int i = 0; i < MANY; i++)
    assert_true(hvl__past_add(&past, past.count, &happening, &plain));
  hvl__past_commit(&past);
  for (int m = 0; m < 2 * KEPT; m++) {
    judge(&past);
    for (int i = 0; i < MANY; i++)
      assert_true(hvl__past_add(&past, past.count, &happening, &none));
    hvl__past_commit(&past);
  }
  while (hvl__past_slot(&past, 2 * KEPT)->happenings.len < past.room)
    assert_true(hvl__past_add(&past, 2 * KEPT, &happening, &none));
  assert_false(hvl__past_add(&past, 2 * KEPT, &happening, &none));
  assert_int_equal(hvl__past_slot(&past, 2 * KEPT)->happenings.len, past.room);
  hvl__past_free(&past, &plain);
}

int main(void) {
  plain = hvl__mem_pick(NULL, NULL);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_step_is_found_within_its_reach_only),
      cmocka_unit_test(test_room_that_one_message_took_is_there_for_all),
      cmocka_unit_test(test_the_nearest_step_is_the_evidence),
      cmocka_unit_test(test_until_closes_a_step_that_it_follows),
      cmocka_unit_test(test_a_chain_goes_back_past_a_nearer_step_that_fails),
      cmocka_unit_test(test_a_step_in_an_older_turn_is_not_the_latest),
      cmocka_unit_test(test_turns_bound_a_step),
      cmocka_unit_test(test_nothing_is_remembered_beyond_the_window),
      cmocka_unit_test(test_what_is_open_is_asked_nearest_first),
      cmocka_unit_test(test_what_closes_a_step_is_asked_if_the_step_happened),
      cmocka_unit_test(test_what_did_not_happen_arms_nothing_any_more),
      cmocka_unit_test(test_another_conversation_knows_of_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* property_test.c - the same verdict by whichever way a message comes: draft
 * check, live feed, batch. Random conversations of a fixed seed. */
#include "help.h"

enum { ROUNDS = 150, SEED = 20260618 };

struct fixture {
  hvl_ruleset *rulesets[2]; /* built-in, small */
};

static int set_up(void **state) {
  static struct fixture fixture;
  fixture.rulesets[1] = help_compile(help_rules, NULL);
  if (hvl_ruleset_builtin(&fixture.rulesets[0], NULL) != HVL_OK) return 1;
  *state = &fixture;
  return 0;
}

static int tear_down(void **state) {
  struct fixture *fixture = *state;
  hvl_ruleset_free(fixture->rulesets[0]);
  hvl_ruleset_free(fixture->rulesets[1]);
  return 0;
}

/* Feed all messages at once, finish, and log what was found. */
static void feed_at_once(hvl_session *session, const struct chat *chat,
                         struct log *log) {
  hvl_session_reset(session);
  log_clear(log);
  assert_int_equal(hvl_session_feed(session, chat->messages, chat->count),
                   HVL_OK);
  log_take(log, session);
  assert_int_equal(hvl_session_finish(session), HVL_OK);
  log_take(log, session);
}

static void expect_same(const struct log *a, const struct log *b) {
  if (strcmp(a->text, b->text))
    print_message("one way:\n%sother way:\n%s", a->text, b->text);
  assert_string_equal(a->text, b->text);
}

typedef void property(hvl_session *session, const struct chat *chat,
                      struct dice *dice, struct log logs[2]);

static void for_random_chats(struct fixture *fixture, property *holds) {
  static struct chat chat;
  struct log logs[2] = {{0}, {0}};
  hvl_options options = HVL_OPTIONS_INIT;
  options.level = 3;
  for (int which = 0; which < 2; which++) {
    struct dice dice = {SEED};
    hvl_session *session = help_session(fixture->rulesets[which], &options);
    for (int round = 0; round < ROUNDS; round++) {
      chat_roll(&chat, &dice, fixture->rulesets[which]);
      holds(session, &chat, &dice, logs);
    }
    hvl_session_free(session);
  }
  log_free(&logs[0]);
  log_free(&logs[1]);
}

/* ---- check == feed ------------------------------------------------------- */

static void check_is_feed(hvl_session *session, const struct chat *chat,
                          struct dice *dice, struct log logs[2]) {
  (void)dice;
  hvl_session_reset(session);
  for (size_t i = 0; i < chat->count; i++) {
    log_clear(&logs[0]);
    log_clear(&logs[1]);
    assert_int_equal(hvl_session_check(session, &chat->messages[i]), HVL_OK);
    log_take(&logs[0], session);
    assert_int_equal(hvl_session_feed(session, &chat->messages[i], 1), HVL_OK);
    log_take(&logs[1], session);
    expect_same(&logs[0], &logs[1]);
  }
}

static void test_a_draft_check_finds_what_feeding_finds(void **state) {
  for_random_chats(*state, check_is_feed);
}

/* ---- an array == one by one ---------------------------------------------- */

static int compare_lines(const void *a, const void *b) {
  const char *one = *(char *const *)a, *two = *(char *const *)b;
  while (*one == *two && *one != '\n') one++, two++;
  return (unsigned char)*one - (unsigned char)*two;
}

/* Findings of one call are in order of message; over several calls a waiting
 * rule may speak later: compare as sets of lines. */
static void sort_lines(struct log *log) {
  char *lines[1024], *copy = malloc(log->len + 1), *out = log->text;
  size_t count = 0;
  assert_non_null(copy);
  memcpy(copy, log->text, log->len + 1);
  for (char *at = copy; *at && count < 1024; at += strcspn(at, "\n") + 1)
    lines[count++] = at;
  qsort(lines, count, sizeof *lines, compare_lines);
  for (size_t i = 0; i < count; i++) {
    size_t len = strcspn(lines[i], "\n") + 1;
    memcpy(out, lines[i], len);
    out += len;
  }
  free(copy);
}

static void array_is_one_by_one(hvl_session *session, const struct chat *chat,
                                struct dice *dice, struct log logs[2]) {
  feed_at_once(session, chat, &logs[0]);
  hvl_session_reset(session);
  log_clear(&logs[1]);
  for (size_t i = 0, step; i < chat->count; i += step) {
    step = 1 + dice_roll(dice, 3);
    if (step > chat->count - i) step = chat->count - i;
    assert_int_equal(hvl_session_feed(session, chat->messages + i, step),
                     HVL_OK);
    log_take(&logs[1], session);
  }
  assert_int_equal(hvl_session_finish(session), HVL_OK);
  log_take(&logs[1], session);
  sort_lines(&logs[0]);
  sort_lines(&logs[1]);
  expect_same(&logs[0], &logs[1]);
}

static void
test_feeding_in_pieces_finds_what_feeding_at_once_finds(void **state) {
  for_random_chats(*state, array_is_one_by_one);
}

/* ---- drafts change nothing ----------------------------------------------- */

static void drafts_change_nothing(hvl_session *session, const struct chat *chat,
                                  struct dice *dice, struct log logs[2]) {
  feed_at_once(session, chat, &logs[0]);
  hvl_session_reset(session);
  log_clear(&logs[1]);
  for (size_t i = 0; i < chat->count; i++) {
    for (uint32_t n = dice_roll(dice, 3); n > 0; n--) {
      size_t any = dice_roll(dice, (uint32_t)chat->count);
      assert_int_equal(hvl_session_check(session, &chat->messages[any]),
                       HVL_OK);
    }
    assert_int_equal(hvl_session_feed(session, &chat->messages[i], 1), HVL_OK);
    log_take(&logs[1], session);
  }
  assert_int_equal(hvl_session_finish(session), HVL_OK);
  log_take(&logs[1], session);
  sort_lines(&logs[0]);
  sort_lines(&logs[1]);
  expect_same(&logs[0], &logs[1]);
}

static void test_drafts_between_feeds_change_nothing(void **state) {
  for_random_chats(*state, drafts_change_nothing);
}

/* ---- a used session is as good as new ------------------------------------ */

static void reset_is_new(hvl_session *session, const struct chat *chat,
                         struct dice *dice, struct log logs[2]) {
  (void)dice;
  feed_at_once(session, chat, &logs[0]);
  feed_at_once(session, chat, &logs[1]);
  expect_same(&logs[0], &logs[1]);
}

static void test_a_reset_session_finds_the_same_again(void **state) {
  for_random_chats(*state, reset_is_new);
}

/* ---- reasons change nothing ---------------------------------------------- */

static void reasons_change_nothing(hvl_session *session,
                                   const struct chat *chat, struct dice *dice,
                                   struct log logs[2]) {
  (void)dice;
  feed_at_once(session, chat, &logs[0]);
  hvl_session_explain(session, 1);
  feed_at_once(session, chat, &logs[1]);
  hvl_session_explain(session, 0);
  expect_same(&logs[0], &logs[1]);
}

static void test_explaining_changes_no_finding(void **state) {
  for_random_chats(*state, reasons_change_nothing);
}

/* ---- a loaded ruleset is the ruleset ------------------------------------- */

static hvl_ruleset *save_and_load(const hvl_ruleset *ruleset) {
  size_t size = 0;
  hvl_ruleset *loaded;
  assert_int_equal(hvl_ruleset_save(ruleset, NULL, &size), HVL_OK);
  void *bytes = malloc(size);
  assert_non_null(bytes);
  assert_int_equal(hvl_ruleset_save(ruleset, bytes, &size), HVL_OK);
  assert_int_equal(hvl_ruleset_load(&loaded, bytes, size, NULL), HVL_OK);
  free(bytes);
  return loaded;
}

static void test_a_loaded_ruleset_finds_the_same(void **state) {
  struct fixture *fixture = *state;
  static struct chat chat;
  struct log logs[2] = {{0}, {0}};
  for (int which = 0; which < 2; which++) {
    struct dice dice = {SEED};
    hvl_ruleset *loaded = save_and_load(fixture->rulesets[which]);
    hvl_session *one = help_session(fixture->rulesets[which], NULL);
    hvl_session *two = help_session(loaded, NULL);
    for (int round = 0; round < ROUNDS; round++) {
      chat_roll(&chat, &dice, fixture->rulesets[which]);
      feed_at_once(one, &chat, &logs[0]);
      feed_at_once(two, &chat, &logs[1]);
      expect_same(&logs[0], &logs[1]);
    }
    hvl_session_free(one);
    hvl_session_free(two);
    hvl_ruleset_free(loaded);
  }
  log_free(&logs[0]);
  log_free(&logs[1]);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_draft_check_finds_what_feeding_finds),
      cmocka_unit_test(test_feeding_in_pieces_finds_what_feeding_at_once_finds),
      cmocka_unit_test(test_drafts_between_feeds_change_nothing),
      cmocka_unit_test(test_a_reset_session_finds_the_same_again),
      cmocka_unit_test(test_explaining_changes_no_finding),
      cmocka_unit_test(test_a_loaded_ruleset_finds_the_same),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}

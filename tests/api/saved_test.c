/* SPDX-License-Identifier: MIT */
/* saved_test.c - saving and loading a ruleset; damaged bytes. */
#include "help.h"

struct fixture {
  hvl_ruleset *ruleset;
  unsigned char *bytes;
  size_t size;
};

static int set_up(void **state) {
  struct fixture *fixture = calloc(1, sizeof *fixture);
  if (!fixture) return 1;
  fixture->ruleset = help_compile(help_rules, NULL);
  assert_int_equal(hvl_ruleset_save(fixture->ruleset, NULL, &fixture->size),
                   HVL_OK);
  fixture->bytes = malloc(fixture->size);
  if (!fixture->bytes) return 1;
  assert_int_equal(
      hvl_ruleset_save(fixture->ruleset, fixture->bytes, &fixture->size),
      HVL_OK);
  *state = fixture;
  return 0;
}

static int tear_down(void **state) {
  struct fixture *fixture = *state;
  hvl_ruleset_free(fixture->ruleset);
  free(fixture->bytes);
  free(fixture);
  return 0;
}

static void test_too_small_a_buffer_says_what_is_needed(void **state) {
  struct fixture *fixture = *state;
  unsigned char byte = 7;
  size_t size = 1;
  assert_int_equal(hvl_ruleset_save(fixture->ruleset, &byte, &size),
                   HVL_ERR_ARGUMENT);
  assert_int_equal(size, fixture->size);
  assert_int_equal(byte, 7);
}

static void test_the_same_rules_give_the_same_bytes(void **state) {
  struct fixture *fixture = *state;
  hvl_ruleset *again = help_compile(help_rules, NULL);
  size_t size = fixture->size;
  unsigned char *bytes = malloc(size);
  assert_non_null(bytes);
  assert_int_equal(hvl_ruleset_save(again, bytes, &size), HVL_OK);
  assert_int_equal(size, fixture->size);
  assert_memory_equal(bytes, fixture->bytes, size);
  free(bytes);
  hvl_ruleset_free(again);
}

static void expect_same_text(const char *a, const char *b) {
  assert_string_equal(a, b);
}

static void test_rules_and_examples_survive_the_round_trip(void **state) {
  struct fixture *fixture = *state;
  hvl_ruleset *loaded;
  const hvl_rule *a;
  const hvl_example *x;
  assert_int_equal(
      hvl_ruleset_load(&loaded, fixture->bytes, fixture->size, NULL), HVL_OK);
  for (size_t i = 0; (a = hvl_ruleset_rule(fixture->ruleset, i)); i++) {
    const hvl_rule *b = hvl_ruleset_rule(loaded, i);
    assert_non_null(b);
    expect_same_text(a->id, b->id);
    expect_same_text(a->line, b->line);
    expect_same_text(a->line_title.zh, b->line_title.zh);
    expect_same_text(a->title.en, b->title.en);
    expect_same_text(a->why.zh, b->why.zh);
    expect_same_text(a->say.en, b->say.en);
    assert_int_equal(a->severity, b->severity);
    assert_int_equal(a->level, b->level);
  }
  expect_same_text(hvl_ruleset_fact_value(loaded, "cod", 1), "false");
  expect_same_text(hvl_ruleset_named_value(loaded, "shop", 1), "taobao");
  for (size_t i = 0; (x = hvl_ruleset_example(fixture->ruleset, i)); i++) {
    const hvl_example *y = hvl_ruleset_example(loaded, i);
    assert_non_null(y);
    expect_same_text(x->rule->id, y->rule->id);
    expect_same_text(x->file, y->file);
    assert_int_equal(x->line, y->line);
    assert_int_equal(x->violates, y->violates);
    assert_int_equal(x->fact_count, y->fact_count);
    assert_int_equal(x->message_count, y->message_count);
    for (size_t k = 0; k < x->message_count; k++) {
      assert_int_equal(x->messages[k].role, y->messages[k].role);
      assert_int_equal(x->messages[k].text.len, y->messages[k].text.len);
      assert_memory_equal(x->messages[k].text.data, y->messages[k].text.data,
                          x->messages[k].text.len);
    }
  }
  hvl_ruleset_free(loaded);
}

static void test_bytes_are_copied(void **state) {
  struct fixture *fixture = *state;
  hvl_ruleset *loaded;
  assert_int_equal(
      hvl_ruleset_load(&loaded, fixture->bytes, fixture->size, NULL), HVL_OK);
  memset(fixture->bytes, 0xAA, fixture->size);
  hvl_session *session = help_session(loaded, NULL);
  hvl_ruleset_free(loaded);
  hvl_message message = help_message(HVL_SELLER, "加微信");
  assert_int_equal(hvl_session_feed(session, &message, 1), HVL_OK);
  assert_string_equal(hvl_session_next(session)->rule->id, "test.add");
  hvl_session_free(session);
}

static void test_bytes_need_no_alignment(void **state) {
  struct fixture *fixture = *state;
  unsigned char *shifted = malloc(fixture->size + 3);
  hvl_ruleset *loaded;
  assert_non_null(shifted);
  memcpy(shifted + 3, fixture->bytes, fixture->size);
  assert_int_equal(hvl_ruleset_load(&loaded, shifted + 3, fixture->size, NULL),
                   HVL_OK);
  hvl_ruleset_free(loaded);
  free(shifted);
}

static void test_mapped_bytes_are_read_where_they_lie(void **state) {
  struct fixture *fixture = *state;
  hvl_ruleset *mapped;
  unsigned char *kept = malloc(fixture->size);
  size_t size = fixture->size;
  assert_non_null(kept);
  memcpy(kept, fixture->bytes, size);
  assert_int_equal(hvl_ruleset_map(&mapped, fixture->bytes, size, NULL),
                   HVL_OK);
  hvl_session *session = help_session(mapped, NULL);
  hvl_message message = help_message(HVL_SELLER, "加微信");
  assert_int_equal(hvl_session_feed(session, &message, 1), HVL_OK);
  assert_string_equal(hvl_session_next(session)->rule->id, "test.add");
  hvl_session_free(session);
  assert_memory_equal(fixture->bytes, kept, size);
  assert_int_equal(hvl_ruleset_save(mapped, kept, &size), HVL_OK);
  assert_memory_equal(fixture->bytes, kept, size);
  hvl_ruleset_free(mapped);
  assert_memory_equal(fixture->bytes, kept, size);
  free(kept);
}

static void test_mapped_bytes_need_their_alignment(void **state) {
  struct fixture *fixture = *state;
  unsigned char *shifted = malloc(fixture->size + 4);
  hvl_ruleset *mapped;
  assert_non_null(shifted);
  memcpy(shifted + 4, fixture->bytes, fixture->size);
  assert_int_equal(hvl_ruleset_map(&mapped, shifted + 4, fixture->size, NULL),
                   HVL_ERR_ARGUMENT);
  assert_null(mapped);
  free(shifted);
}

static void expect_refused(const void *bytes, size_t size) {
  hvl_ruleset *loaded;
  hvl_status status = hvl_ruleset_load(&loaded, bytes, size, NULL);
  assert_true(status == HVL_ERR_FORMAT || status == HVL_ERR_VERSION);
  assert_null(loaded);
  if ((uintptr_t)bytes % 8 != 0) return;
  assert_int_equal(hvl_ruleset_map(&loaded, bytes, size, NULL), status);
  assert_null(loaded);
}

static void test_other_bytes_are_not_a_ruleset(void **state) {
  (void)state;
  expect_refused("", 0);
  expect_refused("hvline: 1\nrules: []\n", 20);
  unsigned char zeroes[4096] = {0};
  expect_refused(zeroes, sizeof zeroes);
}

static void test_a_cut_ruleset_is_refused(void **state) {
  struct fixture *fixture = *state;
  size_t step = fixture->size / 500 + 1;
  for (size_t size = 0; size < fixture->size; size += size < 600 ? 1 : step)
    expect_refused(fixture->bytes, size);
}

/* A damaged ruleset is refused, or is another ruleset: it never does harm. */
static void test_a_damaged_ruleset_does_no_harm(void **state) {
  struct fixture *fixture = *state;
  struct dice dice = {4711};
  static struct chat chat;
  unsigned char *bytes = malloc(fixture->size);
  assert_non_null(bytes);
  for (int round = 0; round < 3000; round++) {
    hvl_ruleset *loaded;
    memcpy(bytes, fixture->bytes, fixture->size);
    for (uint32_t n = 1 + dice_roll(&dice, 4); n > 0; n--) {
      size_t bound = dice_roll(&dice, 3) ? fixture->size : 600;
      bytes[dice_roll(&dice, (uint32_t)bound)] =
          (unsigned char)(dice_roll(&dice, 2) ? dice_roll(&dice, 256)
                                              : 1u << dice_roll(&dice, 8));
    }
    hvl_status status =
        round % 2 ? hvl_ruleset_load(&loaded, bytes, fixture->size, NULL)
                  : hvl_ruleset_map(&loaded, bytes, fixture->size, NULL);
    if (status != HVL_OK) {
      assert_true(status == HVL_ERR_FORMAT || status == HVL_ERR_VERSION);
      assert_null(loaded);
      continue;
    }
    hvl_session *session = help_session(loaded, NULL);
    chat_roll(&chat, &dice, fixture->ruleset);
    status = hvl_session_feed(session, chat.messages, chat.count);
    assert_true(status == HVL_OK || status == HVL_ERR_LIMIT);
    hvl_session_finish(session);
    while (hvl_session_next(session)) {
    }
    hvl_session_free(session);
    hvl_ruleset_free(loaded);
  }
  free(bytes);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      CASE(test_too_small_a_buffer_says_what_is_needed),
      CASE(test_the_same_rules_give_the_same_bytes),
      CASE(test_rules_and_examples_survive_the_round_trip),
      CASE(test_bytes_are_copied),
      CASE(test_bytes_need_no_alignment),
      CASE(test_mapped_bytes_are_read_where_they_lie),
      CASE(test_mapped_bytes_need_their_alignment),
      CASE(test_other_bytes_are_not_a_ruleset),
      CASE(test_a_cut_ruleset_is_refused),
      CASE(test_a_damaged_ruleset_does_no_harm),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

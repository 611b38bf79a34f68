/* SPDX-License-Identifier: MIT */
/* Fingerprints: what they are of, what they are not of, and how many times one
 * was seen. */
#include "verdicts/fingerprint.h"

#include "cli_test.h"
#include "verdicts/occurrences.h"

/* Of a rule, in the message at `index` of a chat. */
static void print_in(struct fingerprinting *fingerprinting,
                     char out[FINGERPRINT_SIZE], const struct chat *chat,
                     size_t index) {
  hvl_rule rule = {.id = "rule"};
  hvl_finding finding = {.rule = &rule, .message = index};
  struct judged judged = {
      .file = "x.csv", .chat = chat, .findings = &finding, .count = 1};
  fingerprinting_apply(fingerprinting, &judged);
  memcpy(out, judged.fingerprints[0].text, FINGERPRINT_SIZE);
}

/* Of a template. */
static void print_of(char out[FINGERPRINT_SIZE], const char *rule_id,
                     const char *text, const char *source) {
  hvl_rule rule = {.id = rule_id};
  struct message_row row = {.role = HVL_SELLER, .text = text_of(text)};
  struct chat chat = {.messages = &row, .count = 1};
  hvl_finding finding = {.rule = &rule};
  struct judged judged = {
      .file = source, .chat = &chat, .findings = &finding, .count = 1};
  struct fingerprinting *fingerprinting = fingerprinting_new(COMMAND_CHECK);
  fingerprinting_apply(fingerprinting, &judged);
  memcpy(out, judged.fingerprints[0].text, FINGERPRINT_SIZE);
  fingerprinting_free(fingerprinting);
}

static bool same(const char *text, const char *other) {
  char a[FINGERPRINT_SIZE], b[FINGERPRINT_SIZE];
  print_of(a, "rule", text, "x.csv");
  print_of(b, "rule", other, "x.csv");
  return strcmp(a, b) == 0;
}

/* Users keep fingerprints in files: a change of them needs a good reason. */
static void test_fingerprints_are_those_of_earlier_versions(void **state) {
  (void)state;
  char print[FINGERPRINT_SIZE];
  print_of(print, "contact.add", "加我微信 ABC", "chats/day.csv");
  assert_string_equal(print, "2b0c523986a88c9e");
}

static void test_case_width_spaces_and_punctuation_do_not_count(void **state) {
  (void)state;
  assert_true(same("加我ＶＸ：abc", " 加我 vx,\tABC。\n"));
  assert_true(same("…加我", "加我！！"));
  assert_true(same("", "。"));
}

static void test_other_characters_count(void **state) {
  (void)state;
  assert_false(same("加我微信", "加我QQ"));
  assert_false(same("加我微信", "我加微信"));
  assert_false(same("加我", "加我❤"));
  assert_false(same("1+1", "1-1"));
  assert_false(same("", "x"));
}

static void test_what_is_masked_does_not_count(void **state) {
  (void)state;
  assert_true(same("打13800138000", "打13811118000"));
  assert_false(same("打13800138000", "打13900138000"));
}

static void test_rule_and_source_count(void **state) {
  (void)state;
  char a[FINGERPRINT_SIZE], b[FINGERPRINT_SIZE], c[FINGERPRINT_SIZE];
  print_of(a, "rule", "text", "x.csv");
  print_of(b, "rules", "text", "x.csv");
  print_of(c, "rule", "text", "y.csv");
  assert_string_not_equal(a, b);
  assert_string_not_equal(a, c);
  print_of(b, "rule", "text", "./x.csv");
  assert_string_equal(a, b);
}

static void test_parts_do_not_run_into_each_other(void **state) {
  (void)state;
  char a[FINGERPRINT_SIZE], b[FINGERPRINT_SIZE];
  print_of(a, "rule", "ab", "c");
  print_of(b, "rule", "a", "bc");
  assert_string_not_equal(a, b);
}

enum { ROWS = 4 };

/* The fingerprints of all of the messages. */
static void print_all(char out[ROWS][FINGERPRINT_SIZE],
                      const struct message_row rows[ROWS], const char *name) {
  struct fingerprinting *fingerprinting = fingerprinting_new(COMMAND_AUDIT);
  struct chat chat = {.id = text_of(name),
                      .messages = (struct message_row *)rows,
                      .count = ROWS};
  for (size_t i = 0; i < ROWS; i++) print_in(fingerprinting, out[i], &chat, i);
  fingerprinting_free(fingerprinting);
}

static void test_chats_count_and_how_manieth_a_text_is_in_them(void **state) {
  (void)state;
  struct message_row rows[ROWS] = {{.text = text_of("好的")},
                                   {.text = text_of("没有哦")},
                                   {.text = text_of("没有哦"), .line = 7},
                                   {.text = text_of("没有哦。")}};
  char a[ROWS][FINGERPRINT_SIZE], b[ROWS][FINGERPRINT_SIZE];
  print_all(a, rows, "a");
  print_all(b, rows, "b");
  for (size_t i = 1; i < ROWS; i++) {
    assert_string_not_equal(a[i], b[i]);
    assert_string_not_equal(a[i], a[i % 3 + 1]);
  }
  rows[0].text = text_of("没有哦");
  rows[1].text = text_of("您好");
  rows[1].line = rows[2].line = 9;
  print_all(b, rows, "a");
  assert_string_equal(a[1], b[0]);
  assert_string_equal(a[2], b[2]);
}

static void test_a_made_up_name_does_not_count(void **state) {
  (void)state;
  struct message_row rows[ROWS];
  for (size_t i = 0; i < ROWS; i++)
    rows[i] = (struct message_row){.text = text_of("没有哦"),
                                   .account = text_of(i == 1 ? "乙" : "甲"),
                                   .is_nameless = true,
                                   .has_time = i != 3,
                                   .time = i == 2};
  char a[ROWS][FINGERPRINT_SIZE], b[ROWS][FINGERPRINT_SIZE];
  print_all(a, rows, "2");
  print_all(b, rows, "3");
  assert_memory_equal(a, b, sizeof a);
  for (size_t i = 0; i < ROWS; i++)
    assert_string_not_equal(a[i], a[(i + 1) % ROWS]);
}

static void test_templates_of_one_text_are_told_apart_by_order(void **state) {
  (void)state;
  struct message_row row = {.role = HVL_SELLER, .text = text_of("加我微信")};
  struct chat chat = {.messages = &row, .count = 1};
  char a[FINGERPRINT_SIZE], b[FINGERPRINT_SIZE], first[FINGERPRINT_SIZE];
  struct fingerprinting *fingerprinting = fingerprinting_new(COMMAND_CHECK);
  chat.id = text_of("K1");
  print_in(fingerprinting, a, &chat, 0);
  chat.id = text_of("K2");
  print_in(fingerprinting, b, &chat, 0);
  fingerprinting_free(fingerprinting);
  print_of(first, "rule", "加我微信", "x.csv");
  assert_string_equal(a, first);
  assert_string_not_equal(a, b);
}

static void test_occurrences_are_counted(void **state) {
  (void)state;
  struct occurrences seen = {0};
  for (unsigned round = 1; round <= 3; round++)
    for (unsigned i = 0; i < 1000; i++)
      assert_int_equal(occurrences_count(&seen, i * 64), round);
  occurrences_free(&seen);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_fingerprints_are_those_of_earlier_versions),
      cmocka_unit_test(test_case_width_spaces_and_punctuation_do_not_count),
      cmocka_unit_test(test_other_characters_count),
      cmocka_unit_test(test_what_is_masked_does_not_count),
      cmocka_unit_test(test_rule_and_source_count),
      cmocka_unit_test(test_parts_do_not_run_into_each_other),
      cmocka_unit_test(test_chats_count_and_how_manieth_a_text_is_in_them),
      cmocka_unit_test(test_a_made_up_name_does_not_count),
      cmocka_unit_test(test_templates_of_one_text_are_told_apart_by_order),
      cmocka_unit_test(test_occurrences_are_counted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

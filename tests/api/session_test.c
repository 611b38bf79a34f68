/* SPDX-License-Identifier: MIT */
/* session_test.c - feed, check, finish, reset, facts, reasons, size. */
#include <stdio.h>

#include "help.h"

struct fixture {
  hvl_ruleset *ruleset;
  hvl_session *session;
};

static int set_up(void **state) {
  struct fixture *fixture = calloc(1, sizeof *fixture);
  if (!fixture) return 1;
  fixture->ruleset = help_compile(help_rules, NULL);
  fixture->session = help_session(fixture->ruleset, NULL);
  *state = fixture;
  return 0;
}

static int tear_down(void **state) {
  struct fixture *fixture = *state;
  hvl_session_free(fixture->session);
  hvl_ruleset_free(fixture->ruleset);
  free(fixture);
  return 0;
}

static void feed(hvl_session *session, hvl_role role, const char *text) {
  hvl_message message = help_message(role, text);
  assert_int_equal(hvl_session_feed(session, &message, 1), HVL_OK);
}

static void check(hvl_session *session, const char *text) {
  hvl_message message = help_message(HVL_SELLER, text);
  assert_int_equal(hvl_session_check(session, &message), HVL_OK);
}

static void test_findings_wait_for_next_across_feeds(void **state) {
  hvl_session *session = ((struct fixture *)*state)->session;
  feed(session, HVL_SELLER, "加微信");
  feed(session, HVL_BUYER, "好");
  feed(session, HVL_SELLER, "开不了发票");
  help_expect(session, "test.add", 0);
  help_expect(session, "test.refuse", 2);
  help_expect(session, NULL, 0);
}

static void
test_findings_of_one_call_are_in_order_of_message_and_rule(void **state) {
  hvl_session *session = ((struct fixture *)*state)->session;
  hvl_message messages[] = {help_message(HVL_SELLER, "开不了发票，加微信"),
                            help_message(HVL_BUYER, "开发票"),
                            help_message(HVL_SELLER, "不接货到付款，搜微信")};
  assert_int_equal(hvl_session_feed(session, messages, 3), HVL_OK);
  help_expect(session, "test.add", 0);
  help_expect(session, "test.refuse", 0);
  help_expect(session, "test.add", 2);
  help_expect(session, "test.cod", 2);
  help_expect(session, NULL, 0);
}

static void test_a_findings_rule_is_the_rulesets(void **state) {
  struct fixture *fixture = *state;
  feed(fixture->session, HVL_SELLER, "加微信");
  assert_ptr_equal(hvl_session_next(fixture->session)->rule,
                   hvl_ruleset_rule(fixture->ruleset, 1));
}

static void test_a_draft_check_leaves_the_session_unchanged(void **state) {
  hvl_session *session = ((struct fixture *)*state)->session;
  feed(session, HVL_BUYER, "能开发票吗");
  check(session, "没有哦");
  help_expect(session, "test.say-no", 1);
  check(session, "可以开发票");
  help_expect(session, NULL, 0);
  assert_int_equal(hvl_session_message_count(session), 1);
  feed(session, HVL_SELLER, "没有哦");
  help_expect(session, "test.say-no", 1);
}

static void test_a_draft_does_not_wear_out_repeat_once(void **state) {
  hvl_session *session = ((struct fixture *)*state)->session;
  check(session, "不接货到付款");
  help_expect(session, "test.cod", 0);
  check(session, "不接货到付款");
  help_expect(session, "test.cod", 0);
  feed(session, HVL_SELLER, "不接货到付款");
  help_expect(session, "test.cod", 0);
  feed(session, HVL_SELLER, "不接货到付款");
  help_expect(session, NULL, 0);
}

/* A session of a rule that finds mobile numbers which the buyer named. */
static hvl_session *known_session(hvl_ruleset **ruleset) {
  *ruleset = help_compile(
      "hvline: 1\nline: t\ntitle: {zh: 测, en: T}\nrules:\n"
      "  - {id: t, severity: error, level: 1, title: {zh: 规, en: R}, "
      "why: {zh: 因, en: W}, seller: ['<mobile:known>'], violates: [['b: "
      "13800000000', 's: 13800000000']], complies: [13800000000]}\n",
      NULL);
  return help_session(*ruleset, NULL);
}

static void test_a_drafts_value_does_not_become_known(void **state) {
  (void)state;
  hvl_ruleset *ruleset;
  hvl_session *session = known_session(&ruleset);
  hvl_message draft = help_message(HVL_BUYER, "电话13800000000");
  assert_int_equal(hvl_session_check(session, &draft), HVL_OK);
  feed(session, HVL_BUYER, "在吗");
  feed(session, HVL_SELLER, "13800000000");
  help_expect(session, NULL, 0);
  hvl_session_free(session);
  hvl_ruleset_free(ruleset);
}

static void test_a_value_stays_known_however_much_was_said(void **state) {
  (void)state;
  enum { MESSAGES = 150, LONG = 2000 };
  static char longer[LONG + 16];
  hvl_ruleset *ruleset;
  hvl_session *session = known_session(&ruleset);
  memset(longer, 'a', LONG);
  strcpy(longer + LONG, " 13900000000");
  feed(session, HVL_BUYER, "电话13800000000");
  feed(session, HVL_BUYER, longer);
  for (size_t i = 0; i < MESSAGES; i++)
    feed(session, i % 3 ? HVL_BUYER : HVL_SELLER, "在吗");
  feed(session, HVL_SELLER, "13800000000");
  help_expect(session, "t", MESSAGES + 2);
  feed(session, HVL_SELLER, "13900000000");
  help_expect(session, "t", MESSAGES + 3);
  hvl_session_reset(session);
  feed(session, HVL_SELLER, "13800000000");
  help_expect(session, NULL, 0);
  hvl_session_free(session);
  hvl_ruleset_free(ruleset);
}

static void test_findings_of_a_draft_come_first(void **state) {
  hvl_session *session = ((struct fixture *)*state)->session;
  feed(session, HVL_SELLER, "加微信");
  check(session, "开不了发票");
  help_expect(session, "test.refuse", 1);
  help_expect(session, "test.add", 0);
  help_expect(session, NULL, 0);
}

static void test_findings_of_a_draft_not_taken_are_dropped(void **state) {
  hvl_session *session = ((struct fixture *)*state)->session;
  check(session, "开不了发票");
  check(session, "你好");
  help_expect(session, NULL, 0);
  check(session, "开不了发票");
  feed(session, HVL_SELLER, "加微信");
  help_expect(session, "test.add", 0);
  help_expect(session, NULL, 0);
}

static void test_a_waiting_rule_decides_later_or_at_the_end(void **state) {
  hvl_session *session = ((struct fixture *)*state)->session;
  feed(session, HVL_BUYER, "开发票");
  feed(session, HVL_SELLER, "稍等");
  help_expect(session, NULL, 0);
  feed(session, HVL_BUYER, "好");
  feed(session, HVL_BUYER, "在吗");
  feed(session, HVL_BUYER, "人呢");
  help_expect(session, "test.later", 1);
  feed(session, HVL_BUYER, "开发票");
  feed(session, HVL_SELLER, "稍等");
  assert_int_equal(hvl_session_finish(session), HVL_OK);
  help_expect(session, "test.later", 6);
  help_expect(session, NULL, 0);
}

static void test_a_draft_can_end_the_wait_of_an_earlier_message(void **state) {
  hvl_session *session = ((struct fixture *)*state)->session;
  feed(session, HVL_BUYER, "开发票");
  feed(session, HVL_SELLER, "稍等");
  check(session, "能开的");
  feed(session, HVL_BUYER, "好");
  feed(session, HVL_BUYER, "在吗");
  check(session, "人呢");
  help_expect(session, "test.later", 1);
  check(session, "能开的");
  help_expect(session, NULL, 0);
  feed(session, HVL_SELLER, "能开的");
  assert_int_equal(hvl_session_finish(session), HVL_OK);
  help_expect(session, NULL, 0);
}

static void test_nothing_can_be_fed_after_finish(void **state) {
  hvl_session *session = ((struct fixture *)*state)->session;
  hvl_message message = help_message(HVL_SELLER, "加微信");
  feed(session, HVL_SELLER, "加微信");
  assert_int_equal(hvl_session_finish(session), HVL_OK);
  help_expect(session, "test.add", 0);
  assert_int_equal(hvl_session_feed(session, &message, 1), HVL_ERR_STATE);
  assert_int_equal(hvl_session_check(session, &message), HVL_ERR_STATE);
  assert_int_equal(hvl_session_finish(session), HVL_ERR_STATE);
  hvl_session_reset(session);
  feed(session, HVL_SELLER, "加微信");
  help_expect(session, "test.add", 0);
}

static void test_reset_forgets_messages_facts_and_findings(void **state) {
  hvl_session *session = ((struct fixture *)*state)->session;
  assert_int_equal(hvl_session_set_fact(session, "cod", "false"), HVL_OK);
  feed(session, HVL_BUYER, "能开发票吗");
  feed(session, HVL_SELLER, "加微信");
  hvl_session_reset(session);
  help_expect(session, NULL, 0);
  assert_int_equal(hvl_session_message_count(session), 0);
  feed(session, HVL_SELLER, "没有哦");
  help_expect(session, NULL, 0);
  feed(session, HVL_SELLER, "不接货到付款");
  help_expect(session, "test.cod", 1);
}

static void test_reset_forgets_repeats_accounts_and_halves(void **state) {
  hvl_session *session = ((struct fixture *)*state)->session;
  hvl_message anna = help_message(HVL_BUYER, "在");
  anna.account = (hvl_text){"anna", 4};
  assert_int_equal(hvl_session_feed(session, &anna, 1), HVL_OK);
  feed(session, HVL_SELLER, "不接货到付款");
  feed(session, HVL_SELLER, "可以加");
  hvl_session_reset(session);
  feed(session, HVL_SELLER, "微信");
  help_expect(session, NULL, 0);
  feed(session, HVL_SELLER, "不接货到付款");
  help_expect(session, "test.cod", 1);
  hvl_message bella = help_message(HVL_BUYER, "在");
  bella.account = (hvl_text){"bella", 5};
  assert_int_equal(hvl_session_feed(session, &bella, 1), HVL_OK);
  feed(session, HVL_SELLER, "电话13800000000");
  help_expect(session, NULL, 0);
}

static void test_facts_hold_from_now_on(void **state) {
  hvl_session *session = ((struct fixture *)*state)->session;
  feed(session, HVL_SELLER, "加微信");
  assert_int_equal(hvl_session_set_fact(session, "shop", "taobao"), HVL_OK);
  feed(session, HVL_BUYER, "好");
  feed(session, HVL_SELLER, "加微信");
  assert_int_equal(hvl_session_next(session)->severity, HVL_ERROR);
  const hvl_finding *second = hvl_session_next(session);
  assert_int_equal(second->severity, HVL_WARNING);
  assert_int_equal(second->rule->severity, HVL_ERROR);
}

static void test_the_level_decides_what_is_reported(void **state) {
  struct fixture *fixture = *state;
  hvl_options options = HVL_OPTIONS_INIT;
  for (uint32_t level = 1; level <= 3; level++) {
    options.level = level;
    hvl_session *session = help_session(fixture->ruleset, &options);
    feed(session, HVL_SELLER, "加微信");
    feed(session, HVL_BUYER, "好");
    feed(session, HVL_SELLER, "加葳芯");
    feed(session, HVL_BUYER, "好");
    feed(session, HVL_SELLER, "加微亻言");
    help_expect(session, "test.add", 0);
    if (level >= 2) help_expect(session, "test.add", 2);
    if (level >= 3) help_expect(session, "test.add", 4);
    help_expect(session, NULL, 0);
    hvl_session_free(session);
  }
}

/* ---- Reasons ------------------------------------------------------------- */

static const hvl_reason *reason_of(hvl_session *session, const char *rule) {
  const hvl_reason *reason;
  for (size_t i = 0; (reason = hvl_session_reason(session, i)); i++)
    if (!strcmp(reason->rule->id, rule)) return reason;
  return NULL;
}

static void expect_reason(hvl_session *session, const char *rule,
                          hvl_reason_kind kind) {
  const hvl_reason *reason = reason_of(session, rule);
  assert_non_null(reason);
  assert_int_equal(reason->kind, kind);
  assert_true(reason->hit.start < reason->hit.end);
  assert_true(strlen(reason->phrase) > 0);
  assert_non_null(reason->text);
}

static void test_reasons_say_why(void **state) {
  hvl_session *session = ((struct fixture *)*state)->session;
  hvl_session_explain(session, 1);
  check(session, "开不了发票");
  expect_reason(session, "test.refuse", HVL_REASON_FOUND);
  assert_string_equal(reason_of(session, "test.refuse")->phrase,
                      "{cannot} ~4 {ticket}");
  check(session, "重复开不了发票");
  expect_reason(session, "test.refuse", HVL_REASON_STOPPED);
  assert_non_null(strstr(reason_of(session, "test.refuse")->text, "重复 ~2 @"));
  check(session, "没有哦");
  expect_reason(session, "test.say-no", HVL_REASON_MISSING);
  check(session, "加微亻言");
  expect_reason(session, "test.add", HVL_REASON_LEVEL);
  feed(session, HVL_BUYER, "开发票");
  check(session, "稍等");
  expect_reason(session, "test.later", HVL_REASON_WAITING);
  check(session, "你好");
  assert_null(hvl_session_reason(session, 0));
}

static void test_reasons_are_kept_only_while_asked_for(void **state) {
  hvl_session *session = ((struct fixture *)*state)->session;
  check(session, "开不了发票");
  assert_null(hvl_session_reason(session, 0));
  hvl_session_explain(session, 1);
  check(session, "开不了发票");
  assert_non_null(hvl_session_reason(session, 0));
  hvl_session_explain(session, 0);
  check(session, "开不了发票");
  assert_null(hvl_session_reason(session, 0));
}

static void test_a_found_reason_names_the_findings_hit(void **state) {
  hvl_session *session = ((struct fixture *)*state)->session;
  hvl_session_explain(session, 1);
  feed(session, HVL_BUYER, "在");
  feed(session, HVL_SELLER, "亲，开不了发票哦");
  const hvl_finding *finding = hvl_session_next(session);
  const hvl_reason *reason = reason_of(session, "test.refuse");
  assert_non_null(finding);
  assert_non_null(reason);
  assert_int_equal(reason->hit.message, 1);
  assert_int_equal(reason->hit.start, finding->spans[0].start);
  assert_int_equal(reason->hit.end, finding->spans[0].end);
}

/* ---- Size ---------------------------------------------------------------- */

static void test_a_step_in_a_message_of_any_length_counts(void **state) {
  hvl_session *session = ((struct fixture *)*state)->session;
  for (int units = 250; units < 260; units++) {
    char text[1024] = "";
    for (int i = 0; i < units - 3; i++) strcat(text, "嗯");
    strcat(text, "开发票");
    hvl_session_reset(session);
    feed(session, HVL_BUYER, text);
    feed(session, HVL_SELLER, "没有");
    const hvl_finding *finding = hvl_session_next(session);
    assert_non_null(finding);
    assert_string_equal(finding->rule->id, "test.say-no");
    assert_int_equal(finding->span_count, 2);
    assert_int_equal(finding->spans[0].end, strlen(text));
  }
}

static void test_a_long_conversation_stays_in_bounded_memory(void **state) {
  struct fixture *fixture = *state;
  struct budget budget = {0};
  hvl_options options = HVL_OPTIONS_INIT;
  options.allocator = budget_allocator(&budget);
  hvl_session *session = help_session(fixture->ruleset, &options);
  static const char *const texts[] = {"能开发票吗", "没有哦", "加微信",
                                      "不接货到付款", "稍等"};
  size_t calls = 0;
  for (size_t i = 0; i < 20000; i++) {
    hvl_message message =
        help_message(i % 5 ? HVL_SELLER : HVL_BUYER, texts[i % 5]);
    assert_int_equal(hvl_session_feed(session, &message, 1), HVL_OK);
    while (hvl_session_next(session)) {
    }
    if (i == 1000) calls = budget.calls;
  }
  assert_int_equal(budget.calls, calls);
  assert_int_equal(hvl_session_message_count(session), 20000);
  hvl_session_free(session);
  assert_int_equal(budget.live, 0);
}

static void test_a_huge_message_is_judged_to_its_end(void **state) {
  hvl_session *session = ((struct fixture *)*state)->session;
  enum { HUGE_SIZE = 4 << 20 };
  static const char end[] = "开不了发票";
  char *text = malloc(HUGE_SIZE);
  assert_non_null(text);
  memset(text, 'a', HUGE_SIZE);
  for (size_t i = 97; i < HUGE_SIZE; i += 97) text[i] = ' ';
  memcpy(text + HUGE_SIZE - sizeof end + 1, end, sizeof end - 1);
  hvl_message message = HVL_MESSAGE_INIT;
  message.text = (hvl_text){text, HUGE_SIZE};
  assert_int_equal(hvl_session_feed(session, &message, 1), HVL_OK);
  const hvl_finding *finding = hvl_session_next(session);
  assert_non_null(finding);
  assert_int_equal(finding->spans[0].end, HUGE_SIZE);
  free(text);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      CASE(test_findings_wait_for_next_across_feeds),
      CASE(test_findings_of_one_call_are_in_order_of_message_and_rule),
      CASE(test_a_findings_rule_is_the_rulesets),
      CASE(test_a_draft_check_leaves_the_session_unchanged),
      CASE(test_a_draft_does_not_wear_out_repeat_once),
      CASE(test_a_drafts_value_does_not_become_known),
      CASE(test_a_value_stays_known_however_much_was_said),
      CASE(test_findings_of_a_draft_come_first),
      CASE(test_findings_of_a_draft_not_taken_are_dropped),
      CASE(test_a_waiting_rule_decides_later_or_at_the_end),
      CASE(test_a_draft_can_end_the_wait_of_an_earlier_message),
      CASE(test_nothing_can_be_fed_after_finish),
      CASE(test_reset_forgets_messages_facts_and_findings),
      CASE(test_reset_forgets_repeats_accounts_and_halves),
      CASE(test_facts_hold_from_now_on),
      CASE(test_the_level_decides_what_is_reported),
      CASE(test_reasons_say_why),
      CASE(test_reasons_are_kept_only_while_asked_for),
      CASE(test_a_found_reason_names_the_findings_hit),
      CASE(test_a_step_in_a_message_of_any_length_counts),
      CASE(test_a_long_conversation_stays_in_bounded_memory),
      CASE(test_a_huge_message_is_judged_to_its_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

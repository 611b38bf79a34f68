/* SPDX-License-Identifier: MIT */
/* match_finding_test.c - findings in order, taken once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "match/finding.h"

static hvl_allocator plain;

static void put(struct finding_queue *queue, size_t message, uint32_t rule) {
  assert_true(hvl__queue_reserve(queue, 1, &plain));
  struct finding finding = {.rule = rule, .message = message};
  queue->waiting.data[queue->waiting.len++] = finding;
}

static void test_findings_come_by_message_then_rule(void **state) {
  (void)state;
  struct finding_queue queue = {.taken = 0};
  put(&queue, 9, 9);
  put(&queue, 3, 2);
  put(&queue, 3, 1);
  put(&queue, 1, 5);
  hvl__queue_sort(&queue, 1);
  const size_t expected[][2] = {{9, 9}, {1, 5}, {3, 1}, {3, 2}};
  for (size_t i = 0; i < 4; i++) {
    const struct finding *finding = hvl__queue_take(&queue);
    assert_non_null(finding);
    assert_int_equal(finding->message, expected[i][0]);
    assert_int_equal(finding->rule, expected[i][1]);
  }
  assert_null(hvl__queue_take(&queue));
  HVL_ARRAY_FREE(&plain, &queue.waiting);
}

static void test_what_was_not_taken_stays(void **state) {
  (void)state;
  struct finding_queue queue = {.taken = 0};
  for (uint32_t i = 0; i < 3; i++) put(&queue, i, 0);
  assert_int_equal(hvl__queue_take(&queue)->message, 0);
  put(&queue, 3, 0);
  for (uint32_t i = 1; i < 4; i++)
    assert_int_equal(hvl__queue_take(&queue)->message, i);
  assert_null(hvl__queue_take(&queue));
  HVL_ARRAY_FREE(&plain, &queue.waiting);
}

static void test_evidence_is_in_reading_order(void **state) {
  (void)state;
  struct finding finding = {.level = 1};
  struct happening answer = {.evasion = HVL_EVASION_SOUND,
                             .level = 2,
                             .span_count = 1,
                             .spans = {{4, 0, 6}}};
  struct happening question = {.span_count = 2,
                               .spans = {{1, 3, 9}, {2, 0, 3}}};
  hvl__finding_add(&finding, &answer);
  hvl__finding_add(&finding, &question);
  assert_int_equal(finding.span_count, 3);
  assert_int_equal(finding.spans[0].message, 1);
  assert_int_equal(finding.spans[1].message, 2);
  assert_int_equal(finding.spans[2].message, 4);
  assert_int_equal(finding.evasion, HVL_EVASION_SOUND);
  assert_int_equal(finding.level, 2);
}

int main(void) {
  plain = hvl__mem_pick(NULL, NULL);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_findings_come_by_message_then_rule),
      cmocka_unit_test(test_what_was_not_taken_stays),
      cmocka_unit_test(test_evidence_is_in_reading_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

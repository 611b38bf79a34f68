/* SPDX-License-Identifier: MIT */
/* match_cost_test.c - searches in texts made to be slow, and without memory. */
#include "pattern_fixture.h"

/* Takes minutes if a search is not linear. */
static void test_a_megabyte_of_anything_is_searched(void **state) {
  static const char *const pieces[] = {"a", "-", " ", "a-", "微", "a。"};
  const uint32_t gap[] = {OP(SYMBOL, A), GAP(SCOPE_TURN, 40),
                          OP(SYMBOL, WECHAT), OP(MATCH, 0)};
  const uint32_t ends[] = {OP(START, 0), OP(SYMBOL, B), OP(END, 0),
                           OP(MATCH, 0)};
  enum { TIMES = 200000 };
  for (size_t i = 0; i < COUNT(pieces); i++) {
    size_t len = strlen(pieces[i]);
    char *source = malloc(len * TIMES + 1);
    assert_non_null(source);
    for (size_t n = 0; n < TIMES; n++)
      memcpy(source + n * len, pieces[i], len + 1);
    assert_int_equal(find(state, gap, COUNT(gap), source, NULL).end, 0);
    assert_int_equal(find(state, ends, COUNT(ends), source, NULL).end, 0);
    free(source);
  }
}

/* Takes minutes if what one start tried in vain is tried from the next. */
static void test_gap_after_gap_stays_linear(void **state) {
  struct fixture *fixture = *state;
  enum { GAPS = 7, MOST = 256, UNITS = 50000 };
  uint32_t code[2 * GAPS + 2];
  for (uint32_t i = 0; i < GAPS; i++) {
    code[2 * i] = OP(SYMBOL, A);
    code[2 * i + 1] = GAP(SCOPE_CLAUSE, MOST);
  }
  code[2 * GAPS] = OP(SYMBOL, B);
  code[2 * GAPS + 1] = OP(MATCH, 0);
  uint32_t pattern =
      tiny_pattern(fixture->tiny, code, COUNT(code), GAPS * (MOST + 8));
  char *source = calloc(UNITS + 1, 1);
  assert_non_null(source);
  memset(source, 'a', UNITS);
  memcpy(source + UNITS - 2, "!b", 2);
  struct text text = fold(fixture, source);
  assert_int_equal(find_in(fixture, pattern, &text, NULL, NULL).end, 0);
  hvl__text_free(&text, &fixture->tiny->mem);
  free(source);
}

/* Takes long if every place may use up the limit. */
static void test_a_regex_that_is_slow_everywhere_is_told(void **state) {
  struct fixture *fixture = *state;
  uint32_t slow =
      tiny_regex(fixture->tiny, "[a-z]{1,60}[a-z]{1,60}[a-z]{1,60}9");
  const uint32_t code[] = {OP(REGEX, slow), OP(MATCH, 0)};
  uint32_t pattern = tiny_pattern(fixture->tiny, code, COUNT(code), 200);
  char source[20001] = {0};
  memset(source, 'x', sizeof source - 1);
  struct text text = fold(fixture, source);
  struct search search = {pattern, &text, 0, text.count, NULL, NULL};
  struct hit hit;
  bool found;
  assert_int_equal(hvl__pattern_find(&fixture->matcher, &search, &found, &hit),
                   HVL_ERR_LIMIT);
  hvl__text_free(&text, &fixture->tiny->mem);
}

/* An allocator that has `*ctx` allocations left. */
static void *limited(void *ctx, void *block, size_t size) {
  int *left = ctx;
  if (size == 0) {
    free(block);
    return NULL;
  }
  if (*left == 0) return NULL;
  --*left;
  return realloc(block, size);
}

/* Search with `allocations` to go; where they run out, with more of them. */
static hvl_status search_with(struct fixture *fixture,
                              const struct search *search, int allocations,
                              struct hit *hit) {
  int left = allocations;
  hvl_allocator mem = {limited, &left};
  struct matcher matcher;
  bool found = false;
  hvl_status status =
      hvl__matcher_init(&matcher, &fixture->tiny->ruleset, &mem, 100000);
  bool ready = status == HVL_OK;
  if (ready) status = hvl__pattern_find(&matcher, search, &found, hit);
  left = 100;
  if (ready && status == HVL_ERR_MEMORY)
    assert_int_equal(hvl__pattern_find(&matcher, search, &found, hit), HVL_OK);
  assert_int_equal(ready, found);
  hvl__matcher_free(&matcher);
  return status;
}

static void test_a_search_without_memory_can_be_tried_again(void **state) {
  struct fixture *fixture = *state;
  const uint32_t code[] = {OP(SYMBOL, A), GAP(SCOPE_TURN, 40), OP(SYMBOL, B),
                           OP(MATCH, 0)};
  uint32_t pattern = tiny_pattern(fixture->tiny, code, COUNT(code), REACH);
  struct text text = fold(fixture, "aaaaaaaaaaaaaaaaaaaaaab");
  struct search search = {pattern, &text, 0, text.count, NULL, NULL};
  hvl_status status = HVL_ERR_MEMORY;
  int allocations = 0;
  for (; status == HVL_ERR_MEMORY && allocations < 100; allocations++) {
    struct hit hit = {0};
    status = search_with(fixture, &search, allocations, &hit);
    if (hit.end > 0) assert_int_equal(hit.end, text.count);
  }
  assert_int_equal(status, HVL_OK);
  assert_true(allocations > 5);
  hvl__text_free(&text, &fixture->tiny->mem);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      PATTERN_TEST(test_a_megabyte_of_anything_is_searched),
      PATTERN_TEST(test_gap_after_gap_stays_linear),
      PATTERN_TEST(test_a_regex_that_is_slow_everywhere_is_told),
      PATTERN_TEST(test_a_search_without_memory_can_be_tried_again),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

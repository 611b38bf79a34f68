/* SPDX-License-Identifier: MIT */
/* match_cost_test.c - searches in texts made to be slow, and without memory. */
#include "compile_fixture.h"
#include "match/session.h"
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

/* Takes minutes if a chain of alternatives whose words are not there is gone
 * through anew for each of the places that lead to it. */
static void test_a_chain_that_is_come_to_often_stays_linear(void **state) {
  struct fixture *fixture = *state;
  enum { FANS = 680, LINKS = 1000, CHAIN = 3 * FANS, UNITS = 500000 };
  static uint32_t code[CHAIN + 2 * LINKS + 2];
  for (uint32_t i = 0; i < FANS; i++) {
    code[i] = OP(SPLIT, FANS + 2 * i);
    code[FANS + 2 * i] = OP(SPLIT, CHAIN);
    code[FANS + 2 * i + 1] = OP(SYMBOL, WECHAT);
  }
  for (uint32_t at = CHAIN; at < CHAIN + 2 * LINKS; at += 2) {
    code[at] = OP(SPLIT, at + 2);
    code[at + 1] = OP(SYMBOL, WECHAT);
  }
  code[CHAIN + 2 * LINKS] = OP(SYMBOL, B);
  code[CHAIN + 2 * LINKS + 1] = OP(MATCH, 0);
  uint32_t pattern = tiny_pattern(fixture->tiny, code, COUNT(code), REACH);
  char *source = calloc(UNITS + 1, 1);
  assert_non_null(source);
  memset(source, 'x', UNITS);
  memcpy(source + UNITS - 2, "b ", 2);
  struct text text = fold(fixture, source);
  hvl__lexicon_scan(&fixture->tiny->ruleset.image, &text, &fixture->presence);
  struct hit hit = find_in(fixture, pattern, &text, NULL, &fixture->presence);
  assert_int_equal(hit.start, UNITS - 2);
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
  struct search search = {.pattern = pattern, .text = &text, .to = text.count};
  struct hit hit;
  bool found;
  assert_int_equal(hvl__pattern_find(&fixture->matcher, &search, &found, &hit),
                   HVL_ERR_LIMIT);
  hvl__text_free(&text, &fixture->tiny->mem);
}

/* ---- Many hits that guards stop ------------------------------------------ */

/* Takes tens of thousands of steps before it matches what stands in STOPPED,
 * of which each guard of the rules below stops what it is about. */
#define SLOW    "/(?:(?:a|b|ab|ba){1,20}c|ab)/"
#define STOPPED "甲ababababababababab口c乙丙。"

static int count_call(pcre2_callout_block_16 *block, void *calls) {
  (void)block;
  ++*(size_t *)calls;
  return 0;
}

/* Put a program that calls back at every step in the place of `regex`. */
static void count_steps(const hvl_ruleset *ruleset, uint32_t regex) {
  const char *source =
      ruleset->image.strings + ruleset->image.regexes[regex].source;
  uint16_t units[256];
  int error;
  PCRE2_SIZE at;
  struct program *program = hvl__mem_zeroed(&ruleset->mem, 1, sizeof *program);
  assert_non_null(program);
  program->code =
      pcre2_compile_16(units, hvl__regex_units(source, units),
                       PCRE2_ANCHORED | PCRE2_AUTO_CALLOUT, &error, &at, NULL);
  assert_non_null(program->code);
  atomic_init(&ruleset->programs[regex], program);
}

/* Feed `hits` times `piece` to rules that find nothing; the steps that took. */
static size_t steps_of(const char *rules, size_t hits, hvl_status expected) {
  const char piece[] = STOPPED;
  size_t calls = 0, size = sizeof piece - 1;
  hvl_ruleset *ruleset = compile_text(rules);
  hvl_session *session;
  assert_int_equal(hvl_session_new(&session, ruleset, NULL), HVL_OK);
  for (uint32_t i = 0; i < ruleset->image.regexes_count; i++)
    count_steps(ruleset, i);
  pcre2_set_callout_16(session->matcher.match_context, count_call, &calls);
  char *text = malloc(hits * size);
  assert_non_null(text);
  for (size_t i = 0; i < hits; i++) memcpy(text + i * size, piece, size);
  hvl_message message = HVL_MESSAGE_INIT;
  message.text = (hvl_text){text, hits * size};
  assert_int_equal(hvl_session_feed(session, &message, 1), expected);
  assert_null(hvl_session_next(session));
  free(text);
  hvl_session_free(session);
  hvl_ruleset_free(ruleset);
  return calls;
}

/* A rule that finds nothing in STOPPED. */
#define STOPPED_RULE(seller, guards)                                           \
  RULE_FILE("", "    seller: [发票开不了, " seller "]\n"                       \
                "    unless: {clause: [" guards "]}\n")

static const char hits[] = STOPPED_RULE("'甲 " SLOW "'", "乙");

static void test_hits_that_are_stopped_share_what_a_regex_costs(void **state) {
  (void)state;
  size_t one = steps_of(hits, 1, HVL_OK);
  assert_in_range(one, 10000, 100000);
  assert_int_equal(steps_of(hits, 100, HVL_OK), 100 * one);
  assert_in_range(steps_of(hits, 400, HVL_ERR_LIMIT), 100 * one, 101 * one);
}

/* In the clause of each hit the guard is tried at many places. */
static void test_guards_around_them_share_what_a_regex_costs(void **state) {
  (void)state;
  static const char guards[] = STOPPED_RULE("甲", "'" SLOW " 丙', 乙");
  size_t one = steps_of(hits, 1, HVL_OK);
  assert_in_range(steps_of(guards, 1, HVL_OK), one, 10 * one);
  assert_in_range(steps_of(guards, 400, HVL_ERR_LIMIT), 1, 101 * one);
}

/* Of two phrases that ask for the same, and of two rules, each has its own. */
static void test_what_one_phrase_costs_is_no_others(void **state) {
  (void)state;
  static const char phrases[] =
      STOPPED_RULE("'甲 " SLOW "', '甲 " SLOW " (口)?'", "乙");
  static const char rules[] = STOPPED_RULE(
      "'甲 " SLOW "'",
      "乙]}\n"
      "  - id: test.twin\n    severity: error\n    level: 1\n"
      "    title: {zh: 标题, en: Title}\n    why: {zh: 原因, en: Reason}\n"
      "    violates: [发票开不了]\n    complies: [可以开]\n"
      "    seller: [发票开不了, '甲 " SLOW "']\n    unless: {clause: [乙");
  size_t one = steps_of(hits, 1, HVL_OK);
  assert_int_equal(steps_of(phrases, 60, HVL_OK), 2 * 60 * one);
  assert_int_equal(steps_of(rules, 60, HVL_OK), 2 * 60 * one);
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
  struct search search = {.pattern = pattern, .text = &text, .to = text.count};
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
      PATTERN_TEST(test_a_chain_that_is_come_to_often_stays_linear),
      PATTERN_TEST(test_a_regex_that_is_slow_everywhere_is_told),
      cmocka_unit_test(test_hits_that_are_stopped_share_what_a_regex_costs),
      cmocka_unit_test(test_guards_around_them_share_what_a_regex_costs),
      cmocka_unit_test(test_what_one_phrase_costs_is_no_others),
      PATTERN_TEST(test_a_search_without_memory_can_be_tried_again),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

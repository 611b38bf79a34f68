/* SPDX-License-Identifier: MIT */
/* match_pattern_test.c - what programs hit, by hand-made programs. */
#include "pattern_fixture.h"

/* ---- The table of rules/README.md, section 4 ----------------------------- */

static void test_a_gap_stays_inside_its_scope(void **state) {
  const uint32_t clause[] = {OP(SYMBOL, A), GAP(SCOPE_CLAUSE, 2), OP(SYMBOL, B),
                             OP(MATCH, 0)};
  const uint32_t sentence[] = {OP(SYMBOL, A), GAP(SCOPE_SENTENCE, 2),
                               OP(SYMBOL, B), OP(MATCH, 0)};
  const uint32_t phrase[] = {OP(SYMBOL, A), GAP(SCOPE_PHRASE, 2), OP(SYMBOL, B),
                             OP(MATCH, 0)};
  EXPECT(clause, "[ab]");
  EXPECT(clause, "[axxb]");
  EXPECT(clause, "axxxb");
  EXPECT(clause, "a，b");
  EXPECT(clause, "[a b]");
  EXPECT(clause, "a1.bx");
  EXPECT(clause, "a1.1b");
  EXPECT(sentence, "[a，b]");
  EXPECT(sentence, "a。b");
  EXPECT(phrase, "[ab]");
  EXPECT(phrase, "[axxb]");
  EXPECT(phrase, "[a b]");
  EXPECT(phrase, "a x b");
}

static void test_the_hit_is_leftmost_then_longest(void **state) {
  const uint32_t code[] = {OP(SYMBOL, A), GAP(SCOPE_CLAUSE, 9), OP(SYMBOL, B),
                           OP(MATCH, 0)};
  EXPECT(code, "[axxaxb]");
  EXPECT(code, "[axbxb]");
  EXPECT(code, "x[ab]，ab");
}

static void test_fillers_and_spaces_part_elements(void **state) {
  const uint32_t code[] = {OP(SYMBOL, A), OP(SYMBOL, B), OP(MATCH, 0)};
  EXPECT(code, "[ab]");
  EXPECT(code, "[a ~❤b]");
  EXPECT(code, "a ~❤ b");
  EXPECT(code, "[a - b]");
  EXPECT(code, "a----b");
  EXPECT(code, "a，b");
  EXPECT(code, "[a/b]");
}

static void test_a_hit_begins_and_ends_with_the_message(void **state) {
  const uint32_t code[] = {OP(START, 0), OP(SYMBOL, A), OP(END, 0),
                           OP(MATCH, 0)};
  EXPECT(code, "～[A]！");
  EXPECT(code, "AA");
  EXPECT(code, "[A]");
  EXPECT(code, "xA");
  EXPECT(code, "Ax");
  EXPECT(code, "x/[A]。/x");
}

static void test_choices_options_and_jumps(void **state) {
  const uint32_t choice[] = {OP(SPLIT, 3), OP(SYMBOL, A), OP(JUMP, 4),
                             OP(SYMBOL, B), OP(MATCH, 0)};
  const uint32_t option[] = {OP(SYMBOL, A), OP(SPLIT, 3), OP(SYMBOL, B),
                             OP(MATCH, 0)};
  const uint32_t nothing[] = {OP(SPLIT, 2), OP(SYMBOL, A), OP(MATCH, 0)};
  EXPECT(choice, "x[b]a");
  EXPECT(choice, "x[a]b");
  EXPECT(option, "[ab]");
  EXPECT(option, "[a]x");
  EXPECT(nothing, "xx");
  EXPECT(nothing, "x[a]");
}

static void test_a_hit_of_nothing_is_none(void **state) {
  const uint32_t code[] = {OP(START, 0), OP(END, 0), OP(MATCH, 0)};
  EXPECT(code, "！");
}

/* ---- Other elements
 * ---------------------------------------------------------- */

static void test_the_anchor_is_taken_as_a_whole(void **state) {
  const uint32_t before[] = {OP(SYMBOL, A), GAP(SCOPE_CLAUSE, 2), OP(HIT, 0),
                             OP(MATCH, 0)};
  const uint32_t behind[] = {OP(HIT, 0), OP(SYMBOL, B), OP(MATCH, 0)};
  const struct hit anchor = {3, 5, 0, 0};
  struct hit hit = find(state, before, COUNT(before), "xa-yyb", &anchor);
  assert_int_equal(hit.start, 1);
  assert_int_equal(hit.end, 5);
  hit = find(state, behind, COUNT(behind), "xaayy b", &anchor);
  assert_int_equal(hit.start, 3);
  assert_int_equal(hit.end, 7);
  hit = find(state, behind, COUNT(behind), "xaayb", &anchor);
  assert_int_equal(hit.end, 0);
  hit = find(state, behind, COUNT(behind), "xaayyb", NULL);
  assert_int_equal(hit.end, 0);
}

static void test_a_regex_matches_where_it_stands(void **state) {
  struct fixture *fixture = *state;
  uint32_t digits = tiny_regex(fixture->tiny, "[0-9]{2,}");
  const uint32_t code[] = {OP(SYMBOL, A), OP(REGEX, digits), OP(MATCH, 0)};
  const uint32_t alone[] = {OP(REGEX, digits), OP(MATCH, 0)};
  EXPECT(code, "[a123]");
  EXPECT(code, "[a 123]x");
  EXPECT(code, "a1x23");
  EXPECT(alone, "1x[23]x");
}

static void test_a_regex_stays_in_its_message(void **state) {
  struct fixture *fixture = *state;
  uint32_t other = tiny_regex(fixture->tiny, "[^a]x{2}");
  const uint32_t code[] = {OP(REGEX, other), OP(MATCH, 0)};
  EXPECT(code, "b/xx");
  EXPECT(code, "/xx");
  EXPECT(code, "bx/x");
  EXPECT(code, "b/[bxx]/xx");
}

static void test_a_regex_may_match_nothing(void **state) {
  struct fixture *fixture = *state;
  uint32_t maybe = tiny_regex(fixture->tiny, "x?");
  const uint32_t code[] = {OP(SYMBOL, A), OP(REGEX, maybe), OP(MATCH, 0)};
  EXPECT(code, "[ax]");
  EXPECT(code, "aa");
}

static void test_a_regex_beyond_its_limit_is_told(void **state) {
  struct fixture *fixture = *state;
  uint32_t slow = tiny_regex(fixture->tiny, "(x{1,3}){1,40}[0-9]");
  const uint32_t code[] = {OP(REGEX, slow), OP(MATCH, 0)};
  uint32_t pattern = tiny_pattern(fixture->tiny, code, 2, REACH);
  struct text text =
      fold(fixture, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
  struct search search = {.pattern = pattern, .text = &text, .to = text.count};
  struct hit hit;
  bool found;
  assert_int_equal(hvl__pattern_find(&fixture->matcher, &search, &found, &hit),
                   HVL_ERR_LIMIT);
  hvl__text_free(&text, &fixture->tiny->mem);
}

static void test_an_entity_is_an_element(void **state) {
  const uint32_t code[] = {OP(SYMBOL, A), OP(ENTITY, ENTITY_MOBILE),
                           OP(MATCH, 0)};
  EXPECT(code, "[a 13800138000]");
  EXPECT(code, "a 138001380001");
}

static void test_provenance_tells_known_from_new(void **state) {
  struct fixture *fixture = *state;
  static struct known known;
  const uint32_t old[] = {OP(ENTITY, ENTITY_MOBILE | KNOWN_VALUE << 8),
                          OP(MATCH, 0)};
  const uint32_t new[] = {OP(ENTITY, ENTITY_MOBILE | NEW_VALUE << 8),
                          OP(MATCH, 0)};
  struct text text = fold(fixture, "我的电话138-0013-8000");
  EXPECT(old, "13800138000");
  EXPECT(new, "[13800138000]");
  hvl__known_init(&known, &fixture->tiny->ruleset.image);
  known.kinds = 1 << ENTITY_MOBILE;
  hvl__known_learn(&known, &text, 5);
  fixture->matcher.known = &known;
  fixture->matcher.account = 5;
  EXPECT(old, "[13800138000]");
  EXPECT(new, "13800138000");
  fixture->matcher.account = 6;
  EXPECT(old, "13800138000");
  EXPECT(new, "[13800138000]");
  hvl__text_free(&text, &fixture->tiny->mem);
}

/* ---- Disguise ------------------------------------------------------------ */

static void test_a_hit_tells_how_its_words_were_disguised(void **state) {
  const uint32_t code[] = {OP(SYMBOL, A), GAP(SCOPE_CLAUSE, 2),
                           OP(SYMBOL, WECHAT), OP(MATCH, 0)};
  struct hit hit = find(state, code, COUNT(code), "a 微信", NULL);
  assert_int_equal(hit.evasion, 0);
  assert_int_equal(hit.level, 0);
  hit = find(state, code, COUNT(code), "a微-信", NULL);
  assert_int_equal(hit.evasion, HVL_EVASION_FILLER);
  assert_int_equal(hit.level, 0);
  hit = find(state, code, COUNT(code), "a微 信", NULL);
  assert_int_equal(hit.evasion, HVL_EVASION_SPACED);
  assert_int_equal(hit.level, 1);
  hit = find(state, code, COUNT(code), "a葳，xin", NULL);
  assert_int_equal(hit.evasion, HVL_EVASION_SPACED | HVL_EVASION_SOUND);
  assert_int_equal(hit.level, 2);
  hit = find(state, code, COUNT(code), "a/微信", NULL);
  assert_int_equal(hit.evasion, HVL_EVASION_TURN);
}

static void test_the_least_disguised_of_equal_hits_is_told(void **state) {
  const uint32_t code[] = {OP(SPLIT, 3),  OP(SYMBOL, WECHAT), OP(JUMP, 4),
                           OP(SYMBOL, A), GAP(SCOPE_TURN, 5), OP(SYMBOL, B),
                           OP(MATCH, 0)};
  struct hit hit = find(state, code, COUNT(code), "微-信b", NULL);
  assert_int_equal(hit.evasion, HVL_EVASION_FILLER);
  hit = find(state, code, COUNT(code), "a。微-信b", NULL);
  assert_int_equal(hit.start, 0);
  assert_int_equal(hit.evasion, 0);
}

/* ---- Bounds
 * ------------------------------------------------------------------- */

static void test_a_hit_lies_within_the_search(void **state) {
  struct fixture *fixture = *state;
  const uint32_t code[] = {OP(SYMBOL, A), GAP(SCOPE_CLAUSE, 5), OP(SYMBOL, B),
                           OP(MATCH, 0)};
  uint32_t pattern = tiny_pattern(fixture->tiny, code, COUNT(code), REACH);
  struct text text = fold(fixture, "abxaxbb");
  struct search search = {
      .pattern = pattern, .text = &text, .from = 1, .to = 6};
  struct hit hit;
  bool found;
  assert_int_equal(hvl__pattern_find(&fixture->matcher, &search, &found, &hit),
                   HVL_OK);
  assert_true(found);
  assert_int_equal(hit.start, 3);
  assert_int_equal(hit.end, 6);
  search.before = 4;
  assert_int_equal(hvl__pattern_find(&fixture->matcher, &search, &found, &hit),
                   HVL_OK);
  assert_true(found);
  assert_int_equal(hit.end, 6);
  search.before = 3;
  assert_int_equal(hvl__pattern_find(&fixture->matcher, &search, &found, &hit),
                   HVL_OK);
  assert_false(found);
  search.before = 0;
  search.to = 5;
  assert_int_equal(hvl__pattern_find(&fixture->matcher, &search, &found, &hit),
                   HVL_OK);
  assert_false(found);
  hvl__text_free(&text, &fixture->tiny->mem);
}

/* ---- Against an oracle
 * --------------------------------------------------------- */

static uint32_t random_below(uint64_t *seed, uint32_t limit) {
  *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
  return (uint32_t)(*seed >> 33) % limit;
}

/* The furthest end of a hit from `pc` and `at` on, by trying everything. */
static uint32_t try_all(const uint32_t *code, const struct text *text,
                        uint32_t pc, uint32_t start, uint32_t at) {
  uint32_t what = code[pc] & 0xFFFFFF, best = 0, end;
  switch (code[pc] >> 24) {
  case OP_MATCH: return at;
  case OP_JUMP: return try_all(code, text, what, start, at);
  case OP_SPLIT:
    best = try_all(code, text, what, start, at);
    end = try_all(code, text, pc + 1, start, at);
    return end > best ? end : best;
  case OP_GAP:
    for (uint32_t i = 0;; i++) {
      end = try_all(code, text, pc + 1, start, at + i);
      if (end > best) best = end;
      if (i == (what & 0xFFFF) || at + i >= text->count ||
          hvl__divides_at(text, at + i, (enum scope)(what >> 16)))
        return best;
    }
  default: break;
  }
  for (uint32_t i = 0; i <= 3 && at + i < text->count; i++) {
    enum char_class kind = hvl__class_at(text, at + i);
    if (text->units[at + i] == 'a' + what) {
      end = try_all(code, text, pc + 1, start, at + i + 1);
      if (end > best) best = end;
    }
    if (at == start || (kind != CHAR_SPACE && kind != CHAR_FILLER)) break;
  }
  return best;
}

/* A random program of `size` instructions, all jumps forward. */
static void write_program(uint64_t *seed, uint32_t *code, uint32_t size) {
  for (uint32_t pc = 0; pc + 1 < size; pc++) {
    uint32_t target = pc + 1 + random_below(seed, size - pc - 1);
    switch (random_below(seed, 6)) {
    case 0: code[pc] = OP(SPLIT, target); break;
    case 1: code[pc] = OP(JUMP, target); break;
    case 2:
      code[pc] =
          GAP(SCOPE_PHRASE + random_below(seed, 3), random_below(seed, 4));
      break;
    default: code[pc] = OP(SYMBOL, random_below(seed, 2)); break;
    }
  }
  code[size - 1] = OP(MATCH, 0);
}

static void test_hits_are_those_that_trying_everything_finds(void **state) {
  static const char alphabet[] = "aabbxx -,.";
  uint64_t seed = 11;
  for (int round = 0; round < 20000; round++) {
    uint32_t code[8], size = 2 + random_below(&seed, 7);
    char source[16] = "";
    write_program(&seed, code, size);
    for (uint32_t i = random_below(&seed, 14); i > 0; i--)
      strncat(source, alphabet + random_below(&seed, 10), 1);
    struct hit hit = find(state, code, size, source, NULL);
    struct text text = fold(*state, source);
    uint32_t start = 0, end = 0;
    for (; start < text.count; start++) {
      end = try_all(code, &text, 0, start, start);
      if (end > start) break;
      end = 0;
    }
    assert_int_equal(hit.end, end);
    if (end > 0) assert_int_equal(hit.start, start);
    hvl__text_free(&text, &((struct fixture *)*state)->tiny->mem);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      PATTERN_TEST(test_a_gap_stays_inside_its_scope),
      PATTERN_TEST(test_the_hit_is_leftmost_then_longest),
      PATTERN_TEST(test_fillers_and_spaces_part_elements),
      PATTERN_TEST(test_a_hit_begins_and_ends_with_the_message),
      PATTERN_TEST(test_choices_options_and_jumps),
      PATTERN_TEST(test_a_hit_of_nothing_is_none),
      PATTERN_TEST(test_the_anchor_is_taken_as_a_whole),
      PATTERN_TEST(test_a_regex_matches_where_it_stands),
      PATTERN_TEST(test_a_regex_stays_in_its_message),
      PATTERN_TEST(test_a_regex_may_match_nothing),
      PATTERN_TEST(test_a_regex_beyond_its_limit_is_told),
      PATTERN_TEST(test_an_entity_is_an_element),
      PATTERN_TEST(test_provenance_tells_known_from_new),
      PATTERN_TEST(test_a_hit_tells_how_its_words_were_disguised),
      PATTERN_TEST(test_the_least_disguised_of_equal_hits_is_told),
      PATTERN_TEST(test_a_hit_lies_within_the_search),
      PATTERN_TEST(test_hits_are_those_that_trying_everything_finds),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* match_pattern_test.c - what programs hit, by hand-made programs. */
#include "tiny_image.h"

#define OP(name, value)  ((uint32_t)OP_##name << 24 | (uint32_t)(value))
#define GAP(scope, most) OP(GAP, (uint32_t)(scope) << 16 | (most))
#define COUNT(array)     (uint32_t)(sizeof(array) / sizeof *(array))

/* The symbols of every test's image: the words a and b; 微信 with evasion. */
enum { A, B, WECHAT };
enum { REACH = 64 };

struct fixture {
  struct tiny *tiny;
  struct matcher matcher;
  struct presence presence;
};

static int set_up(void **state) {
  struct fixture *fixture = calloc(1, sizeof *fixture);
  assert_non_null(fixture);
  struct tiny *tiny = fixture->tiny = tiny_new();
  tiny_symbol(tiny, HVL_EVASION_FILLER, SYMBOL_INSIDE);
  tiny_symbol(tiny, HVL_EVASION_FILLER, SYMBOL_INSIDE);
  tiny_symbol(tiny, 15, 0);
  tiny_add_word(tiny, A, "a");
  tiny_add_word(tiny, B, "b");
  tiny_add_word(tiny, WECHAT, "微信");
  tiny_build(tiny);
  assert_int_equal(
      hvl__matcher_init(&fixture->matcher, &tiny->ruleset, &tiny->mem, 100000),
      HVL_OK);
  assert_true(
      hvl__presence_init(&fixture->presence, &tiny->ruleset.image, &tiny->mem));
  *state = fixture;
  return 0;
}

static int tear_down(void **state) {
  struct fixture *fixture = *state;
  hvl__matcher_free(&fixture->matcher);
  hvl__presence_free(&fixture->presence, &fixture->tiny->mem);
  tiny_free(fixture->tiny);
  free(fixture);
  return 0;
}

static struct text fold(struct fixture *fixture, const char *source) {
  struct text text = tiny_fold(fixture->tiny, source);
  for (uint32_t i = 0; i < text.count; i++)
    if (text.units[i] == '/') text.units[i] = UNIT_BREAK;
  return text;
}

/* The hit of `pattern` in `text`; all 0 if there is none. */
static struct hit find_in(struct fixture *fixture, uint32_t pattern,
                          const struct text *text, const struct hit *anchor,
                          const struct presence *presence) {
  struct search search = {pattern, text, 0, text->count, anchor, presence};
  struct hit hit = {0};
  bool found;
  assert_int_equal(hvl__pattern_find(&fixture->matcher, &search, &found, &hit),
                   HVL_OK);
  assert_int_equal(found, hit.end > 0);
  return hit;
}

/* The program's hit in `source`, where `/` stands for a message break; all 0 if
 * there is none. It does not matter whether it is known where words stand. */
static struct hit find(void **state, const uint32_t *code, uint32_t size,
                       const char *source, const struct hit *anchor) {
  struct fixture *fixture = *state;
  struct image *image = &fixture->tiny->ruleset.image;
  uint32_t pattern = tiny_pattern(fixture->tiny, code, size, REACH);
  struct text text = fold(fixture, source);
  hvl__lexicon_scan(image, &text, &fixture->presence);
  struct hit hit = find_in(fixture, pattern, &text, anchor, NULL);
  struct hit same =
      find_in(fixture, pattern, &text, anchor, &fixture->presence);
  assert_memory_equal(&hit, &same, sizeof hit);
  hvl__text_free(&text, &fixture->tiny->mem);
  image->patterns_count--;
  image->code_count -= size;
  return hit;
}

/* `expected` is the text with [ ] around the hit, or without if there is none.
 */
static void expect(void **state, const uint32_t *code, uint32_t size,
                   const char *expected) {
  char source[64] = "", marked[64] = "";
  for (const char *c = expected; *c; c++)
    if (*c != '[' && *c != ']') strncat(source, c, 1);
  struct hit hit = find(state, code, size, source, NULL);
  struct text text = fold(*state, source);
  for (uint32_t i = 0; i <= text.count; i++) {
    size_t offset = i < text.count ? text.offsets[i] : strlen(source);
    if (i < text.count && text.units[i] == UNIT_BREAK)
      assert_int_equal(source[offset], '/');
    if (hit.end > 0 && hit.end == i) strcat(marked, "]");
    if (hit.end > 0 && hit.start == i) strcat(marked, "[");
    if (i < text.count) strncat(marked, source + offset, text.sizes[i]);
  }
  assert_string_equal(marked, expected);
  hvl__text_free(&text, &((struct fixture *)*state)->tiny->mem);
}

#define EXPECT(code, expected) expect(state, code, COUNT(code), expected)

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
  struct search search = {pattern, &text, 0, text.count, NULL, NULL};
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
  static struct known known = {.kinds = 1 << ENTITY_MOBILE};
  const uint32_t old[] = {OP(ENTITY, ENTITY_MOBILE | KNOWN_VALUE << 8),
                          OP(MATCH, 0)};
  const uint32_t new[] = {OP(ENTITY, ENTITY_MOBILE | NEW_VALUE << 8),
                          OP(MATCH, 0)};
  struct text text = fold(fixture, "我的电话138-0013-8000");
  EXPECT(old, "13800138000");
  EXPECT(new, "[13800138000]");
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

/* ---- Disguise
 * ---------------------------------------------------------------- */

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
  struct search search = {pattern, &text, 1, 6, NULL, NULL};
  struct hit hit;
  bool found;
  assert_int_equal(hvl__pattern_find(&fixture->matcher, &search, &found, &hit),
                   HVL_OK);
  assert_true(found);
  assert_int_equal(hit.start, 3);
  assert_int_equal(hit.end, 6);
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

/* ---- Hostile texts
 * -------------------------------------------------------------- */

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
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(test_a_gap_stays_inside_its_scope),
      TEST(test_the_hit_is_leftmost_then_longest),
      TEST(test_fillers_and_spaces_part_elements),
      TEST(test_a_hit_begins_and_ends_with_the_message),
      TEST(test_choices_options_and_jumps),
      TEST(test_a_hit_of_nothing_is_none),
      TEST(test_the_anchor_is_taken_as_a_whole),
      TEST(test_a_regex_matches_where_it_stands),
      TEST(test_a_regex_stays_in_its_message),
      TEST(test_a_regex_may_match_nothing),
      TEST(test_a_regex_beyond_its_limit_is_told),
      TEST(test_an_entity_is_an_element),
      TEST(test_provenance_tells_known_from_new),
      TEST(test_a_hit_tells_how_its_words_were_disguised),
      TEST(test_the_least_disguised_of_equal_hits_is_told),
      TEST(test_a_hit_lies_within_the_search),
      TEST(test_hits_are_those_that_trying_everything_finds),
      TEST(test_a_megabyte_of_anything_is_searched),
      TEST(test_gap_after_gap_stays_linear),
      TEST(test_a_regex_that_is_slow_everywhere_is_told),
      TEST(test_a_search_without_memory_can_be_tried_again),
  };
#undef TEST
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* pattern_fixture.h - an image of three words, and searches in it by hand-made
 * programs. */
#ifndef HVL_TESTS_PATTERN_FIXTURE_H
#define HVL_TESTS_PATTERN_FIXTURE_H

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

static inline int set_up(void **state) {
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
  assert_true(hvl__presence_init(&fixture->presence, &tiny->ruleset.image,
                                 &tiny->ruleset.sets, &tiny->mem));
  *state = fixture;
  return 0;
}

static inline int tear_down(void **state) {
  struct fixture *fixture = *state;
  hvl__matcher_free(&fixture->matcher);
  hvl__presence_free(&fixture->presence);
  tiny_free(fixture->tiny);
  free(fixture);
  return 0;
}

static inline struct text fold(struct fixture *fixture, const char *source) {
  struct text text = tiny_fold(fixture->tiny, source);
  for (uint32_t i = 0; i < text.count; i++)
    if (text.units[i] == '/') text.units[i] = UNIT_BREAK;
  return text;
}

/* The hit of `pattern` in `text`; all 0 if there is none. */
static inline struct hit find_in(struct fixture *fixture, uint32_t pattern,
                                 const struct text *text,
                                 const struct hit *anchor,
                                 const struct presence *presence) {
  struct search search = {.pattern = pattern,
                          .text = text,
                          .to = text->count,
                          .anchor = anchor,
                          .presence = presence};
  struct hit hit = {0};
  bool found;
  assert_int_equal(hvl__pattern_find(&fixture->matcher, &search, &found, &hit),
                   HVL_OK);
  assert_int_equal(found, hit.end > 0);
  return hit;
}

/* The program's hit in `source`, where `/` stands for a message break; all 0 if
 * there is none. It does not matter whether it is known where words stand. */
static inline struct hit find(void **state, const uint32_t *code, uint32_t size,
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
static inline void expect(void **state, const uint32_t *code, uint32_t size,
                          const char *expected) {
  char source[64] = "", marked[64] = "";
  size_t len = 0;
  for (const char *c = expected; *c; c++)
    if (*c != '[' && *c != ']') source[len++] = *c;
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

#define PATTERN_TEST(name)                                                     \
  cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif

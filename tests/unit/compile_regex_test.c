/* SPDX-License-Identifier: MIT */
/* compile_regex_test.c - what is known of the matches of an expression. */
#include "compile_fixture.h"

#include "base/utf8.h"
#include "match/matcher.h"
#include "match/scene.h"
#include "ruleset/units.h"

/* The first expression of a rule with the phrase `phrase`. */
static hvl_ruleset *compile_phrase(const char *phrase) {
  char text[1024];
  snprintf(text, sizeof text,
           RULE_FILE("", "    seller:\n"
                         "      - 发票开不了\n"
                         "      - '退 %s'\n"),
           phrase);
  return compile_text(text);
}

static bool may_begin(const struct image_regex *regex, uint16_t unit) {
  return regex->begins[unit % 64 / 32] >> unit % 32 & 1;
}

/* ---- What it begins with ------------------------------------------------- */

/* The bits of the characters of `text`; of NULL all. */
static uint64_t bits_of(const char *text) {
  uint64_t bits = text ? 0 : UINT64_MAX;
  for (size_t size; text && *text; text += size) {
    uint32_t code = hvl__utf8_decode(text, strlen(text), &size);
    bits |= UINT64_C(1) << hvl__unit_unfolded(code) % 64;
  }
  return bits;
}

static void test_it_is_known_what_a_match_begins_with(void **state) {
  static const struct {
    const char *phrase, *begins;
  } cases[] = {
      {"/发票/", "发"},
      {"/发{0,1}票/", "发票"},
      {"/发{1,3}票/", "发"},
      {"/[甘青宁]{2,6}/", "甘青宁"},
      {"/[a-c5]x/", "abc5"},
      {"/[\\d-]x/", "0123456789-"},
      {"/[^甘]x/", NULL},
      {"/[a-\\x{4e00}]x/", NULL},
      {"/[[:alpha:]]x/", NULL},
      {"/a[[:x]|b:]/", "ab"}, /* the class ends behind x */
      {"/\\d{3,4}/", "0123456789"},
      {"/\\w{3,4}/", NULL},
      {"/\\.{0,1}\\d/", ".0123456789"},
      {"/.票/", NULL},
      {"/(?<![不没])票(?!根)/", "票"},
      {"/(?!不)[开票]/", "开票"},
      {"/(发|开|补)票/", "发开补"},
      {"/(发|开{0,1})票/", "发开票"},
      {"/((发|(?:开|补)x)y|z)/", "发开补z"},
      {"/(发票){0,1}(专|普){0,1}票/", "发专普票"},
      {"/\\b票/", NULL},
      {"/發票/", "发"},
      {"/(?<=x)\\/y/", "/"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    hvl_ruleset *ruleset = compile_phrase(cases[i].phrase);
    const struct image_regex *regex = &ruleset->image.regexes[0];
    uint64_t begins = regex->begins[0] | (uint64_t)regex->begins[1] << 32;
    if (begins != bits_of(cases[i].begins)) fail_msg("%s", cases[i].phrase);
    hvl_ruleset_free(ruleset);
  }
  (void)state;
}

/* Of all built-in expressions, wherever they match in the examples. */
static void test_no_match_begins_with_something_else(void **state) {
  hvl_ruleset *ruleset;
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  struct matcher matcher;
  struct scene scene;
  uint32_t matches = 0;
  assert_int_equal(hvl_ruleset_builtin(&ruleset, NULL), HVL_OK);
  const struct image *image = &ruleset->image;
  assert_int_equal(hvl__matcher_init(&matcher, ruleset, &mem, 100000), HVL_OK);
  assert_int_equal(hvl__scene_init(&scene, ruleset, &mem), HVL_OK);
  for (uint32_t i = 0; i < image->messages_count; i += 11) {
    assert_true(hvl__scene_set(&scene, image, ruleset->messages[i].text, &mem));
    const struct text *text = &scene.text;
    for (uint32_t r = i % 13; r < image->regexes_count; r += 13)
      for (uint32_t at = 0; at < text->count; at++) {
        uint32_t end = at;
        hvl__regex_at(&matcher, r, text, (struct stretch){at, text->count},
                      &end);
        matches += end > at;
        if (end > at)
          assert_true(may_begin(&image->regexes[r], text->units[at]));
      }
  }
  assert_true(matches > 100);
  hvl__scene_free(&scene, &mem);
  hvl__matcher_free(&matcher);
  hvl_ruleset_free(ruleset);
  (void)state;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_it_is_known_what_a_match_begins_with),
      cmocka_unit_test(test_no_match_begins_with_something_else),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

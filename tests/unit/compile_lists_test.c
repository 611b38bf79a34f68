/* SPDX-License-Identifier: MIT */
/* compile_lists_test.c - the words that lists come to, and the forms in which
 * the lexicon knows them. */
#include "compile_fixture.h"

#include "base/chars.h"
#include "base/utf8.h"
#include "compile/fold_table.h"
#include "ruleset/units.h"

/* Append `unit` to `out`: a sound as <wei>. */
static size_t put_unit(char *out, uint16_t unit) {
  if (unit >= UNIT_SOUND && unit < UNIT_SOUND_END)
    return (size_t)sprintf(out, "<%s>", hvl__syllables[unit - UNIT_SOUND]);
  return hvl__utf8_encode(hvl__unit_code(unit), out);
}

struct listing {
  const struct image *image;
  const char *symbol;
  char path[256];
  char out[4096];
};

/* Append the forms of the symbol at and below `node`; `used` is the length of
 * the path so far. */
static void list_forms(struct listing *listing, uint32_t n, size_t used) {
  const struct image *image = listing->image;
  const struct image_node *node = &image->nodes[n];
  uint32_t end = image->lists[node->list + 1];
  for (uint32_t i = image->lists[node->list]; i < end; i++) {
    uint32_t accept = image->accepts[i];
    const char *name = image->strings + image->symbols[accept >> 8].name;
    size_t len = strlen(listing->out);
    if (strcmp(name, listing->symbol) == 0)
      snprintf(listing->out + len, sizeof listing->out - len, "%.*s:%u ",
               (int)used, listing->path, (unsigned)(accept & 255));
  }
  for (uint32_t child = node[0].child; child < node[1].child; child++) {
    size_t size = put_unit(listing->path + used, image->edges[child]);
    list_forms(listing, child, used + size);
  }
}

/* The forms of the symbol `name` in the lexicon, with their evasion bits. */
static void expect_forms(const char *const *texts, const char *name,
                         const char *forms) {
  hvl_ruleset *ruleset = compile_texts(texts);
  static struct listing listing;
  listing = (struct listing){&ruleset->image, name, "", ""};
  list_forms(&listing, 0, 0);
  assert_string_equal(listing.out, forms);
  hvl_ruleset_free(ruleset);
}

#define USES_ONE "    seller: [\"{one}\"]\n"

static void test_words_are_folded_and_kept_once(void **state) {
  (void)state;
  const char *const texts[] = {
      RULE_FILE("words: {one: [發票, ＶＸ, \"微\\u200b信\"]}\n", USES_ONE),
      NULL};
  expect_forms(texts, "one", "vx:0 发票:0 微信:0 ");
}

static void test_lists_include_lists(void **state) {
  (void)state;
  const char *const texts[] = {RULE_FILE("words:\n"
                                         "  one: [\"{two}\", \"{three}\"]\n"
                                         "  two: [专票, \"{three}\"]\n"
                                         "  three: [普票, 发票]\n",
                                         USES_ONE),
                               NULL};
  expect_forms(texts, "one", "专票:0 发票:0 普票:0 ");
}

static void test_overlays_add_words_and_take_them_away(void **state) {
  (void)state;
  const char *const texts[] = {
      RULE_FILE("words: {one: [发票, 专票, \"{two}\"], two: [普票, 电票]}\n",
                USES_ONE),
      "hvline: 1\nextend: {one: [纸票, \"{more}\"]}\n"
      "remove: {one: [专票, 電票]}\n",
      "hvline: 1\nwords: {more: [红票]}\n", NULL};
  expect_forms(texts, "one", "发票:0 普票:0 红票:0 纸票:0 ");
}

static void test_a_list_removed_from_another(void **state) {
  (void)state;
  const char *const texts[] = {
      RULE_FILE("words: {one: [发票, 专票, 普票], two: [普票, 发票]}\n"
                "remove: {one: [\"{two}\"]}\n",
                USES_ONE),
      NULL};
  expect_forms(texts, "one", "专票:0 ");
}

/* Every character is written by its sound's unit, which stands for the
 * character itself as well, or by the letters. */
static void test_words_by_their_sound(void **state) {
  (void)state;
  const char *const texts[] = {
      RULE_FILE("words: {one: {words: [微信], evasion: [sound]}}\n", USES_ONE),
      NULL};
  expect_forms(texts, "one",
               "weixin:4 wei<xin>:4 微信:0 <wei>xin:4 <wei><xin>:4 ");
}

static void test_what_has_no_sound_stays_as_it_is(void **state) {
  (void)state;
  const char *const texts[] = {
      RULE_FILE("words: {one: {words: [加v, vx], evasion: [sound]}}\n",
                USES_ONE),
      NULL};
  expect_forms(texts, "one", "jiav:4 vx:0 加v:0 <jia>v:4 ");
}

static void test_long_words_have_no_sound(void **state) {
  (void)state;
  const char *const texts[] = {
      RULE_FILE("words: {one: {words: [加微信加微信加], evasion: [sound]}}\n",
                USES_ONE),
      NULL};
  expect_forms(texts, "one", "加微信加微信加:0 ");
}

static void test_characters_taken_apart(void **state) {
  (void)state;
  const char *const texts[] = {
      RULE_FILE("words:\n"
                "  one: {words: [微信], evasion: {split: 2}}\n"
                "  split-characters: [信=亻言, 信=人言]\n",
                USES_ONE),
      "hvline: 1\nextend: {split-characters: [微=彳攵]}\n", NULL};
  expect_forms(texts, "one",
               "彳攵人言:8 彳攵亻言:8 彳攵信:8 微人言:8 微亻言:8 微信:0 ");
}

static void test_a_form_that_is_a_word_itself_is_no_evasion(void **state) {
  (void)state;
  const char *const texts[] = {
      RULE_FILE("words: {one: {words: [微信, weixin], evasion: [sound]}}\n",
                USES_ONE),
      NULL};
  expect_forms(texts, "one",
               "weixin:0 wei<xin>:4 微信:0 <wei>xin:4 <wei><xin>:4 ");
}

static const struct image_symbol *symbol_of(const hvl_ruleset *ruleset,
                                            const char *name) {
  const struct image *image = &ruleset->image;
  for (uint32_t i = 0; i < image->symbols_count; i++) {
    if (strcmp(image->strings + image->symbols[i].name, name) == 0)
      return &image->symbols[i];
  }
  fail_msg("no symbol %s", name);
  return NULL;
}

static void
test_symbols_say_what_their_words_may_be_disguised_by(void **state) {
  (void)state;
  hvl_ruleset *ruleset = compile_text(RULE_FILE(
      "words:\n"
      "  split-characters: [信=亻言]\n"
      "  plain: [发票]\n"
      "  bare: {words: [发票], exact: yes}\n"
      "  deep: {words: [vx], inside: yes}\n"
      "  much: {words: [发票], evasion: {spaced: 1, sound: 2, split: 3}}\n",
      "    seller: [\"{plain} {bare} {deep} {much}\"]\n"));
  assert_int_equal(symbol_of(ruleset, "plain")->allowed, 1);
  assert_int_equal(symbol_of(ruleset, "bare")->allowed, 0);
  assert_int_equal(symbol_of(ruleset, "deep")->allowed, 1);
  assert_int_equal(symbol_of(ruleset, "deep")->flags, SYMBOL_INSIDE);
  assert_int_equal(symbol_of(ruleset, "much")->allowed, 15);
  assert_int_equal(symbol_of(ruleset, "much")->levels, 0x030201);
  hvl_ruleset_free(ruleset);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_words_are_folded_and_kept_once),
      cmocka_unit_test(test_lists_include_lists),
      cmocka_unit_test(test_overlays_add_words_and_take_them_away),
      cmocka_unit_test(test_a_list_removed_from_another),
      cmocka_unit_test(test_words_by_their_sound),
      cmocka_unit_test(test_what_has_no_sound_stays_as_it_is),
      cmocka_unit_test(test_long_words_have_no_sound),
      cmocka_unit_test(test_characters_taken_apart),
      cmocka_unit_test(test_a_form_that_is_a_word_itself_is_no_evasion),
      cmocka_unit_test(test_symbols_say_what_their_words_may_be_disguised_by),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* match_presence_test.c - which symbols stand in a text, and roughly where. */
#include "tiny_image.h"

enum { SYMBOLS = 200 };

struct fixture {
  hvl_allocator mem;
  struct image image;
  struct symbol_sets sets;
  struct presence presence;
  struct image_symbol symbols[SYMBOLS];
  uint32_t accepts[SYMBOLS];
  uint32_t lists[SYMBOLS + 2]; /* list n + 1 is symbol n alone */
};

/* A word of `symbol` stands at unit `at`. Symbols may be asked for now, and
 * then no more words of them follow. */
static void add(struct presence *presence, uint32_t symbol, uint32_t at) {
  struct occurrence word = {.list = symbol + 1, .at = at};
  hvl__presence_note(presence, &word);
  hvl__presence_settle(presence);
}

static int set_up(void **state) {
  struct fixture *fixture = calloc(1, sizeof *fixture);
  assert_non_null(fixture);
  fixture->mem = hvl__mem_pick(NULL, NULL);
  fixture->image.kernels = hvl__kernels();
  fixture->image.symbols_count = SYMBOLS;
  fixture->image.lists_count = SYMBOLS + 2;
  fixture->image.lists = fixture->lists;
  fixture->image.accepts = fixture->accepts;
  fixture->image.symbols = fixture->symbols;
  for (uint32_t i = 0; i < SYMBOLS; i++) {
    fixture->lists[i + 2] = i + 1;
    fixture->accepts[i] = i << 8;
  }
  assert_true(
      hvl__symbol_sets_make(&fixture->sets, &fixture->image, &fixture->mem));
  assert_true(hvl__presence_init(&fixture->presence, &fixture->image,
                                 &fixture->sets, &fixture->mem));
  *state = fixture;
  return 0;
}

static int tear_down(void **state) {
  struct fixture *fixture = *state;
  hvl__presence_free(&fixture->presence);
  hvl__symbol_sets_free(&fixture->sets, &fixture->mem);
  free(fixture);
  return 0;
}

static void test_a_symbol_is_where_it_was_added(void **state) {
  struct presence *presence = &((struct fixture *)*state)->presence;
  add(presence, 7, 3);
  add(presence, 7, 5);
  add(presence, 199, 63);
  assert_true(hvl__presence_places(presence, 7) == (1 << 3 | 1 << 5));
  assert_true(hvl__presence_places(presence, 199) == UINT64_C(1) << 63);
  assert_true(hvl__presence_places(presence, 8) == 0);
}

static void test_places_far_apart_share_a_bit(void **state) {
  struct presence *presence = &((struct fixture *)*state)->presence;
  add(presence, 1, 1000);
  assert_true(hvl__presence_places(presence, 1) == UINT64_C(1) << 1000 % 64);
}

static void test_nothing_of_the_text_before_is_left(void **state) {
  struct presence *presence = &((struct fixture *)*state)->presence;
  presence->landmarks.numerals = presence->units = 1;
  add(presence, 1, 5);
  hvl__presence_clear(presence);
  assert_true(presence->landmarks.numerals == 0 && presence->units == 0);
  assert_true(hvl__presence_places(presence, 1) == 0);
  add(presence, 1, 6);
  assert_true(hvl__presence_places(presence, 1) == 1 << 6);
}

/* Plain words are noted by their list, others by symbol. */
static void test_plain_words_and_disguised_ones_are_united(void **state) {
  struct fixture *fixture = *state;
  struct presence *presence = &fixture->presence;
  struct occurrence disguised = {
      .list = 2, .at = 9, .evasion = HVL_EVASION_SOUND};
  add(presence, 1, 5);
  hvl__presence_note(presence, &disguised); /* nobody takes it */
  fixture->symbols[1].allowed = HVL_EVASION_SOUND;
  disguised.at = 10;
  hvl__presence_note(presence, &disguised);
  add(presence, 65, 6); /* alike but for 64 */
  add(presence, 1, 7);
  for (int again = 0; again < 2; again++) {
    assert_true(hvl__presence_places(presence, 1) ==
                (1 << 5 | 1 << 7 | 1 << 10));
    assert_true(hvl__presence_places(presence, 65) == 1 << 6);
  }
  assert_true(hvl__bits_has(presence->disguised, 1));
  assert_false(hvl__bits_has(presence->disguised, 65));
}

static void test_all_can_be_everywhere(void **state) {
  struct presence *presence = &((struct fixture *)*state)->presence;
  hvl__presence_fill(presence);
  for (uint32_t symbol = 0; symbol < SYMBOLS; symbol++)
    assert_true(hvl__presence_places(presence, symbol) == UINT64_MAX);
  assert_true(presence->landmarks.numerals == UINT64_MAX);
  assert_true(presence->units == UINT64_MAX);
}

/* As many lists as are found in little memory, and more. */
static void test_every_list_is_kept_once(void **state) {
  struct fixture *fixture = *state;
  struct presence *presence = &fixture->presence;
  for (uint32_t round = 0; round < 2; round++)
    for (uint32_t symbol = 0; symbol < SYMBOLS; symbol++) {
      struct occurrence word = {.list = symbol + 1, .at = symbol + round};
      hvl__presence_note(presence, &word);
    }
  hvl__presence_settle(presence);
  assert_int_equal(presence->plain.len, SYMBOLS);
  for (uint32_t symbol = 0; symbol < SYMBOLS; symbol++)
    assert_true(
        hvl__presence_places(presence, symbol) ==
        (UINT64_C(1) << symbol % 64 | UINT64_C(1) << (symbol + 1) % 64));
}

static void test_an_answer_is_about_its_symbol_and_text(void **state) {
  struct presence *presence = &((struct fixture *)*state)->presence;
  add(presence, 3, 5);
  add(presence, 3 + ASKED, 9);
  for (uint32_t i = 0; i < 2; i++) {
    assert_true(hvl__presence_places(presence, 3) == 1 << 5);
    assert_true(hvl__presence_places(presence, 3 + ASKED) == 1 << 9);
  }
  hvl__presence_clear(presence);
  add(presence, 3, 6);
  assert_true(hvl__presence_places(presence, 3) == 1 << 6);
}

static void test_a_pattern_needs_all_its_symbols(void **state) {
  struct fixture *fixture = *state;
  struct presence *presence = &fixture->presence;
  struct image_variant variant = {.needs = {1, 2, 1}};
  const struct image_pattern pattern = {.variants = 1};
  fixture->image.variants = &variant;
  add(presence, 1, 0);
  assert_false(hvl__presence_admits(presence, &pattern));
  add(presence, 2, 0);
  assert_true(hvl__presence_admits(presence, &pattern));
  variant.digit = 1;
  assert_false(hvl__presence_admits(presence, &pattern));
  presence->landmarks.numerals = 1;
  assert_true(hvl__presence_admits(presence, &pattern));
}

/* Symbol 2 begins up to 4 units behind symbol 1, or before it. */
static void test_a_pattern_needs_its_symbols_near_each_other(void **state) {
  struct fixture *fixture = *state;
  struct presence *presence = &fixture->presence;
  struct image_variant variant = {.needs = {1, 2, 1}, .apart = 4};
  const struct image_pattern pattern = {.variants = 1};
  fixture->image.variants = &variant;
  add(presence, 1, 10);
  add(presence, 2, 14);
  assert_true(hvl__presence_admits(presence, &pattern));
  variant.apart = 3;
  assert_false(hvl__presence_admits(presence, &pattern));
  variant.apart = -4;
  assert_false(hvl__presence_admits(presence, &pattern));
  hvl__presence_clear(presence);
  add(presence, 1, 10);
  add(presence, 2, 64 + 6); /* place 6 as well */
  assert_true(hvl__presence_admits(presence, &pattern));
}

static void
test_a_pattern_needs_its_symbols_where_it_is_looked_for(void **state) {
  struct fixture *fixture = *state;
  struct presence *presence = &fixture->presence;
  struct image_variant variant = {.needs = {1, 2, 1}};
  const struct image_pattern pattern = {.variants = 1};
  fixture->image.variants = &variant;
  add(presence, 1, 10);
  add(presence, 2, 14);
  assert_true(hvl__presence_admits_in(presence, &pattern, 10, 15));
  assert_false(hvl__presence_admits_in(presence, &pattern, 11, 15));
  assert_false(hvl__presence_admits_in(presence, &pattern, 10, 14));
  assert_false(hvl__presence_admits_in(presence, &pattern, 10, 10));
  assert_true(hvl__presence_admits_in(presence, &pattern, 64, 128));
  variant.digit = 1;
  presence->landmarks.numerals = 1 << 9;
  assert_true(hvl__presence_admits_in(presence, &pattern, 9, 15));
  assert_false(hvl__presence_admits_in(presence, &pattern, 10, 15));
}

static void test_one_variant_of_a_pattern_is_enough(void **state) {
  struct fixture *fixture = *state;
  struct presence *presence = &fixture->presence;
  const struct image_variant variants[] = {
      {.needs = {1, 2, 3}}, {.needs = {4, 4, 4}}, {{NONE, NONE, NONE}, 0, 1}};
  const struct image_pattern pattern = {.variant = 0, .variants = 3};
  fixture->image.variants = variants;
  add(presence, 1, 0);
  add(presence, 2, 0);
  assert_false(hvl__presence_admits(presence, &pattern));
  presence->landmarks.numerals = 1;
  assert_true(hvl__presence_admits(presence, &pattern));
  presence->landmarks.numerals = 0;
  add(presence, 3, 0);
  assert_true(hvl__presence_admits(presence, &pattern));
  hvl__presence_clear(presence);
  add(presence, 4, 0);
  assert_true(hvl__presence_admits(presence, &pattern));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(test_a_symbol_is_where_it_was_added),
      TEST(test_places_far_apart_share_a_bit),
      TEST(test_nothing_of_the_text_before_is_left),
      TEST(test_plain_words_and_disguised_ones_are_united),
      TEST(test_all_can_be_everywhere),
      TEST(test_every_list_is_kept_once),
      TEST(test_an_answer_is_about_its_symbol_and_text),
      TEST(test_a_pattern_needs_all_its_symbols),
      TEST(test_a_pattern_needs_its_symbols_near_each_other),
      TEST(test_a_pattern_needs_its_symbols_where_it_is_looked_for),
      TEST(test_one_variant_of_a_pattern_is_enough),
  };
#undef TEST
  return cmocka_run_group_tests(tests, NULL, NULL);
}

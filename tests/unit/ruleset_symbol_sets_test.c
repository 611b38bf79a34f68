/* SPDX-License-Identifier: MIT */
/* ruleset_symbol_sets_test.c - what lists stand for, as sets. */
#include "unit_test.h"

#include "ruleset/accept.h"
#include "ruleset/symbol_sets.h"

enum { SYMBOLS = 20000, LISTS = 40, ACCEPTS = 4000 };

struct fixture {
  hvl_allocator mem;
  struct image image;
  struct symbol_sets sets;
  uint32_t lists[LISTS + 1];
  uint32_t accepts[ACCEPTS];
  struct image_symbol symbols[SYMBOLS];
};

/* List n begins at symbol n, and has every n * n-th from there on; of those of
 * odd lists every fifth is disguised, and of these every other one plain as
 * well. */
static int set_up(void **state) {
  static struct fixture fixture;
  uint32_t count = 0;
  for (uint32_t n = 0; n < LISTS; n++) {
    fixture.lists[n] = count;
    for (uint32_t i = 0; n > 0 && i < 96 && n + i * n * n < SYMBOLS; i++) {
      uint32_t symbol = n + i * n * n;
      bool disguised = n % 2 && i % 5 == 0;
      if (!disguised || i % 2) fixture.accepts[count++] = symbol << 8;
      if (disguised) fixture.accepts[count++] = symbol << 8 | HVL_EVASION_SOUND;
    }
  }
  fixture.lists[LISTS] = count;
  assert_true(count <= ACCEPTS);
  fixture.mem = hvl__mem_pick(NULL, NULL);
  fixture.image = (struct image){.accepts = fixture.accepts,
                                 .accepts_count = count,
                                 .lists = fixture.lists,
                                 .lists_count = LISTS + 1,
                                 .symbols = fixture.symbols,
                                 .symbols_count = SYMBOLS};
  for (uint32_t i = 0; i < SYMBOLS; i++)
    fixture.symbols[i].reach = 1 + i % REACH_MAX;
  assert_true(
      hvl__symbol_sets_make(&fixture.sets, &fixture.image, &fixture.mem));
  *state = &fixture;
  return 0;
}

static int tear_down(void **state) {
  struct fixture *fixture = *state;
  hvl__symbol_sets_free(&fixture->sets, &fixture->mem);
  return 0;
}

static void test_a_set_has_what_its_list_has_plainly(void **state) {
  const struct fixture *fixture = *state;
  for (uint32_t list = 0; list < LISTS; list++)
    for (uint32_t symbol = 0; symbol < SYMBOLS; symbol++)
      assert_true(hvl__symbol_sets_have(&fixture->sets, list, symbol) ==
                  hvl__has_plainly(&fixture->image, list, symbol));
}

static void test_elements_are_those_that_are_not_empty(void **state) {
  const struct fixture *fixture = *state;
  uint32_t at = 0;
  for (uint32_t list = 0; list < LISTS; list++) {
    const struct symbol_set *set = &fixture->sets.of[list];
    assert_int_equal(set->first, at);
    for (uint32_t i = 0; i < set->count; i++, at++) {
      const struct set_element *element = &fixture->sets.elements[at];
      assert_true(element->bits != 0);
      assert_true(i == 0 || element[-1].number < element->number);
    }
  }
}

static void test_the_reach_of_symbols_is_packed(void **state) {
  const struct fixture *fixture = *state;
  for (uint32_t i = 0; i < SYMBOLS; i++)
    assert_int_equal(fixture->sets.reach[i], 1 + i % REACH_MAX);
}

static void test_lists_with_disguises_are_known(void **state) {
  const struct fixture *fixture = *state;
  for (uint32_t list = 0; list < LISTS; list++)
    assert_int_equal(hvl__bits_has(fixture->sets.disguised, list), list % 2);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(test_a_set_has_what_its_list_has_plainly),
      TEST(test_elements_are_those_that_are_not_empty),
      TEST(test_lists_with_disguises_are_known),
      TEST(test_the_reach_of_symbols_is_packed),
  };
#undef TEST
  return cmocka_run_group_tests(tests, NULL, NULL);
}

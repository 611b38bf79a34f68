/* SPDX-License-Identifier: MIT */
/* match_places_test.c - words by their place, and long texts by block, are what
 * a walk over the whole text finds: on texts made of the built-in examples. */
#include "match/places.h"

#include "compile_fixture.h"
#include "match/pattern.h"
#include "match/scene.h"

struct fixture {
  hvl_ruleset *ruleset;
  hvl_allocator mem;
  struct matcher matcher;
  struct scene scene;
};

static int set_up(void **state) {
  static struct fixture fixture;
  fixture.mem = hvl__mem_pick(NULL, NULL);
  assert_int_equal(hvl_ruleset_builtin(&fixture.ruleset, NULL), HVL_OK);
  assert_int_equal(hvl__matcher_init(&fixture.matcher, fixture.ruleset,
                                     &fixture.mem, 100000),
                   HVL_OK);
  assert_int_equal(
      hvl__scene_init(&fixture.scene, fixture.ruleset, &fixture.mem), HVL_OK);
  *state = &fixture;
  return 0;
}

static int tear_down(void **state) {
  struct fixture *fixture = *state;
  hvl__matcher_free(&fixture->matcher);
  hvl__scene_free(&fixture->scene, &fixture->mem);
  hvl_ruleset_free(fixture->ruleset);
  return 0;
}

/* Set the scene to examples from `first` on, every `step`th, until they have
 * `units` units; if `parted`, as messages of one turn. */
static void set_long(struct fixture *fixture, uint32_t first, uint32_t step,
                     uint32_t units, bool parted) {
  const struct image *image = &fixture->ruleset->image;
  struct scene *scene = &fixture->scene;
  struct buf buf;
  hvl__buf_init(&buf, &fixture->mem);
  for (uint32_t i = first; buf.len < units * 3; i += step) {
    hvl_text text = fixture->ruleset->messages[i % image->messages_count].text;
    assert_true(hvl__buf_add(&buf, text.data, text.len));
    assert_true(hvl__buf_add(&buf, i % 3 ? "\n" : "", i % 3 ? 1 : 0));
  }
  hvl_text whole = {(const char *)buf.data, buf.len};
  assert_true(hvl__scene_set(scene, image, whole, &fixture->mem));
  assert_true(hvl__scene_read(scene, image, NULL, &fixture->mem));
  hvl__buf_free(&buf);
  for (uint32_t i = 0; parted && i < scene->text.count; i++)
    if (scene->text.units[i] == '\n') scene->text.units[i] = UNIT_BREAK;
  if (parted) hvl__lexicon_scan(image, &scene->text, &scene->here);
}

static void test_words_by_place_are_those_of_the_trie(void **state) {
  struct fixture *fixture = *state;
  const struct image *image = &fixture->ruleset->image;
  const struct text *text = &fixture->scene.text;
  const struct presence *here = &fixture->scene.here;
  uint32_t found = 0;
  set_long(fixture, 0, 11, 1000, true);
  assert_true(here->placed);
  for (uint32_t symbol = 0; symbol < image->symbols_count; symbol += 5)
    for (uint32_t at = 0; at <= text->count; at++) {
      struct word known[WORDS_MAX], walked[WORDS_MAX];
      uint32_t count = hvl__lexicon_known(here, text, at, symbol, known);
      assert_int_equal(hvl__lexicon_words(image, text, at, symbol, walked),
                       count);
      assert_memory_equal(known, walked, count * sizeof *known);
      found += count;
    }
  assert_true(found > 1000);
}

/* Several pages, and more symbols than sets are kept of. */
static void test_blocks_tell_where_words_begin(void **state) {
  struct fixture *fixture = *state;
  const struct image *image = &fixture->ruleset->image;
  const struct text *text = &fixture->scene.text;
  const struct presence *here = &fixture->scene.here;
  set_long(fixture, 0, 1, 40000, false);
  assert_true(hvl__places_set(here, text));
  for (uint32_t symbol = 0; symbol < image->symbols_count; symbol++) {
    uint64_t all = 0;
    uint32_t next = hvl__places_next(here, symbol, 0);
    for (uint32_t block = 0; block <= text->count / 64; block++) {
      uint64_t places = hvl__places_at(here, symbol, block);
      uint32_t at = block * 64 + symbol % 64;
      struct word words[WORDS_MAX];
      assert_int_equal(places >> symbol % 64 & 1,
                       hvl__lexicon_known(here, text, at, symbol, words) > 0);
      assert_true(block >= next || places == 0);
      if (block == next) {
        assert_true(places != 0);
        next = hvl__places_next(here, symbol, block + 1);
      }
      all |= places;
    }
    assert_true(all == hvl__presence_places(here, symbol));
    assert_true(all == hvl__places_among(here, symbol, 0, text->count / 64));
  }
  struct landmarks marks = hvl__landmarks_among(here, 0, text->count / 64);
  assert_memory_equal(&marks, &here->landmarks, sizeof marks);
}

/* The first block from `block` on where a word of `one` has one of `other`
 * behind it, at most `most` units, unit by unit; or NONE. */
static uint32_t next_near(const struct presence *here, uint32_t units,
                          uint32_t one, uint32_t other, uint32_t most,
                          uint32_t block) {
  for (uint32_t at = block * 64; at < units; at++) {
    if (!(hvl__places_at(here, one, at / 64) >> at % 64 & 1)) continue;
    for (uint32_t to = at + 1; to <= at + most && to < units; to++)
      if (hvl__places_at(here, other, to / 64) >> to % 64 & 1) return at / 64;
  }
  return NONE;
}

static void test_blocks_tell_what_is_near(void **state) {
  static const uint32_t mosts[] = {1, 2, 7, 16, 33, 63, 64, 65, 200};
  struct fixture *fixture = *state;
  const struct image *image = &fixture->ruleset->image;
  const struct presence *here = &fixture->scene.here;
  uint32_t found = 0;
  set_long(fixture, 0, 7, 4000, false);
  uint32_t units = fixture->scene.text.count, blocks = units / 64 + 1;
  assert_true(hvl__places_set(here, &fixture->scene.text));
  for (uint32_t i = 0; i < image->variants_count; i += 7) {
    const uint32_t *needs = image->variants[i].needs;
    uint32_t most = mosts[i % (sizeof mosts / sizeof *mosts)];
    if (needs[0] == NONE) continue;
    for (uint32_t block = 0; block < blocks; block++) {
      uint32_t at =
          hvl__places_next_near(here, needs[0], needs[1], most, block);
      uint32_t exactly =
          next_near(here, units, needs[0], needs[1], most, block);
      found += exactly != NONE;
      assert_true(most <= 64 ? at == exactly : at <= exactly);
      if (exactly == NONE) break;
      block = exactly;
    }
  }
  assert_true(found > 100);
}

/* Compare all hits of `pattern` with those found without a presence. */
static uint32_t compare(struct fixture *fixture, uint32_t pattern) {
  struct scene *scene = &fixture->scene;
  struct search search = {
      .pattern = pattern, .text = &scene->text, .to = scene->text.count};
  for (uint32_t hits = 0;; hits++) {
    bool found, found_blindly;
    struct hit hit = {0}, blindly = {0};
    search.presence = &scene->here;
    assert_int_equal(
        hvl__pattern_find(&fixture->matcher, &search, &found, &hit), HVL_OK);
    search.presence = NULL;
    assert_int_equal(
        hvl__pattern_find(&fixture->matcher, &search, &found_blindly, &blindly),
        HVL_OK);
    assert_int_equal(found, found_blindly);
    assert_memory_equal(&hit, &blindly, sizeof hit);
    if (!found) return hits;
    search.from = hit.start + 1 + pattern % 5;
    if (search.to > hit.end + 500) search.to -= pattern % 3;
  }
}

static void
test_a_long_text_has_the_hits_of_a_search_without_blocks(void **state) {
  struct fixture *fixture = *state;
  uint32_t hits = 0;
  for (uint32_t i = 0; i < 6; i++) {
    set_long(fixture, i * 100, 13 + i, 400 + i * 150, i % 2);
    for (uint32_t p = i; p < fixture->ruleset->image.patterns_count; p += 12)
      hits += compare(fixture, p);
  }
  assert_true(hits > 100);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_words_by_place_are_those_of_the_trie,
                                      set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_blocks_tell_where_words_begin,
                                      set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_blocks_tell_what_is_near, set_up,
                                      tear_down),
      cmocka_unit_test_setup_teardown(
          test_a_long_text_has_the_hits_of_a_search_without_blocks, set_up,
          tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

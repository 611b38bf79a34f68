/* SPDX-License-Identifier: MIT */
/* match_agenda_test.c - what spares a look never hides anything: on messages of
 * the built-in examples, from every side. */
#include "compile_fixture.h"
#include "ruleset/accept.h"

#include "match/agenda.h"
#include "match/event.h"

struct fixture {
  hvl_ruleset *ruleset;
  hvl_allocator mem;
  struct matcher matcher;
  struct scene scene;
  struct past past;
  struct agenda agenda;
};

static int set_up(void **state) {
  static struct fixture fixture;
  fixture.mem = hvl__mem_pick(NULL, NULL);
  assert_int_equal(hvl_ruleset_builtin(&fixture.ruleset, NULL), HVL_OK);
  const struct image *image = &fixture.ruleset->image;
  assert_int_equal(hvl__matcher_init(&fixture.matcher, fixture.ruleset,
                                     &fixture.mem, 100000),
                   HVL_OK);
  assert_int_equal(
      hvl__scene_init(&fixture.scene, fixture.ruleset, &fixture.mem), HVL_OK);
  assert_true(hvl__past_init(&fixture.past, image->events_count, &fixture.mem));
  assert_true(hvl__agenda_init(&fixture.agenda, image, &fixture.mem));
  *state = &fixture;
  return 0;
}

static int tear_down(void **state) {
  struct fixture *fixture = *state;
  hvl__matcher_free(&fixture->matcher);
  hvl__scene_free(&fixture->scene, &fixture->mem);
  hvl__past_free(&fixture->past, &fixture->mem);
  hvl__agenda_free(&fixture->agenda, &fixture->mem);
  hvl_ruleset_free(fixture->ruleset);
  return 0;
}

/* ---- Symbols by sets ----------------------------------------------------- */

/* Where words of `symbol` begin, by the list of each word that was found. */
static uint64_t places_by_lists(const struct presence *presence,
                                uint32_t symbol) {
  const struct image *image = presence->image;
  uint64_t places = 0;
  for (uint32_t i = 0; i < presence->all.len; i++) {
    const struct occurrence *word = &presence->all.data[i];
    uint32_t entry = hvl__first_accept(image, word->list, symbol);
    uint32_t end = image->lists[word->list + 1];
    for (; entry < end && image->accepts[entry] >> 8 == symbol; entry++)
      if (hvl__admits(image, symbol,
                      word->evasion | (image->accepts[entry] & 255),
                      word->inside))
        places |= UINT64_C(1) << word->at % 64;
  }
  return places;
}

static void test_sets_say_what_lists_say(void **state) {
  struct fixture *fixture = *state;
  const struct image *image = &fixture->ruleset->image;
  const struct presence *here = &fixture->scene.here;
  for (uint32_t i = 0; i < image->messages_count; i += 7) {
    hvl_text text = fixture->ruleset->messages[i].text;
    assert_true(hvl__scene_set(&fixture->scene, image, text, &fixture->mem));
    assert_true(hvl__scene_read(&fixture->scene, image, NULL, &fixture->mem));
    for (uint32_t symbol = 0; symbol < image->symbols_count; symbol++)
      assert_true(hvl__presence_places(here, symbol) ==
                  places_by_lists(here, symbol));
  }
}

/* Symbols that share words have numbers near one another. */
static void test_common_words_have_few_elements(void **state) {
  struct fixture *fixture = *state;
  const struct image *image = &fixture->ruleset->image;
  uint64_t symbols = 0, elements = 0;
  for (uint32_t i = 0; i + 1 < image->lists_count; i++) {
    uint32_t count = image->lists[i + 1] - image->lists[i];
    if (count < 32) continue;
    symbols += count;
    elements += fixture->ruleset->sets.of[i].count;
  }
  /* Of numbers at random it would be 0.6. */
  assert_true(elements * 3 < symbols);
}

/* ---- Variants for processors ----------------------------------------------
 */

static void test_every_variant_of_the_kernels_sees_the_same(void **state) {
  struct fixture *fixture = *state;
  struct image *image = &fixture->ruleset->image;
  const struct kernels *kernels, *best = image->kernels;
  struct presence plain;
  image->kernels = hvl__kernels_at(0);
  assert_true(hvl__presence_init(&plain, image, &fixture->ruleset->sets,
                                 &fixture->mem));
  for (uint32_t m = 0; m < image->messages_count; m += 7) {
    hvl_text text = fixture->ruleset->messages[m].text;
    image->kernels = hvl__kernels_at(0);
    assert_true(hvl__scene_set(&fixture->scene, image, text, &fixture->mem));
    assert_true(hvl__scene_read(&fixture->scene, image, NULL, &fixture->mem));
    hvl__lexicon_scan(image, &fixture->scene.text, &plain);
    for (size_t i = 1; (kernels = hvl__kernels_at(i)); i++) {
      const struct presence *here = &fixture->scene.here;
      image->kernels = kernels;
      hvl__lexicon_scan(image, &fixture->scene.text, &fixture->scene.here);
      assert_true(here->landmarks.numerals == plain.landmarks.numerals);
      assert_memory_equal(here->bits, plain.bits,
                          plain.words * sizeof *plain.bits);
    }
  }
  hvl__presence_free(&plain);
  image->kernels = best;
}

/* ---- Events by words ----------------------------------------------------- */

/* The events of the message in the scene that the agenda does not have. */
static uint32_t count_hidden(struct fixture *fixture) {
  struct setting setting = {.matcher = &fixture->matcher,
                            .scene = &fixture->scene,
                            .past = &fixture->past};
  uint32_t hidden = 0;
  hvl__agenda_set_events(&fixture->agenda, &fixture->ruleset->index,
                         &fixture->ruleset->image, &fixture->scene);
  for (uint32_t e = 0; e < fixture->ruleset->image.events_count; e++) {
    struct event_result result;
    bool listed = fixture->agenda.events[e / 64] >> e % 64 & 1;
    if (listed) continue;
    assert_int_equal(hvl__event_judge(&setting, e, &result), HVL_OK);
    hidden += result.happened;
  }
  return hidden;
}

static void test_every_event_that_happens_is_on_the_agenda(void **state) {
  struct fixture *fixture = *state;
  const struct image *image = &fixture->ruleset->image;
  for (uint32_t i = 0; i < image->messages_count; i += 3) {
    fixture->scene.role = (hvl_role)(HVL_SELLER + i % 3);
    fixture->scene.side = ACCOUNT_OWNER;
    assert_true(hvl__scene_set(&fixture->scene, image,
                               fixture->ruleset->messages[i].text,
                               &fixture->mem));
    assert_true(hvl__scene_read(&fixture->scene, image, NULL, &fixture->mem));
    assert_int_equal(count_hidden(fixture), 0);
  }
}

/* Are the first two symbols there that one of the patterns of `event` needs, or
 * as many as it does? */
static bool has_anchors(const struct image *image,
                        const struct image_event *event,
                        const struct scene *scene) {
  const struct image_pattern *pattern =
      &image->patterns[event->first[scene->role]];
  for (uint32_t p = 0; p < event->patterns[scene->role]; p++, pattern++) {
    if (pattern->variants == 0) return true;
    for (uint32_t i = 0; i < pattern->variants; i++) {
      const uint32_t *needs = image->variants[pattern->variant + i].needs;
      if (needs[0] == NONE || (hvl__presence_has(&scene->here, needs[0]) &&
                               hvl__presence_has(&scene->here, needs[1])))
        return true;
    }
  }
  return false;
}

static void test_an_event_without_its_anchors_is_not(void **state) {
  struct fixture *fixture = *state;
  const struct image *image = &fixture->ruleset->image;
  struct scene *scene = &fixture->scene;
  for (uint32_t i = 0; i < image->messages_count; i += 3) {
    scene->role = (hvl_role)(HVL_SELLER + i % 2);
    assert_true(hvl__scene_set(scene, image, fixture->ruleset->messages[i].text,
                               &fixture->mem));
    assert_true(hvl__scene_read(scene, image, NULL, &fixture->mem));
    hvl__agenda_set_events(&fixture->agenda, &fixture->ruleset->index, image,
                           scene);
    for (uint32_t e = 0; e < image->events_count; e++)
      assert_true(hvl__bits_has(fixture->agenda.events, e) ==
                  has_anchors(image, &image->events[e], scene));
  }
}

/* ---- What is known of a joined text without reading it ------------------- */

/* Say `text`, the next message of its turn. */
static void say(struct fixture *fixture, hvl_text text, struct turn *turn,
                struct turn *next) {
  struct scene *scene = &fixture->scene;
  scene->role = HVL_SELLER;
  scene->message++;
  assert_true(
      hvl__scene_set(scene, &fixture->ruleset->image, text, &fixture->mem));
  assert_true(
      hvl__scene_read(scene, &fixture->ruleset->image, turn, &fixture->mem));
  assert_true(hvl__turn_extend(next, turn, &scene->text, scene->message,
                               scene->here.tail, &fixture->mem));
}

/* Say `text` in two messages, the first of `cut` bytes; how many words of the
 * joined text lie in both is added to `across`. */
static void say_in_two(struct fixture *fixture, hvl_text text, size_t cut,
                       uint64_t *guess, uint32_t *across) {
  const struct image *image = &fixture->ruleset->image;
  struct scene *scene = &fixture->scene;
  struct turn empty = {.segment_count = 0}, first = empty, both = empty;
  say(fixture, (hvl_text){text.data, cut}, &empty, &first);
  hvl__scene_commit(scene);
  say(fixture, (hvl_text){text.data + cut, text.len - cut}, &first, &both);
  if (scene->shift > 0) {
    memcpy(guess, hvl__scene_guess(scene, image)->bits,
           scene->here.words * sizeof *guess);
    const struct presence *known = hvl__scene_both(scene, image);
    for (uint32_t k = 0; k < known->words; k++) {
      uint64_t apart = scene->here.bits[k] | scene->earlier[k];
      assert_true((known->bits[k] & ~guess[k]) == 0);
      *across += (known->bits[k] & ~apart) != 0;
    }
  }
  hvl__turn_free(&first, &fixture->mem);
  hvl__turn_free(&both, &fixture->mem);
}

static void test_a_guess_at_a_joined_text_hides_no_word(void **state) {
  struct fixture *fixture = *state;
  uint64_t *guess = calloc(fixture->scene.here.words, sizeof *guess);
  uint32_t across = 0;
  for (uint32_t i = 0; i < fixture->ruleset->image.messages_count; i += 5) {
    hvl_text text = fixture->ruleset->messages[i].text;
    for (size_t cut = i % 7 + 1; cut < text.len; cut += 7)
      say_in_two(fixture, text, cut, guess, &across);
  }
  assert_true(across > 100);
  free(guess);
}

/* ---- Names --------------------------------------------------------------- */

static void test_a_text_that_holds_a_name_may_hold_one(void **state) {
  struct fixture *fixture = *state;
  const struct image *image = &fixture->ruleset->image;
  const struct text *text = &fixture->scene.text;
  uint32_t names = 0, texts = 0;
  for (uint32_t i = 0; i < image->messages_count; i++) {
    bool holds = false;
    assert_true(hvl__scene_set(&fixture->scene, image,
                               fixture->ruleset->messages[i].text,
                               &fixture->mem));
    assert_true(hvl__scene_read(&fixture->scene, image, NULL, &fixture->mem));
    for (uint32_t at = 0, end; at < text->count && !holds; at++)
      holds = hvl__entity_at(text, ENTITY_NAME, at, &end);
    assert_true(!holds || hvl__may_hold_name(text, hvl__kernels()));
    names += holds;
    texts += hvl__may_hold_name(text, hvl__kernels());
  }
  assert_true(names > 0);
  assert_true(texts < image->messages_count / 2);
}

/* ---- Ways of a program --------------------------------------------------- */

/* hvl__pattern_find() knows nothing of words without a presence. */
static void test_no_way_that_leads_to_a_hit_is_given_up(void **state) {
  struct fixture *fixture = *state;
  const struct image *image = &fixture->ruleset->image;
  struct scene *scene = &fixture->scene;
  uint32_t hits = 0;
  for (uint32_t i = 0; i < image->messages_count; i += 40) {
    assert_true(hvl__scene_set(scene, image, fixture->ruleset->messages[i].text,
                               &fixture->mem));
    assert_true(hvl__scene_read(scene, image, NULL, &fixture->mem));
    for (uint32_t p = i % 7; p < image->patterns_count; p += 7) {
      struct search search = {.pattern = p,
                              .text = &scene->text,
                              .to = scene->text.count,
                              .presence = &scene->here};
      bool found, found_blindly;
      struct hit hit, hit_blindly;
      assert_int_equal(
          hvl__pattern_find(&fixture->matcher, &search, &found, &hit), HVL_OK);
      search.presence = NULL;
      assert_int_equal(hvl__pattern_find(&fixture->matcher, &search,
                                         &found_blindly, &hit_blindly),
                       HVL_OK);
      assert_int_equal(found, found_blindly);
      hits += found;
      if (!found) continue;
      assert_memory_equal(&hit, &hit_blindly, sizeof hit);
      assert_true(hvl__pattern_may(&fixture->matcher, p, &scene->here));
    }
  }
  assert_true(hits > 50);
}

/* ---- Anchors ------------------------------------------------------------- */

static void test_a_pattern_hangs_on_what_the_examples_have_least(void **state) {
  (void)state;
  hvl_ruleset *ruleset = compile_text(
      RULE_FILE("words: {usual: [可以], seldom: [翡翠]}\n",
                "    seller: [\"{usual} ~4 {seldom}\", 发票开不了]\n"));
  const struct image *image = &ruleset->image;
  for (uint32_t i = 0; i < image->patterns_count; i++) {
    const struct image_pattern *pattern = &image->patterns[i];
    const uint32_t *needs = image->variants[pattern->variant].needs;
    if (pattern->variants != 1 || needs[1] == needs[0]) continue;
    uint32_t anchor = needs[0];
    assert_non_null(
        strstr(string_of(ruleset, image->symbols[anchor].name), "seldom"));
  }
  hvl_ruleset_free(ruleset);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_sets_say_what_lists_say, set_up,
                                      tear_down),
      cmocka_unit_test_setup_teardown(test_common_words_have_few_elements,
                                      set_up, tear_down),
      cmocka_unit_test_setup_teardown(
          test_every_variant_of_the_kernels_sees_the_same, set_up, tear_down),
      cmocka_unit_test_setup_teardown(
          test_every_event_that_happens_is_on_the_agenda, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_an_event_without_its_anchors_is_not,
                                      set_up, tear_down),
      cmocka_unit_test_setup_teardown(
          test_a_guess_at_a_joined_text_hides_no_word, set_up, tear_down),
      cmocka_unit_test_setup_teardown(
          test_a_text_that_holds_a_name_may_hold_one, set_up, tear_down),
      cmocka_unit_test_setup_teardown(
          test_no_way_that_leads_to_a_hit_is_given_up, set_up, tear_down),
      cmocka_unit_test(test_a_pattern_hangs_on_what_the_examples_have_least),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

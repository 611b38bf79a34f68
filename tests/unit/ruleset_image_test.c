/* SPDX-License-Identifier: MIT */
/* ruleset_image_test.c - saved images: their frame, their byte order, and that
 * none is taken that could lead a read astray. */
#include "compile_fixture.h"

#include <stdlib.h>

/* A rule set with something in every section. */
static const char *const rules = RULE_FILE(
    "words: {one: {words: [微信], evasion: [sound]}}\n"
    "facts: {cod: {default: no, values: [no, yes]}}\n"
    "guards: {polite: {message: [亲亲]}}\n",
    "    seller: [\"{one} ~2 /q{2}\\\\d+/ (<mobile>|发票)?\"]\n"
    "    guards: [polite]\n"
    "    after: {buyer: [可以], until: {buyer: [算了]}}\n"
    "    unless-after: [{buyer: [一]}, {buyer: [二]}, {buyer: [三]},\n"
    "      {buyer: [四]}, {buyer: [五]}]\n"
    "    unless-later: [{buyer: [一]}, {buyer: [二]}, {buyer: [三]},\n"
    "      {buyer: [四]}, {buyer: [五]}, {buyer: [六]}, {buyer: [七]},\n"
    "      {buyer: [八]}, {buyer: [九]}, {buyer: [十]}, {seller: [一]},\n"
    "      {seller: [二]}, {seller: [三]}, {seller: [四]}, {seller: [五]},\n"
    "      {seller: [六]}, {seller: [七]}]\n"
    "    when: {cod: no}\n") "  - id: b.rule\n"
                             "    severity: {default: note, cod=yes: error}\n"
                             "    level: 1\n"
                             "    title: {zh: 标题, en: Title}\n"
                             "    why: {zh: 原因, en: Reason}\n"
                             "    seller: [加微信]\n"
                             "    violates: [{facts: {cod: no}, chat: [\"s: "
                             "加微信\"]}]\n"
                             "    complies: [可以开]\n"
                             "  - id: c.rule\n"
                             "    severity: error\n"
                             "    level: 1\n"
                             "    title: {zh: 标题, en: Title}\n"
                             "    why: {zh: 原因, en: Reason}\n"
                             "    by-weight: yes\n"
                             "    violates: [亲亲]\n"
                             "    complies: [可以开]\n";
static const char weights[] = "side,gram,test,f\nlevel-1,,5,\n"
                              "feature,f,1024,\nblend,b,1024,1024\n"
                              "own,亲亲,9,1\n";

enum { TABLE = 32 };

enum {
#define X(name, type) SECTION_##name,
  IMAGE_SECTIONS(X)
#undef X
};

struct saved {
  uint8_t *bytes;
  size_t size;
};

static hvl_ruleset *compile_all(void) {
  hvl_compiler *compiler = new_compiler();
  hvl_ruleset *ruleset;
  add_text(compiler, "a.yaml", rules);
  add_text(compiler, "a.csv", weights);
  assert_int_equal(hvl_compiler_build(compiler, &ruleset), HVL_OK);
  hvl_compiler_free(compiler);
  return ruleset;
}

static struct saved save(void) {
  hvl_ruleset *ruleset = compile_all();
  struct saved saved = {NULL, 0};
  assert_int_equal(hvl_ruleset_save(ruleset, NULL, &saved.size), HVL_OK);
  saved.bytes = malloc(saved.size);
  assert_non_null(saved.bytes);
  assert_int_equal(hvl_ruleset_save(ruleset, saved.bytes, &saved.size), HVL_OK);
  hvl_ruleset_free(ruleset);
  return saved;
}

/* Let all that a conversation touches be touched. */
static void talk(hvl_ruleset *ruleset) {
  static const char *const texts[] = {"可以吗", "加微信qq12345发票",
                                      "葳芯qq12345 13812345678", "亲亲"};
  hvl_session *session;
  assert_int_equal(hvl_session_new(&session, ruleset, NULL), HVL_OK);
  hvl_session_set_fact(session, "cod", "no");
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    hvl_message message = HVL_MESSAGE_INIT;
    message.role = i == 0 ? HVL_BUYER : HVL_SELLER;
    message.text = (hvl_text){texts[i], strlen(texts[i])};
    hvl_session_feed(session, &message, 1);
    while (hvl_session_next(session)) continue;
  }
  hvl_session_finish(session);
  hvl_session_free(session);
}

/* Load `bytes`; what is taken must be safe to use. */
static hvl_status try_load(const uint8_t *bytes, size_t size) {
  hvl_ruleset *ruleset;
  hvl_status status = hvl_ruleset_load(&ruleset, bytes, size, NULL);
  if (status != HVL_OK) {
    assert_null(ruleset);
    return status;
  }
  for (size_t i = 0; hvl_ruleset_rule(ruleset, i); i++) continue;
  const hvl_example *example;
  for (size_t i = 0; (example = hvl_ruleset_example(ruleset, i)); i++)
    assert_true(strlen(example->messages[0].text.data) < size);
  const char *value;
  for (size_t i = 0; (value = hvl_ruleset_fact_value(ruleset, "cod", i)); i++)
    assert_true(strlen(value) < size);
  talk(ruleset);
  hvl_ruleset_free(ruleset);
  return status;
}

static void test_what_was_saved_loads_and_is_the_same(void **state) {
  (void)state;
  struct saved saved = save();
  hvl_ruleset *ruleset;
  assert_int_equal(hvl_ruleset_load(&ruleset, saved.bytes, saved.size, NULL),
                   HVL_OK);
  assert_int_equal(ruleset->size, saved.size);
  uint8_t *again = malloc(saved.size);
  assert_int_equal(hvl_ruleset_save(ruleset, again, &saved.size), HVL_OK);
  assert_memory_equal(again, saved.bytes, saved.size);
  free(again);
  hvl_ruleset_free(ruleset);
  assert_int_equal(try_load(saved.bytes, saved.size), HVL_OK);
  free(saved.bytes);
}

static void test_every_section_is_filled(void **state) {
  (void)state;
  struct saved saved = save();
  struct image image;
  assert_int_equal(hvl__image_open(&image, saved.bytes, saved.size), HVL_OK);
#define X(name, type) assert_true(image.name##_count > 0);
  IMAGE_SECTIONS(X)
#undef X
  free(saved.bytes);
}

static void test_other_bytes_are_refused(void **state) {
  (void)state;
  struct saved saved = save();
  hvl_ruleset *ruleset;
  assert_int_equal(hvl_ruleset_load(&ruleset, NULL, 0, NULL), HVL_ERR_FORMAT);
  assert_int_equal(hvl_ruleset_load(&ruleset, "hvline", 6, NULL),
                   HVL_ERR_FORMAT);
  saved.bytes[saved.size / 2] ^= 1; /* without a new checksum */
  assert_int_equal(try_load(saved.bytes, saved.size), HVL_ERR_FORMAT);
  saved.bytes[saved.size / 2] ^= 1;
  saved.bytes[8]++;
  hvl__image_seal(saved.bytes, saved.size);
  assert_int_equal(try_load(saved.bytes, saved.size), HVL_ERR_VERSION);
  free(saved.bytes);
}

/* Loads the image with the number at `at` of its record at `record` changed. */
static hvl_status try_changed(struct saved *saved, const void *record,
                              size_t at, uint32_t number) {
  uint8_t *place = (uint8_t *)(uintptr_t)record + at;
  uint32_t kept;
  memcpy(&kept, place, sizeof kept);
  memcpy(place, &number, sizeof number);
  hvl__image_seal(saved->bytes, saved->size);
  hvl_status status = try_load(saved->bytes, saved->size);
  memcpy(place, &kept, sizeof kept);
  return status;
}

static void test_weights_that_lead_astray_are_refused(void **state) {
  (void)state;
  struct saved saved = save();
  struct image image;
  assert_int_equal(hvl__image_open(&image, saved.bytes, saved.size), HVL_OK);
  const struct image_rule *by_weight = &image.rules[1]; /* c.rule */
  const struct image_weighed *line = image.weighed;
  size_t rule = offsetof(struct image_weighed, rule);
  size_t weighed = offsetof(struct image_rule, weighed);
  const uint32_t *last = &image.gram_buckets[image.gram_buckets_count - 1];
  assert_int_equal(try_changed(&saved, last, 0, 2), HVL_ERR_FORMAT);
  assert_int_equal(try_changed(&saved, image.gram_buckets, 0, 1),
                   HVL_ERR_FORMAT);
  const struct image_gram_units *units = image.gram_units;
  size_t before = offsetof(struct image_gram_units, before);
  assert_int_equal(try_changed(&saved, units, 0, 1), HVL_ERR_FORMAT);
  assert_int_equal(try_changed(&saved, units, before, 1), HVL_ERR_FORMAT);
  assert_int_equal(try_changed(&saved, line, rule, 0), HVL_ERR_FORMAT);
  assert_int_equal(try_changed(&saved, line, rule, 3), HVL_ERR_FORMAT);
  assert_int_equal(try_changed(&saved, line, rule, NONE), HVL_OK);
  assert_int_equal(try_changed(&saved, by_weight, weighed, 1), HVL_ERR_FORMAT);
  assert_int_equal(try_changed(&saved, by_weight, weighed, NONE),
                   HVL_ERR_FORMAT);
  const uint32_t most = 1 << 20;
  assert_int_equal(try_changed(&saved, image.biases, 0, 0 - most), HVL_OK);
  assert_int_equal(try_changed(&saved, image.biases, 0, most + 1),
                   HVL_ERR_FORMAT);
  size_t gate = COLUMNS_MAX * sizeof *image.biases;
  assert_int_equal(try_changed(&saved, image.biases, gate, most + 1),
                   HVL_ERR_FORMAT);
  assert_int_equal(
      try_changed(&saved, image.biases, gate - sizeof *image.biases, 1),
      HVL_ERR_FORMAT);
  assert_int_equal(try_changed(&saved, image.features, 0, UINT32_MAX),
                   HVL_ERR_FORMAT);
  size_t is_local = offsetof(struct image_feature, is_local);
  assert_int_equal(try_changed(&saved, image.features, is_local, 1), HVL_OK);
  assert_int_equal(try_changed(&saved, image.features, is_local, 2),
                   HVL_ERR_FORMAT);
  size_t blended = WEIGHED_MAX * sizeof *image.says;
  assert_int_equal(try_changed(&saved, image.says, blended, SPEAK_MOST),
                   HVL_OK);
  assert_int_equal(try_changed(&saved, image.says, blended, SPEAK_MOST + 1),
                   HVL_ERR_FORMAT);
  /* Of the second feature of the pair, which there is not. */
  assert_int_equal(try_changed(&saved, image.says, blended, 1u << 16),
                   HVL_ERR_FORMAT);
  size_t speaks = offsetof(struct image_blend, weights);
  assert_int_equal(try_changed(&saved, image.blends, speaks, SPEAK_MOST + 1),
                   HVL_ERR_FORMAT);
  assert_int_equal(try_changed(&saved, image.blends, 0, UINT32_MAX),
                   HVL_ERR_FORMAT);
  size_t column = offsetof(struct image_weighed, column);
  assert_int_equal(try_changed(&saved, line, column, NONE), HVL_OK);
  assert_int_equal(try_changed(&saved, line, column, 0), HVL_ERR_FORMAT);
  assert_int_equal(try_changed(&saved, line, column, COLUMNS_MAX),
                   HVL_ERR_FORMAT);
  free(saved.bytes);
}

/* Loads the image with a section said to be shorter by `less`, which leaves the
 * others where they are. */
static hvl_status try_shorter(struct saved *saved, int section, uint8_t less) {
  uint8_t *count = saved->bytes + TABLE + 8 * section + 4;
  *count = (uint8_t)(*count - less);
  hvl__image_seal(saved->bytes, saved->size);
  hvl_status status = try_load(saved->bytes, saved->size);
  *count = (uint8_t)(*count + less);
  return status;
}

static void test_sections_of_other_sizes_are_refused(void **state) {
  (void)state;
  struct saved saved = save();
  struct image image;
  assert_int_equal(hvl__image_open(&image, saved.bytes, saved.size), HVL_OK);
  assert_int_equal(try_shorter(&saved, SECTION_gram_rows, 0), HVL_OK);
  assert_int_equal(try_shorter(&saved, SECTION_gram_rows, 1), HVL_ERR_FORMAT);
  assert_int_equal(try_shorter(&saved, SECTION_gram_values, 1), HVL_ERR_FORMAT);
  assert_int_equal(try_shorter(&saved, SECTION_gram_units, 1), HVL_ERR_FORMAT);
  assert_int_equal(try_shorter(&saved, SECTION_gram_prints, 1), HVL_ERR_FORMAT);
  assert_int_equal(try_shorter(&saved, SECTION_biases, 1), HVL_ERR_FORMAT);
  /* Filters of no power of two, or none. */
  assert_true(image.disguises_count > 2);
  assert_int_equal(try_shorter(&saved, SECTION_disguises, 1), HVL_ERR_FORMAT);
  assert_int_equal(
      try_shorter(&saved, SECTION_openings, (uint8_t)image.openings_count),
      HVL_ERR_FORMAT);
  assert_int_equal(try_shorter(&saved, SECTION_disguise_openings,
                               (uint8_t)image.disguise_openings_count),
                   HVL_ERR_FORMAT);
  free(saved.bytes);
}

/* The numbers that arrays in match/ are sized by: one more is refused. */
static void test_chains_that_are_too_long_are_refused(void **state) {
  (void)state;
  struct saved saved = save();
  struct image image;
  assert_int_equal(hvl__image_open(&image, saved.bytes, saved.size), HVL_OK);
  size_t at = (size_t)((const uint8_t *)image.rules - saved.bytes);
  struct image_rule rule, changed;
  memcpy(&rule, saved.bytes + at, sizeof rule);
  assert_true(image.steps_count > LATER_MAX);

  changed = rule;
  changed.after = 0;
  changed.afters = AFTER_MAX + 1;
  memcpy(saved.bytes + at, &changed, sizeof changed);
  hvl__image_seal(saved.bytes, saved.size);
  assert_int_equal(try_load(saved.bytes, saved.size), HVL_ERR_FORMAT);

  changed = rule;
  changed.later = 0;
  changed.laters = LATER_MAX + 1;
  memcpy(saved.bytes + at, &changed, sizeof changed);
  hvl__image_seal(saved.bytes, saved.size);
  assert_int_equal(try_load(saved.bytes, saved.size), HVL_ERR_FORMAT);
  free(saved.bytes);
}

/* An image of a few bytes in which much is shared is refused when the way
 * through all of it is too long: see ruleset/index.h. */
struct shared {
  struct saved saved;
  struct image_draft draft;
  uint32_t events, patterns; /* in the draft before what is added */
};

enum { SHARED = 64, USERS = WALK_MAX / SHARED / PROGRAM_MAX };

/* A draft with what was saved and SHARED patterns of PROGRAM_MAX instructions
 * each. */
static void open_shared(struct shared *shared) {
  const hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  struct image_draft *draft = &shared->draft;
  struct image image;
  shared->saved = save();
  assert_int_equal(
      hvl__image_open(&image, shared->saved.bytes, shared->saved.size), HVL_OK);
  hvl__draft_init(draft, &mem);
#define X(name, type)                                                          \
  assert_true(hvl__buf_add(&draft->name, image.name,                           \
                           image.name##_count * sizeof *image.name));
  IMAGE_SECTIONS(X)
#undef X
  shared->events = image.events_count;
  shared->patterns = image.patterns_count;
  uint32_t code[PROGRAM_MAX];
  for (uint32_t i = 0; i < PROGRAM_MAX; i++) code[i] = (uint32_t)OP_END << 24;
  code[PROGRAM_MAX - 1] = OP_MATCH;
  assert_true(hvl__buf_add(&draft->code, code, sizeof code));
  for (uint32_t i = 0; i < SHARED; i++) {
    struct image_pattern pattern = {.code = image.code_count,
                                    .size = PROGRAM_MAX};
    assert_true(hvl__buf_add(&draft->patterns, &pattern, sizeof pattern));
  }
}

/* Loads what was saved with `count` of `event` more, and ends. */
static hvl_status try_shared(struct shared *shared,
                             const struct image_event *event, uint32_t count) {
  struct buf image;
  const hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  for (uint32_t i = 0; i < count; i++)
    assert_true(hvl__buf_add(&shared->draft.events, event, sizeof *event));
  hvl__buf_init(&image, &mem);
  assert_true(hvl__draft_write(&shared->draft, &image));
  hvl_status status = try_load(image.data, image.len);
  hvl__buf_free(&image);
  hvl__draft_free(&shared->draft);
  free(shared->saved.bytes);
  return status;
}

/* Sessions look at all code for the kinds of values to remember. */
static void test_code_outside_of_patterns_is_checked(void **state) {
  (void)state;
  static const uint32_t kinds[] = {ENTITY_COUNT - 1, ENTITY_COUNT, 32, 255};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    struct shared shared;
    open_shared(&shared);
    uint32_t code = (uint32_t)OP_ENTITY << 24 | KNOWN_VALUE << 8 | kinds[i];
    assert_true(hvl__buf_add(&shared.draft.code, &code, sizeof code));
    assert_int_equal(try_shared(&shared, NULL, 0),
                     i == 0 ? HVL_OK : HVL_ERR_FORMAT);
  }
}

static void test_events_that_share_too_many_phrases_are_refused(void **state) {
  (void)state;
  struct shared shared;
  open_shared(&shared);
  struct image_event event = {.first[HVL_SELLER] = shared.patterns,
                              .patterns[HVL_SELLER] = SHARED};
  assert_int_equal(try_shared(&shared, &event, USERS / 8), HVL_OK);
  open_shared(&shared);
  assert_int_equal(try_shared(&shared, &event, USERS), HVL_ERR_FORMAT);
}

static void test_events_that_share_too_many_guards_are_refused(void **state) {
  (void)state;
  struct shared shared;
  for (uint32_t i = 0; i < 2; i++) {
    open_shared(&shared);
    struct buf *guards = &shared.draft.scoped;
    uint32_t first = (uint32_t)(guards->len / sizeof(struct image_scoped));
    for (uint32_t k = 0; k < SHARED; k++) {
      struct image_scoped guard = {.pattern = shared.patterns + k,
                                   .name = NONE};
      assert_true(hvl__buf_add(guards, &guard, sizeof guard));
    }
    struct image_event with = {.with = first, .withs = SHARED};
    struct image_event unless = {.unless = first, .unlesses = SHARED};
    assert_int_equal(try_shared(&shared, i == 0 ? &with : &unless, USERS),
                     HVL_ERR_FORMAT);
  }
}

static void test_rules_that_share_too_many_steps_are_refused(void **state) {
  (void)state;
  enum { RULES = 1024 };
  struct shared shared;
  for (uint32_t i = 0; i < 2; i++) {
    open_shared(&shared);
    struct image_draft *draft = &shared.draft;
    struct image_step step = {
        .event = shared.events, .until = NONE, .within = 1, .turns = NONE};
    struct image_rule rule;
    memcpy(&rule, draft->rules.data, sizeof rule);
    rule.weighed = NONE;
    rule.unless_after = (uint32_t)(draft->steps.len / sizeof step);
    rule.unless_afters = i == 0 ? 1 : WALK_MAX / RULES;
    for (uint32_t k = 0; k < rule.unless_afters; k++)
      assert_true(hvl__buf_add(&draft->steps, &step, sizeof step));
    for (uint32_t k = 0; k < RULES; k++) {
      char id[16];
      snprintf(id, sizeof id, "x.%04u", (unsigned)k);
      rule.id = (uint32_t)draft->strings.len;
      assert_true(hvl__buf_add(&draft->strings, id, strlen(id) + 1));
      assert_true(hvl__buf_add(&draft->rules, &rule, sizeof rule));
    }
    struct image_event event = {.flags = EVENT_STEP};
    assert_int_equal(try_shared(&shared, &event, 1),
                     i == 0 ? HVL_OK : HVL_ERR_FORMAT);
  }
}

static void test_an_image_that_is_not_aligned_is_refused(void **state) {
  (void)state;
  struct saved saved = save();
  uint8_t *moved = malloc(saved.size + 1);
  struct image image;
  memcpy(moved + 1, saved.bytes, saved.size);
  assert_int_equal(hvl__image_open(&image, moved + 1, saved.size),
                   HVL_ERR_ARGUMENT);
  assert_int_equal(try_load(moved + 1, saved.size), HVL_OK); /* it is copied */
  free(moved);
  free(saved.bytes);
}

/* Where every section begins, in memory, a line of a cache does. */
static void test_sections_begin_lines_of_a_cache(void **state) {
  (void)state;
  hvl_ruleset *ruleset = compile_all();
#define X(name, type)                                                          \
  assert_int_equal((uintptr_t)ruleset->image.name % SECTION_ALIGN, 0);
  IMAGE_SECTIONS(X)
#undef X
  hvl_ruleset_free(ruleset);
}

static void test_truncated_images_are_refused(void **state) {
  (void)state;
  struct saved saved = save();
  for (size_t size = 0; size < saved.size; size += size < 512 ? 1 : 504) {
    uint8_t *part = malloc(size ? size : 1);
    memcpy(part, saved.bytes, size);
    if (size >= TABLE && size % SECTION_ALIGN == 0) {
      for (int i = 0; i < 8; i++) part[16 + i] = (uint8_t)(size >> 8 * i);
      hvl__image_seal(part, size);
    }
    assert_int_not_equal(try_load(part, size), HVL_OK);
    free(part);
  }
  free(saved.bytes);
}

/* Is byte `at` in a section from `from` on, and in none from `to` on? */
static bool lies_in(const struct saved *saved, size_t at, uint32_t from,
                    uint32_t to) {
  uint32_t first, last;
  memcpy(&first, saved->bytes + TABLE + 8 * from, 4);
  memcpy(&last, saved->bytes + TABLE + 8 * to, 4);
  return at >= first && at < last;
}

/* Every so many bytes of a section must do where it is a big table. */
static size_t step_at(const struct saved *saved, size_t at) {
  if (lies_in(saved, at, SECTION_fold_pages, SECTION_nodes)) return 1009;
  if (lies_in(saved, at, SECTION_gram_units, SECTION_gram_buckets)) return 11;
  return 1;
}

static void test_no_changed_byte_leads_astray(void **state) {
  (void)state;
  static const uint8_t changes[] = {1, 0x80, 0xFF};
  struct saved saved = save();
  uint8_t *changed = malloc(saved.size);
  for (size_t at = 0; at < saved.size; at++) {
    if (at % step_at(&saved, at) != 0) continue;
    for (size_t i = 0; i < sizeof changes; i++) {
      memcpy(changed, saved.bytes, saved.size);
      changed[at] ^= changes[i];
      hvl__image_seal(changed, saved.size);
      try_load(changed, saved.size);
    }
  }
  free(changed);
  free(saved.bytes);
}

static void test_turning_bytes_around_twice_changes_nothing(void **state) {
  (void)state;
  struct saved saved = save();
  uint8_t *turned = malloc(saved.size);
  memcpy(turned, saved.bytes, saved.size);
  hvl__image_swap(turned);
  assert_memory_not_equal(turned, saved.bytes, saved.size);
  uint32_t pages; /* fold_pages, two bytes each, is the second section */
  memcpy(&pages, saved.bytes + TABLE + 8, 4);
  assert_int_equal(turned[pages + 2], saved.bytes[pages + 3]);
  hvl__image_swap(turned);
  assert_memory_equal(turned, saved.bytes, saved.size);
  free(turned);
  free(saved.bytes);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_was_saved_loads_and_is_the_same),
      cmocka_unit_test(test_every_section_is_filled),
      cmocka_unit_test(test_other_bytes_are_refused),
      cmocka_unit_test(test_weights_that_lead_astray_are_refused),
      cmocka_unit_test(test_sections_of_other_sizes_are_refused),
      cmocka_unit_test(test_chains_that_are_too_long_are_refused),
      cmocka_unit_test(test_code_outside_of_patterns_is_checked),
      cmocka_unit_test(test_events_that_share_too_many_phrases_are_refused),
      cmocka_unit_test(test_events_that_share_too_many_guards_are_refused),
      cmocka_unit_test(test_rules_that_share_too_many_steps_are_refused),
      cmocka_unit_test(test_an_image_that_is_not_aligned_is_refused),
      cmocka_unit_test(test_sections_begin_lines_of_a_cache),
      cmocka_unit_test(test_truncated_images_are_refused),
      cmocka_unit_test(test_no_changed_byte_leads_astray),
      cmocka_unit_test(test_turning_bytes_around_twice_changes_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

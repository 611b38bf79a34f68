/* SPDX-License-Identifier: MIT */
/* match_reading_test.c - a session that passes over messages finds what one
 * finds that reads them all: on talks made of the built-in examples. */
#include "compile_fixture.h"

#include "match/session.h"

enum { TALK_MAX = 60 };

static hvl_ruleset *ruleset;
static hvl_ruleset *hasty; /* the same, said to have steps that cannot wait */
static uint32_t seed;

static uint32_t pick(uint32_t below) {
  seed = seed * 1664525 + 1013904223;
  return (uint32_t)((uint64_t)(seed >> 8) * below >> 24);
}

/* What two sessions are told, and how often it was passed over. */
struct pair {
  hvl_session *passing, *reading;
  uint32_t passed, messages, findings;
};

static struct pair new_pair(hvl_ruleset *passes, hvl_ruleset *reads,
                            uint32_t level) {
  struct pair pair = {.passed = 0};
  hvl_options options = HVL_OPTIONS_INIT;
  options.level = level;
  assert_int_equal(hvl_session_new(&pair.passing, passes, &options), HVL_OK);
  assert_int_equal(hvl_session_new(&pair.reading, reads, &options), HVL_OK);
  return pair;
}

static void free_pair(struct pair *pair) {
  hvl_session_free(pair->passing);
  hvl_session_free(pair->reading);
}

static void expect_same(struct pair *pair) {
  const hvl_finding *found;
  while ((found = hvl_session_next(pair->passing))) {
    const hvl_finding *same = hvl_session_next(pair->reading);
    assert_non_null(same);
    assert_string_equal(found->rule->id, same->rule->id);
    assert_int_equal(found->level, same->level);
    assert_int_equal(found->message, same->message);
    assert_int_equal(found->span_count, same->span_count);
    assert_memory_equal(found->spans, same->spans,
                        found->span_count * sizeof *found->spans);
    pair->findings++;
  }
  assert_null(hvl_session_next(pair->reading));
}

static void say(struct pair *pair, hvl_role role, hvl_text text) {
  hvl_message message = HVL_MESSAGE_INIT;
  message.role = role;
  message.text = text;
  assert_int_equal(hvl_session_check(pair->passing, &message), HVL_OK);
  assert_int_equal(hvl_session_check(pair->reading, &message), HVL_OK);
  expect_same(pair);
  assert_int_equal(hvl_session_feed(pair->passing, &message, 1), HVL_OK);
  assert_int_equal(hvl_session_feed(pair->reading, &message, 1), HVL_OK);
  const struct past *past = &pair->passing->past;
  pair->passed += !hvl__past_was_read(hvl__past_at(past, past->count - 1));
  pair->messages++;
  expect_same(pair);
}

/* Say `text` as it is, or in two messages. */
static void say_in_parts(struct pair *pair, hvl_role role, hvl_text text) {
  size_t cut = text.len;
  if (pick(4) == 0) cut = pick((uint32_t)text.len + 1);
  while (cut < text.len && (text.data[cut] & 0xC0) == 0x80) cut++;
  say(pair, role, (hvl_text){text.data, cut});
  if (cut < text.len)
    say(pair, role, (hvl_text){text.data + cut, text.len - cut});
}

/* A few examples, each of which may go on where another one stopped. */
static void talk(struct pair *pair) {
  const struct image *image = &ruleset->image;
  hvl_session_reset(pair->passing);
  hvl_session_reset(pair->reading);
  for (uint32_t said = 0; said < TALK_MAX;) {
    const struct image_example *example =
        &image->examples[pick(image->examples_count)];
    for (uint32_t i = 0; i < example->messages; i++, said++) {
      uint32_t m = example->message + i;
      hvl_role role = (hvl_role)image->messages[m].role;
      if (pick(16) == 0) role = (hvl_role)(HVL_SELLER + pick(3));
      say_in_parts(pair, role, ruleset->messages[m].text);
    }
  }
  assert_int_equal(hvl_session_finish(pair->passing), HVL_OK);
  assert_int_equal(hvl_session_finish(pair->reading), HVL_OK);
  expect_same(pair);
}

static void test_what_is_passed_over_hides_nothing(void **state) {
  (void)state;
  for (uint32_t level = 1; level <= 3; level++) {
    struct pair pair = new_pair(ruleset, hasty, level);
    seed = level;
    for (int i = 0; i < 12; i++) talk(&pair);
    assert_true(pair.findings > 50);
    /* Of talk full of violations many a message is passed over. */
    assert_true(pair.passed > pair.messages / 4);
    free_pair(&pair);
  }
}

/* ---- Turns that are read late -------------------------------------------- */

#define RULE(step)                                                                 \
  "  - {id: t." step ", severity: error, level: 1, after: " step                   \
  ", title: {zh: 规, en: R}, why: {zh: 因, en: W}, split: yes,"                  \
  " seller: ['己', '(甲|乙)? ~2 (丁|戊 庚?)', '(戊|{w}|丙 ~1 乙)? 己']," \
  " violates: [['b: 甲乙丙丁', 's: 己']], complies: [的]}\n"

/* Rules that ask for what may lie in several messages of a turn. */
static const char turns[] =
    "hvline: 1\n"
    "line: t\n"
    "title: {zh: 测, en: T}\n"
    "words:\n"
    "  w: {words: [甲乙, 甲乙丙丁], evasion: {spaced: 1}}\n"
    "  v: {words: [丙丁, 乙丙], evasion: {spaced: 1}}\n"
    "steps:\n"
    "  a: {buyer: ['{w} ~6 {v}', 甲丁戊], within: 6, split: yes}\n"
    "  b: {buyer: [戊己庚, '{v}'], within: 12, split: yes,"
    " until: {buyer: [庚甲], split: yes}}\n"
    "  c: {seller: [甲乙丙丁戊, '{w} ~3 戊'], within: 8, split: yes}\n"
    "  d: {buyer: [戊戊], within: 8, with: {turn: ['{w}', 庚]}}\n"
    "rules:\n" RULE("a") RULE("b") RULE("c") RULE("d");

/* One of a few characters, mostly. */
static size_t put_letters(char *out) {
  static const char *const letters[] = {"甲", "乙", "丙", "丁", "戊",
                                        "己", "庚", " ",  "的"};
  enum { LETTERS = sizeof letters / sizeof *letters };
  *out = '\0';
  for (uint32_t count = pick(6); count > 0; count--)
    strcat(out, letters[pick(LETTERS)]);
  return strlen(out);
}

static void test_turns_that_are_read_late_hide_nothing(void **state) {
  (void)state;
  enum { TALKS = 60, MESSAGES = 80 };
  hvl_ruleset *passes = compile_text(turns), *reads = compile_text(turns);
  for (int role = HVL_SELLER; role <= HVL_SYSTEM; role++)
    reads->index.roles[role].hasty = true;
  struct pair pair = new_pair(passes, reads, 3);
  seed = 11;
  for (int i = 0; i < TALKS; i++) {
    hvl_role role = HVL_BUYER;
    hvl_session_reset(pair.passing);
    hvl_session_reset(pair.reading);
    for (int n = 0; n < MESSAGES; n++) {
      char text[64];
      if (pick(4) == 0) role = role == HVL_BUYER ? HVL_SELLER : HVL_BUYER;
      say(&pair, role, (hvl_text){text, put_letters(text)});
    }
  }
  assert_true(pair.findings > TALKS);
  assert_true(pair.passed > pair.messages / 4);
  free_pair(&pair);
  hvl_ruleset_free(passes);
  hvl_ruleset_free(reads);
}

/* ---- Words in disguise --------------------------------------------------- */

/* Does a word of `symbol` stand in `text`, in no way that is plain? */
static bool is_disguised(const struct image *image, const struct text *text,
                         uint32_t symbol) {
  struct word words[WORDS_MAX];
  for (uint32_t at = 0; at < text->count; at++) {
    uint32_t count = hvl__lexicon_words(image, text, at, symbol, words);
    for (uint32_t i = 0; i < count; i++)
      if (words[i].evasion != 0) return true;
  }
  return false;
}

/* The same of any that the rules ask the shop's messages for; `here` has the
 * words of `text`, and perhaps more. */
static bool is_any_disguised(const struct presence *here,
                             const struct text *text) {
  const uint64_t *asked = ruleset->index.disguises.symbols;
  for (uint32_t symbol = 0; symbol < here->image->symbols_count; symbol++)
    if (here->disguised[symbol / 64] & asked[symbol / 64] &
            UINT64_C(1) << symbol % 64 &&
        is_disguised(here->image, text, symbol))
      return true;
  return false;
}

/* `text` with a heart behind its code point that begins at `cut` or before. */
static hvl_text with_heart(hvl_text text, size_t cut, char *out, size_t size) {
  static const char heart[] = "❤";
  while (cut > 0 && (text.data[cut] & 0xC0) == 0x80) cut--;
  int len = snprintf(out, size, "%.*s%s%.*s", (int)cut, text.data, heart,
                     (int)(text.len - cut), text.data + cut);
  assert_true(len > 0 && (size_t)len < size);
  return (hvl_text){out, (size_t)len};
}

/* `text` behind so many characters. */
static hvl_text behind_others(hvl_text text, uint32_t count, char *out) {
  static const char other[] = "好";
  size_t len = 0;
  for (uint32_t i = 0; i < count; i++, len += sizeof other - 1)
    memcpy(out + len, other, sizeof other - 1);
  memcpy(out + len, text.data, text.len);
  return (hvl_text){out, len + text.len};
}

/* Whether there is a disguise in `text`, which the filter has to know. */
static bool try_filter(struct scene *scene, hvl_text text) {
  const struct image *image = &ruleset->image;
  const hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  assert_true(hvl__scene_set(scene, image, text, &mem));
  assert_true(hvl__scene_read(scene, image, NULL, &mem));
  bool there = is_any_disguised(&scene->here, &scene->text);
  assert_int_equal(hvl__lexicon_disguised(image, &scene->text,
                                          ruleset->index.disguises.symbols),
                   there);
  return there;
}

static void test_the_filter_knows_every_disguise(void **state) {
  (void)state;
  const uint32_t messages = ruleset->image.messages_count;
  const hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  struct scene scene;
  char other[4096];
  uint32_t plain = 0, parted = 0;
  assert_int_equal(hvl__scene_init(&scene, ruleset, &mem), HVL_OK);
  for (uint32_t i = 0; i < messages; i++) {
    hvl_text text = ruleset->messages[i].text;
    plain += try_filter(&scene, text);
    if (text.len == 0 || text.len > sizeof other / 2) continue;
    parted +=
        try_filter(&scene, with_heart(text, i % text.len, other, sizeof other));
  }
  hvl__scene_free(&scene, &mem);
  assert_true(plain > 0 && plain < messages / 10);
  assert_true(parted > messages / 10);
}

/* Places are gone through in blocks. */
static void test_it_knows_them_wherever_they_stand(void **state) {
  (void)state;
  static const char *const texts[] = {"加我葳芯聊", "加微❤信聊", "微 信", "葳"};
  const hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  struct scene scene;
  char other[1024];
  assert_int_equal(hvl__scene_init(&scene, ruleset, &mem), HVL_OK);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    hvl_text text = {texts[i], strlen(texts[i])};
    bool there = try_filter(&scene, text);
    assert_int_equal(there, i < 3);
    for (uint32_t before = 0; before < 140; before++)
      assert_int_equal(try_filter(&scene, behind_others(text, before, other)),
                       there);
  }
  hvl__scene_free(&scene, &mem);
}

/* ---- What is passed over ------------------------------------------------- */

static bool passes(hvl_session *session, hvl_role role, const char *text) {
  hvl_message message = HVL_MESSAGE_INIT;
  message.role = role;
  message.text = (hvl_text){text, strlen(text)};
  assert_int_equal(hvl_session_feed(session, &message, 1), HVL_OK);
  return !hvl__past_was_read(
      hvl__past_at(&session->past, session->past.count - 1));
}

static void test_only_harmless_messages_are_passed_over(void **state) {
  (void)state;
  hvl_session *session;
  assert_int_equal(hvl_session_new(&session, ruleset, NULL), HVL_OK);
  assert_true(passes(session, HVL_BUYER, "在吗，能开发票吗"));
  assert_false(passes(session, HVL_SELLER, "开不了发票的哦"));
  assert_true(passes(session, HVL_BUYER, "好吧"));
  assert_true(passes(session, HVL_SELLER, "这款有货的，今天就能发"));
  assert_false(passes(session, HVL_SELLER, "加我葳芯聊"));
  hvl_session_free(session);
}

static void test_a_long_turn_is_read_after_a_while(void **state) {
  (void)state;
  hvl_session *session;
  uint32_t passed = 0;
  assert_int_equal(hvl_session_new(&session, ruleset, NULL), HVL_OK);
  for (int i = 0; i < 3 * PASSED_TURN; i++)
    passed += passes(session, HVL_BUYER, "这个颜色还有吗");
  assert_int_equal(passed, PASSED_TURN);
  hvl_session_free(session);
}

int main(void) {
  assert_int_equal(hvl_ruleset_builtin(&ruleset, NULL), HVL_OK);
  assert_int_equal(hvl_ruleset_builtin(&hasty, NULL), HVL_OK);
  for (int role = HVL_SELLER; role <= HVL_SYSTEM; role++)
    hasty->index.roles[role].hasty = true;
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_is_passed_over_hides_nothing),
      cmocka_unit_test(test_turns_that_are_read_late_hide_nothing),
      cmocka_unit_test(test_the_filter_knows_every_disguise),
      cmocka_unit_test(test_it_knows_them_wherever_they_stand),
      cmocka_unit_test(test_only_harmless_messages_are_passed_over),
      cmocka_unit_test(test_a_long_turn_is_read_after_a_while),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  hvl_ruleset_free(ruleset);
  hvl_ruleset_free(hasty);
  return failed;
}

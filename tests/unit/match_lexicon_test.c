/* SPDX-License-Identifier: MIT */
/* match_lexicon_test.c - words in texts, however they are disguised. */
#include "tiny_image.h"

enum {
  FILLER = HVL_EVASION_FILLER,
  SPACED = HVL_EVASION_SPACED,
  SOUND = HVL_EVASION_SOUND,
  SPLIT = HVL_EVASION_SPLIT
};

/* The symbols of every test's image. */
enum { PLAIN, LOOSE, EXACT, INSIDE, OVERLAPPING, SYMBOLS };

static int set_up(void **state) {
  struct tiny *tiny = tiny_new();
  tiny_symbol(tiny, FILLER, 0);
  tiny_symbol(tiny, FILLER | SPACED | SOUND | SPLIT, 0);
  tiny_symbol(tiny, 0, 0);
  tiny_symbol(tiny, FILLER, SYMBOL_INSIDE);
  tiny_symbol(tiny, FILLER, 0);
  tiny_add_word(tiny, PLAIN, "微信");
  tiny_add_word(tiny, PLAIN, "vx");
  tiny_add_word(tiny, PLAIN, "发票");
  tiny_add_word(tiny, LOOSE, "微信");
  tiny_add_form(tiny, LOOSE, u"微亻言", 3, SPLIT);
  tiny_add_word(tiny, EXACT, "微信");
  tiny_add_word(tiny, EXACT, "1:1");
  tiny_add_word(tiny, INSIDE, "vx");
  tiny_add_word(tiny, OVERLAPPING, "加微");
  tiny_add_word(tiny, OVERLAPPING, "加微信");
  tiny_add_word(tiny, OVERLAPPING, "加❤❤❤b");
  tiny_build(tiny);
  *state = tiny;
  return 0;
}

static int tear_down(void **state) {
  tiny_free(*state);
  return 0;
}

/* The words of `symbol` at unit `at` of `source`. */
static uint32_t words_at(void **state, const char *source, uint32_t at,
                         uint32_t symbol, struct word words[WORDS_MAX]) {
  struct tiny *tiny = *state;
  struct text text = tiny_fold(tiny, source);
  uint32_t count =
      hvl__lexicon_words(&tiny->ruleset.image, &text, at, symbol, words);
  hvl__text_free(&text, &tiny->mem);
  return count;
}

/* One word stands at the start of `source`, up to `end`, so disguised. */
static void expect(void **state, const char *source, uint32_t symbol,
                   uint32_t end, uint32_t evasion) {
  struct word words[WORDS_MAX];
  assert_int_equal(words_at(state, source, 0, symbol, words), 1);
  assert_int_equal(words[0].end, end);
  assert_int_equal(words[0].evasion, evasion);
}

static void expect_none(void **state, const char *source, uint32_t symbol) {
  struct word words[WORDS_MAX];
  assert_int_equal(words_at(state, source, 0, symbol, words), 0);
}

static void test_a_word_stands_where_its_characters_do(void **state) {
  expect(state, "微信", PLAIN, 2, 0);
  expect(state, "微信号", PLAIN, 2, 0);
  expect(state, "發票", PLAIN, 2, 0);
  expect_none(state, "微", PLAIN);
  expect_none(state, "维信", PLAIN);
  expect_none(state, "", PLAIN);
}

static void test_up_to_three_fillers_may_part_characters(void **state) {
  expect(state, "微❤信", PLAIN, 3, FILLER);
  expect(state, "微-*-信", PLAIN, 5, FILLER);
  expect_none(state, "微----信", PLAIN);
  expect_none(state, "微 信", PLAIN);
  expect_none(state, "微，信", PLAIN);
  expect_none(state, "-微信", PLAIN);
}

static void test_an_exact_list_allows_no_fillers(void **state) {
  expect(state, "微信", EXACT, 2, 0);
  expect_none(state, "微-信", EXACT);
  expect(state, "1:1", EXACT, 3, 0);
}

static void test_spaces_and_punctuation_part_where_allowed(void **state) {
  expect(state, "微，信", LOOSE, 3, SPACED);
  expect(state, "微 信", LOOSE, 3, SPACED);
  expect(state, "微\n信", LOOSE, 3, SPACED);
  expect(state, "微 -信", LOOSE, 4, SPACED | FILLER);
  expect_none(state, "微 。 ，信", LOOSE);
}

static void test_a_dot_between_letters_is_a_filler(void **state) {
  expect(state, "v.x", PLAIN, 3, FILLER);
  expect_none(state, "微.信", PLAIN);
}

static void test_characters_of_the_same_sound_stand_in(void **state) {
  expect(state, "葳芯", LOOSE, 2, SOUND);
  expect(state, "wei信", LOOSE, 4, SOUND);
  expect(state, "weixin", LOOSE, 6, SOUND);
  expect(state, "微xin", LOOSE, 4, SOUND);
  expect(state, "葳 芯", LOOSE, 3, SOUND | SPACED);
  expect_none(state, "葳芯", PLAIN);
  expect_none(state, "weixing", LOOSE);
}

static void test_components_stand_in_for_a_character(void **state) {
  expect(state, "微亻言", LOOSE, 3, SPLIT);
  expect_none(state, "微亻言", PLAIN);
}

static void test_letters_end_where_digits_begin(void **state) {
  struct word words[WORDS_MAX];
  expect(state, "vx123", PLAIN, 2, 0);
  expect_none(state, "vxc", PLAIN);
  expect(state, "vxc", INSIDE, 2, 0);
  assert_int_equal(words_at(state, "avx", 1, PLAIN, words), 0);
  assert_int_equal(words_at(state, "avx", 1, INSIDE, words), 1);
  assert_int_equal(words_at(state, "a发票b", 1, PLAIN, words), 1);
}

static void test_every_end_is_told_once_in_order(void **state) {
  struct word words[WORDS_MAX];
  assert_int_equal(words_at(state, "加微信", 0, OVERLAPPING, words), 2);
  assert_int_equal(words[0].end, 2);
  assert_int_equal(words[1].end, 3);
}

static void test_a_filler_may_be_a_character_of_the_word(void **state) {
  expect(state, "加❤❤❤b", OVERLAPPING, 5, 0);
  expect(state, "加❤❤❤❤❤❤b", OVERLAPPING, 8, FILLER);
}

static void test_a_message_break_parts_as_a_space_does(void **state) {
  struct tiny *tiny = *state;
  struct text text = tiny_fold(tiny, "微x信");
  struct word words[WORDS_MAX];
  const struct image *image = &tiny->ruleset.image;
  text.units[1] = UNIT_BREAK;
  assert_int_equal(hvl__lexicon_words(image, &text, 0, PLAIN, words), 0);
  assert_int_equal(hvl__lexicon_words(image, &text, 0, LOOSE, words), 1);
  assert_int_equal(words[0].evasion, SPACED | HVL_EVASION_TURN);
  hvl__text_free(&text, &tiny->mem);
}

/* ---- Presence ------------------------------------------------------------ */

static struct presence presence_of(const struct tiny *tiny,
                                   const struct text *text) {
  struct presence presence;
  const struct image *image = &tiny->ruleset.image;
  assert_true(
      hvl__presence_init(&presence, image, &tiny->ruleset.sets, &tiny->mem));
  hvl__lexicon_scan(image, text, &presence);
  return presence;
}

static uint64_t scan(const struct tiny *tiny, const struct text *text,
                     bool *digits) {
  struct presence presence = presence_of(tiny, text);
  uint64_t bits = presence.bits[0];
  *digits = presence.landmarks.numerals != 0;
  hvl__presence_free(&presence);
  return bits;
}

static void test_a_scan_tells_which_symbols_occur(void **state) {
  static const struct {
    const char *source;
    uint64_t bits;
    bool digits;
  } cases[] = {
      {"", 0, false},
      {"你好", 0, false},
      {"有发票", 1 << PLAIN, false},
      {"葳芯 x2", 1 << LOOSE, true},
      {"我的微信", 1 << PLAIN | 1 << LOOSE | 1 << EXACT, false},
      {"两个", 0, true},
  };
  struct tiny *tiny = *state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    bool digits;
    struct text text = tiny_fold(tiny, cases[i].source);
    assert_int_equal(scan(tiny, &text, &digits), cases[i].bits);
    assert_int_equal(digits, cases[i].digits);
    hvl__text_free(&text, &tiny->mem);
  }
}

/* ---- Against an oracle --------------------------------------------------- */

/* A random number generator of its own: the same on every machine. */
static uint32_t random_below(uint64_t *seed, uint32_t limit) {
  *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
  return (uint32_t)(*seed >> 33) % limit;
}

static bool same_sound(uint16_t unit, uint16_t sound) {
  return tiny_sound(unit) != 0 && tiny_sound(unit) == sound;
}

/* Collect in `seen` every way to read the rest of `form` from unit `at` on: bit
 * e of seen[end] for evasion e. */
static void read_on(const struct tiny *tiny, const struct text *text,
                    const struct tiny_form *form, uint32_t done, uint32_t at,
                    uint32_t evasion, uint32_t *seen) {
  uint32_t allowed = tiny->symbols[form->accept >> 8].allowed;
  if (done == form->count) {
    seen[at] |= UINT32_C(1) << (evasion | (form->accept & 255));
    return;
  }
  for (uint32_t skipped = 0; skipped <= 3 && at < text->count; skipped++) {
    uint16_t wanted = form->units[done], unit = text->units[at];
    if (unit == wanted)
      read_on(tiny, text, form, done + 1, at + 1, evasion, seen);
    else if (same_sound(unit, wanted) && allowed & SOUND)
      read_on(tiny, text, form, done + 1, at + 1, evasion | SOUND, seen);
    enum char_class kind = hvl__class_at(text, at);
    if (done == 0 || kind == CHAR_WORD || kind == CHAR_LATIN ||
        kind == CHAR_DIGIT)
      return;
    evasion |= kind == CHAR_FILLER ? FILLER : SPACED;
    at++;
  }
}

static bool beside(const struct text *text, uint32_t at) {
  if (at == 0 || at >= text->count) return false;
  enum char_class kind = hvl__char_class(text->units[at]);
  return (kind == CHAR_LATIN || kind == CHAR_DIGIT) &&
         kind == hvl__char_class(text->units[at - 1]);
}

static uint32_t fewest(uint32_t seen, uint32_t allowed) {
  uint32_t best = UINT32_MAX, best_count = UINT32_MAX;
  for (uint32_t evasion = 0; evasion < 32; evasion++) {
    uint32_t count = 0;
    for (uint32_t bits = evasion; bits; bits &= bits - 1) count++;
    if (!(seen >> evasion & 1) || evasion & ~allowed) continue;
    if (count < best_count) best = evasion, best_count = count;
  }
  return best;
}

static void compare_at(const struct tiny *tiny, const struct text *text,
                       uint32_t at, uint32_t symbol, uint64_t *bits) {
  struct word words[WORDS_MAX];
  uint32_t seen[64] = {0}, found = 0;
  uint32_t count =
      hvl__lexicon_words(&tiny->ruleset.image, text, at, symbol, words);
  const struct image_symbol *record = &tiny->symbols[symbol];
  for (uint32_t i = 0; i < tiny->form_count; i++)
    if (tiny->forms[i].accept >> 8 == symbol)
      read_on(tiny, text, &tiny->forms[i], 0, at, 0, seen);
  for (uint32_t end = 0; end <= text->count; end++) {
    uint32_t evasion = fewest(seen[end], record->allowed);
    bool parted = record->flags & SYMBOL_INSIDE ||
                  (!beside(text, at) && !beside(text, end));
    if (evasion == UINT32_MAX || !parted) continue;
    assert_true(found < count);
    assert_int_equal(words[found].end, end);
    assert_int_equal(words[found].evasion, evasion);
    *bits |= UINT64_C(1) << symbol;
    found++;
  }
  assert_int_equal(found, count);
}

static void test_words_are_those_that_comparing_strings_finds(void **state) {
  static const char *const pieces[] = {
      "微", "信", "葳", "芯", "wei", "xin", "v",  "x",  "加", "❤",
      "-",  " ",  "，", ".",  "1",   ":",   "亻", "言", "票", "發"};
  struct tiny *tiny = *state;
  uint64_t seed = 7;
  for (int round = 0; round < 20000; round++) {
    char source[128] = "";
    uint32_t length = 1 + random_below(&seed, 9);
    uint64_t expected = 0;
    bool digits;
    for (uint32_t i = 0; i < length; i++)
      strcat(source, pieces[random_below(&seed, 20)]);
    struct text text = tiny_fold(tiny, source);
    for (uint32_t at = 0; at < text.count; at++)
      for (uint32_t symbol = 0; symbol < SYMBOLS; symbol++)
        compare_at(tiny, &text, at, symbol, &expected);
    assert_int_equal(scan(tiny, &text, &digits) & expected, expected);
    hvl__text_free(&text, &tiny->mem);
  }
}

/* ---- Hostile texts ------------------------------------------------------- */

static void scan_repeated(const struct tiny *tiny, const char *piece,
                          uint32_t times) {
  size_t len = strlen(piece);
  char *source = malloc(len * times + 1);
  bool digits;
  assert_non_null(source);
  for (uint32_t i = 0; i < times; i++) memcpy(source + i * len, piece, len + 1);
  struct text text = tiny_fold(tiny, source);
  scan(tiny, &text, &digits);
  hvl__text_free(&text, &tiny->mem);
  free(source);
}

/* Takes minutes if a scan is not linear. */
static void test_a_megabyte_of_anything_is_scanned(void **state) {
  static const char *const pieces[] = {"微", "-", " ", "❤", "加❤", "wei", "v."};
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
    scan_repeated(*state, pieces[i], 300000);
}

/* Words of fillers have more readings than are followed. */
static void test_readings_beyond_count_admit_everything(void **state) {
  (void)state;
  struct tiny *tiny = tiny_new();
  bool digits;
  char word[64] = "";
  uint32_t symbol = tiny_symbol(tiny, FILLER, 0);
  for (int i = 0; i < 30; i++) strcat(word, "-");
  tiny_symbol(tiny, FILLER, 0);
  tiny_add_word(tiny, symbol, word);
  tiny_build(tiny);
  char source[256] = "";
  for (int i = 0; i < 200; i++) strcat(source, "-");
  struct text text = tiny_fold(tiny, source);
  assert_int_equal(scan(tiny, &text, &digits) & 3, 3);
  struct word words[WORDS_MAX];
  uint32_t count =
      hvl__lexicon_words(&tiny->ruleset.image, &text, 0, symbol, words);
  assert_true(count <= WORDS_MAX);
  hvl__text_free(&text, &tiny->mem);
  tiny_free(tiny);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(test_a_word_stands_where_its_characters_do),
      TEST(test_up_to_three_fillers_may_part_characters),
      TEST(test_an_exact_list_allows_no_fillers),
      TEST(test_spaces_and_punctuation_part_where_allowed),
      TEST(test_a_dot_between_letters_is_a_filler),
      TEST(test_characters_of_the_same_sound_stand_in),
      TEST(test_components_stand_in_for_a_character),
      TEST(test_letters_end_where_digits_begin),
      TEST(test_every_end_is_told_once_in_order),
      TEST(test_a_filler_may_be_a_character_of_the_word),
      TEST(test_a_message_break_parts_as_a_space_does),
      TEST(test_a_scan_tells_which_symbols_occur),
      TEST(test_words_are_those_that_comparing_strings_finds),
      TEST(test_a_megabyte_of_anything_is_scanned),
      TEST(test_readings_beyond_count_admit_everything),
  };
#undef TEST
  return cmocka_run_group_tests(tests, NULL, NULL);
}

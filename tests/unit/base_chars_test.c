/* SPDX-License-Identifier: MIT */
/* Tests of base/chars.h: the tables of rules/README.md, section 2. */
#include "unit_test.h"

#include <string.h>
#include <wchar.h>

#include "base/chars.h"

static void expect(enum char_class kind, const uint16_t *units) {
  for (; *units; units++) {
    if (hvl__char_class(*units) != kind)
      fail_msg("U+%04X is of class %d and not %d", *units,
               (int)hvl__char_class(*units), (int)kind);
  }
}

static void test_letters_and_digits_divide_nothing(void **state) {
  (void)state;
  expect(CHAR_WORD, u"微信票〇々あキ한éαжª");
  expect(CHAR_LATIN, u"azAZ");
  expect(CHAR_DIGIT, u"0159");
}

static void test_symbols_are_fillers(void **state) {
  (void)state;
  static const uint16_t special[] = {0xE000, 0xE600, UNIT_OTHER, 1, 0};
  expect(CHAR_FILLER, u"-_*~·•+#@&=^'\"|/\\%$`❤★←“”‘’—〜・￥");
  expect(CHAR_FILLER, special);
}

static void test_spaces_clauses_and_sentences(void **state) {
  (void)state;
  expect(CHAR_SPACE, u" \t\u00A0\u3000\u2003");
  expect(CHAR_CLAUSE, u",、;:，；：()（）[]【】{}<>《》「」『』〔〕");
  expect(CHAR_SENTENCE, u".。!?！？…\n\r\u2028");
  assert_int_equal(hvl__char_class(UNIT_BREAK), CHAR_BREAK);
}

static enum char_class class_in(const uint16_t *text, uint32_t at) {
  uint32_t count = 0;
  while (text[count]) count++;
  return hvl__char_class_at(text, count, at);
}

static void test_neighbours_make_a_point_a_filler(void **state) {
  (void)state;
  assert_int_equal(class_in(u"1.5", 1), CHAR_FILLER);
  assert_int_equal(class_in(u"1,000", 1), CHAR_FILLER);
  assert_int_equal(class_in(u"1:1", 1), CHAR_FILLER);
  assert_int_equal(class_in(u"a.b", 1), CHAR_FILLER);
  assert_int_equal(class_in(u"a,b", 1), CHAR_CLAUSE);
  assert_int_equal(class_in(u"a:b", 1), CHAR_CLAUSE);
  assert_int_equal(class_in(u"1.b", 1), CHAR_SENTENCE);
  assert_int_equal(class_in(u"好.吧", 1), CHAR_SENTENCE);
  assert_int_equal(class_in(u"1.", 1), CHAR_SENTENCE);
  assert_int_equal(class_in(u".1", 0), CHAR_SENTENCE);
  assert_int_equal(class_in(u"1;1", 1), CHAR_CLAUSE);
}

static void test_scopes_have_names(void **state) {
  (void)state;
  assert_int_equal(hvl__scope_named("overlap"), SCOPE_OVERLAP);
  assert_int_equal(hvl__scope_named("turn"), SCOPE_TURN);
  assert_int_equal(hvl__scope_named("Turn"), SCOPE_COUNT);
  assert_int_equal(hvl__scope_named(""), SCOPE_COUNT);
}

static void test_what_divides_a_scope_divides_the_narrower_ones(void **state) {
  (void)state;
  static const struct {
    enum char_class kind;
    const char *divides; /* of phrase, clause, sentence, message, turn */
  } cases[] = {
      {CHAR_WORD, "....."},     {CHAR_LATIN, "....."}, {CHAR_DIGIT, "....."},
      {CHAR_FILLER, "....."},   {CHAR_SPACE, "x...."}, {CHAR_CLAUSE, "xx..."},
      {CHAR_SENTENCE, "xxx.."}, {CHAR_BREAK, "x..x."},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    for (int scope = SCOPE_PHRASE; scope < SCOPE_COUNT; scope++)
      assert_int_equal(hvl__class_divides(cases[i].kind, (enum scope)scope),
                       cases[i].divides[scope - SCOPE_PHRASE] == 'x');
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_letters_and_digits_divide_nothing),
      cmocka_unit_test(test_symbols_are_fillers),
      cmocka_unit_test(test_spaces_clauses_and_sentences),
      cmocka_unit_test(test_neighbours_make_a_point_a_filler),
      cmocka_unit_test(test_scopes_have_names),
      cmocka_unit_test(test_what_divides_a_scope_divides_the_narrower_ones),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

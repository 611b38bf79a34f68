/* SPDX-License-Identifier: MIT */
/* compile_fold_test.c - the tables that fold_build printed: how characters fold
 * and sound. */
#include "unit_test.h"

#include <stdbool.h>
#include <string.h>

#include "base/chars.h"
#include "base/utf8.h"
#include "compile/fold_table.h"
#include "ruleset/units.h"

static struct image tables(void) {
  return (struct image){.fold_pages = hvl__fold_pages,
                        .fold_units = hvl__fold_units,
                        .fold_sequences = hvl__fold_sequences,
                        .sound_pages = hvl__sound_pages,
                        .sound_units = hvl__sound_units};
}

/* `text` folded and written as UTF-8 again. */
static const char *fold(const char *text) {
  static char out[256];
  struct image image = tables();
  size_t len = strlen(text), size, used = 0;
  for (size_t i = 0; i < len; i += size) {
    const uint16_t *units;
    uint16_t one;
    uint32_t code = hvl__utf8_decode(text + i, len - i, &size);
    uint32_t count = hvl__units_of(&image, code, &one, &units);
    for (uint32_t k = 0; k < count; k++)
      used += hvl__utf8_encode(hvl__unit_code(units[k]), out + used);
  }
  out[used] = 0;
  return out;
}

static uint16_t unit_of(uint32_t code) {
  struct image image = tables();
  const uint16_t *units;
  uint16_t one;
  assert_int_equal(hvl__units_of(&image, code, &one, &units), 1);
  return units[0];
}

static void
test_the_differences_that_the_language_promises_to_fold(void **state) {
  (void)state;
  static const char *const pairs[][2] = {
      {"ＶＸ", "vx"},       {"VX", "vx"},
      {"發票", "发票"},     {"Ⓥ", "v"},
      {"①", "1"},           {"𝐯", "v"},
      {"wēi", "wei"},       {"微\u200b信", "微信"},
      {"０１９", "019"},    {"⑴⑵⑽", "1210"},
      {"⒈⒉", "12"},         {"❶❿⓿", "1100"},
      {"㊀㈠", "一一"},     {"ⓦⓧ", "wx"},
      {"🅰🅱", "ab"},         {"🅥🅧", "vx"},
      {"🇻🇽", "vx"},         {"🄰", "a"},
      {"⒜", "a"},           {"½", "1⁄2"},
      {"㎡", "m2"},         {"1️⃣", "1"},
      {"ﬁ", "fi"},          {"ﷺ", "صلى الله عليه وسلم"},
      {"٣", "3"},           {"微\u3000信", "微 信"},
      {"a\u00a0b", "a b"},  {"⼝", "口"},
      {"é", "e"},           {"ß", "ss"},
      {"가", "가"},         {"が", "か"},
      {"ﾊ", "ハ"},          {"（，。！？：；）", "(,。!?:;)"},
      {"…", "…"},           {"‥", "…"},
      {"~～", "~~"},        {"微\U000e0101信", "微信"},
      {"a\u2028b", "a\nb"}, {"\u00b4", "\u00b4"},
      {"Ａ\u0301", "a"}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    assert_string_equal(fold(pairs[i][0]), pairs[i][1]);
}

static void test_what_has_no_unit_of_its_own_is_other(void **state) {
  (void)state;
  static const uint32_t codes[] = {0,      1,      0x7F,    0xE000,  0xF8FF,
                                   0xFFFF, 0x0378, 0x10400, 0x20000, 0x10FFFF};
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
    assert_int_equal(unit_of(codes[i]), UNIT_OTHER);
}

static void test_emoji_have_units_of_their_own(void **state) {
  (void)state;
  assert_int_equal(unit_of(0x1F600), UNIT_EMOJI + 0x600);
  assert_int_equal(hvl__unit_code(UNIT_EMOJI + 0x600), 0x1F600);
  assert_int_equal(unit_of(0x1FBF3), '3');
  assert_int_equal(hvl__unit_unfolded(0x1F600), UNIT_EMOJI + 0x600);
  assert_int_equal(hvl__unit_unfolded(0x20000), UNIT_OTHER);
  assert_int_equal(hvl__unit_unfolded(0xE123), UNIT_OTHER);
  assert_int_equal(hvl__unit_unfolded('A'), 'A');
}

static void test_folding_what_is_folded_changes_nothing(void **state) {
  (void)state;
  struct image image = tables();
  for (uint32_t code = 1; code < FOLD_LIMIT; code++) {
    const uint16_t *units, *again;
    uint16_t one, other;
    uint32_t count = hvl__units_of(&image, code, &one, &units);
    for (uint32_t i = 0; i < count; i++) {
      uint32_t next = hvl__unit_code(units[i]);
      if (hvl__units_of(&image, next, &other, &again) != 1 ||
          again[0] != units[i])
        fail_msg("U+%04X", (unsigned)code);
    }
  }
}

static const char *sound(const char *text) {
  size_t size;
  uint32_t code = hvl__utf8_decode(text, strlen(text), &size);
  uint16_t unit =
      hvl__sound_units[hvl__sound_pages[code >> 8] * 256u + (code & 255)];
  return unit ? hvl__syllables[unit - UNIT_SOUND] : "";
}

static void test_characters_sound_like_their_pinyin(void **state) {
  (void)state;
  static const char *const pairs[][2] = {
      {"微", "wei"}, {"葳", "wei"},    {"信", "xin"}, {"芯", "xin"},
      {"女", "nv"},  {"装", "zhuang"}, {"a", ""},     {"か", ""}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    assert_string_equal(sound(pairs[i][0]), pairs[i][1]);
}

static void test_syllables_are_in_order(void **state) {
  (void)state;
  assert_true(hvl__syllables_count <= UNIT_SOUND_END - UNIT_SOUND);
  for (size_t i = 1; i < hvl__syllables_count; i++)
    assert_true(strcmp(hvl__syllables[i - 1], hvl__syllables[i]) < 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_differences_that_the_language_promises_to_fold),
      cmocka_unit_test(test_what_has_no_unit_of_its_own_is_other),
      cmocka_unit_test(test_emoji_have_units_of_their_own),
      cmocka_unit_test(test_folding_what_is_folded_changes_nothing),
      cmocka_unit_test(test_characters_sound_like_their_pinyin),
      cmocka_unit_test(test_syllables_are_in_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

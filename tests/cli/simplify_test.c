/* SPDX-License-Identifier: MIT */
/* The table of traditional characters, against ICU's: what is in it is right,
 * and what the files that are named on the command line compare with is in it.
 */
#include "base/simplify.h"

#include <stdio.h>
#include <stdlib.h>

#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/width.h"
#include "cli_test.h"

enum { CODES = 0x10000, HAN = 0x2E80 };

/* 覆, which ICU leaves as it is: Taiwan writes 回覆 for 回复. */
enum { EXCEPTION = 0x8986 };

static int32_t icu[CODES]; /* simplified */
static char *const *sources;

static int set_up(void **state) {
  (void)state;
  UChar name[32];
  UErrorCode error = U_ZERO_ERROR;
  u_uastrcpy(name, "Traditional-Simplified");
  UTransliterator *rules =
      utrans_openU(name, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
  for (int32_t code = HAN; code < CODES && U_SUCCESS(error); code++) {
    UChar text[4] = {(UChar)code};
    int32_t len = 1, limit = 1;
    if (!U16_IS_SURROGATE(code))
      utrans_transUChars(rules, text, &len, 4, 0, &limit, &error);
    icu[code] = len == 1 ? text[0] : code;
  }
  utrans_close(rules);
  return U_FAILURE(error);
}

static void test_icu_simplifies_alike(void **state) {
  (void)state;
  size_t entries = 0;
  for (int32_t code = 0; code < CODES; code++) {
    int32_t simple = simplify(code);
    entries += simple != code;
    if (simple == code || code == EXCEPTION) continue;
    if (code < HAN || simple != icu[code])
      fail_msg("U+%04X becomes U+%04X", (unsigned)code, (unsigned)simple);
  }
  assert_true(entries > 0);
}

/* Note the Han characters of the strings of a line of C. */
static size_t note_wanted(bool wanted[CODES], const char *line) {
  hvl_text text = text_of(line);
  bool quoted = false;
  size_t count = 0;
  for (size_t at = 0; at < text.len;) {
    int32_t code = next_char(text, &at);
    quoted ^= code == '"';
    if (!quoted || code < HAN || code >= CODES) continue;
    wanted[code] = true;
    count++;
  }
  return count;
}

static size_t read_wanted(bool wanted[CODES], const char *path) {
  char line[512];
  size_t count = 0;
  FILE *file = fopen(path, "r");
  assert_non_null(file);
  while (fgets(line, sizeof line, file)) count += note_wanted(wanted, line);
  fclose(file);
  return count;
}

static void test_known_names_are_reached_from_traditional_ones(void **state) {
  (void)state;
  static bool wanted[CODES];
  assert_non_null(*sources);
  for (char *const *path = sources; *path; path++)
    assert_true(read_wanted(wanted, *path) > 0);
  for (int32_t code = HAN; code < CODES; code++) {
    if (icu[code] == code || !wanted[icu[code]]) continue;
    if (simplify(code) != icu[code])
      fail_msg("U+%04X does not become U+%04X", (unsigned)code,
               (unsigned)icu[code]);
  }
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_icu_simplifies_alike),
      cmocka_unit_test(test_known_names_are_reached_from_traditional_ones),
  };
  sources = argv + (argc > 0);
  return cmocka_run_group_tests(tests, set_up, NULL);
}

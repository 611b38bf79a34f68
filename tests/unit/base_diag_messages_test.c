/* SPDX-License-Identifier: MIT */
/* Tests of base/diag_messages.def. */
#include "unit_test.h"

#include <stdbool.h>

#include "base/diag.h"
#include "two_texts.h"

static const hvl_bilingual messages[] = {
#define MESSAGE(name, zh, en) {zh, en},
#include "base/diag_messages.def"
#undef MESSAGE
};
enum { COUNT = sizeof messages / sizeof *messages };

static void test_both_languages_are_there_and_alike(void **state) {
  (void)state;
  for (int i = 0; i < COUNT; i++)
    expect_two_texts(messages[i].zh, messages[i].en);
}

/* Move `at` behind the next conversion; whether it leaves its argument out. */
static bool leaves_out(const char **at) {
  while ((*at = strchr(*at, '%')) && (*at)[1] == '%') *at += 2;
  assert_non_null(*at);
  return strncmp(++*at, ".0s", 3) == 0;
}

/* A phrase is two arguments: in Chinese, which only the Chinese text shows, and
 * in English. */
static void test_each_language_shows_its_own_phrases(void **state) {
  (void)state;
  for (int i = 0; i < COUNT; i++) {
    const char *zh = messages[i].zh, *en = messages[i].en, *phrase = en;
    while ((phrase = strstr(phrase, "%.0s"))) {
      while (!leaves_out(&en)) assert_false(leaves_out(&zh));
      assert_false(leaves_out(&zh));
      assert_true(leaves_out(&zh));
      assert_false(leaves_out(&en));
      phrase += 4;
    }
    assert_null(strstr(zh, "%.0s"));
  }
}

static bool ends_with(const char *text, const char *end) {
  size_t len = strlen(text), size = strlen(end);
  return len >= size && strcmp(text + len - size, end) == 0;
}

static void test_a_message_is_one_line_without_a_full_stop(void **state) {
  (void)state;
  for (int i = 0; i < COUNT; i++) {
    const char *zh = messages[i].zh, *en = messages[i].en;
    assert_null(strchr(zh, '\n'));
    assert_null(strchr(en, '\n'));
    assert_false(ends_with(zh, "。"));
    assert_false(ends_with(en, "."));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_both_languages_are_there_and_alike),
      cmocka_unit_test(test_each_language_shows_its_own_phrases),
      cmocka_unit_test(test_a_message_is_one_line_without_a_full_stop),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

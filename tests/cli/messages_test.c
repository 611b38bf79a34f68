/* SPDX-License-Identifier: MIT */
/* The table of messages: both languages are there and take the same arguments.
 */
#include "base/messages.h"

#include "cli_test.h"

/* The conversions of a format, as "zu" "s", one behind the other. */
static void conversions(const char *format, char *out, size_t size) {
  size_t len = 0;
  for (const char *at = format; *at; at++) {
    if (*at != '%') continue;
    if (*++at == '%') continue;
    for (; *at && !strchr("sdufcx", *at); at++)
      if (len + 2 < size) out[len++] = *at;
    if (len + 2 < size) out[len++] = *at;
    if (!*at) break;
  }
  out[len] = '\0';
}

static void test_both_languages_take_the_same_arguments(void **state) {
  (void)state;
  for (int i = 0; i < MESSAGE_COUNT; i++) {
    char zh[64], en[64];
    conversions(message_text(LANG_ZH, (enum message)i), zh, sizeof zh);
    conversions(message_text(LANG_EN, (enum message)i), en, sizeof en);
    assert_string_equal(zh, en);
  }
}

static void test_no_message_is_empty(void **state) {
  (void)state;
  for (int i = 0; i < MESSAGE_COUNT; i++) {
    assert_true(*message_text(LANG_ZH, (enum message)i) != '\0');
    assert_true(*message_text(LANG_EN, (enum message)i) != '\0');
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_both_languages_take_the_same_arguments),
      cmocka_unit_test(test_no_message_is_empty),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

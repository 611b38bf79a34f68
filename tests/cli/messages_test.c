/* SPDX-License-Identifier: MIT */
/* The table of messages: both languages are there and take the same arguments.
 */
#include "base/messages.h"

#include "cli_test.h"
#include "two_texts.h"

static void test_both_languages_are_there_and_alike(void **state) {
  (void)state;
  for (int i = 0; i < MESSAGE_COUNT; i++)
    expect_two_texts(message_text(LANG_ZH, (enum message)i),
                     message_text(LANG_EN, (enum message)i));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_both_languages_are_there_and_alike),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

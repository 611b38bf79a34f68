/* SPDX-License-Identifier: MIT */
/* two_texts.h - what holds of the two texts of a message, of the library and of
 * the command alike. Include cmocka first. */
#ifndef HVL_TESTS_TWO_TEXTS_H
#define HVL_TESTS_TWO_TEXTS_H

#include <string.h>

/* The conversions of a format, as "zu" "s", one behind the other. "%.0s", which
 * leaves an argument out, is "s" as well. */
static inline void conversions(const char *format, char *out, size_t size) {
  size_t len = 0;
  for (const char *at = format; *at; at++) {
    if (*at != '%') continue;
    if (*++at == '%') continue;
    if (strncmp(at, ".0s", 3) == 0) at += 2;
    for (; *at && !strchr("sdufcxX", *at); at++)
      if (len + 2 < size) out[len++] = *at;
    if (len + 2 < size) out[len++] = *at;
    if (!*at) break;
  }
  out[len] = '\0';
}

/* Both are there and take the same arguments in the same order. */
static inline void expect_two_texts(const char *zh, const char *en) {
  char of_zh[64], of_en[64];
  assert_true(*zh && *en);
  conversions(zh, of_zh, sizeof of_zh);
  conversions(en, of_en, sizeof of_en);
  assert_string_equal(of_zh, of_en);
}

#endif

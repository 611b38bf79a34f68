/* SPDX-License-Identifier: MIT */
/* cli_test.h - what the unit tests of the command share. */
#ifndef HVLINE_CLI_TEST_H
#define HVLINE_CLI_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "hvline.h"

static inline hvl_text text_of(const char *text) {
  return (hvl_text){text, strlen(text)};
}

#endif

/* SPDX-License-Identifier: MIT */
/* unit_test.h - what every unit test includes: cmocka, in its order. */
#ifndef HVL_TESTS_UNIT_TEST_H
#define HVL_TESTS_UNIT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif

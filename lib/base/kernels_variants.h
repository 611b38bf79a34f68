/* SPDX-License-Identifier: MIT */
/* kernels_variants.h - the variants that kernels.c picks from, and the tables
 * that they share. */
#ifndef HVL_BASE_KERNELS_VARIANTS_H
#define HVL_BASE_KERNELS_VARIANTS_H

#include "base/kernels.h"

extern const struct kernels hvl__kernels_plain;

#if defined(__x86_64__) && defined(__GNUC__)
#define HVL_KERNELS_X86 1
extern const struct kernels hvl__kernels_avx2, hvl__kernels_avx512;
#elif defined(__aarch64__) && defined(__GNUC__)
#define HVL_KERNELS_NEON 1
extern const struct kernels hvl__kernels_neon;
#endif

/* Where vectors are short, or cannot be filled from many places, there is
 * nothing better. */
uint64_t hvl__plain_common(const uint64_t *one, const uint64_t *other,
                           size_t words);
uint64_t hvl__plain_members(const uint32_t *sets, const uint16_t *units,
                            size_t count, uint32_t *numbers);
uint64_t hvl__plain_pairs(const uint64_t *filter, uint32_t bits, uint64_t key,
                          const uint16_t *units, size_t count);

enum {
  ROW_SIZE = COLUMNS_MAX / 2, /* of `add_rows` */
  ROWS_AT_ONCE = 256 /* of what is a byte each: they add up within 16 bits */
};

/* What two bytes in a row may mean that UTF-8 forbids, a bit each; looked up by
 * three of their four halves, it is so where all three say so. CONTINUED says
 * that both continue a code point: it is right where a third or fourth byte
 * is due. J. Keiser, D. Lemire, "Validating UTF-8 in less than one instruction
 * per byte", 2021. */
enum {
  TOO_SHORT = 1,
  TOO_LONG = 2,
  OVERLONG_3 = 4,
  TOO_LARGE = 8, /* beyond U+10FFFF, F4 first */
  SURROGATE = 16,
  OVERLONG_2 = 32,
  OVERLONG_4 = 64, /* or beyond U+10FFFF, F5 or more first */
  CONTINUED = 128,
  ANY_LOW = TOO_SHORT | TOO_LONG | CONTINUED
};

/* By the high half of the first byte. */
#define UTF8_FIRST_HIGH                                                        \
  TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,        \
      TOO_LONG, CONTINUED, CONTINUED, CONTINUED, CONTINUED,                    \
      TOO_SHORT | OVERLONG_2, TOO_SHORT, TOO_SHORT | OVERLONG_3 | SURROGATE,   \
      TOO_SHORT | TOO_LARGE | OVERLONG_4

/* By its low half. */
#define UTF8_FIRST_LOW                                                         \
  ANY_LOW | OVERLONG_3 | OVERLONG_2 | OVERLONG_4, ANY_LOW | OVERLONG_2,        \
      ANY_LOW, ANY_LOW, ANY_LOW | TOO_LARGE, UTF8_LOW_5, UTF8_LOW_5,           \
      UTF8_LOW_5, UTF8_LOW_5, UTF8_LOW_5, UTF8_LOW_5, UTF8_LOW_5, UTF8_LOW_5,  \
      UTF8_LOW_5 | SURROGATE, UTF8_LOW_5, UTF8_LOW_5
#define UTF8_LOW_5 ANY_LOW | TOO_LARGE | OVERLONG_4

/* By the high half of the second. */
#define UTF8_SECOND_HIGH                                                       \
  TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, \
      TOO_SHORT, UTF8_SECOND_8 | OVERLONG_3 | OVERLONG_4,                      \
      UTF8_SECOND_8 | OVERLONG_3 | TOO_LARGE,                                  \
      UTF8_SECOND_8 | SURROGATE | TOO_LARGE,                                   \
      UTF8_SECOND_8 | SURROGATE | TOO_LARGE, TOO_SHORT, TOO_SHORT, TOO_SHORT,  \
      TOO_SHORT
#define UTF8_SECOND_8 TOO_LONG | OVERLONG_2 | CONTINUED

#endif

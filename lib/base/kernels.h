/* SPDX-License-Identifier: MIT */
/* kernels.h - the few loops that pay to be written for a processor's vectors:
 * each variant gives the same results, the machine at hand picks. */
#ifndef HVL_BASE_KERNELS_H
#define HVL_BASE_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"

struct kernels {
  const char *name;

  /* The size of a block of `is_utf8`, in bytes: 3 to 64. */
  size_t block;

  /* Whether `blocks` blocks at `bytes` hold nothing that UTF-8 forbids, seen
   * together with the three bytes before, which must be readable. What a code
   * point lacks at the end is for the caller to see: let zeros follow. */
  bool (*is_utf8)(const uint8_t *bytes, size_t blocks);

  /* Add the members of `more` to `set`, each `words` words of bits. */
  void (*add_set)(uint64_t *set, const uint64_t *more, size_t words);

  /* Bit n: one of the `count` units, at n, n + 64 .., is among `members`. */
  uint64_t (*places)(const uint16_t *units, size_t count,
                     const uint16_t *members, size_t member_count);

  /* Add to `sums`, COLUMNS_MAX of them, what the codes of `count` rows stand
   * for. A row has four bits a sum: those of the first half of the sums are the
   * low ones of a byte each, those of the others the high ones. They stand for
   * `values`, of the `first` sums for the first WEIGHT_CODES of them, of the
   * others for as many behind. */
  void (*add_rows)(int32_t *sums, const uint8_t *const *rows, size_t count,
                   const int8_t *values, size_t first);

  /* Add to the sums of `places[i]` what the codes of row i stand for in the
   * first LOCALS_MAX of its sums, which are of the first WEIGHT_CODES of
   * `values`. No sum leaves 16 bits. */
  void (*add_local)(int16_t (*sums)[LOCALS_MAX], const uint8_t *const *rows,
                    const uint8_t *places, size_t count, const int8_t *values);

  /* Add to `sums`, `width` of them, a multiple of 8, `times[i]` each of the
   * numbers of row i, which begins at `numbers` + i * `stride`, for all `count`
   * of i. No sum leaves 32 bits. */
  void (*add_products)(int32_t *sums, size_t width, const int32_t *numbers,
                       size_t stride, const int32_t *times, size_t count);
};

/* The best variant that this machine can run. */
const struct kernels *hvl__kernels(void);

/* All that it can run, from the plainest on; NULL past the last. */
const struct kernels *hvl__kernels_at(size_t index);

#endif

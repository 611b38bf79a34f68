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

  /* Bit i: words i of both sets of bits, of which there are up to PLACES_MAX,
   * have something in common. */
  uint64_t (*common)(const uint64_t *one, const uint64_t *other, size_t words);

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
   * of i. Numbers and times are two of 16 bits each, in their halves: low is
   * multiplied with low, and high with high. Halves of times are not negative,
   * so that where the high one is 0 a number may as well be one of 16 bits. No
   * sum leaves 32 bits. */
  void (*add_products)(int32_t *sums, size_t width, const int32_t *numbers,
                       size_t stride, const int32_t *times, size_t count);

  /* Keep each of `count` numbers, a multiple of 8, within `least` and `most`.
   */
  void (*bound)(int32_t *numbers, size_t count, int32_t least, int32_t most);

  /* Set `count` of `times`, a multiple of 8, to what there is of features with
   * these `sums` behind these `gates`: a sum within 0 and FEATURE_MOST, as far
   * as a gate within 0 and GATE_OPEN is open. */
  void (*pass_gates)(int32_t *times, const int32_t *sums, const int32_t *gates,
                     size_t count);

  /* Bit i: unit i of `count`, up to PLACES_MAX, is a member. `sets` has two
   * numbers for 32 units: which of them are, the first one lowest, and how many
   * members there are before these. Sets numbers[i] to how many there are
   * before unit i. */
  uint64_t (*members)(const uint32_t *sets, const uint16_t *units, size_t count,
                      uint32_t *numbers);

  /* Bit i: `filter`, of `bits` bits, has that of `key` | unit i | the next one
   * << 16, by hvl__hash_slot(), for `count` of i, up to PLACES_MAX. Of `key`
   * the low 32 bits are 0. */
  uint64_t (*pairs)(const uint64_t *filter, uint32_t bits, uint64_t key,
                    const uint16_t *units, size_t count);
};

enum {
  PLACES_MAX = 64,
  UNITS_READ = 8 /* `members` and `pairs` may read whole blocks of so many
                    units, and `pairs` the next one as well; `members` may
                    write as many numbers */
};

/* The best variant that this machine can run. */
const struct kernels *hvl__kernels(void);

/* All that it can run, from the plainest on; NULL past the last. */
const struct kernels *hvl__kernels_at(size_t index);

#endif

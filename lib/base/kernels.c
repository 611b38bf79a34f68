/* SPDX-License-Identifier: MIT */
/* kernels.c - the plain variants, and which the machine at hand can run. */
#include "base/kernels.h"

#include "base/bits.h"
#include "base/hash.h"
#include "base/kernels_variants.h"

/* ---- Plain --------------------------------------------------------------- */

static unsigned halves(unsigned before, unsigned byte) {
  static const uint8_t first_high[16] = {UTF8_FIRST_HIGH};
  static const uint8_t first_low[16] = {UTF8_FIRST_LOW};
  static const uint8_t second_high[16] = {UTF8_SECOND_HIGH};
  return first_high[before >> 4] & first_low[before & 15] &
         second_high[byte >> 4];
}

enum { BLOCK = 8 };

static bool is_utf8(const uint8_t *bytes, size_t blocks) {
  unsigned bad = 0;
  const uint8_t *end = bytes + BLOCK * blocks;
  for (const uint8_t *at = bytes; at < end; at++) {
    bool due = at[-2] >= 0xE0 || at[-3] >= 0xF0;
    bad |= halves(at[-1], at[0]) ^ (due ? CONTINUED : 0);
  }
  return bad == 0;
}

static void add_set(uint64_t *set, const uint64_t *more, size_t words) {
  for (size_t i = 0; i < words; i++) set[i] |= more[i];
}

uint64_t hvl__plain_common(const uint64_t *one, const uint64_t *other,
                           size_t words) {
  uint64_t found = 0;
  for (size_t i = 0; i < words; i++)
    found |= (uint64_t)((one[i] & other[i]) != 0) << i;
  return found;
}

static uint64_t places(const uint16_t *units, size_t count,
                       const uint16_t *members, size_t member_count) {
  uint64_t found = 0;
  for (size_t i = 0; i < count; i++) {
    bool is_member = false;
    for (size_t m = 0; m < member_count; m++)
      is_member |= units[i] == members[m];
    found |= (uint64_t)is_member << i % 64;
  }
  return found;
}

static void add_rows(int32_t *sums, const uint8_t *const *rows, size_t count,
                     const int8_t *values, size_t first) {
  for (size_t i = 0; i < count; i++)
    for (size_t k = 0; k < COLUMNS_MAX; k++) {
      size_t code = rows[i][k % ROW_SIZE] >> k / ROW_SIZE * 4 & 15;
      sums[k] += values[(k < first ? 0 : WEIGHT_CODES) + code];
    }
}

static void add_local(int16_t (*sums)[LOCALS_MAX], const uint8_t *const *rows,
                      const uint8_t *places, size_t count,
                      const int8_t *values) {
  for (size_t i = 0; i < count; i++)
    for (size_t k = 0; k < LOCALS_MAX; k++)
      sums[places[i]][k] =
          (int16_t)(sums[places[i]][k] + values[rows[i][k] & 15]);
}

static void add_products(int32_t *sums, size_t width, const int32_t *numbers,
                         size_t stride, const int32_t *times, size_t count) {
  for (size_t i = 0; i < count; i++)
    for (size_t k = 0; k < width; k++) {
      uint32_t both = (uint32_t)numbers[i * stride + k];
      sums[k] += (times[i] & 0xFFFF) * (int16_t)both;
      sums[k] += (times[i] >> 16) * (int16_t)(both >> 16);
    }
}

static int32_t within(int32_t number, int32_t least, int32_t most) {
  number = number > most ? most : number;
  return number < least ? least : number;
}

static void bound(int32_t *numbers, size_t count, int32_t least, int32_t most) {
  for (size_t i = 0; i < count; i++)
    numbers[i] = within(numbers[i], least, most);
}

static void pass_gates(int32_t *times, const int32_t *sums,
                       const int32_t *gates, size_t count) {
  for (size_t i = 0; i < count; i++)
    times[i] = within(sums[i], 0, FEATURE_MOST) *
               within(gates[i], 0, GATE_OPEN) / GATE_OPEN;
}

uint64_t hvl__plain_members(const uint32_t *sets, const uint16_t *units,
                            size_t count, uint32_t *numbers) {
  uint64_t found = 0;
  for (size_t i = 0; i < count; i++) {
    const uint32_t *set = sets + (size_t)units[i] / 32 * 2;
    uint32_t bit = UINT32_C(1) << units[i] % 32;
    numbers[i] = set[1] + hvl__bit_count(set[0] & (bit - 1));
    found |= (uint64_t)((set[0] & bit) != 0) << i;
  }
  return found;
}

uint64_t hvl__plain_pairs(const uint64_t *filter, uint32_t bits, uint64_t key,
                          const uint16_t *units, size_t count) {
  uint64_t found = 0;
  for (size_t i = 0; i < count; i++) {
    uint64_t pair = key | units[i] | (uint64_t)units[i + 1] << 16;
    uint64_t has = hvl__bits_has(filter, hvl__hash_slot(pair, bits));
    found |= has << i;
  }
  return found;
}

const struct kernels hvl__kernels_plain = {.name = "plain",
                                           .block = BLOCK,
                                           .is_utf8 = is_utf8,
                                           .add_set = add_set,
                                           .common = hvl__plain_common,
                                           .places = places,
                                           .add_rows = add_rows,
                                           .add_local = add_local,
                                           .add_products = add_products,
                                           .bound = bound,
                                           .pass_gates = pass_gates,
                                           .members = hvl__plain_members,
                                           .pairs = hvl__plain_pairs};

/* ---- Choice -------------------------------------------------------------- */

const struct kernels *hvl__kernels_at(size_t index) {
#if HVL_KERNELS_X86
  bool avx2 = __builtin_cpu_supports("avx2");
  bool avx512 = avx2 && __builtin_cpu_supports("avx512f") &&
                __builtin_cpu_supports("avx512bw");
  if (index == 1 && avx2) return &hvl__kernels_avx2;
  if (index == 2 && avx512) return &hvl__kernels_avx512;
#elif HVL_KERNELS_NEON
  if (index == 1) return &hvl__kernels_neon;
#endif
  return index == 0 ? &hvl__kernels_plain : NULL;
}

const struct kernels *hvl__kernels(void) {
  const struct kernels *best = NULL, *next;
  for (size_t i = 0; (next = hvl__kernels_at(i)); i++) best = next;
  return best;
}

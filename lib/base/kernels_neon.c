/* SPDX-License-Identifier: MIT */
/* kernels_neon.c - the kernels 16 bytes at a time. */
#include "base/kernels_variants.h"

#if HVL_KERNELS_NEON
#include <arm_neon.h>

static uint8x16_t faults(const uint8_t *at) {
  static const uint8_t first_high[16] = {UTF8_FIRST_HIGH};
  static const uint8_t first_low[16] = {UTF8_FIRST_LOW};
  static const uint8_t second_high[16] = {UTF8_SECOND_HIGH};
  uint8x16_t bytes = vld1q_u8(at), before = vld1q_u8(at - 1);
  uint8x16_t halves = vqtbl1q_u8(vld1q_u8(first_high), vshrq_n_u8(before, 4));
  halves = vandq_u8(halves, vqtbl1q_u8(vld1q_u8(first_low),
                                       vandq_u8(before, vdupq_n_u8(15))));
  halves =
      vandq_u8(halves, vqtbl1q_u8(vld1q_u8(second_high), vshrq_n_u8(bytes, 4)));
  uint8x16_t due = vorrq_u8(vcgeq_u8(vld1q_u8(at - 2), vdupq_n_u8(0xE0)),
                            vcgeq_u8(vld1q_u8(at - 3), vdupq_n_u8(0xF0)));
  return veorq_u8(halves, vandq_u8(due, vdupq_n_u8(CONTINUED)));
}

static bool is_utf8(const uint8_t *bytes, size_t blocks) {
  uint8x16_t bad = vdupq_n_u8(0);
  for (size_t i = 0; i < blocks; i++)
    bad = vorrq_u8(bad, faults(bytes + 16 * i));
  return vmaxvq_u8(bad) == 0;
}

static void add_set(uint64_t *set, const uint64_t *more, size_t words) {
  size_t i = 0;
  for (; i + 2 <= words; i += 2)
    vst1q_u64(set + i, vorrq_u64(vld1q_u64(set + i), vld1q_u64(more + i)));
  for (; i < words; i++) set[i] |= more[i];
}

/* A bit for each of the 8 units at `units`. */
static uint64_t places_of_8(const uint16_t *units, const uint16_t *members,
                            size_t member_count) {
  static const uint16_t bits[8] = {1, 2, 4, 8, 16, 32, 64, 128};
  uint16x8_t block = vld1q_u16(units), found = vdupq_n_u16(0);
  for (size_t m = 0; m < member_count; m++)
    found = vorrq_u16(found, vceqq_u16(block, vdupq_n_u16(members[m])));
  return vaddvq_u16(vandq_u16(found, vld1q_u16(bits)));
}

static uint64_t places(const uint16_t *units, size_t count,
                       const uint16_t *members, size_t member_count) {
  uint64_t found = 0;
  size_t i = 0;
  for (; i + 8 <= count; i += 8)
    found |= places_of_8(units + i, members, member_count) << i % 64;
  if (i == count) return found;
  uint16_t rest[8] = {0};
  for (size_t k = i; k < count; k++) rest[k - i] = units[k];
  uint64_t there = (UINT64_C(1) << (count - i)) - 1;
  return found | (places_of_8(rest, members, member_count) & there) << i % 64;
}

/* Add 8 sums of 16 bits. */
static void add_8(int32_t *sums, int16x8_t more) {
  vst1q_s32(sums, vaddw_s16(vld1q_s32(sums), vget_low_s16(more)));
  vst1q_s32(sums + 4, vaddw_s16(vld1q_s32(sums + 4), vget_high_s16(more)));
}

/* What 16 `codes` stand for. */
static int8x16_t decode(const int8_t *values, uint8x16_t is_first,
                        uint8x16_t codes) {
  return vbslq_s8(is_first, vqtbl1q_s8(vld1q_s8(values), codes),
                  vqtbl1q_s8(vld1q_s8(values + WEIGHT_CODES), codes));
}

/* Add bytes to sums of 16 bits, of which there are 8 each. */
static void add_bytes(int16x8_t sums[2], int8x16_t bytes) {
  sums[0] = vaddw_s8(sums[0], vget_low_s8(bytes));
  sums[1] = vaddw_s8(sums[1], vget_high_s8(bytes));
}

/* Add to the sums from 16 * `part` on, and to those as far behind the half,
 * what the 16 bytes of `rows` there stand for. */
static void add_part(int32_t *sums, const uint8_t *const *rows, size_t count,
                     const int8_t *values, size_t first, size_t part) {
  uint8_t is_first[COLUMNS_MAX];
  for (size_t k = 0; k < COLUMNS_MAX; k++) is_first[k] = k < first ? 255 : 0;
  uint8x16_t of_low = vld1q_u8(is_first + 16 * part);
  uint8x16_t of_high = vld1q_u8(is_first + ROW_SIZE + 16 * part);
  int16x8_t all[4] = {vdupq_n_s16(0), vdupq_n_s16(0), vdupq_n_s16(0),
                      vdupq_n_s16(0)};
  for (size_t i = 0; i < count; i++) {
    uint8x16_t codes = vld1q_u8(rows[i] + 16 * part);
    add_bytes(all, decode(values, of_low, vandq_u8(codes, vdupq_n_u8(15))));
    add_bytes(all + 2, decode(values, of_high, vshrq_n_u8(codes, 4)));
  }
  for (size_t k = 0; k < 2; k++) {
    add_8(sums + 16 * part + 8 * k, all[k]);
    add_8(sums + ROW_SIZE + 16 * part + 8 * k, all[2 + k]);
  }
}

static void add_rows(int32_t *sums, const uint8_t *const *rows, size_t count,
                     const int8_t *values, size_t first) {
  for (size_t from = 0, to; from < count; from = to) {
    to = count - from < ROWS_AT_ONCE ? count : from + ROWS_AT_ONCE;
    for (size_t part = 0; part < ROW_SIZE / 16; part++)
      add_part(sums, rows + from, to - from, values, first, part);
  }
}

static void add_local(int16_t (*sums)[LOCALS_MAX], const uint8_t *const *rows,
                      const uint8_t *places, size_t count,
                      const int8_t *values) {
  for (size_t i = 0; i < count; i++) {
    int16_t *sum = sums[places[i]];
    uint8x16_t codes = vandq_u8(vld1q_u8(rows[i]), vdupq_n_u8(15));
    int8x16_t more = vqtbl1q_s8(vld1q_s8(values), codes);
    vst1q_s16(sum, vaddw_s8(vld1q_s16(sum), vget_low_s8(more)));
    vst1q_s16(sum + 8, vaddw_s8(vld1q_s16(sum + 8), vget_high_s8(more)));
  }
}

static void add_products(int32_t *sums, size_t width, const int32_t *numbers,
                         size_t stride, const int32_t *times, size_t count) {
  for (size_t k = 0; k < width; k += 4) {
    int32x4_t all = vld1q_s32(sums + k);
    for (size_t i = 0; i < count; i++) {
      int32x4_t row = vld1q_s32(numbers + i * stride + k);
      int32x4_t low = vshrq_n_s32(vshlq_n_s32(row, 16), 16);
      all = vmlaq_n_s32(all, low, times[i] & 0xFFFF);
      all = vmlaq_n_s32(all, vshrq_n_s32(row, 16), times[i] >> 16);
    }
    vst1q_s32(sums + k, all);
  }
}

static int32x4_t within(int32x4_t numbers, int32_t least, int32_t most) {
  numbers = vminq_s32(numbers, vdupq_n_s32(most));
  return vmaxq_s32(numbers, vdupq_n_s32(least));
}

static void bound(int32_t *numbers, size_t count, int32_t least, int32_t most) {
  for (size_t i = 0; i < count; i += 4)
    vst1q_s32(numbers + i, within(vld1q_s32(numbers + i), least, most));
}

static void pass_gates(int32_t *times, const int32_t *sums,
                       const int32_t *gates, size_t count) {
  for (size_t i = 0; i < count; i += 4) {
    int32x4_t product = vmulq_s32(within(vld1q_s32(sums + i), 0, FEATURE_MOST),
                                  within(vld1q_s32(gates + i), 0, GATE_OPEN));
    vst1q_s32(times + i, vshrq_n_s32(product, GATE_SHIFT));
  }
}

const struct kernels hvl__kernels_neon = {.name = "neon",
                                          .block = 16,
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

#else
/* C has no empty translation units. */
typedef int hvl__no_neon;
#endif

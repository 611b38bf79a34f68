/* SPDX-License-Identifier: MIT */
/* kernels_avx512.c - the kernels 64 bytes at a time. */
#include "base/kernels_variants.h"

#if HVL_KERNELS_X86
#include "base/kernels_x86.h"

enum { PRODUCTS_AT_ONCE = 2 }; /* vectors: what features say of all */

#define AVX512 __attribute__((target("avx512f,avx512bw")))

AVX512 static __m512i load(const void *at) {
  return _mm512_loadu_si512(at);
}

/* What `table` has for the low half of each of `bytes`. */
AVX512 static __m512i look_up(const uint8_t table[16], __m512i bytes) {
  __m128i half = _mm_loadu_si128((const void *)table);
  __m512i low = _mm512_and_si512(bytes, _mm512_set1_epi8(15));
  return _mm512_shuffle_epi8(_mm512_broadcast_i32x4(half), low);
}

AVX512 static __m512i high_halves(__m512i bytes) {
  return _mm512_srli_epi16(bytes, 4);
}

AVX512 static __m512i faults(const uint8_t *at) {
  static const uint8_t first_high[16] = {UTF8_FIRST_HIGH};
  static const uint8_t first_low[16] = {UTF8_FIRST_LOW};
  static const uint8_t second_high[16] = {UTF8_SECOND_HIGH};
  __m512i bytes = load(at), before = load(at - 1);
  __m512i halves = _mm512_and_si512(look_up(first_high, high_halves(before)),
                                    look_up(first_low, before));
  halves = _mm512_and_si512(halves, look_up(second_high, high_halves(bytes)));
  /* The highest bit is left where a third or fourth byte is due. */
  __m512i third = _mm512_subs_epu8(load(at - 2), _mm512_set1_epi8(0xE0 - 0x80));
  __m512i fourth =
      _mm512_subs_epu8(load(at - 3), _mm512_set1_epi8(0xF0 - 0x80));
  __m512i due = _mm512_and_si512(_mm512_or_si512(third, fourth),
                                 _mm512_set1_epi8((char)CONTINUED));
  return _mm512_xor_si512(halves, due);
}

AVX512 static bool is_utf8(const uint8_t *bytes, size_t blocks) {
  __m512i bad = _mm512_setzero_si512();
  for (size_t i = 0; i < blocks; i++)
    bad = _mm512_or_si512(bad, faults(bytes + 64 * i));
  return _mm512_test_epi64_mask(bad, bad) == 0;
}

AVX512 static void add_set(uint64_t *set, const uint64_t *more, size_t words) {
  for (size_t i = 0; i < words; i += 8) {
    size_t left = words - i;
    __mmask8 there = left < 8 ? (__mmask8)((1u << left) - 1) : 0xFF;
    __m512i sum = _mm512_or_si512(_mm512_maskz_loadu_epi64(there, set + i),
                                  _mm512_maskz_loadu_epi64(there, more + i));
    _mm512_mask_storeu_epi64(set + i, there, sum);
  }
}

AVX512 static uint64_t common(const uint64_t *one, const uint64_t *other,
                              size_t words) {
  uint64_t found = 0;
  for (size_t i = 0; i < words; i += 8) {
    size_t left = words - i;
    __mmask8 there = left < 8 ? (__mmask8)((1u << left) - 1) : 0xFF;
    found |= (uint64_t)_mm512_test_epi64_mask(
                 _mm512_maskz_loadu_epi64(there, one + i),
                 _mm512_maskz_loadu_epi64(there, other + i))
             << i;
  }
  return found;
}

AVX512 static uint64_t places(const uint16_t *units, size_t count,
                              const uint16_t *members, size_t member_count) {
  uint64_t found = 0;
  for (size_t i = 0; i < count; i += 32) {
    size_t left = count - i;
    __mmask32 there = left < 32 ? (UINT32_C(1) << left) - 1 : UINT32_MAX;
    __m512i block = _mm512_maskz_loadu_epi16(there, units + i);
    __mmask32 here = 0;
    for (size_t m = 0; m < member_count; m++)
      here |=
          _mm512_cmpeq_epi16_mask(block, _mm512_set1_epi16((short)members[m]));
    found |= (uint64_t)(here & there) << i % 64;
  }
  return found;
}

/* Add 32 sums of 16 bits. */
AVX512 static void add_32(int32_t *sums, __m512i more) {
  for (size_t k = 0; k < 2; k++) {
    __m256i half = k == 0 ? _mm512_castsi512_si256(more)
                          : _mm512_extracti64x4_epi64(more, 1);
    __m512i sum =
        _mm512_add_epi32(load(sums + 16 * k), _mm512_cvtepi16_epi32(half));
    _mm512_storeu_si512(sums + 16 * k, sum);
  }
}

AVX512 static void add_rows(int32_t *sums, const uint8_t *const *rows,
                            size_t count, const int8_t *values, size_t first) {
  const struct decoder decoder = decoder_of(values, first);
  for (size_t from = 0, to; from < count; from = to) {
    __m512i low = _mm512_setzero_si512(), high = low;
    to = count - from < ROWS_AT_ONCE ? count : from + ROWS_AT_ONCE;
    for (size_t i = from; i < to; i++) {
      __m256i row = _mm256_loadu_si256((const void *)rows[i]);
      __m256i first_half = decode(&decoder, row, 0);
      __m256i other_half = decode(&decoder, row, 1);
      low = _mm512_add_epi16(low, _mm512_cvtepi8_epi16(first_half));
      high = _mm512_add_epi16(high, _mm512_cvtepi8_epi16(other_half));
    }
    add_32(sums, low);
    add_32(sums + ROW_SIZE, high);
  }
}

/* Add products to 16 * `vectors` sums, of the last 16 to those `there`. */
AVX512 static inline void add_products_to(size_t vectors, __mmask16 there,
                                          int32_t *sums, const int32_t *numbers,
                                          size_t stride, const int32_t *times,
                                          size_t count) {
  __m512i all[PRODUCTS_AT_ONCE];
  for (size_t k = 0; k < vectors; k++)
    all[k] = _mm512_maskz_loadu_epi32(k + 1 < vectors ? 0xFFFF : there,
                                      sums + 16 * k);
  for (size_t i = 0; i < count; i++) {
    __m512i factor = _mm512_set1_epi32(times[i]);
    for (size_t k = 0; k < vectors; k++) {
      __m512i row = _mm512_maskz_loadu_epi32(k + 1 < vectors ? 0xFFFF : there,
                                             numbers + i * stride + 16 * k);
      all[k] = _mm512_add_epi32(all[k], _mm512_madd_epi16(row, factor));
    }
  }
  for (size_t k = 0; k < vectors; k++)
    _mm512_mask_storeu_epi32(sums + 16 * k, k + 1 < vectors ? 0xFFFF : there,
                             all[k]);
}

AVX512 static void add_products(int32_t *sums, size_t width,
                                const int32_t *numbers, size_t stride,
                                const int32_t *times, size_t count) {
  size_t k = 0;
  for (; k + 16 * PRODUCTS_AT_ONCE <= width; k += 16 * PRODUCTS_AT_ONCE)
    add_products_to(PRODUCTS_AT_ONCE, 0xFFFF, sums + k, numbers + k, stride,
                    times, count);
  for (; k < width; k += 16)
    add_products_to(1, width - k < 16 ? 0xFF : 0xFFFF, sums + k, numbers + k,
                    stride, times, count);
}

AVX512 static __m512i within(__m512i numbers, int32_t least, int32_t most) {
  numbers = _mm512_min_epi32(numbers, _mm512_set1_epi32(most));
  return _mm512_max_epi32(numbers, _mm512_set1_epi32(least));
}

/* The lanes that 16 or, at the end of `count`, 8 numbers from `i` on have. */
static __mmask16 lanes_from(size_t i, size_t count) {
  return count - i < 16 ? 0xFF : 0xFFFF;
}

AVX512 static void bound(int32_t *numbers, size_t count, int32_t least,
                         int32_t most) {
  for (size_t i = 0; i < count; i += 16) {
    __mmask16 there = lanes_from(i, count);
    __m512i all = _mm512_maskz_loadu_epi32(there, numbers + i);
    _mm512_mask_storeu_epi32(numbers + i, there, within(all, least, most));
  }
}

AVX512 static void pass_gates(int32_t *times, const int32_t *sums,
                              const int32_t *gates, size_t count) {
  for (size_t i = 0; i < count; i += 16) {
    __mmask16 there = lanes_from(i, count);
    __m512i sum = _mm512_maskz_loadu_epi32(there, sums + i);
    __m512i gate = _mm512_maskz_loadu_epi32(there, gates + i);
    __m512i product = _mm512_mullo_epi32(within(sum, 0, FEATURE_MOST),
                                         within(gate, 0, GATE_OPEN));
    _mm512_mask_storeu_epi32(times + i, there,
                             _mm512_srli_epi32(product, GATE_SHIFT));
  }
}

const struct kernels hvl__kernels_avx512 = {.name = "avx512",
                                            .block = 64,
                                            .is_utf8 = is_utf8,
                                            .add_set = add_set,
                                            .common = common,
                                            .places = places,
                                            .add_rows = add_rows,
                                            .add_local = add_local,
                                            .add_products = add_products,
                                            .bound = bound,
                                            .pass_gates = pass_gates,
                                            .members = members,
                                            .pairs = pairs};

#else
/* C has no empty translation units. */
typedef int hvl__no_avx512;
#endif

/* SPDX-License-Identifier: MIT */
/* kernels_x86.h - what both variants for x86 do alike, 32 bytes at a time. */
#ifndef HVL_BASE_KERNELS_X86_H
#define HVL_BASE_KERNELS_X86_H

#include <immintrin.h>

#include "base/hash.h"
#include "base/kernels_variants.h"

#define AVX2 __attribute__((target("avx2")))

/* What codes stand for: for the first sums, for the others, and which sums of
 * either half are others, if there are any. */
struct decoder {
  __m256i first, others, is_other[2];
  bool has_others;
};

AVX2 static inline __m256i broadcast(const int8_t *bytes) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)bytes));
}

AVX2 static inline struct decoder decoder_of(const int8_t *values,
                                             size_t first) {
  struct decoder decoder = {.first = broadcast(values),
                            .has_others = first < COLUMNS_MAX};
  if (!decoder.has_others) return decoder;
  int8_t is_other[COLUMNS_MAX];
  for (size_t k = 0; k < COLUMNS_MAX; k++) is_other[k] = k < first ? 0 : -1;
  decoder.others = broadcast(values + WEIGHT_CODES);
  for (size_t k = 0; k < 2; k++)
    decoder.is_other[k] =
        _mm256_loadu_si256((const void *)(is_other + k * ROW_SIZE));
  return decoder;
}

/* The 32 bytes that the low (`half` 0) or the high halves of `row` stand for.
 */
AVX2 static inline __m256i decode(const struct decoder *decoder, __m256i row,
                                  int half) {
  __m256i codes = half == 0 ? row : _mm256_srli_epi16(row, 4);
  codes = _mm256_and_si256(codes, _mm256_set1_epi8(15));
  __m256i bytes = _mm256_shuffle_epi8(decoder->first, codes);
  if (!decoder->has_others) return bytes;
  return _mm256_blendv_epi8(bytes, _mm256_shuffle_epi8(decoder->others, codes),
                            decoder->is_other[half]);
}

AVX2 static inline void add_local(int16_t (*sums)[LOCALS_MAX],
                                  const uint8_t *const *rows,
                                  const uint8_t *places, size_t count,
                                  const int8_t *values) {
  __m128i of_codes = _mm_loadu_si128((const void *)values);
  for (size_t i = 0; i < count; i++) {
    __m128i row = _mm_loadu_si128((const void *)rows[i]);
    __m128i codes = _mm_and_si128(row, _mm_set1_epi8(15));
    __m256i more = _mm256_cvtepi8_epi16(_mm_shuffle_epi8(of_codes, codes));
    void *sum = sums[places[i]];
    _mm256_storeu_si256(sum, _mm256_add_epi16(_mm256_loadu_si256(sum), more));
  }
}

/* ---- Looking up 8 units at a time ---------------------------------------- */

/* How many bits are set in each lane of 32. */
AVX2 static inline __m256i bit_counts(__m256i bits) {
  const __m256i low = _mm256_set1_epi8(15);
  const __m256i counts = _mm256_broadcastsi128_si256(
      _mm_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4));
  __m256i high = _mm256_and_si256(_mm256_srli_epi16(bits, 4), low);
  __m256i sum =
      _mm256_add_epi8(_mm256_shuffle_epi8(counts, _mm256_and_si256(bits, low)),
                      _mm256_shuffle_epi8(counts, high));
  sum = _mm256_maddubs_epi16(sum, _mm256_set1_epi8(1));
  return _mm256_madd_epi16(sum, _mm256_set1_epi16(1));
}

AVX2 static inline __m256i load_units(const uint16_t *units) {
  return _mm256_cvtepu16_epi32(_mm_loadu_si128((const void *)units));
}

/* A bit for each lane in which `bits` has all of `bit`. */
AVX2 static inline uint64_t lanes_with(__m256i bits, __m256i bit) {
  __m256i has = _mm256_cmpeq_epi32(_mm256_and_si256(bits, bit), bit);
  return (uint64_t)_mm256_movemask_ps(_mm256_castsi256_ps(has));
}

/* The bits below `count`, which is up to 64. */
static inline uint64_t first_bits(size_t count) {
  return count < 64 ? (UINT64_C(1) << count) - 1 : UINT64_MAX;
}

AVX2 static inline uint64_t members(const uint32_t *sets, const uint16_t *units,
                                    size_t count, uint32_t *numbers) {
  const __m256i one = _mm256_set1_epi32(1);
  uint64_t found = 0;
  for (size_t i = 0; i < count; i += UNITS_READ) {
    __m256i block = load_units(units + i);
    __m256i at = _mm256_slli_epi32(_mm256_srli_epi32(block, 5), 1);
    __m256i bits = _mm256_i32gather_epi32((const int *)sets, at, 4);
    __m256i before = _mm256_i32gather_epi32((const int *)sets + 1, at, 4);
    __m256i bit =
        _mm256_sllv_epi32(one, _mm256_and_si256(block, _mm256_set1_epi32(31)));
    __m256i below = _mm256_and_si256(bits, _mm256_sub_epi32(bit, one));
    _mm256_storeu_si256((void *)(numbers + i),
                        _mm256_add_epi32(before, bit_counts(below)));
    found |= lanes_with(bits, bit) << i;
  }
  return found & first_bits(count);
}

/* Bits 32 to 63 of `numbers`, of 32 bits, times SLOT_FACTOR. */
AVX2 static inline __m256i high_products(__m256i numbers) {
  const __m256i low = _mm256_set1_epi64x(SLOT_FACTOR & UINT32_MAX);
  const __m256i high = _mm256_set1_epi32((int)(SLOT_FACTOR >> 32));
  __m256i even = _mm256_mul_epu32(numbers, low);
  __m256i odd = _mm256_mul_epu32(_mm256_srli_epi64(numbers, 32), low);
  __m256i carried = _mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xAA);
  return _mm256_add_epi32(carried, _mm256_mullo_epi32(numbers, high));
}

AVX2 static inline uint64_t pairs(const uint64_t *filter, uint32_t bits,
                                  uint64_t key, const uint16_t *units,
                                  size_t count) {
  const __m256i of_key = _mm256_set1_epi32((int)(key * SLOT_FACTOR >> 32));
  const __m256i slots = _mm256_set1_epi32((int)(bits - 1));
  uint64_t found = 0;
  for (size_t i = 0; i < count; i += UNITS_READ) {
    __m256i pair =
        _mm256_or_si256(load_units(units + i),
                        _mm256_slli_epi32(load_units(units + i + 1), 16));
    __m256i high = _mm256_add_epi32(high_products(pair), of_key);
    __m256i slot = _mm256_and_si256(_mm256_srli_epi32(high, 8), slots);
    __m256i words = _mm256_i32gather_epi32((const int *)(const void *)filter,
                                           _mm256_srli_epi32(slot, 5), 4);
    __m256i bit = _mm256_sllv_epi32(
        _mm256_set1_epi32(1), _mm256_and_si256(slot, _mm256_set1_epi32(31)));
    found |= lanes_with(words, bit) << i;
  }
  return found & first_bits(count);
}

#endif

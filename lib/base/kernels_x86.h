/* SPDX-License-Identifier: MIT */
/* kernels_x86.h - what both variants for x86 do alike, 32 bytes at a time. */
#ifndef HVL_BASE_KERNELS_X86_H
#define HVL_BASE_KERNELS_X86_H

#include <immintrin.h>

#include "base/kernels_variants.h"

#define AVX2 __attribute__((target("avx2")))

/* What codes stand for: for the first sums, for the others, and which sums of
 * either half are others. */
struct decoder {
  __m256i first, others, is_other[2];
};

AVX2 static inline struct decoder decoder_of(const int8_t *values,
                                             size_t first) {
  const int8_t *others = values + WEIGHT_CODES;
  __m128i of_first = _mm_loadu_si128((const void *)values);
  __m128i of_others = _mm_loadu_si128((const void *)others);
  int8_t is_other[COLUMNS_MAX];
  for (size_t k = 0; k < COLUMNS_MAX; k++) is_other[k] = k < first ? 0 : -1;
  return (struct decoder){
      _mm256_broadcastsi128_si256(of_first),
      _mm256_broadcastsi128_si256(of_others),
      {_mm256_loadu_si256((const void *)is_other),
       _mm256_loadu_si256((const void *)(is_other + ROW_SIZE))}};
}

/* The 32 bytes that the low (`half` 0) or the high halves of `row` stand for.
 */
AVX2 static inline __m256i decode(const struct decoder *decoder, __m256i row,
                                  int half) {
  __m256i codes = half == 0 ? row : _mm256_srli_epi16(row, 4);
  codes = _mm256_and_si256(codes, _mm256_set1_epi8(15));
  return _mm256_blendv_epi8(_mm256_shuffle_epi8(decoder->first, codes),
                            _mm256_shuffle_epi8(decoder->others, codes),
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

#endif

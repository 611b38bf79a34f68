/* SPDX-License-Identifier: MIT */
/* kernels_x86.h - what both variants for x86 do alike, 32 bytes at a time. */
#ifndef HVL_BASE_KERNELS_X86_H
#define HVL_BASE_KERNELS_X86_H

#include <immintrin.h>

#include "base/kernels_variants.h"

#define AVX2 __attribute__((target("avx2")))

/* What codes stand for: for lines, for features, and which sums are which. */
struct decoder {
  __m256i lines, features, is_feature;
};

AVX2 static inline struct decoder decoder_of(const int8_t *values,
                                             size_t lines) {
  const int8_t *features = values + WEIGHT_CODES;
  __m128i of_lines = _mm_loadu_si128((const void *)values);
  __m128i of_features = _mm_loadu_si128((const void *)features);
  int8_t is_feature[COLUMNS_MAX];
  for (size_t k = 0; k < COLUMNS_MAX; k++) is_feature[k] = k < lines ? 0 : -1;
  return (struct decoder){_mm256_broadcastsi128_si256(of_lines),
                          _mm256_broadcastsi128_si256(of_features),
                          _mm256_loadu_si256((const void *)is_feature)};
}

/* The 32 bytes that `row` stands for. */
AVX2 static inline __m256i decode(const struct decoder *decoder,
                                  const uint8_t *row) {
  __m128i low = _mm_loadu_si128((const void *)row);
  __m128i high = _mm_srli_epi16(low, 4);
  __m256i codes =
      _mm256_and_si256(_mm256_set_m128i(high, low), _mm256_set1_epi8(15));
  return _mm256_blendv_epi8(_mm256_shuffle_epi8(decoder->lines, codes),
                            _mm256_shuffle_epi8(decoder->features, codes),
                            decoder->is_feature);
}

#endif

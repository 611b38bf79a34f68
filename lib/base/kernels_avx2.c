/* SPDX-License-Identifier: MIT */
/* kernels_avx2.c - the kernels 32 bytes at a time. */
#include "base/kernels_variants.h"

#if HVL_KERNELS_X86
#include "base/kernels_x86.h"

enum { PRODUCTS_AT_ONCE = 4 }; /* vectors: what features say of all */

AVX2 static __m256i load(const void *at) {
  return _mm256_loadu_si256(at);
}

/* What `table` has for the low half of each of `bytes`. */
AVX2 static __m256i look_up(const uint8_t table[16], __m256i bytes) {
  __m128i half = _mm_loadu_si128((const void *)table);
  __m256i low = _mm256_and_si256(bytes, _mm256_set1_epi8(15));
  return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(half), low);
}

AVX2 static __m256i high_halves(__m256i bytes) {
  return _mm256_srli_epi16(bytes, 4);
}

AVX2 static __m256i faults(const uint8_t *at) {
  static const uint8_t first_high[16] = {UTF8_FIRST_HIGH};
  static const uint8_t first_low[16] = {UTF8_FIRST_LOW};
  static const uint8_t second_high[16] = {UTF8_SECOND_HIGH};
  __m256i bytes = load(at), before = load(at - 1);
  __m256i halves = _mm256_and_si256(look_up(first_high, high_halves(before)),
                                    look_up(first_low, before));
  halves = _mm256_and_si256(halves, look_up(second_high, high_halves(bytes)));
  /* The highest bit is left where a third or fourth byte is due. */
  __m256i third = _mm256_subs_epu8(load(at - 2), _mm256_set1_epi8(0xE0 - 0x80));
  __m256i fourth =
      _mm256_subs_epu8(load(at - 3), _mm256_set1_epi8(0xF0 - 0x80));
  __m256i due = _mm256_and_si256(_mm256_or_si256(third, fourth),
                                 _mm256_set1_epi8((char)CONTINUED));
  return _mm256_xor_si256(halves, due);
}

AVX2 static bool is_utf8(const uint8_t *bytes, size_t blocks) {
  __m256i bad = _mm256_setzero_si256();
  for (size_t i = 0; i < blocks; i++)
    bad = _mm256_or_si256(bad, faults(bytes + 32 * i));
  return _mm256_testz_si256(bad, bad);
}

AVX2 static void add_set(uint64_t *set, const uint64_t *more, size_t words) {
  size_t i = 0;
  for (; i + 4 <= words; i += 4)
    _mm256_storeu_si256((void *)(set + i),
                        _mm256_or_si256(load(set + i), load(more + i)));
  for (; i < words; i++) set[i] |= more[i];
}

AVX2 static uint64_t common(const uint64_t *one, const uint64_t *other,
                            size_t words) {
  uint64_t none = 0;
  size_t i = 0;
  for (; i + 4 <= words; i += 4) {
    __m256i both = _mm256_and_si256(load(one + i), load(other + i));
    __m256i empty = _mm256_cmpeq_epi64(both, _mm256_setzero_si256());
    none |= (uint64_t)_mm256_movemask_pd(_mm256_castsi256_pd(empty)) << i;
  }
  for (; i < words; i++) none |= (uint64_t)((one[i] & other[i]) == 0) << i;
  return ~none & first_bits(words);
}

/* A bit for each of the 16 units at `units`. */
AVX2 static uint64_t places_of_16(const uint16_t *units,
                                  const uint16_t *members,
                                  size_t member_count) {
  __m256i block = load(units), found = _mm256_setzero_si256();
  for (size_t m = 0; m < member_count; m++) {
    __m256i member = _mm256_set1_epi16((short)members[m]);
    found = _mm256_or_si256(found, _mm256_cmpeq_epi16(block, member));
  }
  __m128i bytes = _mm_packs_epi16(_mm256_castsi256_si128(found),
                                  _mm256_extracti128_si256(found, 1));
  return (uint64_t)_mm_movemask_epi8(bytes);
}

AVX2 static uint64_t places(const uint16_t *units, size_t count,
                            const uint16_t *members, size_t member_count) {
  uint64_t found = 0;
  size_t i = 0;
  for (; i + 16 <= count; i += 16)
    found |= places_of_16(units + i, members, member_count) << i % 64;
  if (i == count) return found;
  uint16_t rest[16] = {0};
  for (size_t k = i; k < count; k++) rest[k - i] = units[k];
  uint64_t there = (UINT64_C(1) << (count - i)) - 1;
  return found | (places_of_16(rest, members, member_count) & there) << i % 64;
}

/* Add 16 sums of 16 bits. */
AVX2 static void add_16(int32_t *sums, __m256i more) {
  __m256i low = _mm256_cvtepi16_epi32(_mm256_castsi256_si128(more));
  __m256i high = _mm256_cvtepi16_epi32(_mm256_extracti128_si256(more, 1));
  _mm256_storeu_si256((void *)sums, _mm256_add_epi32(load(sums), low));
  _mm256_storeu_si256((void *)(sums + 8),
                      _mm256_add_epi32(load(sums + 8), high));
}

/* Add bytes to sums of 16 bits, of which there are 16 each. */
AVX2 static void add_bytes(__m256i sums[2], __m256i bytes) {
  __m256i low = _mm256_cvtepi8_epi16(_mm256_castsi256_si128(bytes));
  __m256i high = _mm256_cvtepi8_epi16(_mm256_extracti128_si256(bytes, 1));
  sums[0] = _mm256_add_epi16(sums[0], low);
  sums[1] = _mm256_add_epi16(sums[1], high);
}

AVX2 static void add_rows(int32_t *sums, const uint8_t *const *rows,
                          size_t count, const int8_t *values, size_t first) {
  const struct decoder decoder = decoder_of(values, first);
  for (size_t from = 0, to; from < count; from = to) {
    __m256i all[4] = {_mm256_setzero_si256(), _mm256_setzero_si256(),
                      _mm256_setzero_si256(), _mm256_setzero_si256()};
    to = count - from < ROWS_AT_ONCE ? count : from + ROWS_AT_ONCE;
    for (size_t i = from; i < to; i++) {
      __m256i row = load(rows[i]);
      add_bytes(all, decode(&decoder, row, 0));
      add_bytes(all + 2, decode(&decoder, row, 1));
    }
    for (size_t k = 0; k < 4; k++) add_16(sums + 16 * k, all[k]);
  }
}

/* Add products to 8 * `vectors` sums. */
AVX2 static inline void add_products_to(size_t vectors, int32_t *sums,
                                        const int32_t *numbers, size_t stride,
                                        const int32_t *times, size_t count) {
  __m256i all[PRODUCTS_AT_ONCE];
  for (size_t k = 0; k < vectors; k++) all[k] = load(sums + 8 * k);
  for (size_t i = 0; i < count; i++) {
    __m256i factor = _mm256_set1_epi32(times[i]);
    for (size_t k = 0; k < vectors; k++) {
      __m256i row = load(numbers + i * stride + 8 * k);
      all[k] = _mm256_add_epi32(all[k], _mm256_madd_epi16(row, factor));
    }
  }
  for (size_t k = 0; k < vectors; k++)
    _mm256_storeu_si256((void *)(sums + 8 * k), all[k]);
}

AVX2 static void add_products(int32_t *sums, size_t width,
                              const int32_t *numbers, size_t stride,
                              const int32_t *times, size_t count) {
  size_t k = 0;
  for (; k + 8 * PRODUCTS_AT_ONCE <= width; k += 8 * PRODUCTS_AT_ONCE)
    add_products_to(PRODUCTS_AT_ONCE, sums + k, numbers + k, stride, times,
                    count);
  for (; k < width; k += 8)
    add_products_to(1, sums + k, numbers + k, stride, times, count);
}

AVX2 static __m256i within(__m256i numbers, int32_t least, int32_t most) {
  numbers = _mm256_min_epi32(numbers, _mm256_set1_epi32(most));
  return _mm256_max_epi32(numbers, _mm256_set1_epi32(least));
}

AVX2 static void bound(int32_t *numbers, size_t count, int32_t least,
                       int32_t most) {
  for (size_t i = 0; i < count; i += 8)
    _mm256_storeu_si256((void *)(numbers + i),
                        within(load(numbers + i), least, most));
}

AVX2 static void pass_gates(int32_t *times, const int32_t *sums,
                            const int32_t *gates, size_t count) {
  for (size_t i = 0; i < count; i += 8) {
    __m256i product =
        _mm256_mullo_epi32(within(load(sums + i), 0, FEATURE_MOST),
                           within(load(gates + i), 0, GATE_OPEN));
    _mm256_storeu_si256((void *)(times + i),
                        _mm256_srli_epi32(product, GATE_SHIFT));
  }
}

const struct kernels hvl__kernels_avx2 = {.name = "avx2",
                                          .block = 32,
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
typedef int hvl__no_avx2;
#endif

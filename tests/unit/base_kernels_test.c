/* SPDX-License-Identifier: MIT */
/* base_kernels_test.c - all variants that this machine can run give the same
 * results. */
#include "unit_test.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/kernels.h"
#include "base/utf8.h"

enum { ROUNDS = 20000, LONGEST = 300, MEGABYTE = 1 << 20 };

static uint32_t roll(uint64_t *seed, uint32_t limit) {
  *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
  return (uint32_t)(*seed >> 33) % limit;
}

/* ---- UTF-8 --------------------------------------------------------------- */

/* The long way: every code point is written as it was read. */
static bool is_utf8(const char *data, size_t len) {
  size_t size;
  for (size_t at = 0; at < len; at += size) {
    char again[4];
    uint32_t code = hvl__utf8_decode(data + at, len - at, &size);
    if (hvl__utf8_encode(code, again) != size) return false;
    if (memcmp(again, data + at, size) != 0) return false;
  }
  return true;
}

/* Do all variants say of a block of just these bytes whether it is UTF-8? */
static void expect_same(const char *data, size_t len) {
  char *copy = malloc(len ? len : 1); /* so that ASan sees its ends */
  assert_non_null(copy);
  if (len > 0) memcpy(copy, data, len);
  bool expected = is_utf8(copy, len);
  const struct kernels *kernels;
  for (size_t i = 0; (kernels = hvl__kernels_at(i)); i++)
    if (hvl__utf8_is_valid(kernels, copy, len) != expected)
      fail_msg("%s: %u bytes", kernels->name, (unsigned)len);
  free(copy);
}

static void test_every_pair_of_bytes_is_judged_alike(void **state) {
  (void)state;
  static const char *const tails[] = {"", "\x80", "\xBF\xBF", "a", "\xC2\xA9"};
  for (unsigned pair = 0; pair < 0x10000; pair++)
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
      char bytes[8] = {(char)(pair >> 8), (char)pair};
      size_t len = strlen(tails[i]);
      memcpy(bytes + 2, tails[i], len);
      expect_same(bytes, 2 + len);
    }
}

/* A code point of any size, or a byte of any kind. */
static size_t put_random(uint64_t *seed, char *out) {
  static const uint32_t limits[] = {0x80, 0x800, 0xD800, 0x110000};
  uint32_t kind = roll(seed, 40);
  if (kind == 0) {
    *out = (char)roll(seed, 256);
    return 1;
  }
  uint32_t code = roll(seed, limits[kind % 4]);
  return hvl__utf8_encode(code >> 11 == 0x1B ? 'x' : code, out);
}

static void test_random_text_is_judged_alike_wherever_it_ends(void **state) {
  (void)state;
  uint64_t seed = 1;
  char text[LONGEST + 4];
  for (int round = 0; round < ROUNDS; round++) {
    size_t most = roll(&seed, LONGEST), len = 0;
    while (len < most) len += put_random(&seed, text + len);
    expect_same(text, most);
  }
  expect_same(NULL, 0);
}

static void test_one_bad_byte_in_a_megabyte_is_found(void **state) {
  (void)state;
  uint64_t seed = 2;
  char *text = malloc(MEGABYTE);
  assert_non_null(text);
  for (size_t at = 0; at < MEGABYTE; at += 4) memcpy(text + at, "好x", 4);
  expect_same(text, MEGABYTE);
  for (int round = 0; round < 8; round++) {
    size_t at = roll(&seed, MEGABYTE);
    char kept = text[at];
    text[at] = (char)0xFF;
    expect_same(text, MEGABYTE);
    text[at] = kept;
  }
  free(text);
}

/* ---- Sets and places ----------------------------------------------------- */

static void test_sets_are_added_to_their_last_word(void **state) {
  (void)state;
  uint64_t seed = 3;
  for (size_t words = 1; words < 40; words++) {
    uint64_t *more = malloc(words * sizeof *more);
    uint64_t *set = malloc(words * sizeof *set), old[40];
    assert_true(more && set);
    for (size_t i = 0; i < words; i++) {
      more[i] = (uint64_t)roll(&seed, UINT32_MAX) << roll(&seed, 33);
      old[i] = (uint64_t)roll(&seed, UINT32_MAX) << roll(&seed, 33);
    }
    const struct kernels *kernels;
    for (size_t i = 0; (kernels = hvl__kernels_at(i)); i++) {
      memcpy(set, old, words * sizeof *set);
      kernels->add_set(set, more, words);
      for (size_t k = 0; k < words; k++)
        assert_true(set[k] == (old[k] | more[k]));
    }
    free(more);
    free(set);
  }
}

static void test_what_sets_have_in_common_is_found(void **state) {
  (void)state;
  uint64_t one[PLACES_MAX], other[PLACES_MAX], seed = 5;
  for (int round = 0; round < ROUNDS / 10; round++) {
    size_t words = (size_t)round % (PLACES_MAX + 1);
    uint64_t found = 0;
    for (size_t i = 0; i < words; i++) {
      one[i] = UINT64_C(1) << roll(&seed, 64);
      other[i] = roll(&seed, 3) ? UINT64_C(1) << roll(&seed, 64) : one[i];
      found |= (uint64_t)((one[i] & other[i]) != 0) << i;
    }
    const struct kernels *kernels;
    for (size_t n = 0; (kernels = hvl__kernels_at(n)); n++)
      assert_true(kernels->common(one, other, words) == found);
  }
}

static void test_places_of_members_are_the_same(void **state) {
  (void)state;
  static const uint16_t members[] = u"09一半\xFFFF";
  uint64_t seed = 4;
  for (int round = 0; round < ROUNDS; round++) {
    size_t count = roll(&seed, 200);
    uint16_t *units = malloc(count ? count * sizeof *units : 1);
    uint64_t expected = 0;
    assert_non_null(units);
    for (size_t i = 0; i < count; i++) {
      bool in = roll(&seed, 9) == 0;
      units[i] = in ? members[roll(&seed, 5)] : (uint16_t)(roll(&seed, 2) * 77);
      expected |= (uint64_t)in << i % 64;
    }
    const struct kernels *kernels;
    for (size_t i = 0; (kernels = hvl__kernels_at(i)); i++)
      assert_true(kernels->places(units, count, members, 5) == expected);
    free(units);
  }
}

static void test_rows_add_up_beyond_16_bits(void **state) {
  (void)state;
  enum { ROWS = 1000, SIZE = COLUMNS_MAX / 2 };
  static uint8_t codes[ROWS][SIZE];
  static const uint8_t *rows[ROWS];
  int8_t values[2 * WEIGHT_CODES];
  uint64_t seed = 5;
  for (int i = 0; i < 2 * WEIGHT_CODES; i++)
    values[i] = (int8_t)((int)roll(&seed, 256) - 128);
  values[0] = -128;
  values[WEIGHT_CODES + 15] = 127;
  for (size_t i = 0; i < ROWS; i++) {
    rows[i] = codes[i];
    for (size_t k = 0; k < SIZE; k++)
      codes[i][k] = k == 3 ? 0xF0 : (uint8_t)roll(&seed, 256);
  }
  for (size_t round = 0; round < 1200; round++) {
    const struct kernels *kernels = hvl__kernels_at(0);
    size_t count = round < 5 ? round : round * 199 % (ROWS + 1);
    size_t first = 4 + round % (SIZE - 3);
    int32_t expected[COLUMNS_MAX], sums[COLUMNS_MAX];
    for (int k = 0; k < COLUMNS_MAX; k++) expected[k] = k * 1000 - 9000;
    kernels->add_rows(expected, rows, count, values, first);
    assert_int_equal(expected[3], 3000 - 9000 - 128 * (int)count);
    assert_int_equal(expected[SIZE + 3],
                     (SIZE + 3) * 1000 - 9000 + 127 * (int)count);
    for (size_t i = 1; (kernels = hvl__kernels_at(i)); i++) {
      for (int k = 0; k < COLUMNS_MAX; k++) sums[k] = k * 1000 - 9000;
      kernels->add_rows(sums, rows, count, values, first);
      assert_memory_equal(sums, expected, sizeof sums);
    }
  }
}

static void test_local_sums_are_added_by_place(void **state) {
  (void)state;
  enum { ROWS = 300, SIZE = COLUMNS_MAX / 2, PLACES = 40 };
  static uint8_t codes[ROWS][SIZE], places[ROWS];
  static const uint8_t *rows[ROWS];
  int8_t values[2 * WEIGHT_CODES];
  uint64_t seed = 11;
  for (int i = 0; i < 2 * WEIGHT_CODES; i++)
    values[i] = (int8_t)((int)roll(&seed, 256) - 128);
  for (size_t i = 0; i < ROWS; i++) {
    rows[i] = codes[i];
    places[i] = (uint8_t)roll(&seed, PLACES);
    for (size_t k = 0; k < SIZE; k++) codes[i][k] = (uint8_t)roll(&seed, 256);
  }
  int16_t expected[PLACES][LOCALS_MAX] = {{0}}, sums[PLACES][LOCALS_MAX];
  for (size_t i = 0; i < ROWS; i++)
    for (size_t k = 0; k < LOCALS_MAX; k++)
      expected[places[i]][k] =
          (int16_t)(expected[places[i]][k] + values[codes[i][k] & 15]);
  const struct kernels *kernels;
  for (size_t i = 0; (kernels = hvl__kernels_at(i)); i++) {
    memset(sums, 0, sizeof sums);
    kernels->add_local(sums, rows, places, ROWS, values);
    assert_memory_equal(sums, expected, sizeof sums);
  }
}

static int32_t pair_of(int32_t low, int32_t high) {
  return (int32_t)(((uint32_t)low & 0xFFFF) | (uint32_t)high << 16);
}

/* Rows of 40 pairs of numbers, of which the first `width` are taken so many
 * times; of the last row the times of the high ones are 0, and its numbers have
 * signs there. */
static void test_products_are_added_row_by_row(void **state) {
  (void)state;
  enum { STRIDE = 40, ROWS = 5 };
  int32_t numbers[ROWS * STRIDE], times[ROWS], expected[STRIDE], sums[STRIDE];
  uint64_t seed = 7;
  for (int round = 0; round < 200; round++) {
    size_t width = 8 + 8 * (size_t)(round % 5);
    size_t count = (size_t)(round % (ROWS + 1));
    for (int32_t k = 0; k < STRIDE; k++) expected[k] = k * 1000;
    for (size_t i = 0; i < ROWS; i++) {
      bool single = i + 1 == ROWS;
      int32_t time = i == 1 ? 0 : (int32_t)roll(&seed, FEATURE_MOST + 1);
      int32_t high = single ? 0 : (int32_t)roll(&seed, FEATURE_MOST + 1);
      times[i] = pair_of(time, high);
      for (size_t k = 0; k < STRIDE; k++) {
        int32_t one = (int32_t)roll(&seed, 2 * SPEAK_MOST + 1) - SPEAK_MOST;
        int32_t other = (int32_t)roll(&seed, 2 * SPEAK_MOST + 1) - SPEAK_MOST;
        numbers[i * STRIDE + k] = single ? one : pair_of(one, other);
        if (i < count && k < width) expected[k] += time * one + high * other;
      }
    }
    const struct kernels *kernels;
    for (size_t n = 0; (kernels = hvl__kernels_at(n)); n++) {
      for (int k = 0; k < STRIDE; k++) sums[k] = k * 1000;
      kernels->add_products(sums, width, numbers, STRIDE, times, count);
      assert_memory_equal(sums, expected, sizeof sums);
    }
  }
}

/* Of 40 numbers the first `count` are kept within what varies. */
static void test_numbers_are_bounded_to_the_last(void **state) {
  (void)state;
  enum { SIZE = 40 };
  int32_t numbers[SIZE], expected[SIZE], sums[SIZE];
  uint64_t seed = 13;
  for (int round = 0; round < 200; round++) {
    size_t count = 8 * (size_t)(round % 6);
    int32_t most = (int32_t)roll(&seed, 1000), least = -most / 2;
    for (size_t i = 0; i < SIZE; i++) {
      int32_t number = (int32_t)roll(&seed, 4000) - 2000;
      numbers[i] = expected[i] = number;
      if (i < count && number > most) expected[i] = most;
      if (i < count && number < least) expected[i] = least;
    }
    const struct kernels *kernels;
    for (size_t n = 0; (kernels = hvl__kernels_at(n)); n++) {
      memcpy(sums, numbers, sizeof sums);
      kernels->bound(sums, count, least, most);
      assert_memory_equal(sums, expected, sizeof sums);
    }
  }
}

/* Sums and gates on both sides of what bounds them. */
static void test_gates_let_a_share_through(void **state) {
  (void)state;
  enum { SIZE = 40 };
  int32_t sums[SIZE], gates[SIZE], expected[SIZE], times[SIZE];
  uint64_t seed = 17;
  for (int round = 0; round < 200; round++) {
    size_t count = 8 * (size_t)(round % 6);
    for (size_t i = 0; i < SIZE; i++) {
      sums[i] = (int32_t)roll(&seed, 3 * FEATURE_MOST) - FEATURE_MOST;
      gates[i] = (int32_t)roll(&seed, 3 * GATE_OPEN) - GATE_OPEN;
      int32_t sum = sums[i] > FEATURE_MOST ? FEATURE_MOST : sums[i];
      int32_t gate = gates[i] > GATE_OPEN ? GATE_OPEN : gates[i];
      bool shut = i >= count || sum < 0 || gate < 0;
      expected[i] = shut ? 0 : sum * gate / GATE_OPEN;
    }
    const struct kernels *kernels;
    for (size_t n = 0; (kernels = hvl__kernels_at(n)); n++) {
      memset(times, 0, sizeof times);
      kernels->pass_gates(times, sums, gates, count);
      assert_memory_equal(times, expected, sizeof times);
    }
  }
}

/* ---- Looking up units ---------------------------------------------------- */

enum { UNIT_SETS = 65536 / 32, FILTER_WORDS = 64 };

/* Random sets of units: of some 32 all are members, of others none. */
static void put_sets(uint64_t *seed, uint32_t sets[2 * UNIT_SETS]) {
  uint32_t before = 0;
  for (size_t i = 0; i < UNIT_SETS; i++) {
    uint32_t bits = roll(seed, UINT32_MAX) & roll(seed, UINT32_MAX);
    sets[2 * i] = i % 3 == 0 ? bits : i % 3 == 1 ? 0 : UINT32_MAX;
    sets[2 * i + 1] = before;
    for (uint32_t k = 0; k < 32; k++) before += sets[2 * i] >> k & 1;
  }
}

/* Random units: whole blocks of them, as kernels read, and one more. */
static void put_units(uint64_t *seed, uint16_t *units, size_t count) {
  size_t blocks = (count + UNITS_READ - 1) / UNITS_READ;
  for (size_t i = 0; i <= blocks * UNITS_READ; i++)
    units[i] = (uint16_t)roll(seed, 65536);
}

static void test_members_are_found_with_their_numbers(void **state) {
  (void)state;
  static uint32_t sets[2 * UNIT_SETS];
  uint16_t units[PLACES_MAX + 1];
  uint32_t expected[PLACES_MAX], numbers[PLACES_MAX];
  uint64_t seed = 19;
  put_sets(&seed, sets);
  for (int round = 0; round < ROUNDS / 10; round++) {
    size_t count = (size_t)round % (PLACES_MAX + 1);
    put_units(&seed, units, count);
    uint64_t found = 0;
    for (size_t i = 0; i < count; i++) {
      const uint32_t *set = sets + units[i] / 32 * 2;
      found |= (uint64_t)(set[0] >> units[i] % 32 & 1) << i;
      expected[i] = set[1];
      for (uint32_t k = 0; k < units[i] % 32; k++)
        expected[i] += set[0] >> k & 1;
    }
    const struct kernels *kernels;
    for (size_t n = 0; (kernels = hvl__kernels_at(n)); n++) {
      assert_true(kernels->members(sets, units, count, numbers) == found);
      assert_memory_equal(numbers, expected, count * sizeof *numbers);
    }
  }
}

static void test_pairs_are_found_where_the_filter_has_them(void **state) {
  (void)state;
  uint64_t filter[FILTER_WORDS], seed = 23;
  uint16_t units[PLACES_MAX + 1];
  for (int round = 0; round < ROUNDS / 10; round++) {
    size_t count = (size_t)round % (PLACES_MAX + 1);
    uint32_t bits = 64u << round % 7;
    uint64_t key = (uint64_t)(round % 3) << 48, found = 0;
    for (size_t i = 0; i < FILTER_WORDS; i++)
      filter[i] = (uint64_t)roll(&seed, UINT32_MAX) << 32 | roll(&seed, 65536);
    put_units(&seed, units, count);
    for (size_t i = 0; i < count; i++) {
      uint64_t pair = key | units[i] | (uint64_t)units[i + 1] << 16;
      uint32_t slot = hvl__hash_slot(pair, bits);
      found |= (filter[slot / 64] >> slot % 64 & 1) << i;
    }
    const struct kernels *kernels;
    for (size_t n = 0; (kernels = hvl__kernels_at(n)); n++)
      assert_true(kernels->pairs(filter, bits, key, units, count) == found);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_pair_of_bytes_is_judged_alike),
      cmocka_unit_test(test_random_text_is_judged_alike_wherever_it_ends),
      cmocka_unit_test(test_one_bad_byte_in_a_megabyte_is_found),
      cmocka_unit_test(test_sets_are_added_to_their_last_word),
      cmocka_unit_test(test_what_sets_have_in_common_is_found),
      cmocka_unit_test(test_rows_add_up_beyond_16_bits),
      cmocka_unit_test(test_local_sums_are_added_by_place),
      cmocka_unit_test(test_products_are_added_row_by_row),
      cmocka_unit_test(test_numbers_are_bounded_to_the_last),
      cmocka_unit_test(test_gates_let_a_share_through),
      cmocka_unit_test(test_places_of_members_are_the_same),
      cmocka_unit_test(test_members_are_found_with_their_numbers),
      cmocka_unit_test(test_pairs_are_found_where_the_filter_has_them),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

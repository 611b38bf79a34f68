/* SPDX-License-Identifier: MIT */
/* match_fold_test.c - from UTF-8 to folded units and back to bytes. */
#include "tiny_image.h"

struct fixture {
  struct tiny *tiny;
  struct text text;
};

static int set_up(void **state) {
  struct fixture *fixture = calloc(1, sizeof *fixture);
  assert_non_null(fixture);
  fixture->tiny = tiny_new();
  *state = fixture;
  return 0;
}

static int tear_down(void **state) {
  struct fixture *fixture = *state;
  hvl__text_free(&fixture->text, &fixture->tiny->mem);
  tiny_free(fixture->tiny);
  free(fixture);
  return 0;
}

static void fold(struct fixture *fixture, const char *data, size_t len) {
  hvl_text source = {data, len};
  assert_true(hvl__fold(&fixture->text, &fixture->tiny->ruleset.image, source,
                        &fixture->tiny->mem));
}

/* Does `source` fold to just what `units`, ended by 0, has? */
static void expect(void **state, const char *source, const uint16_t *units) {
  struct fixture *fixture = *state;
  uint32_t count = 0;
  while (units[count] != 0) count++;
  fold(fixture, source, strlen(source));
  assert_int_equal(fixture->text.count, count);
  assert_memory_equal(fixture->text.units, units, count * sizeof *units);
}

static void test_differences_of_spelling_fold_away(void **state) {
  expect(state, "ＶＸ", u"vx");
  expect(state, "VX", u"vx");
  expect(state, "發票", u"发票");
  expect(state, "Ⓥ①", u"v1");
  expect(state, "𝐯", u"v");
  expect(state, "wēi", u"wei");
  expect(state, "微\u200b信", u"微信");
  expect(state, "，：！", u",:!");
}

static void test_a_unit_leads_back_to_its_bytes(void **state) {
  struct fixture *fixture = *state;
  fold(fixture, "a微\u200b😀!", 12);
  assert_int_equal(fixture->text.count, 4);
  const uint32_t offsets[] = {0, 1, 7, 11};
  const uint8_t sizes[] = {1, 3, 4, 1};
  assert_memory_equal(fixture->text.offsets, offsets, sizeof offsets);
  assert_memory_equal(fixture->text.sizes, sizes, sizeof sizes);
}

static void test_a_sequence_shares_the_bytes_it_came_from(void **state) {
  struct fixture *fixture = *state;
  fold(fixture, "x㏂", 4);
  assert_true(fixture->text.count > 2);
  for (uint32_t i = 1; i < fixture->text.count; i++) {
    assert_int_equal(fixture->text.offsets[i], 1);
    assert_int_equal(fixture->text.sizes[i], 3);
  }
}

static void test_bad_bytes_hide_nothing(void **state) {
  struct fixture *fixture = *state;
  fold(fixture, "\xE5\xBE|\xFF微\xC0\0信", 12);
  const uint16_t expected[] = {UNIT_OTHER, '|',        UNIT_OTHER, u'微',
                               UNIT_OTHER, UNIT_OTHER, u'信'};
  assert_int_equal(fixture->text.count, 7);
  assert_memory_equal(fixture->text.units, expected, sizeof expected);
}

static void test_what_has_no_unit_of_its_own_is_other(void **state) {
  const uint16_t other[] = {UNIT_OTHER, 0};
  expect(state, "\uE000", other);
  expect(state, "\uEC05", other);
  expect(state, "\uF8FF", other);
  expect(state, "\U00020000", other);
  expect(state, "\U0010FFFF", other);
  expect(state, "\U000E0041", u"");
}

static void test_a_text_can_be_empty(void **state) {
  struct fixture *fixture = *state;
  fold(fixture, NULL, 0);
  assert_int_equal(fixture->text.count, 0);
}

/* Sequences are the only way to more units than bytes. */
static void test_a_long_text_of_sequences_fits(void **state) {
  enum { TIMES = 30000 };
  static char source[3 * TIMES];
  struct fixture *fixture = *state;
  for (int i = 0; i < TIMES; i++) memcpy(source + 3 * i, "ﷺ", 3);
  fold(fixture, source, sizeof source);
  assert_true(fixture->text.count > TIMES * 10);
  assert_int_equal(fixture->text.offsets[fixture->text.count - 1],
                   sizeof source - 3);
}

static void test_texts_are_joined_by_breaks(void **state) {
  struct fixture *fixture = *state;
  const hvl_allocator *mem = &fixture->tiny->mem;
  struct text joined = {0};
  fold(fixture, "微信", 6);
  assert_true(hvl__text_append(&joined, &fixture->text, 1, 2, mem));
  assert_true(hvl__text_break(&joined, mem));
  assert_true(hvl__text_append(&joined, &fixture->text, 0, 0, mem));
  assert_true(hvl__text_append(&joined, &fixture->text, 0, 2, mem));
  const uint16_t expected[] = {u'信', UNIT_BREAK, u'微', u'信'};
  assert_int_equal(joined.count, 4);
  assert_memory_equal(joined.units, expected, sizeof expected);
  assert_int_equal(joined.offsets[3], 3);
  hvl__text_free(&joined, mem);
}

/* An allocator that has `*ctx` allocations left. */
static void *limited(void *ctx, void *block, size_t size) {
  int *left = ctx;
  if (size == 0) {
    free(block);
    return NULL;
  }
  if (*left == 0) return NULL;
  --*left;
  return realloc(block, size);
}

static void test_without_memory_the_text_is_empty(void **state) {
  struct fixture *fixture = *state;
  for (int allocations = 0; allocations < 3; allocations++) {
    int left = allocations;
    hvl_allocator mem = {limited, &left};
    struct text text = {0};
    hvl_text source = {"微信", 6};
    assert_false(hvl__fold(&text, &fixture->tiny->ruleset.image, source, &mem));
    assert_int_equal(text.count, 0);
    hvl__text_free(&text, &mem);
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(test_differences_of_spelling_fold_away),
      TEST(test_a_unit_leads_back_to_its_bytes),
      TEST(test_a_sequence_shares_the_bytes_it_came_from),
      TEST(test_bad_bytes_hide_nothing),
      TEST(test_what_has_no_unit_of_its_own_is_other),
      TEST(test_a_text_can_be_empty),
      TEST(test_a_long_text_of_sequences_fits),
      TEST(test_texts_are_joined_by_breaks),
      TEST(test_without_memory_the_text_is_empty),
  };
#undef TEST
  return cmocka_run_group_tests(tests, NULL, NULL);
}

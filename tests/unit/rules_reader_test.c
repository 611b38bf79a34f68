/* SPDX-License-Identifier: MIT */
/* Tests of rules/reader.h: keys, and the values that many keys share. */
#include "rules_fixture.h"

#include "rules/reader.h"

struct record {
  bool flag;
  uint32_t level;
  struct parsed_text text, name;
  struct parsed_texts names, values;
  struct parsed_bilingual title;
};

#define FIELD(member) offsetof(struct record, member)
static const struct key keys[] = {
    {"flag", hvl__read_flag, FIELD(flag), true},
    {"level", hvl__read_level, FIELD(level), false},
    {"text", hvl__read_text, FIELD(text), false},
    {"name", hvl__read_name, FIELD(name), false},
    {"names", hvl__read_names, FIELD(names), false},
    {"values", hvl__read_values, FIELD(values), false},
    {"title", hvl__read_bilingual, FIELD(title), false},
};
static const struct key_table table = {
    {"记录", "a record"}, keys, sizeof keys / sizeof *keys};

static void read(struct fixture *fixture, const char *text,
                 struct record *record) {
  open_fixture(fixture, 0);
  struct reader reader = {&fixture->pack, &fixture->diags};
  const struct yaml_node *root =
      hvl__yaml_parse(&fixture->pack.arena, "a", (hvl_text){text, strlen(text)},
                      &fixture->diags);
  assert_non_null(root);
  hvl__read_map(&reader, root, &table, record);
}

static void test_every_key_fills_its_field(void **state) {
  (void)state;
  struct fixture fixture;
  struct record record = {0};
  read(&fixture,
       "flag: yes\nlevel: 3\ntext: 发 票\nname: a.b\nnames: [x, y]\n"
       "values: [1, 2, 3]\ntitle: {zh: 票, en: Ticket}\n",
       &record);
  expect_faults(&fixture, 0, NULL);
  assert_true(record.flag);
  assert_int_equal(record.level, 3);
  assert_string_equal(record.text.data, "发 票");
  assert_int_equal(record.text.place.line, 3);
  assert_int_equal(record.text.place.column, 7);
  assert_string_equal(record.name.data, "a.b");
  assert_int_equal(record.names.len, 2);
  assert_int_equal(record.values.len, 3);
  assert_string_equal(record.title.en.data, "Ticket");
  close_fixture(&fixture);
}

static void test_flags_have_four_spellings(void **state) {
  (void)state;
  static const char *const texts[] = {"flag: yes", "flag: true", "flag: no",
                                      "flag: 'false'"};
  for (size_t i = 0; i < 4; i++) {
    struct fixture fixture;
    struct record record = {.flag = i >= 2};
    read(&fixture, texts[i], &record);
    expect_faults(&fixture, 0, NULL);
    assert_int_equal(record.flag, i < 2);
    close_fixture(&fixture);
  }
}

static void test_one_value_is_a_list_of_one(void **state) {
  (void)state;
  struct fixture fixture;
  struct record record = {0};
  read(&fixture, "flag: no\nvalues: tmall\n", &record);
  expect_faults(&fixture, 0, NULL);
  assert_int_equal(record.values.len, 1);
  assert_string_equal(record.values.data[0].data, "tmall");
  close_fixture(&fixture);
}

static void test_unknown_and_missing_keys_are_told(void **state) {
  (void)state;
  struct fixture fixture;
  struct record record = {0};
  read(&fixture, "flog: yes\ncolour: red\nb c: d\n", &record);
  EXPECT_FAULTS(&fixture, {1, 1, "a record without `flag`"},
                {1, 1, "unknown key `flog` in a record; did you mean `flag`?"},
                {2, 1, "unknown key `colour` in a record; remove it"},
                {3, 1, "unknown key `b c` in a record; put a text that has"});
  close_fixture(&fixture);
}

static void test_values_of_the_wrong_kind_are_told(void **state) {
  (void)state;
  struct fixture fixture;
  struct record record = {0};
  read(&fixture,
       "flag: [yes]\nlevel: {a: b}\ntext: [x]\nname: {a: b}\nnames: x\n"
       "values: {a: b}\ntitle: x\n",
       &record);
  EXPECT_FAULTS(&fixture, {1, 7, "`flag` is a list and not a text"},
                {2, 8, "`level` is a mapping and not a text"},
                {3, 7, "`text` is a list"}, {4, 7, "`name` is a mapping"},
                {5, 8, "`names` is a text and not a list"},
                {6, 9, "`values` is a mapping and not a text"},
                {7, 8, "`title` is a text and not a mapping"});
  close_fixture(&fixture);
}

static void test_values_out_of_range_are_told(void **state) {
  (void)state;
  struct fixture fixture;
  struct record record = {0};
  read(&fixture,
       "flag: ye\nlevel: 99999999999999999999\ntext: ''\nname: Ab\n"
       "names: [x, 9]\nvalues: []\ntitle: {zh: 票}\n",
       &record);
  EXPECT_FAULTS(&fixture, {1, 7, "did you mean `yes`?"},
                {2, 8, "not a number from 1 to 3"}, {3, 7, "empty text"},
                {4, 7, "`Ab` is not a name"}, {5, 12, "`9` is not a name"},
                {6, 9, "empty list"}, {7, 8, "without `en`"});
  assert_int_equal(record.names.len, 1);
  close_fixture(&fixture);
}

static void test_numbers_are_decimal_digits_only(void **state) {
  (void)state;
  static const char *const texts[] = {
      "flag: no\nlevel: 0x1", "flag: no\nlevel: +1", "flag: no\nlevel: ''",
      "flag: no\nlevel: 1.0", "flag: no\nlevel: 0"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    struct fixture fixture;
    struct record record = {0};
    read(&fixture, texts[i], &record);
    EXPECT_FAULTS(&fixture, {2, 8, "not a number"});
    close_fixture(&fixture);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_key_fills_its_field),
      cmocka_unit_test(test_flags_have_four_spellings),
      cmocka_unit_test(test_one_value_is_a_list_of_one),
      cmocka_unit_test(test_unknown_and_missing_keys_are_told),
      cmocka_unit_test(test_values_of_the_wrong_kind_are_told),
      cmocka_unit_test(test_values_out_of_range_are_told),
      cmocka_unit_test(test_numbers_are_decimal_digits_only),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Times as exports write them. */
#include "base/clock.h"

#include "cli_test.h"

/* By a memo of the same day, and by one of another, it is the same. */
static void expect_remembered(const char *text, bool read, int64_t time) {
  static const char *const before[] = {"2024-05-01 00:00:00",
                                       "2023-12-31 24:59:60", "nothing"};
  for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
    struct clock_memo memo = {.start = 0};
    int64_t other = -1;
    clock_memo_parse(&memo, text_of(before[i]), &other);
    other = -1;
    assert_int_equal(clock_memo_parse(&memo, text_of(text), &other), read);
    assert_int_equal(other, time);
  }
}

static void expect(const char *text, int64_t seconds) {
  int64_t time = -1;
  assert_true(clock_parse(text_of(text), &time));
  assert_int_equal(time, seconds * 1000);
  expect_remembered(text, true, time);
}

static void expect_none(const char *text) {
  int64_t time = 7;
  assert_false(clock_parse(text_of(text), &time));
  assert_int_equal(time, 7);
  expect_remembered(text, false, -1);
}

static void test_dates_in_many_forms(void **state) {
  (void)state;
  const int64_t nine = 1714554180; /* 2024-05-01 09:03:00 */
  expect("2024-05-01 09:03:00", nine);
  expect("2024-5-1 9:03", nine);
  expect("2024/05/01 09:03", nine);
  expect("2024年5月1日 9:03", nine);
  expect("2024年5月1日9时3分", nine);
  expect("2024-05-01T01:03:00Z", nine);
  expect("20240501090300", nine);
  expect("2024-05-01", nine - 9 * 3600 - 180);
  expect("1714525380", nine);
  expect("1714525380.25", nine);
  expect("1714525380000", nine);
  expect("1714525380000000", nine);
  expect("45413.377083333333", nine);
  expect("45413", nine - 9 * 3600 - 180);
}

static void test_halves_of_the_day_count(void **state) {
  (void)state;
  const int64_t nine = 1714554180; /* 2024-05-01 09:03:00 */
  expect("2024年5月1日 上午9:03", nine);
  expect("2024/5/1 下午 9:03:00", nine + 12 * 3600);
  expect("2024-05-01 晚上9:03", nine + 12 * 3600);
  expect("2024/5/1 中午12:03", nine + 3 * 3600);
  expect("2024/5/1 中午11:03", nine + 2 * 3600);
  expect("2024/5/1 中午1:03", nine + 4 * 3600);
  expect("2024/5/1 下午12:03", nine + 3 * 3600);
  expect("2024-05-01 凌晨12:03", nine - 9 * 3600);
  expect("2024-05-01 9:03 PM", nine + 12 * 3600);
  expect("2024-05-01 12:03:00 AM", nine - 9 * 3600);
  expect("2024-05-01 21:03 PM", nine + 12 * 3600);
}

static void test_weekdays_and_wide_spaces_are_passed(void **state) {
  (void)state;
  const int64_t nine = 1714554180; /* 2024-05-01 09:03:00 */
  expect("2024-05-01 星期三 09:03:00", nine);
  expect("2024年5月1日（周三）9:03", nine);
  expect("2024年05月01日 周三 下午9:03", nine + 12 * 3600);
  expect("2024-05-01\u00A009:03", nine);
  expect("2024-05-01\u300009：03", nine);
  expect("2024/5/1 9:03\u202FPM", nine + 12 * 3600);
  expect("2024年5月1日9点3分", nine);
  expect("2024/5/1, 9:03:00", nine);
  expect("2024-05-01 星期三", nine - 9 * 3600 - 180);
}

static void test_a_time_that_is_not_understood_is_no_midnight(void **state) {
  (void)state;
  int64_t time = 7;
  assert_false(clock_parse(text_of("2024-05-01 傍晚6:30"), &time));
  assert_false(clock_parse(text_of("2024-05-01 (第2次) 18:30"), &time));
  assert_int_equal(time, 7);
}

static void expect_of_day(const char *text, int64_t seconds) {
  int64_t time = -1;
  assert_true(clock_parse_of_day(text_of(text), &time));
  assert_int_equal(time, seconds * 1000);
}

static void test_times_of_the_day_alone(void **state) {
  (void)state;
  int64_t time = 7;
  expect_of_day("9:03", 32580);
  expect_of_day("09:03:12", 32592);
  expect_of_day("下午9:03", 32580 + 12 * 3600);
  expect_of_day("9时3分", 32580);
  expect_of_day("0.377083333333", 32580);
  expect_of_day("4.1666666666666664E-2", 3600);
  expect_of_day("0", 0);
  assert_false(clock_parse_of_day(text_of(""), &time));
  assert_false(clock_parse_of_day(text_of("1.5"), &time));
  assert_false(clock_parse_of_day(text_of("-0.5"), &time));
  assert_false(clock_parse_of_day(text_of("25:00"), &time));
  assert_false(clock_parse_of_day(text_of("傍晚6:30"), &time));
  assert_int_equal(time, 7);
}

static void test_time_zones_count(void **state) {
  (void)state;
  expect("2024-05-01T09:03:00+08:00", 1714554180);
  expect("2024-05-01T09:03:00-0130", 1714554180 + 8 * 3600 + 5400);
  expect("2024-05-01 09:03:00 +0800", 1714554180);
  expect("2024-05-01 09:03:00 - 2024-05-02", 1714554180);
}

static void test_milliseconds_count(void **state) {
  (void)state;
  int64_t time;
  assert_true(clock_parse(text_of("2024-05-01 09:03:00.25"), &time));
  assert_int_equal(time, INT64_C(1714554180250));
}

static void test_leap_days_are_counted(void **state) {
  (void)state;
  expect("1970-01-01", 0);
  expect("2000-02-29", 951782400);
  expect("2000-03-01", 951868800);
  expect("2100-03-01", INT64_C(4107542400));
}

/* What is shaped nearly as the usual form is read as before. */
static void test_near_the_usual_form(void **state) {
  (void)state;
  const int64_t nine = 1714554192; /* 2024-05-01 09:03:12 */
  expect("2024-05-01 09:03:12", nine);
  expect("2024-05-01T09:03:12", nine);
  expect("2024/05/01-09.03.12", nine);
  expect("2024-05-01  9:03:12", nine);
  expect("2024-5-01 09:03:12Z", nine + 8 * 3600);
  expect("2024-05-01 09:03:1x", nine - 11);
  expect("2024-05-01 24:00:60", nine + 53868);
  expect_none("2024-05-32 09:03:12");
  expect_none("2024-05-01 25:03:12");
  expect_none("2024-02-30 09:03:12");
  expect_none("2024-05-01 09:60:12");
  expect_none("1969-05-01 09:03:12");
}

static void test_what_is_no_time(void **state) {
  (void)state;
  expect_none("");
  expect_none("昨天");
  expect_none("2024-13-01");
  expect_none("09:03");
  expect_none("2024-02-30");
  expect_none("2023-02-29");
  expect_none("2100-02-29");
  expect_none("2024年4月31日");
}

static void test_times_are_written_as_they_were_read(void **state) {
  (void)state;
  static const char *const times[] = {
      "1970-01-01 00:00:00", "1999-12-31 23:59:59", "2000-02-29 12:00:00",
      "2024-02-29 00:00:01", "2024-03-01 09:03:12", "2100-03-01 00:00:00"};
  for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
    struct buffer out = {0};
    int64_t time;
    assert_true(clock_parse(text_of(times[i]), &time));
    clock_format(&out, time);
    assert_string_equal(out.data, times[i]);
    buffer_free(&out);
  }
}

static void expect_exact(const char *text) {
  struct buffer out = {0};
  int64_t time;
  assert_true(clock_parse(text_of(text), &time));
  clock_format_exact(&out, time);
  assert_string_equal(out.data, text);
  buffer_free(&out);
}

static void test_milliseconds_are_written_where_there_are_any(void **state) {
  (void)state;
  expect_exact("2024-05-01 09:03:12");
  expect_exact("2024-05-01 09:03:12.007");
  expect_exact("2024-05-01 23:59:59.999");
  struct buffer out = {0};
  clock_format_exact(&out, -1);
  assert_string_equal(out.data, "1969-12-31 23:59:59.999");
  buffer_free(&out);
}

static void test_numbers_are_whole(void **state) {
  (void)state;
  int64_t number = 7;
  assert_true(clock_parse_number(text_of("12"), &number));
  assert_int_equal(number, 12);
  assert_true(clock_parse_number(text_of("-3"), &number));
  assert_int_equal(number, -3);
  assert_false(clock_parse_number(text_of("1.5"), &number));
  assert_false(clock_parse_number(text_of(""), &number));
}

static void test_days_have_one_form(void **state) {
  (void)state;
  char today[CLOCK_DAY + 1];
  clock_today(today);
  assert_true(clock_is_day(text_of(today)));
  assert_true(clock_is_day(text_of("2028-02-29")));
  assert_false(clock_is_day(text_of("2026-02-29")));
  static const char *const others[] = {"",           "2026-1-1",   "2026-00-01",
                                       "2026-13-01", "2026-04-31", "2026/01/01",
                                       "2026-01-0x", "2026-01-001"};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    assert_false(clock_is_day(text_of(others[i])));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_dates_in_many_forms),
      cmocka_unit_test(test_halves_of_the_day_count),
      cmocka_unit_test(test_weekdays_and_wide_spaces_are_passed),
      cmocka_unit_test(test_a_time_that_is_not_understood_is_no_midnight),
      cmocka_unit_test(test_times_of_the_day_alone),
      cmocka_unit_test(test_time_zones_count),
      cmocka_unit_test(test_milliseconds_count),
      cmocka_unit_test(test_leap_days_are_counted),
      cmocka_unit_test(test_near_the_usual_form),
      cmocka_unit_test(test_what_is_no_time),
      cmocka_unit_test(test_times_are_written_as_they_were_read),
      cmocka_unit_test(test_milliseconds_are_written_where_there_are_any),
      cmocka_unit_test(test_numbers_are_whole),
      cmocka_unit_test(test_days_have_one_form),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

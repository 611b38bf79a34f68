/* SPDX-License-Identifier: MIT */
/* Records of CSV: where they begin and end, and finding back behind bad ones.
 */
#define _POSIX_C_SOURCE 200809L
#include "input/csv_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "cli_test.h"

struct fixture {
  char path[512];
  struct lines *lines;
  struct csv_table *table;
  struct log log;
};

/* In TMPDIR, or in the folder that the test runs in: the build's. */
static int make_file(char *path, size_t size) {
  const char *folder = getenv("TMPDIR");
  int len = snprintf(path, size, "%s/hvline-csv-XXXXXX",
                     folder && *folder ? folder : ".");
  assert_in_range(len, 1, size - 1);
  return mkstemp(path);
}

static void open_text(struct fixture *fixture, const char *text, size_t len) {
  int file = make_file(fixture->path, sizeof fixture->path);
  assert_true(file >= 0);
  assert_int_equal(write(file, text, len), (ssize_t)len);
  close(file);
  fixture->log = (struct log){.stream = stderr};
  fixture->lines = lines_open(fixture->path, NULL, &fixture->log);
  assert_non_null(fixture->lines);
  fixture->table = csv_table_new(fixture->lines);
}

static void close_text(struct fixture *fixture) {
  csv_table_free(fixture->table);
  lines_close(fixture->lines, &fixture->log);
  remove(fixture->path);
}

static void expect_row(struct fixture *fixture, size_t line,
                       const char *const *cells) {
  size_t count;
  assert_int_equal(csv_table_next(fixture->table, 2), CSV_ROW);
  assert_int_equal(csv_table_line(fixture->table), line);
  const hvl_text *row = csv_table_cells(fixture->table, &count);
  for (size_t i = 0; cells[i]; i++) {
    assert_true(i < count);
    assert_int_equal(row[i].len, strlen(cells[i]));
    assert_memory_equal(row[i].data, cells[i], row[i].len);
  }
}

#define ROW(fixture, line, ...)                                                \
  expect_row((fixture), (line), (const char *const[]){__VA_ARGS__, NULL})

/* Cells of every length, so that commas stand wherever they can. */
static void test_cells_are_found_wherever_they_end(void **state) {
  (void)state;
  enum { MOST = 20 };
  char a[MOST + 1] = "", b[MOST + 1] = "";
  struct buffer text = {0};
  struct fixture fixture;
  for (size_t i = 0; i < MOST * MOST; i++) {
    memset(a, '-', i / MOST); /* the byte behind that of a comma */
    memset(b, '+', i % MOST);
    b[i % MOST] = '\0';
    buffer_format(&text, "%s,%s,,发票0123456,%s\r\n", a, b, a);
  }
  open_text(&fixture, text.data, text.len);
  memset(a, 0, sizeof a);
  for (size_t i = 0; i < MOST * MOST; i++) {
    size_t count;
    memset(a, '-', i / MOST);
    memset(b, '+', i % MOST);
    b[i % MOST] = '\0';
    ROW(&fixture, i + 1, a, b, "", "发票0123456", a);
    csv_table_cells(fixture.table, &count);
    assert_int_equal(count, 5);
  }
  close_text(&fixture);
  buffer_free(&text);
}

static void test_cells_keep_what_is_in_them(void **state) {
  (void)state;
  struct fixture fixture;
  const char text[] = "a, b \n\"x,\"\"y\"\"\",\"1\r\n2\"\r\n,\n";
  open_text(&fixture, text, sizeof text - 1);
  ROW(&fixture, 1, "a", " b ");
  ROW(&fixture, 2, "x,\"y\"", "1\r\n2");
  ROW(&fixture, 4, "", "");
  assert_int_equal(csv_table_next(fixture.table, 2), CSV_END);
  close_text(&fixture);
}

static void expect_columns(const char *text, size_t first, size_t second) {
  struct fixture fixture;
  open_text(&fixture, text, strlen(text));
  assert_int_equal(csv_table_next(fixture.table, 2), CSV_ROW);
  assert_int_equal(csv_table_column(fixture.table, 0), first);
  assert_int_equal(csv_table_column(fixture.table, 1), second);
  assert_int_equal(csv_table_column(fixture.table, 2), 0); /* no such cell */
  close_text(&fixture);
}

static void test_columns_are_those_of_the_line_in_characters(void **state) {
  (void)state;
  expect_columns("发票😀,b\n", 1, 5);
  expect_columns("\xEF\xBB\xBF发,b\n", 1, 3);
  expect_columns("\"发,票\",\"b\"\n", 2, 8);
  expect_columns(",\"b\nc\"\n", 1, 3);
}

static void test_text_that_does_not_stand_there_has_no_column(void **state) {
  (void)state;
  expect_columns("\"a\"\"b\",\"c\"\"\"\"d\"\n", 0, 0);
  expect_columns("\"a\nb\",c\n", 2, 0);
  expect_columns("a,\"b\rc\"\rd,e\r", 1, 0);
}

static void test_an_open_quote_loses_one_record(void **state) {
  (void)state;
  struct fixture fixture;
  const char text[] = "a,\"b\nc,d\ne,f\n";
  open_text(&fixture, text, sizeof text - 1);
  assert_int_equal(csv_table_next(fixture.table, 2), CSV_OPEN);
  assert_int_equal(csv_table_line(fixture.table), 1);
  ROW(&fixture, 2, "c", "d");
  ROW(&fixture, 3, "e", "f");
  close_text(&fixture);
}

static void test_a_record_of_several_lines_follows_a_broken_one(void **state) {
  (void)state;
  struct fixture fixture;
  const char text[] = "a,\"b\"c\nd,\"1\n2\"\n";
  open_text(&fixture, text, sizeof text - 1);
  assert_int_equal(csv_table_next(fixture.table, 2), CSV_STRAY);
  ROW(&fixture, 2, "d", "1\n2");
  assert_int_equal(csv_table_skipped(fixture.table), 0);
  close_text(&fixture);
}

static void test_the_rest_of_a_broken_record_is_counted(void **state) {
  (void)state;
  struct fixture fixture;
  const char text[] = "a,\"b\nx\ny\"z\nc,d\n";
  open_text(&fixture, text, sizeof text - 1);
  assert_int_equal(csv_table_next(fixture.table, 2), CSV_STRAY);
  ROW(&fixture, 4, "c", "d");
  assert_int_equal(csv_table_skipped(fixture.table), 2);
  close_text(&fixture);
}

static void test_a_cell_of_many_megabytes(void **state) {
  (void)state;
  enum { LEN = 50 * 1000 * 1000 };
  struct fixture fixture;
  char *text = malloc(LEN);
  assert_non_null(text);
  memset(text, 'a', LEN);
  memcpy(text, "x,\"", 3);
  for (size_t i = 100; i < LEN; i += 100) text[i] = '\n';
  text[LEN - 2] = '"';
  text[LEN - 1] = '\n';
  open_text(&fixture, text, LEN);
  assert_int_equal(csv_table_next(fixture.table, 2), CSV_ROW);
  size_t count;
  const hvl_text *cells = csv_table_cells(fixture.table, &count);
  assert_int_equal(count, 2);
  assert_int_equal(cells[1].len, LEN - 5);
  close_text(&fixture);
  free(text);
}

/* Lines that open a quote each, so that each could read the rest anew. */
static void test_many_open_quotes_take_no_square_of_time(void **state) {
  (void)state;
  enum { LINES = 200 * 1000 };
  struct fixture fixture;
  struct buffer text = {0};
  for (int i = 0; i < LINES; i++)
    buffer_print(&text, i % 2 ? "a,b\n" : "x\",\"\"\"\n");
  open_text(&fixture, text.data, text.len);
  clock_t start = clock();
  while (csv_table_next(fixture.table, 2) != CSV_END) continue;
  assert_true((clock() - start) / CLOCKS_PER_SEC < 60);
  close_text(&fixture);
  buffer_free(&text);
}

/* Split `line`, and the same line with a cell in quotes behind it, which goes
 * another way: the cells before that are the same. */
static void expect_same_cells(struct csv_table *table, const char *line) {
  struct buffer plain = {0}, quoted = {0};
  size_t count, more;
  buffer_print(&plain, line);
  buffer_format(&quoted, "%s,\"x\"", line);
  assert_int_equal(csv_table_split(table, buffer_text(&plain)), CSV_ROW);
  const hvl_text *cells = csv_table_cells(table, &count);
  struct buffer texts[16] = {{0}};
  assert_in_range(count, 1, 16);
  for (size_t i = 0; i < count; i++)
    buffer_add(&texts[i], cells[i].data, cells[i].len);
  assert_int_equal(csv_table_split(table, buffer_text(&quoted)), CSV_ROW);
  cells = csv_table_cells(table, &more);
  assert_int_equal(more, count + 1);
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(cells[i].len, texts[i].len);
    assert_memory_equal(cells[i].data, texts[i].data, texts[i].len);
    buffer_free(&texts[i]);
  }
  buffer_free(&plain);
  buffer_free(&quoted);
}

static void test_cells_without_quotes_are_as_libcsv_has_them(void **state) {
  (void)state;
  struct fixture fixture;
  open_text(&fixture, "a", 1);
  uint32_t dice = 1;
  for (int i = 0; i < 20000; i++) {
    char line[12] = "";
    size_t len = 1 + i % 10;
    for (size_t k = 0; k < len; k++) {
      dice = dice * 1103515245 + 12345;
      line[k] = ",,a \t\xE5;\r"[dice >> 16 & 7];
    }
    if (line[len - 1] == '\r') line[len - 1] = 'b';
    expect_same_cells(fixture.table, line);
  }
  close_text(&fixture);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_cells_are_found_wherever_they_end),
      cmocka_unit_test(test_cells_keep_what_is_in_them),
      cmocka_unit_test(test_cells_without_quotes_are_as_libcsv_has_them),
      cmocka_unit_test(test_columns_are_those_of_the_line_in_characters),
      cmocka_unit_test(test_text_that_does_not_stand_there_has_no_column),
      cmocka_unit_test(test_an_open_quote_loses_one_record),
      cmocka_unit_test(test_a_record_of_several_lines_follows_a_broken_one),
      cmocka_unit_test(test_the_rest_of_a_broken_record_is_counted),
      cmocka_unit_test(test_a_cell_of_many_megabytes),
      cmocka_unit_test(test_many_open_quotes_take_no_square_of_time),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

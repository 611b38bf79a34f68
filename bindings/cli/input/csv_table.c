/* SPDX-License-Identifier: MIT */
/* csv_table.c - records of a CSV file, one by one, past broken ones.
 *
 * libcsv knows no lines and does not find back after a bad quote. So the quotes
 * are counted here, line by line, until a record is whole; only then libcsv
 * takes it apart. Most records have no quotes, and need neither. */
#include "input/csv_table.h"

#include <csv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/octets.h"

/* Lines that a record may have once a quote without an end was met. Each such
 * quote would otherwise read the rest of the file once more. */
enum { LONGEST_SEARCHED = 1000 };

struct csv_table {
  struct lines *lines;
  struct workbook *workbook; /* read instead of `lines` if not NULL */
  const hvl_text *row;       /* of the workbook */
  size_t row_count;
  struct csv_parser parser;
  char delimiter;
  bool had_open;  /* a quote without an end was met */
  bool searching; /* for the end of a broken record */
  size_t skipped; /* lines of that search */
  size_t line;
  hvl_text record;    /* taken apart last */
  bool cells_in_it;   /* its cells are parts of it */
  struct buffer text; /* the cells, one behind the other */
  size_t *ends;       /* of each cell in `text` */
  size_t end_count, end_cap;
  hvl_text *cells;
  size_t cell_cap;
};

/* Where a scan of a record stands. */
struct scan {
  enum { CELL_START, CELL_PLAIN, CELL_QUOTED, CELL_CLOSED, CELL_STRAY } state;
  bool padded; /* spaces behind a closing quote */
};

static int is_never(unsigned char byte) {
  (void)byte;
  return 0;
}

static int is_blank(unsigned char byte) {
  return byte == ' ' || byte == '\t';
}

static int is_break(unsigned char byte) {
  return byte == '\n';
}

struct csv_table *csv_table_new(struct lines *lines) {
  struct csv_table *table = mem_zeroed(1, sizeof *table);
  table->lines = lines;
  csv_init(&table->parser, 0);
  csv_set_term_func(&table->parser, is_break);
  csv_table_set_delimiter(table, ',');
  return table;
}

void csv_table_use(struct csv_table *table, struct workbook *workbook) {
  table->workbook = workbook;
}

void csv_table_free(struct csv_table *table) {
  if (!table) return;
  csv_free(&table->parser);
  buffer_free(&table->text);
  free(table->ends);
  free(table->cells);
  free(table);
}

void csv_table_set_delimiter(struct csv_table *table, char delimiter) {
  table->delimiter = delimiter;
  csv_set_delim(&table->parser, (unsigned char)delimiter);
}

static void scan_byte(struct scan *scan, char byte, char delimiter) {
  switch (scan->state) {
  case CELL_START:
  case CELL_PLAIN:
    if (byte == delimiter)
      scan->state = CELL_START;
    else if (byte == '"' && scan->state == CELL_START)
      scan->state = CELL_QUOTED;
    else
      scan->state = CELL_PLAIN;
    break;
  case CELL_QUOTED:
    if (byte == '"') scan->state = CELL_CLOSED;
    break;
  case CELL_CLOSED:
    if (byte == delimiter)
      scan->state = CELL_START;
    else if (byte == '"' && !scan->padded)
      scan->state = CELL_QUOTED; /* two quotes stand for one */
    else if (byte == ' ' || byte == '\t')
      scan->padded = true;
    else if (byte != '\r' && byte != '\n')
      scan->state = CELL_STRAY;
    break;
  default: break;
  }
}

static void scan_line(struct scan *scan, hvl_text line, char delimiter) {
  for (size_t i = 0; i < line.len && scan->state != CELL_STRAY; i++) {
    if (scan->state == CELL_QUOTED) {
      const char *quote = memchr(line.data + i, '"', line.len - i);
      if (!quote) return;
      i = (size_t)(quote - line.data);
    }
    scan_byte(scan, line.data[i], delimiter);
  }
}

static void take_cell(void *data, size_t len, void *ctx) {
  struct csv_table *table = ctx;
  buffer_add(&table->text, data, len);
  MEM_GROW(table->ends, table->end_count, table->end_cap);
  table->ends[table->end_count++] = table->text.len;
}

static void take_end(int breaker, void *ctx) {
  (void)breaker;
  (void)ctx;
}

static hvl_text without_break(hvl_text record) {
  while (record.len && (record.data[record.len - 1] == '\n' ||
                        record.data[record.len - 1] == '\r'))
    record.len--;
  return record;
}

/* Take a whole record apart. The cells keep their spaces, as programs that
 * write CSV mean them, unless there are any behind a closing quote. */
static enum csv_status split(struct csv_table *table, hvl_text record,
                             bool padded) {
  buffer_clear(&table->text);
  table->end_count = 0;
  record = without_break(record);
  table->record = record;
  table->cells_in_it = false;
  csv_set_space_func(&table->parser, padded ? is_blank : is_never);
  csv_set_blk_size(&table->parser, record.len + 1);
  size_t done = csv_parse(&table->parser, record.data, record.len, take_cell,
                          take_end, table);
  int failed = csv_fini(&table->parser, take_cell, take_end, table);
  if (done != record.len || failed) return CSV_STRAY;
  if (table->end_count > table->cell_cap) {
    table->cell_cap = table->end_count * 2;
    table->cells = mem_resize(table->cells, table->cell_cap, sizeof(hvl_text));
  }
  size_t start = 0;
  for (size_t i = 0; i < table->end_count; i++) {
    table->cells[i] =
        (hvl_text){table->text.data + start, table->ends[i] - start};
    start = table->ends[i];
  }
  return CSV_ROW;
}

static bool is_plain(hvl_text line) {
  return !memchr(line.data, '"', line.len);
}

static void add_part(struct csv_table *table, const char *from,
                     const char *to) {
  MEM_GROW(table->cells, table->end_count, table->cell_cap);
  table->cells[table->end_count++] = (hvl_text){from, (size_t)(to - from)};
}

/* The same for a record without quotes: its cells are parts of it. They are
 * short: a call of memchr() for each would take longer. */
static enum csv_status split_plain(struct csv_table *table, hvl_text record) {
  record = without_break(record);
  table->record = record;
  table->cells_in_it = true;
  table->end_count = 0;
  if (!record.len) return CSV_ROW;
  const char *at = record.data, *end = at + record.len, *start = at;
  for (; end - at >= OCTETS; at += OCTETS) {
    uint64_t found = octets_equal(octets_load(at), table->delimiter);
    for (; found; found &= found - 1) {
      const char *next = at + octets_first(found);
      add_part(table, start, next);
      start = next + 1;
    }
  }
  for (; at < end; at++) {
    if (*at != table->delimiter) continue;
    add_part(table, start, at);
    start = at + 1;
  }
  add_part(table, start, end);
  return CSV_ROW;
}

enum csv_status csv_table_split(struct csv_table *table, hvl_text line) {
  if (is_plain(line)) return split_plain(table, line);
  struct scan scan = {CELL_START, false};
  scan_line(&scan, line, table->delimiter);
  if (scan.state == CELL_STRAY) return CSV_STRAY;
  if (scan.state == CELL_QUOTED) return CSV_OPEN;
  return split(table, line, scan.padded);
}

const hvl_text *csv_table_cells(const struct csv_table *table, size_t *count) {
  *count = table->workbook ? table->row_count : table->end_count;
  return table->workbook ? table->row : table->cells;
}

/* Where the cell begins in the record, behind a quote. */
static size_t start_of(const struct csv_table *table, size_t cell) {
  hvl_text record = table->record;
  if (table->cells_in_it)
    return (size_t)(table->cells[cell].data - record.data);
  struct scan scan = {CELL_START, false};
  size_t at = 0;
  for (; cell && at < record.len; at++) {
    scan_byte(&scan, record.data[at], table->delimiter);
    cell -= scan.state == CELL_START;
  }
  return at < record.len && record.data[at] == '"' ? at + 1 : at;
}

static bool has(const char *data, size_t len, char byte) {
  return len && memchr(data, byte, len);
}

size_t csv_table_column(const struct csv_table *table, size_t cell) {
  if (table->workbook || cell >= table->end_count) return 0;
  hvl_text record = table->record, text = table->cells[cell];
  size_t start = start_of(table, cell);
  /* Another line, perhaps one of a file that breaks them by CR. */
  if (has(record.data, start, '\n') || has(record.data, start, '\r')) return 0;
  if (has(text.data, text.len, '\r') && !has(text.data, text.len, '\n'))
    return 0;
  return line_column_of(record, start, text);
}

static bool is_empty_line(hvl_text line) {
  for (size_t i = 0; i < line.len; i++)
    if (!strchr(" \t\r\n", line.data[i]) || !line.data[i]) return false;
  return true;
}

/* Read lines until the quotes are closed, at most `most`. The first is held. */
static enum csv_status read_record(struct csv_table *table, hvl_text line,
                                   size_t most) {
  struct scan scan = {CELL_START, false};
  lines_hold(table->lines);
  if (is_plain(line)) return split_plain(table, line);
  for (size_t count = 1;; count++) {
    scan_line(&scan, line, table->delimiter);
    if (scan.state == CELL_STRAY) return CSV_STRAY;
    if (scan.state != CELL_QUOTED)
      return split(table, lines_held(table->lines), scan.padded);
    if (count == most) return CSV_OPEN;
    if (!lines_next(table->lines, &line)) break;
  }
  table->had_open = true;
  return CSV_OPEN;
}

static enum csv_status next_row(struct csv_table *table) {
  table->row = workbook_next(table->workbook, &table->row_count);
  table->line = workbook_row(table->workbook);
  return table->row ? CSV_ROW : CSV_END;
}

enum csv_status csv_table_next(struct csv_table *table, size_t width) {
  hvl_text line;
  table->skipped = 0;
  if (table->workbook) return next_row(table);
  while (lines_next(table->lines, &line)) {
    if (is_empty_line(line)) continue;
    size_t number = lines_number(table->lines);
    bool searching = table->searching;
    bool bounded = searching || table->had_open;
    enum csv_status status =
        read_record(table, line, bounded ? LONGEST_SEARCHED : SIZE_MAX);
    bool fits = status == CSV_ROW &&
                (!searching || width == 0 || table->end_count == width);
    if (fits)
      lines_release(table->lines);
    else
      lines_rewind(table->lines);
    table->searching = !fits;
    if (searching && !fits) table->skipped++; /* still the broken record */
    if (searching && !fits) continue;
    table->line = number;
    return status;
  }
  return CSV_END;
}

size_t csv_table_skipped(const struct csv_table *table) {
  return table->skipped;
}

size_t csv_table_line(const struct csv_table *table) {
  return table->line;
}

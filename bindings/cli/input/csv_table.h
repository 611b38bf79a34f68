/* SPDX-License-Identifier: MIT */
/* csv_table.h - records of a CSV file, one by one, past broken ones. */
#ifndef HVLINE_CLI_CSV_TABLE_H
#define HVLINE_CLI_CSV_TABLE_H

#include "files/lines.h"
#include "input/workbook.h"

struct csv_table;

/* The table reads from `lines`, which outlives it. */
struct csv_table *csv_table_new(struct lines *lines);

/* Read the rows of `workbook`, which outlives the table, rather than lines; the
 * row at which a record stands is its line. */
void csv_table_use(struct csv_table *table, struct workbook *workbook);
void csv_table_free(struct csv_table *table);

/* What parts the cells: ',' unless set. */
void csv_table_set_delimiter(struct csv_table *table, char delimiter);

enum csv_status {
  CSV_ROW,
  CSV_END,
  CSV_STRAY, /* text behind a closing quote: the record is lost */
  CSV_OPEN   /* a quote without an end: likewise */
};

/* Read the next record that is not blank. A broken record is passed: the next
 * one is the first line behind its first that is a record of as many cells as
 * `width` (0: any number). */
enum csv_status csv_table_next(struct csv_table *table, size_t width);

/* The cells of the record; borrowed until the next call. */
const hvl_text *csv_table_cells(const struct csv_table *table, size_t *count);

/* The column of the text of a cell in the line where its record begins; 0 if it
 * does not stand there letter for letter: it has quotes, say, which are doubled
 * there, or is in a line below or in a workbook. */
size_t csv_table_column(const struct csv_table *table, size_t cell);

/* Where the last record, whole or broken, begins. */
size_t csv_table_line(const struct csv_table *table);

/* How many lines csv_table_next() passed after a broken record, beyond its
 * first, before what it returned. */
size_t csv_table_skipped(const struct csv_table *table);

/* Split one line that stands alone; as csv_table_next(). */
enum csv_status csv_table_split(struct csv_table *table, hvl_text line);

#endif

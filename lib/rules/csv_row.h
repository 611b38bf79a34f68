/* SPDX-License-Identifier: MIT */
/* csv_row.h - a table, line by line, as fields: the only place that knows the
 * CSV parser. */
#ifndef HVL_RULES_CSV_ROW_H
#define HVL_RULES_CSV_ROW_H

#include "base/diag.h"

enum { CSV_FIELDS_MAX = 82 };

/* A line break inside quotes is refused, so that a quote that is not closed
 * costs one row and no more. */
struct csv_row {
  const char *line; /* as it stands in the file, without its end */
  size_t len;
  struct place place;
  char *fields[CSV_FIELDS_MAX]; /* NUL-terminated */
  uint32_t count;               /* may be above CSV_FIELDS_MAX */
};

/* Split the line of `row` into its fields, in `arena`. False after recording
 * what is wrong, or if memory runs out (`diags->failed`). */
bool hvl__csv_split(struct csv_row *row, struct arena *arena,
                    struct diag_list *diags);

/* The place of the row's field at `index`, counted from 0. */
struct place hvl__csv_place(const struct csv_row *row, uint32_t index);

/* Takes a row that could be split. False: no more are wanted. */
typedef bool csv_take(void *context, const struct csv_row *row);

/* Give every row of `text`, which is `file`, to `take`, but empty lines. Rows
 * that cannot be split are recorded and left out; if the first is one, the rest
 * is not read. False if there was no row. */
bool hvl__csv_read(const char *file, hvl_text text, struct arena *arena,
                   struct diag_list *diags, csv_take *take, void *context);

/* Whether all fields of the row are empty. */
bool hvl__csv_blank(const struct csv_row *row);

#endif

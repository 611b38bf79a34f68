/* SPDX-License-Identifier: MIT */
/* workbook_merges.h - cells of a sheet that are merged over several rows: the
 * first alone holds the value. */
#ifndef HVLINE_CLI_WORKBOOK_MERGES_H
#define HVLINE_CLI_WORKBOOK_MERGES_H

#include "input/workbook_parts.h"

/* Of more columns on a merged cell is not filled down: every row gets as many
 * cells as columns have merged ones, and no table of chats is that wide. */
enum { MERGED_COLUMNS = 256 };

/* A range of merged cells; of several columns the first. */
struct merge {
  size_t column;      /* from 0 */
  size_t first, last; /* its rows, as Excel numbers them */
};

/* What a column holds down to the row `last`. */
struct merge_value {
  size_t last;
  hvl_text text;
};

/* All zero is an empty list. */
struct merges {
  bool are_known;      /* merges_find() was called */
  struct merge *items; /* in order of their first rows */
  size_t count, cap;
  size_t next;                /* the first that is not above the rows to come */
  struct merge_value *values; /* of each column at the row at hand */
  size_t columns;
  struct pool pool; /* of the values */
  char beyond[24];  /* the first range that is not filled down; "": none */
};

/* Find the ranges in the part called `name`; none, where that is missing or
 * broken. */
void merges_find(struct merges *merges, zip_t *zip, const char *name);
void merges_free(struct merges *merges);

/* Go before the first row. */
void merges_rewind(struct merges *merges);

/* Give the blank ones among the `cells` of a row the value of the range that
 * they are in, unless the whole row is blank. There are as many cells as
 * `merges` has columns, at least. Rows come from above; what is given is
 * borrowed until merges_rewind(). */
void merges_fill(struct merges *merges, size_t row, hvl_text *cells,
                 size_t count);

#endif

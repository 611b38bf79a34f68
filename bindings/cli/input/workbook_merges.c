/* SPDX-License-Identifier: MIT */
/* workbook_merges.c - cells of a sheet that are merged over several rows: the
 * first alone holds the value. */
#include "input/workbook_merges.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chats/roles.h"

/* The row of "BC12"; 0 if it says none. */
static size_t row_of(const char *reference) {
  reference += strspn(reference, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  return strtoul(reference, NULL, 10);
}

/* Ranges within one row have nothing below to be filled. */
static void take_merge(void *ctx, const char *name, const char **attributes) {
  struct merges *merges = ctx;
  if (strcmp(local_name(name), "mergeCell") != 0) return;
  const char *range = attribute(attributes, "ref");
  const char *end = range ? strchr(range, ':') : NULL;
  if (!end) return;
  struct merge merge = {.column = column_of(range, SIZE_MAX),
                        .first = row_of(range),
                        .last = row_of(end + 1)};
  if (merge.column == SIZE_MAX || merge.first >= merge.last) return;
  if (merge.column >= MERGED_COLUMNS) {
    if (!*merges->beyond)
      snprintf(merges->beyond, sizeof merges->beyond, "%s", range);
    return;
  }
  MEM_GROW(merges->items, merges->count, merges->cap);
  merges->items[merges->count++] = merge;
  if (merge.column >= merges->columns) merges->columns = merge.column + 1;
}

static int by_first_row(const void *left, const void *right) {
  const struct merge *a = left, *b = right;
  return (a->first > b->first) - (a->first < b->first);
}

void merges_find(struct merges *merges, zip_t *zip, const char *name) {
  struct part part;
  merges->are_known = true;
  if (!part_open(&part, zip, name)) return;
  XML_SetUserData(part.parser, merges);
  XML_SetStartElementHandler(part.parser, take_merge);
  if (!part_run(&part)) {
    merges->count = merges->columns = 0;
    merges->beyond[0] = '\0';
  }
  part_close(&part);
  if (!merges->count) return;
  qsort(merges->items, merges->count, sizeof *merges->items, by_first_row);
  merges->values = mem_zeroed(merges->columns, sizeof *merges->values);
}

void merges_free(struct merges *merges) {
  free(merges->items);
  free(merges->values);
  pool_free(&merges->pool);
}

void merges_rewind(struct merges *merges) {
  merges->next = 0;
  for (size_t i = 0; i < merges->columns; i++)
    merges->values[i] = (struct merge_value){.last = 0};
  pool_free(&merges->pool);
  merges->pool = (struct pool){NULL};
}

/* Keep the values of the ranges that begin in `row`. */
static void open_ranges(struct merges *merges, size_t row,
                        const hvl_text *cells) {
  for (; merges->next < merges->count; merges->next++) {
    const struct merge *merge = &merges->items[merges->next];
    if (merge->first > row) break;
    if (merge->first < row || !trim(cells[merge->column]).len) continue;
    merges->values[merge->column] = (struct merge_value){
        merge->last, pool_copy(&merges->pool, cells[merge->column])};
  }
}

void merges_fill(struct merges *merges, size_t row, hvl_text *cells,
                 size_t count) {
  bool any = false;
  for (size_t i = 0; i < count && !any; i++) any = trim(cells[i]).len > 0;
  if (!any) return;
  open_ranges(merges, row, cells);
  for (size_t i = 0; i < merges->columns; i++)
    if (row <= merges->values[i].last && !trim(cells[i]).len)
      cells[i] = merges->values[i].text;
}

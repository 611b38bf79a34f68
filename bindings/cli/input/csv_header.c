/* SPDX-License-Identifier: MIT */
/* csv_header.c - where the header of a table is, and what parts its columns. */
#include "input/csv_header.h"

#include <string.h>

enum { LONGEST_HEADER = 4096 };

char csv_sniff(struct csv_table *table, enum command command, hvl_text line) {
  static const char delimiters[] = {',', '\t', ';', '|'};
  char best = ',';
  size_t most = 0, widest = 0;
  for (size_t i = 0; i < sizeof delimiters; i++) {
    struct columns columns;
    size_t count;
    csv_table_set_delimiter(table, delimiters[i]);
    if (csv_table_split(table, line) != CSV_ROW) continue;
    const hvl_text *cells = csv_table_cells(table, &count);
    columns_find(&columns, command, cells, count);
    size_t found = columns_found(&columns);
    if (found < most || (found == most && count <= widest)) continue;
    best = delimiters[i];
    most = found;
    widest = count;
  }
  csv_table_set_delimiter(table, best);
  return best;
}

/* The first line that is not blank, which is taken off `head`; empty if there
 * is none. */
static hvl_text take_line(hvl_text *head) {
  while (head->len && strchr("\r\n", *head->data) && *head->data) {
    head->data++;
    head->len--;
  }
  hvl_text line = {head->data, 0};
  while (line.len < head->len && !memchr("\r\n", line.data[line.len], 2))
    line.len++;
  head->data += line.len;
  head->len -= line.len;
  return line;
}

hvl_text csv_first_line(hvl_text head) {
  return take_line(&head);
}

bool csv_is_header_row(const struct input *input, const hvl_text *cells,
                       size_t count) {
  struct columns columns;
  columns_find(&columns, input->options->command, cells, count);
  columns_map(&columns, input->options, cells, (struct where){0}, NULL);
  /* 客服 is a role as well, in any row. */
  size_t doubtful = columns.at[FIELD_AGENT] != NO_COLUMN;
  return columns.at[FIELD_TEXT] != NO_COLUMN &&
         columns_found(&columns) > 1 + doubtful;
}

size_t csv_find_header(const struct input *input, struct csv_table *table,
                       hvl_text head) {
  hvl_text rest = head;
  for (int i = 0; i <= MOST_TITLES; i++) {
    size_t count;
    hvl_text line = take_line(&rest);
    if (!line.len || line.len > LONGEST_HEADER) return 0;
    csv_sniff(table, input->options->command, line);
    if (csv_table_split(table, line) != CSV_ROW) continue;
    const hvl_text *cells = csv_table_cells(table, &count);
    if (!csv_is_header_row(input, cells, count)) continue;
    bool is_whole =
        i && (line.data[-1] == '\n' || !memchr(head.data, '\n', head.len));
    return is_whole ? (size_t)(line.data - head.data) : 0;
  }
  return 0;
}

bool csv_is_header(const struct input *input, hvl_text line) {
  struct csv_table *table = csv_table_new(input->lines);
  struct columns columns = {.count = 0};
  enum command command = input->options->command;
  line = csv_first_line(line);
  csv_table_set_delimiter(table, csv_sniff(table, command, line));
  bool found = false;
  if (csv_table_split(table, line) == CSV_ROW) {
    size_t count;
    const hvl_text *cells = csv_table_cells(table, &count);
    columns_find(&columns, command, cells, count);
    found = columns.at[FIELD_TEXT] != NO_COLUMN &&
            (count > 1 || columns_found(&columns) == count);
  }
  csv_table_free(table);
  return found;
}

bool csv_has_header(const struct input *input, hvl_text head) {
  if (csv_is_header(input, head)) return true;
  struct csv_table *table = csv_table_new(input->lines);
  size_t titles = csv_find_header(input, table, head);
  csv_table_free(table);
  return titles > 0;
}

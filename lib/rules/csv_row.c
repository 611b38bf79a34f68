/* SPDX-License-Identifier: MIT */
/* csv_row.c - a table line by line, by libcsv. */
#include "rules/csv_row.h"

#include <csv.h>

#include "base/utf8.h"

enum { LINE_MAX_LEN = 4096 };

struct splitter {
  struct csv_row *row;
  struct arena *arena;
  bool failed;
};

static void add_field(void *data, size_t len, void *context) {
  struct splitter *splitter = context;
  struct csv_row *row = splitter->row;
  if (row->count < CSV_FIELDS_MAX) {
    char *copy = hvl__arena_copy(splitter->arena, data, len);
    if (!copy) splitter->failed = true;
    row->fields[row->count] = copy;
  }
  row->count++;
}

bool hvl__csv_split(struct csv_row *row, struct arena *arena,
                    struct diag_list *diags) {
  struct splitter splitter = {row, arena, false};
  struct csv_parser parser;
  if (row->len > LINE_MAX_LEN) {
    hvl__diag_add(diags, HVL_ERROR, row->place, DIAG(ROW_TOO_LONG),
                  LINE_MAX_LEN);
    return false;
  }
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
    diags->failed = true;
    return false;
  }
  bool split = csv_parse(&parser, row->line, row->len, add_field, NULL,
                         &splitter) == row->len &&
               csv_fini(&parser, add_field, NULL, &splitter) == 0;
  bool failed = splitter.failed || csv_error(&parser) == CSV_ENOMEM;
  csv_free(&parser);
  if (failed) {
    diags->failed = true;
    return false;
  }
  if (!split)
    hvl__diag_add(diags, HVL_ERROR, hvl__csv_place(row, row->count),
                  DIAG(ROW_QUOTES));
  return split;
}

struct place hvl__csv_place(const struct csv_row *row, uint32_t index) {
  struct place place = row->place;
  bool quoted = false;
  size_t at = 0;
  for (; index > 0 && at < row->len; at++) {
    if (row->line[at] == '"') quoted = !quoted;
    if (row->line[at] == ',' && !quoted) index--;
  }
  place.column += hvl__utf8_count(row->line, at);
  return place;
}

/* The length of the line at `text`, and that of its end in `*skip`. */
static size_t line_length(const char *text, size_t len, size_t *skip) {
  size_t size = 0;
  while (size < len && text[size] != '\n' && text[size] != '\r') size++;
  bool pair = len - size >= 2 && text[size] == '\r' && text[size + 1] == '\n';
  *skip = pair ? 2 : size < len;
  return size;
}

bool hvl__csv_read(const char *file, hvl_text text, struct arena *arena,
                   struct diag_list *diags, csv_take *take, void *context) {
  struct place place = {file, 1, 1};
  bool any = false;
  for (size_t at = 0, skip; at < text.len; at += skip, place.line++) {
    const char *line = text.data + at;
    size_t len = line_length(line, text.len - at, &skip);
    struct csv_row row = {.line = line, .len = len, .place = place};
    at += len;
    if (len == 0) continue;
    bool split = hvl__csv_split(&row, arena, diags);
    bool wanted = split ? take(context, &row) : any;
    any = true;
    if (!wanted || diags->failed) break;
  }
  return any;
}

bool hvl__csv_blank(const struct csv_row *row) {
  for (uint32_t i = 0; i < row->count; i++) {
    if (i >= CSV_FIELDS_MAX || *row->fields[i] != '\0') return false;
  }
  return true;
}

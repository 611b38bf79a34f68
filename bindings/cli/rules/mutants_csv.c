/* SPDX-License-Identifier: MIT */
/* mutants_csv.c - the words of a table that can be dropped, one a row. */
#include <string.h>

#include "rules/mutants.h"

enum { COLUMNS_MAX = 16 };

struct cell {
  size_t start, end; /* bytes of the file, with quotes */
};

struct row {
  struct cell cells[COLUMNS_MAX];
  size_t count;
};

struct table {
  struct mutants *mutants;
  size_t file;
  hvl_text text;
  struct row row;
  uint32_t line;
  size_t begin; /* of the line */
  size_t list_column, word_column;
  bool has_header;
};

/* Behind the cell that begins at `at`, in a line that ends at `end`. */
static size_t pass_cell(hvl_text text, size_t at, size_t end) {
  bool quoted = false;
  for (; at < end && (quoted || text.data[at] != ','); at++)
    if (text.data[at] == '"') quoted = !quoted;
  return at;
}

static void split(struct table *table, size_t at, size_t end) {
  struct row *row = &table->row;
  table->begin = at;
  row->count = 0;
  while (row->count < COLUMNS_MAX) {
    size_t behind = pass_cell(table->text, at, end);
    row->cells[row->count++] = (struct cell){at, behind};
    if (behind == end) return;
    at = behind + 1;
  }
}

/* What the cell at `column` says, without quotes and spaces around it. */
static void read_cell(const struct table *table, size_t column,
                      struct buffer *out) {
  buffer_clear(out);
  buffer_print(out, "");
  if (column >= table->row.count) return;
  struct cell cell = table->row.cells[column];
  const char *data = table->text.data;
  while (cell.start < cell.end && data[cell.start] == ' ') cell.start++;
  while (cell.start < cell.end && data[cell.end - 1] == ' ') cell.end--;
  bool quoted = cell.end - cell.start >= 2 && data[cell.start] == '"';
  if (!quoted) {
    buffer_add(out, data + cell.start, cell.end - cell.start);
    return;
  }
  for (size_t i = cell.start + 1; i + 1 < cell.end; i++) {
    buffer_put(out, data[i]);
    if (data[i] == '"') i++; /* one for two */
  }
}

/* False if it is no table of words: weights are none. */
static bool read_header(struct table *table) {
  struct buffer name = {0};
  bool has_list = false, has_word = false;
  for (size_t i = 0; i < table->row.count; i++) {
    read_cell(table, i, &name);
    if (strcmp(name.data, "list") == 0) {
      table->list_column = i;
      has_list = true;
    }
    if (strcmp(name.data, "word") == 0) {
      table->word_column = i;
      has_word = true;
    }
  }
  table->has_header = true;
  buffer_free(&name);
  return has_list && has_word;
}

static uint32_t count_chars(const char *data, size_t len) {
  uint32_t count = 0;
  for (size_t i = 0; i < len; i++)
    if (((unsigned char)data[i] & 0xC0) != 0x80) count++;
  return count;
}

static void read_row(struct table *table) {
  struct mutants *mutants = table->mutants;
  struct buffer list = {0}, word = {0};
  read_cell(table, table->list_column, &list);
  read_cell(table, table->word_column, &word);
  if (list.len && word.len) {
    struct cell cell = table->row.cells[table->word_column];
    struct mutant mutant = {.kind = MUTANT_WORD,
                            .file = table->file,
                            .line = table->line,
                            .start = cell.start,
                            .end = cell.end};
    mutant.column = 1 + count_chars(table->text.data + table->begin,
                                    cell.start - table->begin);
    mutant.text = pool_copy(&mutants->texts, buffer_text(&word)).data;
    mutant.owner = mutants_define(mutants, list.data, false);
    mutants->definitions[mutant.owner].known = true;
    mutant.put = mutants_word(list.data, false);
    mutants_use_braced(mutants, mutant.owner, word.data);
    mutants_push(mutants, &mutant);
  }
  buffer_free(&list);
  buffer_free(&word);
}

/* Past the end of a line at `at`: LF, CR LF or CR. */
static size_t pass_break(hvl_text text, size_t at) {
  if (at + 1 < text.len && text.data[at] == '\r' && text.data[at + 1] == '\n')
    return at + 2;
  return at + 1;
}

void mutants_add_csv(struct mutants *mutants, size_t file) {
  struct table table = {.mutants = mutants,
                        .file = file,
                        .text = rule_files_text(&mutants->files, file)};
  for (size_t at = 0; at < table.text.len;) {
    size_t end = at;
    while (end < table.text.len && !strchr("\r\n", table.text.data[end])) end++;
    table.line++;
    if (end > at) {
      split(&table, at, end);
      if (table.has_header)
        read_row(&table);
      else if (!read_header(&table))
        return;
    }
    at = pass_break(table.text, end);
  }
}

/* SPDX-License-Identifier: MIT */
/* words_csv.c - word lists out of a table: one word a row. */
#include <csv.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "rules/parse.h"
#include "rules/suggest.h"
#include "rules/text_check.h"

enum { FIELDS_MAX = 16, LINE_MAX_LEN = 4096 };

enum column { COLUMN_LIST, COLUMN_WORD, COLUMN_EVASION, COLUMN_NOTE, COLUMNS };
static const char *const column_names[COLUMNS] = {"list", "word", "evasion",
                                                  "note"};

/* One line as fields. A line break inside quotes is refused, so that a quote
 * that is not closed costs one row and no more. */
struct row {
  const char *line; /* as it stands in the file */
  size_t len;
  struct place place;
  char *fields[FIELDS_MAX]; /* NUL-terminated, in the pack's arena */
  uint32_t count;
};

struct table {
  struct parsed_pack *pack;
  struct diag_list *diags;
  struct row row;
  uint32_t columns[FIELDS_MAX]; /* enum column of each field, or COLUMNS */
  uint32_t width;               /* fields of the header; 0: not read yet */
  struct map lists;             /* name: index in the pack */
};

static void add_field(void *data, size_t len, void *context) {
  struct table *table = context;
  struct row *row = &table->row;
  if (row->count < FIELDS_MAX) {
    char *copy = hvl__arena_copy(&table->pack->arena, data, len);
    if (!copy) table->diags->failed = true;
    row->fields[row->count] = copy;
  }
  row->count++;
}

/* The place of the row's field at `index`, counted from 0. */
static struct place field_place(const struct row *row, uint32_t index) {
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

#define FAULT(table, index, ...)                                               \
  hvl__diag_add((table)->diags, HVL_ERROR,                                     \
                field_place(&(table)->row, (index)), __VA_ARGS__)

static bool read_column(struct table *table, uint32_t index) {
  const char *name = table->row.fields[index];
  struct suggestion suggestion = {.wrong = name};
  for (uint32_t i = 0; i < COLUMNS; i++) {
    hvl__suggest_offer(&suggestion, column_names[i]);
    if (strcmp(name, column_names[i]) != 0) continue;
    for (uint32_t before = 0; before < index; before++) {
      if (table->columns[before] != i) continue;
      FAULT(table, index, "a second column `%s`; remove it", name);
      return false;
    }
    table->columns[index] = i;
    return true;
  }
  table->columns[index] = COLUMNS;
  if (*name == '\0') return true; /* spreadsheets leave such behind */
  if (suggestion.best) {
    FAULT(table, index, "unknown column `%s`; did you mean `%s`?", name,
          suggestion.best);
  } else {
    FAULT(table, index,
          "unknown column `%s`; there are list, word, evasion and note", name);
  }
  return false;
}

static bool has_column(const struct table *table, enum column column) {
  for (uint32_t i = 0; i < table->width; i++) {
    if (table->columns[i] == column) return true;
  }
  return false;
}

/* The header: false where the rows below cannot be understood. */
static bool read_header(struct table *table) {
  bool fit = true;
  if (table->row.count > FIELDS_MAX) {
    FAULT(table, FIELDS_MAX, "too many columns; remove some");
    return false;
  }
  table->width = table->row.count;
  for (uint32_t i = 0; i < table->width; i++)
    fit = read_column(table, i) && fit;
  for (enum column i = COLUMN_LIST; fit && i <= COLUMN_WORD; i++) {
    if (has_column(table, i)) continue;
    FAULT(table, 0, "no column `%s`; begin the file with `list,word`",
          column_names[i]);
    fit = false;
  }
  return fit;
}

/* The text of `column` in this row; empty where there is none. */
static struct parsed_text field_of(const struct table *table,
                                   enum column column) {
  for (uint32_t i = 0; i < table->width && i < table->row.count; i++) {
    if (table->columns[i] == column)
      return (struct parsed_text){table->row.fields[i],
                                  field_place(&table->row, i)};
  }
  return (struct parsed_text){"", table->row.place};
}

/* The list of that name in this file, made where it is new; NULL if memory runs
 * out. Valid until the next is made. */
static struct parsed_list *find_list(struct table *table,
                                     const struct parsed_text *name) {
  struct parsed_lists *lists = &table->pack->lists;
  size_t len = strlen(name->data);
  uint32_t index = hvl__map_get(&table->lists, name->data, len);
  if (index != UINT32_MAX) return &lists->data[index];
  struct parsed_list list = {.name = *name};
  if (!HVL_PUSH(&table->pack->mem, lists, list) ||
      !hvl__map_put(&table->lists, name->data, len, lists->len - 1))
    return NULL;
  return &lists->data[lists->len - 1];
}

/* One evasion: "sound" or "sound=2". */
static void read_evasion(struct table *table, struct parsed_list *list,
                         struct place place, const char *text, size_t len) {
  const char *sign = memchr(text, '=', len);
  size_t name_len = sign ? (size_t)(sign - text) : len;
  uint8_t level = 1;
  if (sign) {
    bool fits = len - name_len == 2 && sign[1] >= '1' && sign[1] <= '3';
    level = fits ? (uint8_t)(sign[1] - '0') : 0;
  }
  size_t kind = 0;
  while (kind < EVASION_KINDS &&
         (strlen(hvl__evasion_names[kind]) != name_len ||
          memcmp(hvl__evasion_names[kind], text, name_len) != 0))
    kind++;
  if (kind == EVASION_KINDS || level == 0) {
    hvl__diag_add(table->diags, HVL_ERROR, place,
                  "`%.*s` is no evasion; write spaced, sound or split, or "
                  "with a level, as spaced=2",
                  (int)len, text);
  } else if (list->evasion[kind] != 0 && list->evasion[kind] != level) {
    hvl__diag_add(table->diags, HVL_ERROR, place,
                  "another level of `%s` for the list `%s`; decide for one",
                  hvl__evasion_names[kind], list->name.data);
  } else {
    list->evasion[kind] = level;
  }
}

static void read_evasions(struct table *table, struct parsed_list *list) {
  struct parsed_text field = field_of(table, COLUMN_EVASION);
  for (const char *at = field.data; *at;) {
    size_t len = strcspn(at, "; ");
    if (len > 0) read_evasion(table, list, field.place, at, len);
    at += len + (at[len] != '\0');
  }
}

static void read_row(struct table *table) {
  struct parsed_text name = field_of(table, COLUMN_LIST);
  struct parsed_text word = field_of(table, COLUMN_WORD);
  for (uint32_t i = table->width; i < table->row.count; i++) {
    if (i < FIELDS_MAX && *table->row.fields[i] == '\0') continue;
    FAULT(table, i, "more fields than columns; quote a word with a comma");
    return;
  }
  bool named = hvl__is_name(name.data, strlen(name.data));
  if (!named)
    hvl__diag_add(table->diags, HVL_ERROR, name.place,
                  "`%s` is not a name; write a-z 0-9 - _ . with a letter first",
                  name.data);
  if (!*word.data)
    hvl__diag_add(table->diags, HVL_ERROR, word.place,
                  "a row without a word; write one, or remove the row");
  if (!named || !*word.data || !hvl__check_word(table->diags, &word)) return;
  struct parsed_list *list = find_list(table, &name);
  if (!list || !HVL_PUSH(&table->pack->mem, &list->words, word)) {
    table->diags->failed = true;
    return;
  }
  read_evasions(table, list);
}

static bool is_blank(const struct row *row) {
  for (uint32_t i = 0; i < row->count; i++) {
    if (i >= FIELDS_MAX || *row->fields[i] != '\0') return false;
  }
  return true;
}

/* Split the line at `row->line` into its fields; false after a fault. */
static bool split_line(struct table *table) {
  struct row *row = &table->row;
  struct csv_parser parser;
  if (row->len > LINE_MAX_LEN) {
    FAULT(table, 0, "a row of more than %d bytes; split it", LINE_MAX_LEN);
    return false;
  }
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
    table->diags->failed = true;
    return false;
  }
  bool split = csv_parse(&parser, row->line, row->len, add_field, NULL,
                         table) == row->len &&
               csv_fini(&parser, add_field, NULL, table) == 0;
  int error = csv_error(&parser);
  csv_free(&parser);
  if (split || table->diags->failed) return split;
  if (error == CSV_ENOMEM) {
    table->diags->failed = true;
  } else {
    FAULT(table, row->count,
          "quotes that do not fit; close them, and double "
          "a quote inside of them");
  }
  return false;
}

/* The length of the line at `text`, and that of its end in `*skip`. */
static size_t line_length(const char *text, size_t len, size_t *skip) {
  size_t size = 0;
  while (size < len && text[size] != '\n' && text[size] != '\r') size++;
  size_t left = len - size;
  *skip = left >= 2 && text[size] == '\r' && text[size + 1] == '\n' ? 2
          : left > 0                                                ? 1
                                                                    : 0;
  return size;
}

static void read_lines(struct table *table, const char *file, hvl_text text) {
  struct place place = {file, 1, 1};
  for (size_t at = 0, skip; at < text.len; at += skip, place.line++) {
    size_t len = line_length(text.data + at, text.len - at, &skip);
    table->row =
        (struct row){.line = text.data + at, .len = len, .place = place};
    at += len;
    if (len == 0) continue;
    bool split = split_line(table);
    if (table->diags->failed) return;
    if (table->width == 0) {
      if (!split || !read_header(table)) return;
    } else if (split && !is_blank(&table->row)) {
      read_row(table);
    }
  }
  if (table->width == 0)
    hvl__diag_add(table->diags, HVL_ERROR, (struct place){file, 1, 1},
                  "the file is empty; begin it with `list,word`");
}

bool hvl__words_parse(struct parsed_pack *pack, const char *name, hvl_text text,
                      struct diag_list *diags) {
  const char *file = hvl__arena_copy(&pack->arena, name, strlen(name));
  if (!file) {
    diags->failed = true;
    return false;
  }
  if (!text.data) text.data = "";
  if (!hvl__text_check(&text, file, diags)) return !diags->failed;
  struct table table = {.pack = pack, .diags = diags};
  hvl__map_init(&table.lists, &pack->arena.mem);
  read_lines(&table, file, text);
  hvl__map_free(&table.lists);
  return !diags->failed;
}

/* SPDX-License-Identifier: MIT */
/* words_csv.c - word lists out of a table: one word a row. */
#include <string.h>

#include "base/hash.h"
#include "rules/csv_row.h"
#include "rules/parse.h"
#include "rules/suggest.h"
#include "rules/text_check.h"

enum column {
  COLUMN_LIST,
  COLUMN_WORD,
  COLUMN_EVASION,
  COLUMN_INSIDE,
  COLUMN_EXACT,
  COLUMN_SHORT,
  COLUMN_NOTE,
  COLUMNS
};
static const char *const column_names[COLUMNS] = {
    "list", "word", "evasion", "inside", "exact", "short", "note"};

struct table {
  struct parsed_pack *pack;
  struct diag_list *diags;
  struct csv_row row;
  uint32_t columns[CSV_FIELDS_MAX]; /* enum column of each field, or COLUMNS */
  uint32_t width;                   /* fields of the header; 0: not read yet */
  struct map lists;                 /* name: index in the pack */
};

#define FAULT(table, index, ...)                                               \
  hvl__diag_add((table)->diags, HVL_ERROR,                                     \
                hvl__csv_place(&(table)->row, (index)), __VA_ARGS__)

static bool has_column(const struct table *table, enum column column,
                       uint32_t width) {
  for (uint32_t i = 0; i < width; i++) {
    if (table->columns[i] == column) return true;
  }
  return false;
}

/* Which column the header's field at `index` names: false after a fault. */
static bool read_column(struct table *table, uint32_t index) {
  const char *name = table->row.fields[index];
  struct suggestion suggestion = {.wrong = name};
  uint32_t column = 0;
  while (column < COLUMNS && strcmp(name, column_names[column]) != 0)
    hvl__suggest_offer(&suggestion, column_names[column++]);
  bool again = column < COLUMNS && has_column(table, column, index);
  table->columns[index] = column;
  if (again) {
    FAULT(table, index, DIAG(COLUMN_TWICE), name);
    return false;
  }
  /* Spreadsheets leave columns without a name behind. */
  if (column < COLUMNS || *name == '\0') return true;
  if (suggestion.best) {
    FAULT(table, index, DIAG(UNKNOWN_COLUMN_NEAR), name, suggestion.best);
  } else {
    FAULT(table, index, DIAG(UNKNOWN_COLUMN), name);
  }
  return false;
}

/* The header: false where the rows below cannot be understood. */
static bool read_header(struct table *table) {
  bool fit = true;
  if (table->row.count > CSV_FIELDS_MAX) {
    FAULT(table, CSV_FIELDS_MAX, DIAG(TOO_MANY_COLUMNS));
    return false;
  }
  table->width = table->row.count;
  for (uint32_t i = 0; i < table->width; i++)
    fit = read_column(table, i) && fit;
  for (enum column i = COLUMN_LIST; fit && i <= COLUMN_WORD; i++) {
    if (has_column(table, i, table->width)) continue;
    FAULT(table, 0, DIAG(NO_COLUMN), column_names[i]);
    fit = false;
  }
  return fit;
}

/* The text of `column` in this row; empty where there is none. */
static struct parsed_text field_of(const struct table *table,
                                   enum column column) {
  const struct csv_row *row = &table->row;
  for (uint32_t i = 0; i < table->width && i < row->count; i++) {
    if (table->columns[i] == column)
      return (struct parsed_text){row->fields[i], hvl__csv_place(row, i)};
  }
  return (struct parsed_text){"", row->place};
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

/* The kind of evasion called by the `len` bytes at `name`, or EVASION_KINDS. */
static size_t find_evasion(const char *name, size_t len) {
  size_t kind = 0;
  while (kind < EVASION_KINDS &&
         (strlen(hvl__evasion_names[kind]) != len ||
          memcmp(hvl__evasion_names[kind], name, len) != 0))
    kind++;
  return kind;
}

/* One evasion: "sound" or "sound=2". */
static void read_evasion(struct table *table, struct parsed_list *list,
                         struct place place, const char *text, size_t len) {
  const char *sign = memchr(text, '=', len);
  size_t kind = find_evasion(text, sign ? (size_t)(sign - text) : len);
  uint8_t level = 1;
  if (sign) {
    bool fits = sign + 2 == text + len && sign[1] >= '1' && sign[1] <= '3';
    level = fits ? (uint8_t)(sign[1] - '0') : 0;
  }
  if (kind == EVASION_KINDS || level == 0) {
    hvl__diag_add(table->diags, HVL_ERROR, place, DIAG(FIELD_EVASION), (int)len,
                  text);
  } else if (list->evasion[kind] != 0 && list->evasion[kind] != level) {
    hvl__diag_add(table->diags, HVL_ERROR, place, DIAG(FIELD_OTHER_LEVEL),
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

/* A property of the list: `yes` in any of its rows. */
static void read_property(struct table *table, enum column column,
                          bool *property) {
  struct parsed_text field = field_of(table, column);
  if (strcmp(field.data, "yes") == 0) {
    *property = true;
  } else if (*field.data && strcmp(field.data, "no") != 0) {
    hvl__diag_add(table->diags, HVL_ERROR, field.place, DIAG(FIELD_FLAG),
                  field.data);
  }
}

/* The name of the row's list and its word: false after a fault. */
static bool check_row(struct table *table, const struct parsed_text *name,
                      const struct parsed_text *word) {
  bool fit = true;
  for (uint32_t i = table->width; i < table->row.count; i++) {
    if (i < CSV_FIELDS_MAX && *table->row.fields[i] == '\0') continue;
    FAULT(table, i, DIAG(ROW_TOO_WIDE));
    return false;
  }
  if (!hvl__is_name(name->data, strlen(name->data))) {
    hvl__diag_add(table->diags, HVL_ERROR, name->place, DIAG(NOT_A_NAME),
                  name->data);
    fit = false;
  }
  if (*word->data) return hvl__check_word(table->diags, word) && fit;
  hvl__diag_add(table->diags, HVL_ERROR, word->place, DIAG(ROW_OF_NO_WORD));
  return false;
}

static void read_row(struct table *table) {
  struct parsed_text name = field_of(table, COLUMN_LIST);
  struct parsed_text word = field_of(table, COLUMN_WORD);
  if (!check_row(table, &name, &word)) return;
  struct parsed_list *list = find_list(table, &name);
  if (!list || !HVL_PUSH(&table->pack->mem, &list->words, word)) {
    table->diags->failed = true;
    return;
  }
  read_evasions(table, list);
  read_property(table, COLUMN_INSIDE, &list->inside);
  read_property(table, COLUMN_EXACT, &list->exact);
  read_property(table, COLUMN_SHORT, &list->one_character);
}

/* The header comes first; without a good one nothing can be understood. */
static bool take_row(void *context, const struct csv_row *row) {
  struct table *table = context;
  table->row = *row;
  if (table->width == 0) return read_header(table);
  if (!hvl__csv_blank(row)) read_row(table);
  return !table->diags->failed;
}

static void read_rows(struct table *table, const char *file, hvl_text text) {
  if (hvl__csv_read(file, text, &table->pack->arena, table->diags, take_row,
                    table))
    return;
  hvl__diag_add(table->diags, HVL_ERROR, (struct place){file, 1, 1},
                DIAG(NO_TABLE));
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
  uint32_t first = pack->lists.len;
  hvl__map_init(&table.lists, &pack->arena.mem);
  read_rows(&table, file, text);
  hvl__map_free(&table.lists);
  for (uint32_t i = first; i < pack->lists.len; i++)
    hvl__check_list(diags, &pack->lists.data[i]);
  return !diags->failed;
}

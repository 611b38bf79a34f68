/* SPDX-License-Identifier: MIT */
/* workbook.c - the sheets of an Excel workbook (.xlsx), row by row. */
#include "input/workbook.h"

#include <stdlib.h>
#include <string.h>

#include "input/package.h"
#include "input/workbook_merges.h"

/* What a cell's value is: its text or the number of a shared one. */
enum cell_kind { CELL_VALUE, CELL_SHARED, CELL_FLAG };

struct workbook {
  zip_t *zip;
  struct sheets sheets;
  struct merges *merges; /* of each sheet, once it was started */
  size_t index;          /* of the sheet at hand */
  struct part sheet;
  const char *name; /* of it, and where to say what is wrong with it */
  struct log *log;
  struct pool pool;
  hvl_text *shared; /* the texts that cells name by number */
  size_t shared_count, shared_cap;
  size_t row;            /* at hand */
  size_t next_row;       /* behind it, for rows without a number */
  struct buffer text;    /* of the cells of the row, one behind the other */
  size_t *starts, *ends; /* of each cell in `text` */
  hvl_text *cells;
  size_t count, cap;
  size_t column; /* of the cell at hand */
  enum cell_kind kind;
  struct buffer value;
  bool in_text; /* within an element that holds text */
  int phonetic; /* depth in what says how a text is read aloud */
};

/* ---- Texts that cells share ---------------------------------------------- */

static void take_text(void *ctx, const char *data, int len) {
  struct workbook *book = ctx;
  if (book->in_text) buffer_add(&book->value, data, (size_t)len);
}

static void start_shared(void *ctx, const char *name, const char **attributes) {
  struct workbook *book = ctx;
  (void)attributes;
  name = local_name(name);
  if (strcmp(name, "si") == 0) buffer_clear(&book->value);
  if (strcmp(name, "rPh") == 0) book->phonetic++;
  if (strcmp(name, "t") == 0) book->in_text = !book->phonetic;
}

static void end_shared(void *ctx, const char *name) {
  struct workbook *book = ctx;
  name = local_name(name);
  if (strcmp(name, "t") == 0) book->in_text = false;
  if (strcmp(name, "rPh") == 0) book->phonetic--;
  if (strcmp(name, "si") != 0) return;
  MEM_GROW(book->shared, book->shared_count, book->shared_cap);
  book->shared[book->shared_count++] =
      pool_copy(&book->pool, buffer_text(&book->value));
}

/* There are none where all texts stand in their cells. */
static bool read_shared(struct workbook *book) {
  struct part part;
  if (!part_open(&part, book->zip, "xl/sharedStrings.xml")) return true;
  XML_SetUserData(part.parser, book);
  XML_SetElementHandler(part.parser, start_shared, end_shared);
  XML_SetCharacterDataHandler(part.parser, take_text);
  bool good = part_run(&part);
  part_close(&part);
  return good;
}

/* ---- Cells --------------------------------------------------------------- */

static void start_cell(struct workbook *book, const char **attributes) {
  const char *kind = attribute(attributes, "t");
  book->column = column_of(attribute(attributes, "r"), book->column + 1);
  book->kind = !kind                    ? CELL_VALUE
               : strcmp(kind, "s") == 0 ? CELL_SHARED
               : strcmp(kind, "b") == 0 ? CELL_FLAG
                                        : CELL_VALUE;
  buffer_clear(&book->value);
}

static void start_row(struct workbook *book, const char **attributes) {
  const char *number = attribute(attributes, "r");
  long row = number ? strtol(number, NULL, 10) : 0;
  book->row = row > 0 ? (size_t)row : book->next_row;
  book->next_row = book->row + 1;
  book->count = 0;
  book->column = SIZE_MAX;
  buffer_clear(&book->text);
}

static void start_element(void *ctx, const char *name,
                          const char **attributes) {
  struct workbook *book = ctx;
  name = local_name(name);
  if (strcmp(name, "row") == 0) start_row(book, attributes);
  if (strcmp(name, "c") == 0) start_cell(book, attributes);
  if (strcmp(name, "rPh") == 0) book->phonetic++;
  if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
    book->in_text = !book->phonetic;
}

static hvl_text value_of_cell(const struct workbook *book) {
  hvl_text value = buffer_text(&book->value);
  if (!value.len) return (hvl_text){"", 0};
  if (book->kind == CELL_FLAG)
    return *value.data == '1' ? (hvl_text){"true", 4} : (hvl_text){"false", 5};
  if (book->kind != CELL_SHARED) return value;
  unsigned long index = strtoul(value.data, NULL, 10);
  return index < book->shared_count ? book->shared[index] : (hvl_text){"", 0};
}

static void grow_cells(struct workbook *book, size_t count) {
  if (count <= book->cap) return;
  book->cap = count * 2;
  book->starts = mem_resize(book->starts, book->cap, sizeof(size_t));
  book->ends = mem_resize(book->ends, book->cap, sizeof(size_t));
  book->cells = mem_resize(book->cells, book->cap, sizeof(hvl_text));
}

static void end_cell(struct workbook *book) {
  hvl_text value = value_of_cell(book);
  if (book->column >= MOST_COLUMNS) return;
  grow_cells(book, book->column + 1);
  for (; book->count <= book->column; book->count++)
    book->starts[book->count] = book->ends[book->count] = book->text.len;
  book->starts[book->column] = book->text.len;
  buffer_add(&book->text, value.data, value.len);
  book->ends[book->column] = book->text.len;
}

static void end_element(void *ctx, const char *name) {
  struct workbook *book = ctx;
  name = local_name(name);
  if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) book->in_text = false;
  if (strcmp(name, "rPh") == 0) book->phonetic--;
  if (strcmp(name, "c") == 0) end_cell(book);
  if (strcmp(name, "row") == 0) XML_StopParser(book->sheet.parser, XML_TRUE);
}

/* ---- The workbook -------------------------------------------------------- */

static zip_t *open_zip(const struct lines *lines) {
  hvl_text copy = lines_copy(lines);
  if (!copy.data) return zip_open(lines_path(lines), ZIP_RDONLY, NULL);
  zip_source_t *source =
      mem_must(zip_source_buffer_create(copy.data, copy.len, 0, NULL));
  zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
  if (!zip) zip_source_free(source);
  return zip;
}

/* Say what it is instead of a workbook. */
static void complain(zip_t *zip, struct where where, struct log *log) {
  static const char of_office[] = "[Content_Types].xml";
  struct package package = {NULL, false};
  if (zip) package = package_of(zip);
  if (package.name)
    log_error(log, where, package.is_table ? IS_OTHER_TABLE : IS_DOCUMENT,
              package.name);
  else if (!zip || zip_name_locate(zip, of_office, 0) >= 0)
    log_error(log, where, WORKBOOK_BROKEN);
  else
    log_error(log, where, IS_ARCHIVE, "ZIP");
}

struct workbook *workbook_open(const struct lines *lines, struct log *log) {
  struct workbook *book = mem_zeroed(1, sizeof *book);
  book->zip = open_zip(lines);
  if (book->zip && sheets_find(&book->sheets, book->zip) && read_shared(book)) {
    book->merges = mem_zeroed(book->sheets.count, sizeof *book->merges);
    return book;
  }
  complain(book->zip, (struct where){lines_path(lines), 0}, log);
  workbook_close(book);
  return NULL;
}

void workbook_close(struct workbook *book) {
  if (!book) return;
  part_close(&book->sheet);
  for (size_t i = 0; book->merges && i < book->sheets.count; i++)
    merges_free(&book->merges[i]);
  free(book->merges);
  sheets_free(&book->sheets);
  if (book->zip) zip_discard(book->zip);
  pool_free(&book->pool);
  buffer_free(&book->text);
  buffer_free(&book->value);
  free(book->shared);
  free(book->starts);
  free(book->ends);
  free(book->cells);
  free(book);
}

const struct sheets *workbook_sheets(const struct workbook *book) {
  return &book->sheets;
}

/* They stand behind all rows, so that a part is run through for them first. */
static void start_merges(struct workbook *book, const char *part) {
  struct merges *merges = &book->merges[book->index];
  if (!merges->are_known) merges_find(merges, book->zip, part);
  merges_rewind(merges);
}

bool workbook_start(struct workbook *book, size_t index, const char *name,
                    struct log *log) {
  const char *part = book->sheets.items[index].part;
  part_close(&book->sheet);
  book->index = index;
  book->name = name;
  book->log = log;
  book->row = 0;
  book->next_row = 1;
  book->in_text = false;
  book->phonetic = 0;
  if (!part || !part_open(&book->sheet, book->zip, part)) {
    log_error(log, (struct where){name, 0}, WORKBOOK_BROKEN);
    return false;
  }
  start_merges(book, part);
  XML_SetUserData(book->sheet.parser, book);
  XML_SetElementHandler(book->sheet.parser, start_element, end_element);
  XML_SetCharacterDataHandler(book->sheet.parser, take_text);
  return true;
}

void workbook_warn(const struct workbook *book, struct log *log) {
  const char *beyond = book->merges[book->index].beyond;
  if (*beyond)
    log_warning(log, (struct where){book->name, 0}, MERGED_FAR, beyond,
                (size_t)MERGED_COLUMNS);
}

/* The row has no fewer cells than columns that have merged ones. */
static void fill_merged(struct workbook *book) {
  struct merges *merges = &book->merges[book->index];
  grow_cells(book, merges->columns);
  for (; book->count < merges->columns; book->count++)
    book->cells[book->count] = (hvl_text){"", 0};
  merges_fill(merges, book->row, book->cells, book->count);
}

const hvl_text *workbook_next(struct workbook *book, size_t *count) {
  do {
    book->count = 0;
    if (!part_run(&book->sheet)) {
      log_error(book->log, (struct where){book->name, book->row},
                WORKBOOK_BROKEN);
      book->sheet.at_end = true;
      return NULL;
    }
    if (!book->sheet.stopped) return NULL;
  } while (!book->count);
  for (size_t i = 0; i < book->count; i++)
    book->cells[i] = (hvl_text){book->text.data + book->starts[i],
                                book->ends[i] - book->starts[i]};
  fill_merged(book);
  *count = book->count;
  return book->cells;
}

size_t workbook_row(const struct workbook *book) {
  return book->row;
}

/* SPDX-License-Identifier: MIT */
/* workbook_sheets.c - which sheets of a workbook are read, one after the other.
 */
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "input/input.h"
#include "input/workbook.h"

/* What a sheet holds. */
enum holding { HOLDS_NOTHING, HOLDS_COLUMNS, HOLDS_ELSE };

struct choice {
  const struct input *file;
  struct workbook *book;
  const struct sheets *sheets;
  enum holding *holding; /* of each */
  bool named;            /* messages tell which sheet it is of several */
};

/* The sheet at `index` as an input called by `name`, which outlives it. */
static struct input input_of(const struct choice *choice, size_t index,
                             struct buffer *name) {
  struct input input = *choice->file;
  buffer_format(name, "%s[%s]", shown_path(input.path),
                choice->sheets->items[index].name);
  if (choice->named) input.path = name->data;
  input.workbook = choice->book;
  input.sheet = index;
  return input;
}

static enum holding holding_of(const struct input *input,
                               const struct buffer *said) {
  struct layout layout = {.headers = NULL};
  /* What is broken is to be read, which tells what is wrong with it. */
  if (!workbook_start(input->workbook, input->sheet, input->path, input->log))
    return HOLDS_COLUMNS;
  void *state = xlsx_reader.open(input);
  if (!state) return HOLDS_ELSE;
  xlsx_reader.describe(state, &layout);
  xlsx_reader.close(state);
  return layout.headers || said->len ? HOLDS_COLUMNS : HOLDS_NOTHING;
}

static enum holding find_holding(const struct choice *choice, size_t index) {
  struct buffer name = {0}, held = {0};
  struct log silent = log_holding(choice->file->log, &held);
  struct input input = input_of(choice, index, &name);
  input.log = &silent;
  enum holding holding = holding_of(&input, &held);
  buffer_free(&name);
  buffer_free(&held);
  log_free(&silent);
  return holding;
}

static bool is_seen(const struct choice *choice, size_t index) {
  return !choice->sheets->items[index].hidden &&
         choice->holding[index] != HOLDS_NOTHING;
}

static bool is_usual(const struct choice *choice, size_t index) {
  return !choice->sheets->items[index].hidden &&
         choice->holding[index] == HOLDS_COLUMNS;
}

/* Lists that cells are chosen from are hidden in many workbooks, and nobody
 * wants to hear of them. */
static bool is_hidden(const struct choice *choice, size_t index) {
  return choice->sheets->items[index].hidden &&
         choice->holding[index] == HOLDS_COLUMNS;
}

static void find_all(struct choice *choice) {
  size_t count = 0;
  choice->sheets = workbook_sheets(choice->book);
  choice->holding = mem_zeroed(choice->sheets->count, sizeof *choice->holding);
  for (size_t i = 0; i < choice->sheets->count; i++) {
    choice->holding[i] = find_holding(choice, i);
    count += is_seen(choice, i) || is_hidden(choice, i);
  }
  choice->named = count > 1;
}

static bool is_first(const struct choice *choice, size_t index) {
  (void)choice;
  return index == 0;
}

static bool any(const struct choice *choice,
                bool (*is)(const struct choice *choice, size_t index)) {
  for (size_t i = 0; i < choice->sheets->count; i++)
    if (is(choice, i)) return true;
  return false;
}

/* ---- Names that the user gives ------------------------------------------- */

static bool is_asked(const struct choice *choice, size_t index) {
  const struct words *asked = &choice->file->options->sheets;
  for (size_t i = 0; i < asked->count; i++)
    if (strcmp(asked->items[i], choice->sheets->items[index].name) == 0)
      return true;
  return false;
}

static const char *name_of_sheet(const void *ctx, size_t index) {
  const struct sheets *sheets = ctx;
  return index < sheets->count ? sheets->items[index].name : NULL;
}

static bool is_there(const struct sheets *sheets, const char *name) {
  for (size_t i = 0; i < sheets->count; i++)
    if (strcmp(sheets->items[i].name, name) == 0) return true;
  return false;
}

static void complain_name(const struct choice *choice, const char *name) {
  const struct sheets *sheets = choice->sheets;
  struct buffer list = {0}, cited = {0};
  options_cite(choice->file->options, &cited, "sheet", name);
  for (size_t i = 0; i < sheets->count; i++)
    buffer_format(&list, "%s%s", i ? ", " : "", sheets->items[i].name);
  const char *near = nearest(name, name_of_sheet, sheets);
  struct where where = {choice->file->path, 0};
  if (near)
    log_error(choice->file->log, where, NO_SHEET_NEAR, name, near, list.data,
              cited.data);
  else
    log_error(choice->file->log, where, NO_SHEET, name, list.data, cited.data);
  buffer_free(&list);
  buffer_free(&cited);
}

static bool check_names(const struct choice *choice) {
  const struct words *asked = &choice->file->options->sheets;
  bool good = true;
  for (size_t i = 0; i < asked->count; i++) {
    if (is_there(choice->sheets, asked->items[i])) continue;
    complain_name(choice, asked->items[i]);
    good = false;
  }
  return good;
}

/* ---- The sheets in their order ------------------------------------------- */

static void tell_passed(const struct choice *choice, size_t index) {
  const struct sheet *sheet = &choice->sheets->items[index];
  struct buffer name = {0};
  struct input input = input_of(choice, index, &name);
  struct where where = {input.path, 0};
  if (is_hidden(choice, index))
    log_warning(input.log, where, SHEET_HIDDEN, sheet->name);
  else if (is_seen(choice, index))
    log_warning(input.log, where, SHEET_PASSED);
  buffer_free(&name);
}

static bool read_sheets(struct choice *choice,
                        bool (*read)(void *ctx, const struct input *input),
                        void *ctx) {
  bool asked = choice->file->options->sheets.count > 0, good = true;
  bool (*is_wanted)(const struct choice *choice, size_t index) =
      asked                   ? is_asked
      : any(choice, is_usual) ? is_usual
      : any(choice, is_seen)  ? is_seen
                              : is_first;
  for (size_t i = 0; i < choice->sheets->count; i++) {
    struct buffer name = {0};
    struct input input = input_of(choice, i, &name);
    if (!is_wanted(choice, i)) {
      if (!asked) tell_passed(choice, i);
    } else if (!read(ctx, &input)) {
      good = false;
    }
    buffer_free(&name);
  }
  return good;
}

bool input_parts(const struct input *input,
                 bool (*read)(void *ctx, const struct input *input),
                 void *ctx) {
  if (!input_is_workbook(input)) return read(ctx, input);
  if (!lines_abandon(input->lines, input->log)) return false;
  struct choice choice = {.file = input};
  choice.book = workbook_open(input->lines, input->log);
  if (!choice.book) return false;
  find_all(&choice);
  bool good = check_names(&choice) && read_sheets(&choice, read, ctx);
  free(choice.holding);
  workbook_close(choice.book);
  return good;
}

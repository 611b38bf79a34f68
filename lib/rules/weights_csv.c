/* SPDX-License-Identifier: MIT */
/* weights_csv.c - what short runs of characters weigh, out of a table: a run a
 * row, a line or a feature a column. */
#include <stdlib.h>
#include <string.h>

#include "rules/csv_row.h"
#include "rules/parsed.h"
#include "rules/text_check.h"

enum { FIXED = 2, MOST = 1 << 20 }; /* columns; the largest number */
_Static_assert((int)FIXED + (int)NAMED_MAX <= (int)CSV_FIELDS_MAX,
               "a row has a field for each column");
static const char *const fixed[FIXED] = {"side", "gram"};

static const char *const kinds[WEIGHT_KINDS] = {
    "own",       "buyer",      "seller",          "bias",    "rule-1",
    "rule-2",    "rule-3",     "level-1",         "level-2", "level-3",
    "own-least", "turn-least", "disguised-least", "gate",    "local",
    "feature",   "blend"};

struct table {
  struct parsed_pack *pack;
  struct diag_list *diags;
  struct parsed_weighing *weighing;
};

#define FAULT(table, row, index, ...)                                          \
  hvl__diag_add((table)->diags, HVL_ERROR, hvl__csv_place((row), (index)),     \
                __VA_ARGS__)

static bool read_header(struct table *table, const struct csv_row *row) {
  if (row->count <= FIXED) {
    FAULT(table, row, 0, DIAG(WEIGHTS_OF_NO_LINE));
    return false;
  }
  if (row->count > FIXED + NAMED_MAX) {
    FAULT(table, row, CSV_FIELDS_MAX, DIAG(WEIGHTS_TOO_WIDE), NAMED_MAX);
    return false;
  }
  for (uint32_t i = 0; i < row->count; i++) {
    const char *name = row->fields[i];
    bool fits =
        i < FIXED ? !strcmp(name, fixed[i]) : hvl__is_name(name, strlen(name));
    if (!fits) {
      FAULT(table, row, i, DIAG(WEIGHTS_COLUMN), name);
      return false;
    }
    struct parsed_text column = {name, hvl__csv_place(row, i)};
    if (i >= FIXED &&
        !HVL_PUSH(&table->pack->mem, &table->weighing->columns, column)) {
      table->diags->failed = true;
      return false;
    }
  }
  return true;
}

/* A whole number, 0 for an empty field; false after a fault. */
static bool read_number(struct table *table, const struct csv_row *row,
                        uint32_t index, int32_t *number) {
  const char *text = row->fields[index];
  char *end = NULL;
  long value = strtol(text, &end, 10);
  if (*end == '\0' && value >= -MOST && value <= MOST) {
    *number = (int32_t)value;
    return true;
  }
  FAULT(table, row, index, DIAG(NOT_WHOLE), text, MOST);
  return false;
}

static bool read_row(struct table *table, const struct csv_row *row,
                     struct parsed_weight *weight) {
  uint32_t columns = table->weighing->columns.len, kind = 0;
  if (row->count != FIXED + columns) {
    FAULT(table, row, 0, DIAG(WEIGHTS_ROW), (unsigned)row->count,
          (unsigned)(FIXED + columns));
    return false;
  }
  while (kind < WEIGHT_KINDS && strcmp(row->fields[0], kinds[kind]) != 0)
    kind++;
  if (kind == WEIGHT_KINDS) {
    FAULT(table, row, 0, DIAG(WEIGHTS_SIDE), row->fields[0]);
    return false;
  }
  weight->kind = (enum weight_kind)kind;
  weight->gram = (struct parsed_text){row->fields[1], hvl__csv_place(row, 1)};
  bool fit = true;
  for (uint32_t i = 0; i < columns; i++)
    fit = read_number(table, row, FIXED + i, &weight->weights[i]) && fit;
  return fit;
}

static struct parsed_weights *rows_for(struct parsed_weighing *weighing,
                                       enum weight_kind kind) {
  if (kind == WEIGHT_FEATURE) return &weighing->features;
  return kind == WEIGHT_BLEND ? &weighing->blends : &weighing->rows;
}

static bool take_row(void *context, const struct csv_row *row) {
  struct table *table = context;
  struct parsed_weight weight = {.kind = WEIGHT_OWN};
  struct parsed_weighing *weighing = table->weighing;
  if (weighing->columns.len == 0) return read_header(table, row);
  if (hvl__csv_blank(row) || !read_row(table, row, &weight)) return true;
  if (!HVL_PUSH(&table->pack->mem, rows_for(weighing, weight.kind), weight))
    table->diags->failed = true;
  return true;
}

bool hvl__is_weights(hvl_text text) {
  static const char mark[] = "\xEF\xBB\xBF", begin[] = "side,";
  size_t skip = text.len >= 3 && !memcmp(text.data, mark, 3) ? 3 : 0;
  return text.len - skip >= strlen(begin) &&
         !memcmp(text.data + skip, begin, strlen(begin));
}

bool hvl__weights_parse(struct parsed_pack *pack, const char *name,
                        hvl_text text, struct diag_list *diags) {
  const char *file = hvl__arena_copy(&pack->arena, name, strlen(name));
  struct parsed_weighing weighing = {.place = {file, 1, 1}};
  struct table table = {pack, diags, &weighing};
  if (!file) diags->failed = true;
  if (diags->failed || !hvl__text_check(&text, file, diags))
    return !diags->failed;
  hvl__csv_read(file, text, &pack->arena, diags, take_row, &table);
  if (!diags->failed && !HVL_PUSH(&pack->mem, &pack->weighings, weighing))
    diags->failed = true;
  return !diags->failed;
}

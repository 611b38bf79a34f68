/* SPDX-License-Identifier: MIT */
/* weights.c - lines, features and blends, and what they weigh, become sections
 * of an image. */
#include "compile/weights.h"

#include <stdlib.h>
#include <string.h>

#include "compile/gram_rows.h"
#include "ruleset/image.h"

/* ---- Whose weights ------------------------------------------------------- */

static const struct parsed_weighing *weighing_of(const struct build *build) {
  const struct parsed_weighings *all = &build->pack->weighings;
  return all->len > 0 ? &all->data[0] : NULL;
}

/* ---- Columns ------------------------------------------------------------- */

/* The row that says what the feature of `column` speaks for; NULL if that is a
 * line. */
static const struct parsed_weight *
feature_of(const struct parsed_weighing *weighing, uint32_t column) {
  const char *name = weighing->columns.data[column].data;
  for (uint32_t i = 0; i < weighing->features.len; i++)
    if (!strcmp(weighing->features.data[i].gram.data, name))
      return &weighing->features.data[i];
  return NULL;
}

/* Does any gram weigh anything for the line of `column`? */
static bool has_grams(const struct parsed_weighing *weighing, uint32_t column) {
  for (uint32_t i = 0; i < weighing->rows.len; i++)
    if (hvl__is_gram(&weighing->rows.data[i]) &&
        weighing->rows.data[i].weights[column] != 0)
      return true;
  return false;
}

/* What the row of `kind` says of `column`, or `otherwise`. */
static int32_t number_of(const struct parsed_weighing *weighing,
                         enum weight_kind kind, uint32_t column,
                         int32_t otherwise) {
  for (uint32_t i = 0; i < weighing->rows.len; i++)
    if (weighing->rows.data[i].kind == kind)
      otherwise = weighing->rows.data[i].weights[column];
  return otherwise;
}

static bool is_local(const struct parsed_weighing *weighing, uint32_t column) {
  return number_of(weighing, WEIGHT_LOCAL, column, 0) != 0;
}

/* Which columns of the file stand for what; of the weighed features those that
 * are local come first. */
struct columns {
  uint32_t lines[NAMED_MAX], line_count, local_count;
  struct weighed_columns weighed;
};

static void add_features(struct columns *columns,
                         const struct parsed_weighing *weighing, bool local) {
  for (uint32_t i = 0; i < weighing->columns.len; i++)
    if (feature_of(weighing, i) && is_local(weighing, i) == local)
      columns->weighed.of[columns->weighed.features++] = i;
}

/* All but the lines that grams weigh for, which all rows must be read to know:
 * those are for add_weighed_lines(). */
static struct columns columns_of(const struct parsed_weighing *weighing) {
  struct columns columns = {.line_count = 0};
  add_features(&columns, weighing, true);
  columns.local_count = columns.weighed.features;
  add_features(&columns, weighing, false);
  for (uint32_t i = 0; i < weighing->columns.len; i++)
    if (!feature_of(weighing, i)) columns.lines[columns.line_count++] = i;
  columns.weighed.count = columns.weighed.features;
  return columns;
}

static void add_weighed_lines(struct columns *columns,
                              const struct parsed_weighing *weighing) {
  for (uint32_t i = 0; i < columns->line_count; i++)
    if (has_grams(weighing, columns->lines[i]))
      columns->weighed.of[columns->weighed.count++] = columns->lines[i];
}

/* The image's column of the line of `column` in the file, or NONE. */
static uint32_t weighed_column(const struct columns *columns, uint32_t column) {
  for (uint32_t i = columns->weighed.features; i < columns->weighed.count; i++)
    if (columns->weighed.of[i] == column) return i;
  return NONE;
}

uint32_t hvl__weights_line(const struct build *build, const char *line) {
  const struct parsed_weighing *weighing = weighing_of(build);
  uint32_t index = 0;
  for (uint32_t i = 0; weighing && i < weighing->columns.len; i++) {
    if (feature_of(weighing, i)) continue;
    if (!strcmp(weighing->columns.data[i].data, line)) return index;
    index++;
  }
  return NONE;
}

/* A column named twice, or a feature without one or given twice, is a slip. */
static void check_columns(struct build *build,
                          const struct parsed_weighing *weighing) {
  const struct parsed_texts *columns = &weighing->columns;
  for (uint32_t i = 0; i < columns->len; i++)
    for (uint32_t k = 0; k < i; k++)
      if (!strcmp(columns->data[i].data, columns->data[k].data))
        BUILD_ERROR(build, columns->data[i].place, DIAG(COLUMN_TWICE),
                    columns->data[i].data);
  for (uint32_t i = 0; i < weighing->features.len; i++) {
    const struct parsed_text *name = &weighing->features.data[i].gram;
    uint32_t column = 0;
    while (column < columns->len &&
           strcmp(columns->data[column].data, name->data) != 0)
      column++;
    if (column == columns->len)
      BUILD_ERROR(build, name->place, DIAG(FEATURE_OF_NO_COLUMN), name->data);
    else if (feature_of(weighing, column) != &weighing->features.data[i])
      BUILD_ERROR(build, name->place, DIAG(FEATURE_TWICE), name->data);
  }
}

/* Whether there is room for all. */
static bool check_counts(struct build *build,
                         const struct parsed_weighing *weighing,
                         const struct columns *columns) {
  bool lines_fit = columns->line_count <= WEIGHED_MAX;
  bool columns_fit = columns->weighed.count <= COLUMNS_MAX;
  bool locals_fit = columns->local_count <= LOCALS_MAX;
  bool blends_fit = weighing->blends.len <= BLENDS_MAX;
  if (!lines_fit)
    BUILD_ERROR(build, weighing->place, DIAG(LINES_TOO_MANY), WEIGHED_MAX);
  if (!columns_fit)
    BUILD_ERROR(build, weighing->place, DIAG(COLUMNS_TOO_MANY), COLUMNS_MAX);
  if (!locals_fit)
    BUILD_ERROR(build, weighing->place, DIAG(LOCALS_TOO_MANY), LOCALS_MAX);
  if (!blends_fit)
    BUILD_ERROR(build, weighing->place, DIAG(BLENDS_TOO_MANY), BLENDS_MAX);
  return lines_fit && columns_fit && locals_fit && blends_fit;
}

/* ---- Lines --------------------------------------------------------------- */

/* The rule that finds by weight in `line`, NONE if there is none; a second one
 * is a fault. */
static uint32_t rule_of(struct build *build, const struct rule_entries *entries,
                        const char *line) {
  uint32_t found = NONE, index = 0;
  for (uint32_t i = 0; i < entries->len; i++) {
    const struct rule_entry *entry = &entries->data[i];
    if (entry->off) continue;
    if (entry->rule->by_weight && !strcmp(entry->file->line.data, line)) {
      if (found != NONE)
        BUILD_ERROR(build, entry->rule->place, DIAG(BY_WEIGHT_TWICE), line);
      found = index;
    }
    index++;
  }
  return found;
}

/* A line without rules is a slip. */
static void check_line(struct build *build, const struct rule_entries *entries,
                       const struct parsed_text *line) {
  bool known = false;
  for (uint32_t i = 0; i < entries->len && !known; i++)
    known = !strcmp(entries->data[i].file->line.data, line->data);
  if (!known)
    BUILD_ERROR(build, line->place, DIAG(LINE_OF_NO_RULE), line->data);
}

static void set_number(struct image_weighed *line, enum weight_kind kind,
                       int32_t number) {
  if (kind == WEIGHT_BIAS) line->bias = (uint32_t)number;
  if (kind >= WEIGHT_RULE && kind < WEIGHT_LEVEL)
    line->rules[kind - WEIGHT_RULE] = (uint32_t)number;
  if (kind >= WEIGHT_LEVEL && kind < WEIGHT_OWN_LEAST)
    line->levels[kind - WEIGHT_LEVEL] = (uint32_t)number;
  if (kind == WEIGHT_OWN_LEAST) line->own_least = (uint32_t)number;
  if (kind == WEIGHT_TURN_LEAST) line->turn_least = (uint32_t)number;
  if (kind == WEIGHT_DISGUISED_LEAST) line->disguised_least = (uint32_t)number;
}

static void write_lines(struct build *build,
                        const struct parsed_weighing *weighing,
                        const struct columns *columns,
                        const struct rule_entries *entries) {
  for (uint32_t i = 0; i < columns->line_count; i++) {
    const struct parsed_text *name = &weighing->columns.data[columns->lines[i]];
    check_line(build, entries, name);
    struct image_weighed line = {.rule = rule_of(build, entries, name->data),
                                 .column =
                                     weighed_column(columns, columns->lines[i]),
                                 .disguised_least = (uint32_t)INT32_MIN};
    line.line = hvl__build_string(build, name->data);
    for (uint32_t k = 0; k < weighing->rows.len; k++)
      set_number(&line, weighing->rows.data[k].kind,
                 weighing->rows.data[k].weights[columns->lines[i]]);
    BUILD_ADD(build, weighed, line);
  }
}

/* ---- Features ------------------------------------------------------------ */

static bool is_of_lines(enum weight_kind kind) {
  return kind >= WEIGHT_RULE && kind <= WEIGHT_DISGUISED_LEAST;
}

static bool is_of_features(enum weight_kind kind) {
  return kind == WEIGHT_GATE || kind == WEIGHT_LOCAL;
}

/* A feature has no levels, and hears no other; a line has no gate. */
static void check_fields(struct build *build,
                         const struct parsed_weighing *weighing,
                         uint32_t column, bool is_feature) {
  const struct parsed_weights *rows = &weighing->rows;
  const struct parsed_weights *features = &weighing->features;
  const char *name = weighing->columns.data[column].data;
  for (uint32_t i = 0; i < rows->len; i++) {
    const struct parsed_weight *row = &rows->data[i];
    if (row->weights[column] == 0) continue;
    if (is_feature && row->kind == WEIGHT_LOCAL && row->weights[column] != 1)
      BUILD_ERROR(build, row->gram.place, DIAG(FEATURE_LOCAL), name,
                  (int)row->weights[column]);
    if (is_feature && is_of_lines(row->kind))
      BUILD_ERROR(build, row->gram.place, DIAG(FEATURE_LEVEL), name);
    if (!is_feature && is_of_features(row->kind))
      BUILD_ERROR(build, row->gram.place, DIAG(FEATURES_ONLY),
                  row->kind == WEIGHT_GATE ? "gate" : "local", name);
  }
  for (uint32_t i = 0; is_feature && i < features->len; i++)
    if (features->data[i].weights[column] != 0)
      BUILD_ERROR(build, features->data[i].gram.place, DIAG(SPEAKS_FOR_FEATURE),
                  name);
}

/* What features and blends say is bounded: see limits.h. */
static void check_said(struct build *build, const struct parsed_weights *rows,
                       uint32_t columns) {
  for (uint32_t i = 0; i < rows->len; i++)
    for (uint32_t k = 0; k < columns; k++)
      if (abs(rows->data[i].weights[k]) > SPEAK_MOST)
        BUILD_ERROR(build, rows->data[i].gram.place, DIAG(SPEAKS_TOO_LOUD),
                    (int)rows->data[i].weights[k], SPEAK_MOST);
}

static void write_features(struct build *build,
                           const struct parsed_weighing *weighing,
                           const struct columns *columns) {
  const struct parsed_weights *blends = &weighing->blends;
  check_said(build, &weighing->features, weighing->columns.len);
  check_said(build, blends, weighing->columns.len);
  for (uint32_t i = 0; i < columns->line_count; i++)
    check_fields(build, weighing, columns->lines[i], false);
  for (uint32_t i = 0; i < columns->weighed.features; i++) {
    uint32_t column = columns->weighed.of[i];
    const struct parsed_weight *row = feature_of(weighing, column);
    check_fields(build, weighing, column, true);
    struct image_feature feature = {
        .name = hvl__build_string(build, row->gram.data),
        .is_local = is_local(weighing, column)};
    BUILD_ADD(build, features, feature);
  }
}

/* What feature `i`, if there is one, says of `said`. */
static uint32_t says_of(const struct parsed_weighing *weighing,
                        const struct columns *columns, uint32_t i,
                        uint32_t said) {
  if (i >= columns->weighed.features) return 0;
  uint32_t column = columns->weighed.of[i], blend = said - WEIGHED_MAX;
  if (said < columns->line_count)
    return (uint32_t)feature_of(weighing, column)
        ->weights[columns->lines[said]];
  return said >= WEIGHED_MAX && blend < weighing->blends.len
             ? (uint32_t)weighing->blends.data[blend].weights[column]
             : 0;
}

static void write_says(struct build *build,
                       const struct parsed_weighing *weighing,
                       const struct columns *columns) {
  for (uint32_t i = 0; i < FEATURE_PAIRS; i++)
    for (uint32_t k = 0; k < SAID_MAX; k++) {
      uint32_t one = says_of(weighing, columns, i, k);
      uint32_t other = says_of(weighing, columns, i + FEATURE_PAIRS, k);
      BUILD_ADD(build, says, (uint32_t){(one & 0xFFFF) | other << 16});
    }
}

/* What the row of `kind` says of the features, `otherwise` if there is none. */
static void write_biases(struct build *build,
                         const struct parsed_weighing *weighing,
                         const struct columns *columns, enum weight_kind kind,
                         int32_t otherwise) {
  for (uint32_t i = 0; i < COLUMNS_MAX; i++) {
    int32_t bias = 0;
    if (i < columns->weighed.features)
      bias = number_of(weighing, kind, columns->weighed.of[i], otherwise);
    BUILD_ADD(build, biases, (uint32_t){(uint32_t)bias});
  }
}

static void write_blends(struct build *build,
                         const struct parsed_weighing *weighing,
                         const struct columns *columns) {
  for (uint32_t i = 0; i < weighing->blends.len; i++) {
    const struct parsed_weight *row = &weighing->blends.data[i];
    struct image_blend blend = {.name =
                                    hvl__build_string(build, row->gram.data)};
    for (uint32_t k = 0; k < columns->line_count; k++)
      blend.weights[k] = (uint32_t)row->weights[columns->lines[k]];
    BUILD_ADD(build, blends, blend);
  }
}

void hvl__weights_write(struct build *build,
                        const struct rule_entries *entries) {
  const struct parsed_weighing *weighing = weighing_of(build);
  if (!weighing) return;
  if (build->pack->weighings.len > 1)
    BUILD_ERROR(build, weighing[1].place, DIAG(WEIGHTS_TWICE),
                weighing->place.file);
  struct columns columns = columns_of(weighing);
  add_weighed_lines(&columns, weighing);
  if (!check_counts(build, weighing, &columns)) return;
  check_columns(build, weighing);
  write_lines(build, weighing, &columns, entries);
  write_features(build, weighing, &columns);
  if (columns.weighed.features > 0) {
    write_says(build, weighing, &columns);
    write_biases(build, weighing, &columns, WEIGHT_BIAS, 0);
    write_biases(build, weighing, &columns, WEIGHT_GATE, GATE_OPEN);
  }
  write_blends(build, weighing, &columns);
  hvl__grams_write(build, weighing, &columns.weighed);
}

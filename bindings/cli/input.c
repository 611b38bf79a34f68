/* SPDX-License-Identifier: MIT */
/* input.c - which format a file is in. */
#include "input.h"

#include <string.h>
#include <strings.h>

struct where input_where(const struct input *input) {
  return (struct where){input->path, lines_number(input->lines)};
}

static bool ends_in(const char *path, const char *ending) {
  size_t len = strlen(path), tail = strlen(ending);
  return len > tail && strcasecmp(path + len - tail, ending) == 0;
}

static const struct reader_type *by_name(const char *path) {
  if (ends_in(path, ".csv") || ends_in(path, ".tsv")) return &csv_reader;
  if (ends_in(path, ".jsonl") || ends_in(path, ".ndjson")) return &jsonl_reader;
  return NULL;
}

/* .xlsx is a ZIP archive; .xls begins with D0 CF 11 E0, which is no UTF-8 but
 * was read as GB18030. */
static bool is_workbook(hvl_text head, const char *path) {
  return (head.len >= 4 && memcmp(head.data, "PK\003\004", 4) == 0) ||
         ends_in(path, ".xls");
}

static const struct reader_type *by_content(const struct input *input,
                                            hvl_text head) {
  size_t at = 0;
  while (at < head.len && strchr(" \t\r\n", head.data[at])) at++;
  if (at < head.len && head.data[at] == '{') return &jsonl_reader;
  if (at < head.len && head.data[at] == '[' && ends_in(input->path, ".json")) {
    log_error(input->log, (struct where){input->path, 0}, IS_JSON_ARRAY);
    return NULL;
  }
  return &csv_reader;
}

const struct reader_type *reader_pick(const struct input *input) {
  hvl_text head = lines_head(input->lines);
  if (is_workbook(head, input->path)) {
    log_error(input->log, (struct where){input->path, 0}, IS_WORKBOOK);
    return NULL;
  }
  if (input->options->command == COMMAND_CHECK)
    return template_reader_pick(input, head);
  switch (input->options->input) {
  case INPUT_CSV: return &csv_reader;
  case INPUT_JSONL: return &jsonl_reader;
  case INPUT_TEXT: return &text_reader;
  default: break;
  }
  const struct reader_type *type = by_name(input->path);
  return type ? type : by_content(input, head);
}

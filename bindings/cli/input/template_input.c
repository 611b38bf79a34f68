/* SPDX-License-Identifier: MIT */
/* template_input.c - which format a file of templates is in. */
#include <string.h>

#include "files/endings.h"
#include "input/input.h"

static const struct reader_type *const readers[] = {
    &csv_reader,      &jsonl_reader, &json_values_reader, &yaml_values_reader,
    &markdown_reader, &text_reader,  &lines_reader,       &blocks_reader};

static const struct reader_type *by_ending(const char *path) {
  static const struct {
    const char *ending;
    const struct reader_type *type;
  } endings[] = {
      {".csv", &csv_reader},          {".tsv", &csv_reader},
      {".jsonl", &jsonl_reader},      {".ndjson", &jsonl_reader},
      {".yaml", &yaml_values_reader}, {".yml", &yaml_values_reader},
      {".md", &markdown_reader},      {".markdown", &markdown_reader}};
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (ends_in(path, plain_length(path), endings[i].ending))
      return endings[i].type;
  return NULL;
}

/* An object or array, where a text may begin with {买家昵称} or [微笑]. */
static bool is_json(hvl_text head) {
  size_t at = head_skip_space(head, 0);
  if (at == head.len || !strchr("{[", head.data[at])) return false;
  const char *behind = head.data[at] == '{' ? "\"}" : "\"{[]";
  at = head_skip_space(head, at + 1);
  return at < head.len && head.data[at] && strchr(behind, head.data[at]);
}

/* Is the first line an object that ends in it? In a file that is called JSON
 * another line must follow. */
static bool is_jsonl(hvl_text head, bool called_json) {
  size_t at = head_skip_space(head, 0), end = at;
  while (end < head.len && head.data[end] != '\n') end++;
  size_t next = head_skip_space(head, end);
  while (end > at && strchr(" \t\r", head.data[end - 1])) end--;
  if (end == at || head.data[at] != '{' || head.data[end - 1] != '}')
    return false;
  return !called_json || (next < head.len && head.data[next] == '{');
}

static const struct reader_type *by_content(const struct input *input,
                                            hvl_text head) {
  bool called_json = ends_in(input->path, plain_length(input->path), ".json");
  if (called_json || is_json(head))
    return is_jsonl(head, called_json) ? &jsonl_reader : &json_values_reader;
  if (csv_is_header(input, head)) return &csv_reader;
  if (qianniu_is_chat(head) || dialogue_is_chat(input, head))
    log_warning(input->log, (struct where){input->path, 0}, CHAT_AS_TEXT);
  return &text_reader;
}

const struct reader_type *template_reader_told(const struct input *input) {
  const char *name = input->options->template_format;
  for (size_t i = 0; name && i < sizeof readers / sizeof *readers; i++)
    if (strcmp(readers[i]->name, name) == 0) return readers[i];
  return NULL;
}

const struct reader_type *template_reader_pick(const struct input *input,
                                               hvl_text head) {
  const struct reader_type *type = by_ending(input->path);
  return type ? type : by_content(input, head);
}

const char *const *template_format_names(void) {
  static const char *const names[] = {"auto",   "csv",      "jsonl", "json",
                                      "yaml",   "markdown", "text",  "lines",
                                      "blocks", NULL};
  return names;
}

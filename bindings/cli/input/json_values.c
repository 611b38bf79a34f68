/* SPDX-License-Identifier: MIT */
/* json_values.c - the JSON values of a file, one by one. json-c parses each;
 * where it begins and ends is found here, so that a file larger than memory can
 * be read, and so that each object knows its line. */
#include "input/json_values.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "input/json_slices.h"

enum { DEEPEST = 64, LEAST_SLICED = 1 << 20 };

struct json_values {
  const struct input *input;
  json_tokener *tokener;
  json_object *value; /* at hand */
  hvl_text line;
  size_t at;     /* in `line` */
  bool in_array; /* that is the whole file */
  struct buffer text;
  size_t start;  /* the line at which `text` begins */
  size_t *lines; /* of each '{' in `text` */
  size_t line_count, line_cap;
  bool (*holds)(void *ctx, json_object *rest); /* NULL: nothing is sliced */
  void *ctx;
  bool in_slices; /* of the value in `text` */
  struct json_slices slices;
  struct json_part part;
  struct buffer slice;
};

struct json_values *json_values_new(const struct input *input) {
  struct json_values *values = mem_zeroed(1, sizeof *values);
  values->input = input;
  values->tokener = mem_must(json_tokener_new_ex(DEEPEST));
  json_tokener_set_flags(values->tokener,
                         JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
  return values;
}

void json_values_free(struct json_values *values) {
  if (!values) return;
  json_object_put(values->value);
  json_tokener_free(values->tokener);
  buffer_free(&values->text);
  buffer_free(&values->slice);
  free(values->lines);
  free(values);
}

void json_values_slice(struct json_values *values,
                       bool (*holds)(void *ctx, json_object *rest), void *ctx) {
  values->holds = holds;
  values->ctx = ctx;
}

struct json_part json_values_part(const struct json_values *values) {
  return values->part;
}

static bool read_line(struct json_values *values) {
  values->at = 0;
  values->line.len = 0;
  return lines_next(values->input->lines, &values->line);
}

/* Go to where a value begins; false at the end of the file. */
static bool find_value(struct json_values *values) {
  for (;;) {
    while (values->at < values->line.len) {
      char byte = values->line.data[values->at];
      if (byte == '[' && !values->in_array)
        values->in_array = true;
      else if (byte == ']' && values->in_array)
        values->in_array = false;
      else if (!byte || !strchr(" \t\r\n,", byte))
        return true;
      values->at++;
    }
    if (!read_line(values)) return false;
  }
}

static void note_line(struct json_values *values) {
  MEM_GROW(values->lines, values->line_count, values->line_cap);
  values->lines[values->line_count++] = lines_number(values->input->lines);
}

/* Does a value that is no array, object or string end before `byte`? */
static bool ends_scalar(const struct json_scan *scan, char byte) {
  return scan->depth == 0 && !scan->quoted && byte && strchr(",] \t\r\n", byte);
}

/* Take the value to `text`; false if the file ends within. */
static bool take_value(struct json_values *values) {
  struct json_scan scan = {0, false, false};
  buffer_clear(&values->text);
  values->line_count = 0;
  values->start = lines_number(values->input->lines);
  for (;;) {
    size_t from = values->at;
    bool ended = false;
    for (; values->at < values->line.len && !ended; values->at++) {
      char byte = values->line.data[values->at];
      bool begun = values->text.len || values->at > from;
      ended = begun && ends_scalar(&scan, byte);
      if (ended) break;
      if (byte == '{' && !scan.quoted) note_line(values);
      ended = json_scan_byte(&scan, byte);
    }
    buffer_add(&values->text, values->line.data + from, values->at - from);
    if (ended) return true;
    if (!read_line(values)) return scan.depth == 0 && !scan.quoted;
  }
}

static json_object *complain(struct json_values *values, size_t line,
                             enum message message, const char *what) {
  struct where where = {values->input->path, line};
  log_error(values->input->log, where, message, what);
  return NULL;
}

static size_t line_in(const struct json_values *values, size_t end) {
  size_t line = values->start;
  for (size_t i = 0; i < end && i < values->text.len; i++)
    line += values->text.data[i] == '\n';
  return line;
}

/* Tell each object its line; objects keep the order of their members. */
static void number_objects(const struct json_values *values,
                           json_object *object, size_t *next) {
  if (json_object_is_type(object, json_type_array)) {
    size_t count = json_object_array_length(object);
    for (size_t i = 0; i < count; i++)
      number_objects(values, json_object_array_get_idx(object, i), next);
  }
  if (!json_object_is_type(object, json_type_object)) return;
  size_t last = values->line_count - 1, index = (*next)++;
  if (values->in_slices) index = json_slices_object(&values->slices, index);
  size_t line = values->lines[index < last ? index : last];
  json_object_set_userdata(object, (void *)(uintptr_t)line, NULL);
  json_object_object_foreach(object, name, value) {
    (void)name;
    number_objects(values, value, next);
  }
}

size_t json_line(json_object *object) {
  if (!json_object_is_type(object, json_type_object)) return 0;
  return (size_t)(uintptr_t)json_object_get_userdata(object);
}

size_t json_values_line(const struct json_values *values) {
  return values->start;
}

static json_object *parse(struct json_values *values, hvl_text text) {
  if (text.len >= INT_MAX)
    return complain(values, values->start, JSON_TOO_LONG, "");
  json_tokener_reset(values->tokener);
  json_object *object =
      json_tokener_parse_ex(values->tokener, text.data, (int)text.len + 1);
  enum json_tokener_error error = json_tokener_get_error(values->tokener);
  size_t end = json_tokener_get_parse_end(values->tokener);
  if (values->in_slices) end = json_slices_place(&values->slices, end);
  if (error != json_tokener_success)
    return complain(values, line_in(values, end), JSON_VALUE_WRONG,
                    json_tokener_error_desc(error));
  size_t next = 0;
  number_objects(values, object, &next);
  return object;
}

/* Has what stands beside the long array no messages? */
static bool is_alone(struct json_values *values) {
  buffer_clear(&values->slice);
  json_slices_rest(&values->slices, &values->slice);
  if (values->slice.len > values->text.len / 2) return false;
  json_tokener_reset(values->tokener);
  json_object *rest = json_tokener_parse_ex(values->tokener, values->slice.data,
                                            (int)values->slice.len + 1);
  bool alone = rest && !values->holds(values->ctx, rest);
  json_object_put(rest);
  return alone;
}

/* The next slice of the value; NULL if it has no more, or is wrong. */
static json_object *next_slice(struct json_values *values) {
  buffer_clear(&values->slice);
  values->part.is_more = values->part.goes_on;
  json_object *value = NULL;
  if (json_slices_next(&values->slices, &values->slice))
    value = parse(values, buffer_text(&values->slice));
  values->in_slices = value != NULL;
  values->part.goes_on = value && json_slices_more(&values->slices);
  return value;
}

static json_object *begin_value(struct json_values *values) {
  hvl_text text = buffer_text(&values->text);
  values->part = (struct json_part){false, false};
  values->in_slices =
      values->holds && text.len >= LEAST_SLICED && *text.data == '{' &&
      json_slices_begin(&values->slices, text) && is_alone(values);
  return values->in_slices ? next_slice(values) : parse(values, text);
}

json_object *json_values_next(struct json_values *values) {
  json_object_put(values->value);
  values->value = values->in_slices ? next_slice(values) : NULL;
  while (!values->value && find_value(values)) {
    if (take_value(values)) {
      values->value = begin_value(values);
    } else {
      complain(values, values->start, JSON_VALUE_CUT, "");
      values->in_array = false; /* that has been said */
    }
  }
  if (!values->value && values->in_array) {
    complain(values, lines_number(values->input->lines), JSON_ARRAY_CUT, "");
    values->in_array = false;
  }
  return values->value;
}

/* SPDX-License-Identifier: MIT */
/* json_parts.c - the text of a JSON value, which may be a list of parts. */
#include "input/json_parts.h"

#include <string.h>

#include "input/columns.h"

enum { LEAST_KEYS = 3 /* of a message with a type: who speaks, what */ };

hvl_text json_text(json_object *value) {
  switch (json_object_get_type(value)) {
  case json_type_string:
    return (hvl_text){json_object_get_string(value),
                      (size_t)json_object_get_string_len(value)};
  case json_type_int:
  case json_type_double:
  case json_type_boolean: {
    const char *written = json_object_to_json_string(value);
    return (hvl_text){written, strlen(written)};
  }
  default: return (hvl_text){"", 0};
  }
}

static json_object *member(json_object *object, const char *key) {
  json_object *value = NULL;
  if (json_object_is_type(object, json_type_object))
    json_object_object_get_ex(object, key, &value);
  return value;
}

/* Is it a message by its keys, or a question with its answer? */
static bool is_message(json_object *object) {
  enum { MOST = 64 };
  hvl_text keys[MOST];
  struct columns columns;
  size_t count = 0;
  json_object_object_foreach(object, key, value) {
    (void)value;
    if (count < MOST) keys[count++] = (hvl_text){key, strlen(key)};
  }
  columns_find(&columns, COMMAND_AUDIT, keys, count);
  return columns_are_message(&columns) || columns_are_pair(&columns);
}

static bool is_part(json_object *value) {
  if (json_object_is_type(value, json_type_string)) return true;
  return json_object_is_type(member(value, "type"), json_type_string) &&
         (json_object_object_length(value) < LEAST_KEYS || !is_message(value));
}

bool json_are_parts(json_object *value) {
  if (!json_object_is_type(value, json_type_array)) return false;
  size_t count = json_object_array_length(value);
  for (size_t i = 0; i < count; i++)
    if (!is_part(json_object_array_get_idx(value, i))) return false;
  return count > 0;
}

/* "..." or {"value": "..."} */
static json_object *text_in(json_object *holder) {
  json_object *text = member(holder, "text");
  json_object *value = member(text, "value");
  if (value) text = value;
  return json_object_is_type(text, json_type_string) ? text : NULL;
}

static void join_part(struct buffer *out, json_object *part) {
  json_object *data = member(part, "data"), *text = part;
  if (!json_object_is_type(part, json_type_string))
    text = text_in(data ? data : part);
  if (out->len && !data) buffer_put(out, '\n');
  hvl_text said = json_text(text ? text : member(part, "type"));
  if (!text) buffer_put(out, '[');
  buffer_add(out, said.data, said.len);
  if (!text) buffer_put(out, ']');
}

hvl_text json_join_parts(struct pool *pool, json_object *list) {
  struct buffer text = {0};
  size_t count = json_object_array_length(list);
  for (size_t i = 0; i < count; i++)
    join_part(&text, json_object_array_get_idx(list, i));
  hvl_text joined = pool_copy(pool, buffer_text(&text));
  buffer_free(&text);
  return joined;
}

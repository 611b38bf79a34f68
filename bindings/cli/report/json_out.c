/* SPDX-License-Identifier: MIT */
/* json_out.c - JSON that reports write. */
#include "report/json_out.h"

#include <string.h>

#include "base/buffer.h"
#include "base/width.h"

json_object *json_new_object(void) {
  return mem_must(json_object_new_object());
}

json_object *json_new_array(void) {
  return mem_must(json_object_new_array());
}

void json_set(json_object *object, const char *key, json_object *value) {
  json_object_object_add(object, key, value);
}

static json_object *new_text(hvl_text text) {
  struct buffer valid = {0};
  buffer_reserve(&valid, text.len);
  for (size_t at = 0; at < text.len;) {
    size_t from = at;
    if (next_char(text, &at) == 0xFFFD)
      buffer_print(&valid, "\xEF\xBF\xBD");
    else
      buffer_add(&valid, text.data + from, at - from);
  }
  json_object *object =
      mem_must(json_object_new_string_len(valid.data, (int)valid.len));
  buffer_free(&valid);
  return object;
}

void json_set_text(json_object *object, const char *key, hvl_text text) {
  json_set(object, key, new_text(text));
}

void json_set_string(json_object *object, const char *key, const char *text) {
  json_set_text(object, key, (hvl_text){text, strlen(text)});
}

void json_set_number(json_object *object, const char *key, size_t number) {
  json_set(object, key, mem_must(json_object_new_int64((int64_t)number)));
}

void json_set_bool(json_object *object, const char *key, int value) {
  json_set(object, key, mem_must(json_object_new_boolean(value)));
}

void json_set_label(json_object *object, const char *key,
                    const struct report *report, hvl_text label) {
  struct buffer shown = {0};
  report_label(report, &shown, label);
  json_set_text(object, key, buffer_text(&shown));
  buffer_free(&shown);
}

void json_set_evasion(json_object *object, uint32_t evasion) {
  json_object *names = json_new_array();
  for (size_t i = 0; evasion_name(i); i++)
    if (evasion >> i & 1) json_add_string(names, evasion_name(i));
  json_set(object, "evasion", names);
}

void json_add(json_object *array, json_object *value) {
  json_object_array_add(array, value);
}

void json_add_string(json_object *array, const char *text) {
  json_add(array, new_text((hvl_text){text, strlen(text)}));
}

void json_write(FILE *out, json_object *object) {
  size_t len;
  const char *written = json_object_to_json_string_length(
      object, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &len);
  fwrite(mem_must((void *)written), 1, len, out);
  json_object_put(object);
}

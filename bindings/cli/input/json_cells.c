/* SPDX-License-Identifier: MIT */
/* json_cells.c - a JSON object as a row of cells under names. */
#include "input/json_cells.h"

#include <stdlib.h>
#include <string.h>

#include "input/json_parts.h"

enum { DEEPEST = 3 }; /* objects in objects whose members are cells */

void json_cells_free(struct json_cells *cells) {
  free(cells->keys);
  free(cells->values);
  buffer_free(&cells->names);
  pool_free(&cells->joined);
}

static hvl_text cell_text(struct json_cells *cells, json_object *value) {
  return json_object_is_type(value, json_type_array)
             ? json_join_parts(&cells->joined, value)
             : json_text(value);
}

static void add_cell(struct json_cells *cells, hvl_text outer, const char *key,
                     json_object *value) {
  struct buffer *names = &cells->names;
  if (cells->count == cells->cap) {
    cells->cap = cells->cap ? cells->cap * 2 : 16;
    cells->keys = mem_resize(cells->keys, cells->cap, sizeof(hvl_text));
    cells->values = mem_resize(cells->values, cells->cap, sizeof(hvl_text));
  }
  buffer_add(names, outer.data, outer.len);
  buffer_print(names, key);
  cells->keys[cells->count].len = outer.len + strlen(key);
  cells->values[cells->count++] = cell_text(cells, value);
  buffer_put(names, '\0');
}

static void read_members(struct json_cells *cells, json_object *object,
                         hvl_text outer, int depth) {
  json_object_object_foreach(object, key, value) {
    if (json_object_is_type(value, json_type_array) && !json_are_parts(value))
      continue;
    if (!json_object_is_type(value, json_type_object)) {
      add_cell(cells, outer, key, value);
    } else if (depth < DEEPEST) {
      struct buffer name = {0};
      buffer_add(&name, outer.data, outer.len);
      buffer_format(&name, "%s.", key);
      read_members(cells, value, buffer_text(&name), depth + 1);
      buffer_free(&name);
    }
  }
}

void json_cells_read(struct json_cells *cells, json_object *object) {
  cells->count = 0;
  buffer_clear(&cells->names);
  pool_clear(&cells->joined);
  read_members(cells, object, (hvl_text){"", 0}, 0);
  size_t at = 0; /* the names have stopped moving */
  for (size_t i = 0; i < cells->count; i++) {
    cells->keys[i].data = cells->names.data + at;
    at += cells->keys[i].len + 1;
  }
}

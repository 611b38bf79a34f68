/* SPDX-License-Identifier: MIT */
/* json_cells.h - a JSON object as a row of cells under names. */
#ifndef HVLINE_CLI_JSON_CELLS_H
#define HVLINE_CLI_JSON_CELLS_H

#include <json.h>

#include "base/buffer.h"

/* Keys and what stands there. All zero holds none; free with json_cells_free().
 */
struct json_cells {
  hvl_text *keys, *values; /* of the keys: borrowed from `names` */
  size_t count, cap;
  struct buffer names; /* all keys, one behind the other, a NUL behind each */
  struct pool joined;  /* values of several parts */
};

/* Read the members of `object` that are text, in parts too, numbers or truth
 * values, those of objects within as "outer.inner". Values are borrowed from
 * `object` or live until the next call. */
void json_cells_read(struct json_cells *cells, json_object *object);
void json_cells_free(struct json_cells *cells);

#endif

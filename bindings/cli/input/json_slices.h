/* SPDX-License-Identifier: MIT */
/* json_slices.h - an object of JSON whose one long array is taken piece by
 * piece: parsed as a whole it would need many times its size in memory. */
#ifndef HVLINE_CLI_JSON_SLICES_H
#define HVLINE_CLI_JSON_SLICES_H

#include <stdbool.h>

#include "base/buffer.h"
#include "hvline.h"

/* An object, the brackets of its longest array that no other array holds, and
 * how far it is taken. */
struct json_slices {
  hvl_text text;
  size_t open, close;
  size_t from, to;       /* the elements taken last */
  size_t before, within; /* objects that begin before and in the array */
  size_t passed, taken;  /* of these: in slices before, and in the last */
};

/* Where a scan of JSON stands: how deep, and in a string? */
struct json_scan {
  size_t depth;
  bool quoted, escaped;
};

/* Take the next byte; true behind the one that ends a value that is an array,
 * an object or a string. */
bool json_scan_byte(struct json_scan *scan, char byte);

/* Look for the array of an object, which `text` is and which outlives the
 * slices. False if it has none. */
bool json_slices_begin(struct json_slices *slices, hvl_text text);

/* Append the object without the elements of the array. */
void json_slices_rest(const struct json_slices *slices, struct buffer *out);

/* Append the object with the next elements alone; false if none are left. What
 * JSON is wrong is passed on as it is. */
bool json_slices_next(struct json_slices *slices, struct buffer *out);

/* Are any left? */
bool json_slices_more(const struct json_slices *slices);

/* Where byte `at` of the last slice stands in the whole, and which of all
 * objects is its `index`th. */
size_t json_slices_place(const struct json_slices *slices, size_t at);
size_t json_slices_object(const struct json_slices *slices, size_t index);

#endif

/* SPDX-License-Identifier: MIT */
/* json_values.h - the JSON values of a file, one by one: whatever stands behind
 * each other, and the elements of an array that is the whole file. */
#ifndef HVLINE_CLI_JSON_VALUES_H
#define HVLINE_CLI_JSON_VALUES_H

#include <json.h>

#include "input/input.h"

struct json_values;

/* `input` outlives the values. */
struct json_values *json_values_new(const struct input *input);
void json_values_free(struct json_values *values);

/* Give a value that is a large object in slices, the object with some elements
 * of its longest array each, unless `holds` says that what is beside these has
 * messages, too. */
void json_values_slice(struct json_values *values,
                       bool (*holds)(void *ctx, json_object *rest), void *ctx);

/* Which part of a value was given last. */
struct json_part {
  bool is_more; /* others went before */
  bool goes_on; /* others follow */
};
struct json_part json_values_part(const struct json_values *values);

/* The next value, borrowed until the next call; NULL at the end. What is wrong
 * is said, and passed. */
json_object *json_values_next(struct json_values *values);

/* The line at which that value begins. */
size_t json_values_line(const struct json_values *values);

/* The line at which an object of a value begins; 0 for what is no object. */
size_t json_line(json_object *object);

#endif

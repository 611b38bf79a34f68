/* SPDX-License-Identifier: MIT */
/* json_parts.h - the text of a JSON value: a string, or a list, ["...", "..."]
 * or of parts that have a type, [{"type": "text", "text": "..."}, ...]. */
#ifndef HVLINE_CLI_JSON_PARTS_H
#define HVLINE_CLI_JSON_PARTS_H

#include <stdbool.h>

#include <json.h>

#include "base/buffer.h"

/* The text of a string; of a number or truth value as JSON writes it; empty for
 * anything else. Borrowed from `value`. */
hvl_text json_text(json_object *value);

/* Is it such a list, with something in it? A list of messages is none: these
 * say who speaks. */
bool json_are_parts(json_object *value);

/* The text of such a list, kept in `pool`: a line for each part; a part that is
 * no text is "[image_url]", by its type. Parts that have their text in a member
 * "data", as programs for groups write them, follow each other in a line. */
hvl_text json_join_parts(struct pool *pool, json_object *list);

#endif

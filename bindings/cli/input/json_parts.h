/* SPDX-License-Identifier: MIT */
/* json_parts.h - a message whose text is a list: ["...", "..."], or parts that
 * have a type, [{"type": "text", "text": "..."}, {"type": "image_url", ...}].
 */
#ifndef HVLINE_CLI_JSON_PARTS_H
#define HVLINE_CLI_JSON_PARTS_H

#include <stdbool.h>

#include <json.h>

#include "base/buffer.h"

/* Is it such a list, with something in it? A list of messages is none: these
 * say who speaks. */
bool json_are_parts(json_object *value);

/* Append the text of such a list, a line for each part; a part that is no text
 * is "[image_url]", by its type. Parts that have their text in a member "data",
 * as programs for groups write them, follow each other in a line. */
void json_join_parts(struct buffer *out, json_object *list);

#endif

/* SPDX-License-Identifier: MIT */
/* json_chats.h - the messages that a JSON value holds, whatever its shape.
 *
 * An object with a text and one who speaks is a message, wherever it stands;
 * what it stands in is its conversation. Keys are found by name, as headers of
 * tables are; those of objects within a message are joined by dots. */
#ifndef HVLINE_CLI_JSON_CHATS_H
#define HVLINE_CLI_JSON_CHATS_H

#include <json.h>

#include "input/columns.h"
#include "input/input.h"
#include "input/json_values.h"

struct json_chats;

/* `input` outlives the chats. */
struct json_chats *json_chats_new(const struct input *input);
void json_chats_free(struct json_chats *chats);

/* Is the object a message, with keys for a text and for who speaks? */
bool json_chats_knows(struct json_chats *chats, json_object *object);

/* Read the messages of `value`, which begins at `line` and outlives the next
 * calls; it may be a `part` of one. Says so if there are none and no empty list
 * of them either. */
void json_chats_begin(struct json_chats *chats, json_object *value, size_t line,
                      struct json_part part);

/* Are there any in `value`? */
bool json_chats_found(struct json_chats *chats, json_object *value);

/* The next message, as a part of its conversation; false past the last. Who
 * does not say who speaks is told of and passed. */
bool json_chats_next(struct json_chats *chats, struct chat *chat);

/* Is that message a question, or its answer? */
bool json_chats_in_pair(const struct json_chats *chats);

/* Fill in the keys of the message that was read last, and what they hold. */
void json_chats_describe(const struct json_chats *chats, struct layout *layout);

#endif

/* SPDX-License-Identifier: MIT */
/* read_json.c - chats in a JSON document of any shape. */
#include <stdlib.h>

#include "base/alloc.h"
#include "input/json_chats.h"
#include "input/json_values.h"

struct json_state {
  struct json_values *values;
  struct json_chats *chats;
};

static bool holds_messages(void *ctx, json_object *rest) {
  return json_chats_found(ctx, rest);
}

static void *json_open(const struct input *input) {
  if (input->options->command != COMMAND_AUDIT) {
    log_error(input->log, (struct where){input->path, 0}, IS_JSON_ARRAY);
    return NULL;
  }
  struct json_state *state = mem_zeroed(1, sizeof *state);
  state->values = json_values_new(input);
  state->chats = json_chats_new(input);
  json_values_slice(state->values, holds_messages, state->chats);
  return state;
}

static void json_close(void *opaque) {
  struct json_state *state = opaque;
  json_values_free(state->values);
  json_chats_free(state->chats);
  free(state);
}

static bool json_next(void *opaque, struct chat *chat) {
  struct json_state *state = opaque;
  json_object *value;
  while (!json_chats_next(state->chats, chat)) {
    if (!(value = json_values_next(state->values))) return false;
    json_chats_begin(state->chats, value, json_values_line(state->values),
                     json_values_part(state->values));
  }
  return true;
}

static void json_describe(const void *opaque, struct layout *layout) {
  const struct json_state *state = opaque;
  json_chats_describe(state->chats, layout);
}

const struct reader_type json_reader = {"json", json_open, json_next,
                                        json_close, json_describe};

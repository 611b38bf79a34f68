/* SPDX-License-Identifier: MIT */
/* read_text.c - templates in a plain text, one a line. */
#include <stdlib.h>

#include "alloc.h"
#include "buffer.h"
#include "input.h"
#include "roles.h"

struct text_state {
  const struct input *input;
  struct message_row message;
  struct buffer id;
};

static void *text_open(const struct input *input) {
  if (input->options->command == COMMAND_AUDIT) {
    log_error(input->log, (struct where){input->path, 0}, TEXT_IS_NO_CHAT);
    return NULL;
  }
  struct text_state *state = mem_zeroed(1, sizeof *state);
  state->input = input;
  return state;
}

static void text_close(void *opaque) {
  struct text_state *state = opaque;
  buffer_free(&state->id);
  free(state);
}

static bool text_next(void *opaque, struct chat *chat) {
  struct text_state *state = opaque;
  hvl_text line;
  while (lines_next(state->input->lines, &line)) {
    line = trim(line);
    if (!line.len) continue;
    size_t number = lines_number(state->input->lines);
    buffer_clear(&state->id);
    buffer_format(&state->id, "%zu", number);
    state->message =
        (struct message_row){.role = HVL_SELLER, .text = line, .line = number};
    *chat = (struct chat){
        .id = buffer_text(&state->id), .messages = &state->message, .count = 1};
    return true;
  }
  return false;
}

const struct reader_type text_reader = {"text", text_open, text_next,
                                        text_close, NULL};

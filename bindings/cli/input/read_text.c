/* SPDX-License-Identifier: MIT */
/* read_text.c - templates in a plain text, one a line or in blocks that blank
 * lines part. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "chats/roles.h"
#include "input/input.h"

/* Blocks of more lines on the average are rather lists of templates. */
enum { LONG_BLOCK = 6 };

struct text_state {
  const struct input *input;
  bool blocks;
  struct message_row message;
  struct buffer id, text;
};

static void *begin(const struct input *input, bool blocks) {
  struct text_state *state = mem_zeroed(1, sizeof *state);
  state->input = input;
  state->blocks = blocks;
  return state;
}

/* How the head of a text is laid out. */
struct parting {
  size_t lines, blocks; /* that are not blank; that blank lines part */
};

static struct parting look(hvl_text head) {
  struct parting parting = {0, 0};
  bool blank = true;
  for (size_t at = 0; at < head.len;) {
    size_t end = at;
    while (end < head.len && head.data[end] != '\n') end++;
    bool is_blank = !trim((hvl_text){head.data + at, end - at}).len;
    parting.lines += !is_blank;
    parting.blocks += blank && !is_blank;
    blank = is_blank;
    at = end + 1;
  }
  return parting;
}

/* Blank lines between several lines can part templates of many lines or groups
 * of templates: which was taken is said. */
static void *text_open(const struct input *input) {
  struct parting parting = look(lines_head(input->lines));
  bool blocks = parting.blocks > 1 && parting.lines > parting.blocks &&
                parting.lines <= parting.blocks * LONG_BLOCK;
  if (parting.blocks > 1 && parting.lines > parting.blocks &&
      input->options->command != COMMAND_AUDIT)
    log_note(input->log, (struct where){input->path, 0},
             blocks ? TEXT_AS_BLOCKS : TEXT_AS_LINES);
  return begin(input, blocks);
}

static void *lines_reader_open(const struct input *input) {
  return begin(input, false);
}

static void *blocks_open(const struct input *input) {
  return begin(input, true);
}

static void text_close(void *opaque) {
  struct text_state *state = opaque;
  buffer_free(&state->id);
  buffer_free(&state->text);
  free(state);
}

/* Add a line, what is left of `whole` without the spaces around it. */
static void add_line(struct text_state *state, hvl_text line, hvl_text whole) {
  size_t column = line_column(whole, (size_t)(line.data - whole.data));
  if (state->text.len) {
    buffer_put(&state->text, '\n');
    if (column > 1) state->message.column = 0;
  } else {
    state->message.line = lines_number(state->input->lines);
    state->message.column = column;
  }
  buffer_add(&state->text, line.data, line.len);
}

/* Collect the next template; false if there is none. */
static bool collect(struct text_state *state) {
  hvl_text whole;
  buffer_clear(&state->text);
  while (lines_next(state->input->lines, &whole)) {
    hvl_text line = trim(whole);
    if (!line.len && state->text.len) break;
    if (!line.len) continue;
    add_line(state, line, whole);
    if (!state->blocks) break;
  }
  return state->text.len > 0;
}

static bool text_next(void *opaque, struct chat *chat) {
  struct text_state *state = opaque;
  if (!collect(state)) return false;
  buffer_clear(&state->id);
  buffer_format(&state->id, "%zu", state->message.line);
  state->message.role = HVL_SELLER;
  state->message.text = buffer_text(&state->text);
  *chat = (struct chat){
      .id = buffer_text(&state->id), .messages = &state->message, .count = 1};
  return true;
}

const struct reader_type text_reader = {"text", text_open, text_next,
                                        text_close, NULL};
const struct reader_type lines_reader = {"lines", lines_reader_open, text_next,
                                         text_close, NULL};
const struct reader_type blocks_reader = {"blocks", blocks_open, text_next,
                                          text_close, NULL};

/* SPDX-License-Identifier: MIT */
/* record.h - a row of named cells, from a table or a JSON object, as a message.
 */
#ifndef HVLINE_CLI_RECORD_H
#define HVLINE_CLI_RECORD_H

#include "input/columns.h"
#include "input/input.h"

/* Cells and what each holds. */
struct cells {
  const struct columns *columns;
  const hvl_text *items;
  size_t count;
};

/* What of a row is the message: of a pair of columns_are_pair() one of two. */
enum row_side { SIDE_ALL, SIDE_QUESTION, SIDE_ANSWER };

/* A message as the file has it; all is borrowed. */
struct record {
  struct cells own;
  enum row_side side;
  struct cells outer; /* of the conversation it stands in; may have none */
  hvl_text customer;  /* the buyer, where the file says who it is; may be "" */
  hvl_text id;        /* of the conversation, for want of a cell; may be "" */
  bool id_is_made_up; /* it tells no conversation from those of other files */
  size_t line;
  size_t column; /* of its cell of the text; as in struct message_row */
};

struct recorder;

/* `input` outlives the recorder. */
struct recorder *recorder_new(const struct input *input);
void recorder_free(struct recorder *recorder);

/* Make `chat` the part of a conversation that `record` is; false, after saying
 * why, if it does not say who speaks, and if it is the half of a pair in which
 * nothing is said. `chat` is borrowed until the next call and as long as the
 * record. */
bool recorder_take(struct recorder *recorder, const struct record *record,
                   struct chat *chat);

/* The place of a message in its conversation: 12, 12.0, 第12条, #12, 12/40. */
bool record_place(hvl_text cell, int64_t *place);

/* The cell of what is said. */
enum field record_text_field(enum row_side side);

/* The cell of `field`; empty where there is none. */
hvl_text cell_of(const struct cells *cells, enum field field);

#endif

/* SPDX-License-Identifier: MIT */
/* turns.h - the messages of a text that names who speaks. Such texts are small,
 * so all are held: only at the end of the file is known who is the shop. */
#ifndef HVLINE_CLI_TURNS_H
#define HVLINE_CLI_TURNS_H

#include "base/buffer.h"
#include "input/input.h"

/* A message as it was written. */
struct turn {
  hvl_text nick, to; /* `to` only of "A --> B" */
  hvl_text text;
  hvl_role role;   /* 0: turns_finish() may know */
  bool is_unnamed; /* `nick` is a role and names nobody */
  bool has_time;
  int64_t time;
  size_t line;
  hvl_text talk; /* that it is of; empty: its buyer tells */
  bool talk_is_made_up;
};

/* All zero but for `input`, which outlives it, is empty. */
struct turns {
  const struct input *input;
  struct pool pool;
  struct turn *items;
  size_t count, cap, next;
  struct buffer text; /* of the turn at hand */
  size_t last_line;   /* where its last line begins in `text` */
  hvl_text *shops;    /* what stands before the colon of shop:account */
  size_t shop_count, shop_cap;
  hvl_text buyer; /* of the conversation at hand */
  hvl_text talk;  /* which that is */
  struct message_row message;
  struct buffer id;
};

void turns_free(struct turns *turns);

/* Begin the next one; its names are copied, and tell its role if it has none.
 */
void turns_begin(struct turns *turns, const struct turn *turn);

/* Add a line to its text, or take the line that was added last off it. */
void turns_add_line(struct turns *turns, hvl_text line);
void turns_drop_line(struct turns *turns);

/* Has somebody of this name spoken? */
bool turns_have(const struct turns *turns, hvl_text nick);

/* The last one has ended. Where a seller is known the others are buyers, but
 * for the shop itself. */
void turns_finish(struct turns *turns);

/* The next one, as a part of its conversation, which is that with its buyer;
 * false behind the last. */
bool turns_next(struct turns *turns, struct chat *chat);

#endif

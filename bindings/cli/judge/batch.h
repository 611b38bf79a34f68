/* SPDX-License-Identifier: MIT */
/* batch.h - copies of some conversations and what was found in them, as they
 * go from one thread to another and back. */
#ifndef HVLINE_CLI_BATCH_H
#define HVLINE_CLI_BATCH_H

#include "chats/judged.h"
#include "judge/any_judge.h"

/* A conversation of a batch. */
struct batched {
  const char *source, *file; /* as in struct judged */
  struct chat chat;          /* has its messages and facts once it is judged */
  size_t first_row, first_fact; /* of these */
  size_t notes_end;             /* of what was said before it, in `notes` */
  size_t said_end, found_end;
};

/* All zero is empty. */
struct batch {
  struct pool texts;
  size_t size; /* of all texts */
  struct message_row *rows;
  size_t row_count, row_cap;
  struct fact *facts;
  size_t fact_count, fact_cap;
  struct batched *items;
  size_t count, cap;
  struct buffer notes, said;
  struct findings findings;
};

void batch_free(struct batch *batch);

/* Forget what is in it; keep memory of a usual size. */
void batch_clear(struct batch *batch);

/* Add a copy of the chat of `judged`, which is not; its source and file outlive
 * the batch. */
void batch_add(struct batch *batch, const struct judged *judged);

/* Is it worth a judge's while? */
bool batch_is_full(const struct batch *batch);

/* Judge all of it. */
void batch_judge(struct batch *batch, struct any_judge *judge);

/* The conversation at `index` of a batch that is judged, and what was found in
 * it; borrowed. */
struct judged batch_judged(const struct batch *batch, size_t index);

/* What was said before the conversation at `index`; behind the last one with
 * `count` for it. */
hvl_text batch_notes(const struct batch *batch, size_t index);

#endif

/* SPDX-License-Identifier: MIT */
/* transcript.h - the cell of a table that holds a whole conversation, as text
 * or JSON. */
#ifndef HVLINE_CLI_TRANSCRIPT_H
#define HVLINE_CLI_TRANSCRIPT_H

#include "input/record.h"

struct transcript;

/* `input`, of the table, outlives the transcript. */
struct transcript *transcript_new(const struct input *input);
void transcript_free(struct transcript *transcript);

/* Does the text of the row look like one? */
bool transcript_is(struct transcript *transcript, const struct cells *cells);

/* Say of the row that it holds none. */
void transcript_complain(const struct transcript *transcript, size_t line);

/* Read the cell of the text of `record`, whose other cells tell what they tell
 * of all messages; borrowed until transcript_next() is false. */
void transcript_begin(struct transcript *transcript,
                      const struct record *record);

/* The next message, as a part of the row's conversation; false past the last.
 */
bool transcript_next(struct transcript *transcript, struct recorder *recorder,
                     struct chat *chat);

#endif

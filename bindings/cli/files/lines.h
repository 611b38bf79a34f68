/* SPDX-License-Identifier: MIT */
/* lines.h - a text file line by line, decoded, with a way to go back. */
#ifndef HVLINE_CLI_LINES_H
#define HVLINE_CLI_LINES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/log.h"
#include "files/source.h"

struct lines;

/* Open the file at `path`, "-" for stdin; `encoding` as for decoder_new().
 * NULL, after saying why, if that is impossible. */
struct lines *lines_open(const char *path, const char *encoding,
                         struct log *log);

/* The lines of `text`, valid UTF-8, which is copied; `number` lines stand
 * before the first. Nothing is to be told of them. */
struct lines *lines_of_text(hvl_text text, size_t number);

/* Close, and tell of a read that failed, of a packed file that is cut or
 * corrupt, of bytes that could not be decoded and
 * of an encoding that was guessed; with `log` NULL nothing is told. */
void lines_close(struct lines *lines, struct log *log);

/* Does the file, unpacked, begin with `magic`, of eight bytes at most? To be
 * asked before anything else. */
bool lines_begin_with(struct lines *lines, hvl_text magic);

/* The file is no text and is to be read in any order: that at lines_path(), or
 * lines_copy() if it has any, as of a pipe and of a compressed file. False,
 * after saying why, if there is no room for the copy. lines_close() then tells
 * nothing. */
bool lines_abandon(struct lines *lines, struct log *log);

/* All of the file, unpacked, once the lines are abandoned; borrowed until
 * lines_close(). Its data is NULL if the file itself does. */
hvl_text lines_copy(const struct lines *lines);

/* Call `pause` when nothing comes from a pipe just now. */
void lines_on_pause(struct lines *lines, struct pause pause);

/* Do the lines of a pipe or terminal come one by one, as its encoding is given
 * and nothing has to be found out from many of them? */
bool lines_are_live(const struct lines *lines);

/* The path that was opened: a copy, perhaps, of the file that messages name. */
const char *lines_path(const struct lines *lines);

/* The next line with its line break; false at the end. It ends at LF, or at CR
 * in a file that has no LF; a last line may have no break. Valid UTF-8,
 * borrowed until the next call. */
bool lines_next(struct lines *lines, hvl_text *line);

/* The number of the line that lines_next() gave last, from 1. */
size_t lines_number(const struct lines *lines);

/* The column of byte `at` of `line`, in characters, from 1. */
size_t line_column(hvl_text line, size_t at);

/* The same; 0 if `text` does not stand there. */
size_t line_column_of(hvl_text line, size_t at, hvl_text text);

/* The bytes read so far, decoded. */
size_t lines_bytes(const struct lines *lines);

/* The bytes read of the file, as they are in it. */
uint64_t lines_position(const struct lines *lines);

/* The encoding that was chosen, NULL while nothing but ASCII was read; and how
 * the file is compressed, NULL if it is not. */
const char *lines_encoding(const struct lines *lines);
size_t lines_doubt(const struct lines *lines); /* as decoder_doubt() */
const char *lines_packing(const struct lines *lines);

/* Keep everything from the line given last on, until lines_release(). */
void lines_hold(struct lines *lines);
void lines_release(struct lines *lines);

/* The text from the held line to the one given last; borrowed likewise. */
hvl_text lines_held(const struct lines *lines);

/* Go back: the line behind the held one comes next. Releases. */
void lines_rewind(struct lines *lines);

/* What the file begins with, up to some KiB; borrowed until the next call.
 * Only before the first line was taken. */
hvl_text lines_head(struct lines *lines);

#endif

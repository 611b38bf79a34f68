/* SPDX-License-Identifier: MIT */
/* input.h - a file as a stream of conversations or templates, whatever its
 * format. A new format is one file that defines a reader_type, its name below,
 * and its line in input.c or, for templates, in template_input.c. */
#ifndef HVLINE_CLI_INPUT_H
#define HVLINE_CLI_INPUT_H

#include "base/options.h"
#include "chats/chat.h"
#include "files/lines.h"
#include "input/columns.h"

struct workbook;

/* What a format reads from. */
struct input {
  const char *path; /* as messages call it: of a sheet "book.xlsx[May]" */
  struct lines *lines;
  const struct options *options; /* its command says what the file holds */
  struct log *log;
  struct workbook *workbook; /* NULL: another file */
  size_t sheet;              /* of the workbook */
};

/* Open the file at `path` and have `read` read it, which returns false if it is
 * not what it should be; what is wrong with the file is said. */
void input_read(const char *path, const struct options *options,
                struct log *log,
                bool (*read)(void *ctx, const struct input *input), void *ctx);

/* Have `read` read `input`, or of a workbook each of the sheets that are to be
 * read, as if they were files. False, after saying why, if one of them is not
 * what it should be.
 *
 * Of a workbook these are the sheets that --sheet names, or those that have the
 * columns: what else is seen in it is told of, and so is what is hidden and has
 * them. Where none has them, all that are seen are read, to say what they lack.
 */
bool input_parts(const struct input *input,
                 bool (*read)(void *ctx, const struct input *input), void *ctx);

/* What a reader understood of a file, for people. */
struct layout {
  char delimiter; /* of cells; 0: there is none */
  struct columns columns;
  const hvl_text *headers; /* of the columns; NULL: there are none */
};

struct reader_type {
  const char *name; /* as for --input-format */

  /* Start reading; NULL, after saying why, if the file as a whole is wrong.
   * `input` outlives the state. */
  void *(*open)(const struct input *input);

  /* The next conversation, or a part of one; false at the end. What is wrong
   * with a record is said, and the record skipped. `chat` is borrowed until the
   * next call. */
  bool (*next)(void *state, struct chat *chat);

  void (*close)(void *state);

  /* Fill what is known after the first call of next(); NULL: nothing is. */
  void (*describe)(const void *state, struct layout *layout);
};

extern const struct reader_type csv_reader, xlsx_reader, jsonl_reader,
    json_reader, qianniu_reader, dialogue_reader, text_reader;
extern const struct reader_type lines_reader, blocks_reader, markdown_reader,
    json_values_reader, yaml_values_reader;

/* The format of `input`: the user's, or by the ending of its name, or by how it
 * begins. NULL, after saying why, if it cannot be read. */
const struct reader_type *reader_pick(const struct input *input);

/* Is it an Excel workbook (.xlsx)? To be asked before anything is read. */
bool input_is_workbook(const struct input *input);

/* The reader of templates that the user asks for; NULL: none in particular. */
const struct reader_type *template_reader_told(const struct input *input);

/* reader_pick() for templates in a file that begins with `head`. */
const struct reader_type *template_reader_pick(const struct input *input,
                                               hvl_text head);

/* Where what is no space begins in `head`, from `at` on. */
size_t head_skip_space(hvl_text head, size_t at);

/* Does it begin as an object or an array of JSON does: '{"', '[{', '[]'? No
 * table and no text does. */
bool head_is_json(hvl_text head);

/* What --input-format takes for templates, "auto" first, NULL-terminated. */
const char *const *template_format_names(void);

/* The place of the line that was read last, for messages. */
struct where input_where(const struct input *input);

/* Append the name of the file without folders and endings. */
void input_stem(const struct input *input, struct buffer *out);

/* Do the lines look like chats copied from 千牛? */
bool qianniu_is_chat(hvl_text head);

/* Do they name who speaks, and what is said, as "买家：在吗"? */
bool dialogue_is_chat(const struct input *input, hvl_text head);

/* Do lines of `text` name a buyer, and others a seller? */
bool dialogue_has_both(const struct input *input, hvl_text text);

/* Does the line look like the header of a table that holds what is wanted? */
bool csv_is_header(const struct input *input, hvl_text line);

/* Does one of the first lines, below titles? */
bool csv_has_header(const struct input *input, hvl_text head);

#endif

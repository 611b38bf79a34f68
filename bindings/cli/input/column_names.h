/* SPDX-License-Identifier: MIT */
/* column_names.h - what the headers of tables call their columns. */
#ifndef HVLINE_CLI_COLUMN_NAMES_H
#define HVLINE_CLI_COLUMN_NAMES_H

#include "input/columns.h"

enum { MOST_ALIASES = 72 };

/* What headers call a field, normalised, the surest name first. */
struct names {
  enum field field;
  const char *aliases[MOST_ALIASES];
};

struct name_table {
  const struct names *names;
  size_t count;
};

/* Of a table of messages or an object that is one, of an object that is a
 * conversation, of a table of templates. The text comes first. */
extern const struct name_table chat_names, outer_names, template_names;

/* Of a table of chats without a text, where a row has what a buyer says and the
 * shop's answer: the question, beside the names that tables of templates have
 * for it, and the answer as the text; of a table of templates likewise. */
extern const struct names asked_names, answer_names;

/* A user is the buyer where there is a column for the shop's agents; else it
 * may be whoever speaks. */
extern const struct names user_names;

#endif

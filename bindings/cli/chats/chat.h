/* SPDX-License-Identifier: MIT */
/* chat.h - a conversation, or a template, as it was read from a file. */
#ifndef HVLINE_CLI_CHAT_H
#define HVLINE_CLI_CHAT_H

#include <stdbool.h>

#include "hvline.h"

/* A message; all texts are valid UTF-8. */
struct message_row {
  hvl_role role; /* 0 until grouping_settle() knows: see there */
  bool has_time, has_number;
  bool is_nameless; /* its file names no conversation: the id is made up */
  hvl_text text;
  hvl_text account;
  size_t line;    /* where its record begins in the file */
  size_t column;  /* of the text in `line`, as line_column() counts; its further
                     lines begin in column 1 of the lines that follow. 0: it does
                     not stand there letter for letter, or not for sure */
  int64_t time;   /* milliseconds since 1970 by the clock of Beijing */
  int64_t number; /* as the file counts the messages of the conversation */
};

struct fact {
  hvl_text name, value; /* NUL-terminated, too */
};

/* A conversation, or a part of one; a template is one message of the shop. */
struct chat {
  hvl_text id;
  hvl_text group;    /* of a template; may be empty */
  hvl_text question; /* of a customer, which a template answers; likewise */
  hvl_text
      suppress; /* what its own file says is not to be reported; likewise */
  struct message_row *messages;
  size_t count, cap;
  struct fact *facts;
  size_t fact_count, fact_cap;
  bool is_part; /* more of it may stand elsewhere in the file */
};

#endif

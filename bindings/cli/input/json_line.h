/* SPDX-License-Identifier: MIT */
/* json_line.h - a conversation on a line of JSON, written as nearly all are:
 * {"id": ..., "messages": [{"role": ..., "text": ...}], "facts": {...}}. json-c
 * takes ten times as long to make objects of it. */
#ifndef HVLINE_CLI_JSON_LINE_H
#define HVLINE_CLI_JSON_LINE_H

#include "base/buffer.h"
#include "chats/chat.h"

enum json_key { KEY_ROLE, KEY_TEXT, KEY_ACCOUNT, KEY_TIME, JSON_KEYS };

/* What the members of a message hold; empty where there is none. */
struct json_message {
  hvl_text of[JSON_KEYS];
};

/* All zero is ready. What was read is borrowed until the next line is. */
struct json_line {
  struct buffer bytes; /* the line, its texts without escapes */
  hvl_text id;         /* empty where there is none */
  struct json_message *messages;
  size_t count, cap;
  struct fact *facts;
  size_t fact_count, fact_cap;
};

void json_line_free(struct json_line *line);

/* Read `text`, valid UTF-8. False where json-c has to: of what is wrong, and of
 * what few write, as keys twice or numbers with a point. */
bool json_line_read(struct json_line *line, hvl_text text);

#endif

/* SPDX-License-Identifier: MIT */
/* columns.h - which column of a table holds what, found by the header. */
#ifndef HVLINE_CLI_COLUMNS_H
#define HVLINE_CLI_COLUMNS_H

#include "base/log.h"
#include "base/options.h"

/* What a column can hold. For templates FIELD_CONVERSATION is the id. */
enum field {
  FIELD_CONVERSATION,
  FIELD_ROLE,    /* 客服, buyer */
  FIELD_IS_SHOP, /* 1 if the shop wrote it */
  FIELD_SENDER,  /* a role, a buyer's account or shop:account */
  FIELD_RECEIVER,
  FIELD_TEXT,
  FIELD_ACCOUNT, /* of who speaks, or of the buyer */
  FIELD_AGENT,   /* the account of the shop, whoever speaks */
  FIELD_TIME,
  FIELD_DATE, /* the day, where the time is one of the day */
  FIELD_KIND, /* text, image, system */
  FIELD_NUMBER,
  FIELD_FREE_SHIPPING,
  FIELD_SHOP,
  FIELD_COD,
  FIELD_GROUP,
  FIELD_SUPPRESS, /* as suppression_parse() has it */
  FIELD_QUESTION, /* of a customer, which the text answers; may be the id, too
                   */
  FIELD_COUNT
};

enum { NO_COLUMN = -1 };

struct columns {
  int at[FIELD_COUNT]; /* the column of each field, or NO_COLUMN */
  size_t count;        /* of the header */
};

/* Find the columns of a chat export (COMMAND_AUDIT) or of templates
 * (COMMAND_CHECK) in the header's `cells`. */
void columns_find(struct columns *columns, enum command command,
                  const hvl_text *cells, size_t count);

/* Find them in the keys that an object of templates has; --map of `options`
 * decides where it names one. */
void columns_find_keys(struct columns *columns, const struct options *options,
                       const hvl_text *keys, size_t count);

/* Likewise in the keys that a JSON object has for a whole conversation. */
void columns_find_outer(struct columns *columns, const hvl_text *cells,
                        size_t count);

/* The commands, as bits, that have the field of a pair "field=header". */
unsigned field_commands(const char *pair);

/* What --map calls the field. */
const char *field_name(enum field field);

/* Do the columns make each row a question of a buyer and the shop's answer, the
 * text, rather than one message? */
bool columns_are_pair(const struct columns *columns);

/* Do they hold what is said and who says it? */
bool columns_are_message(const struct columns *columns);

/* Does nothing but what is said tell who says it? */
bool columns_are_transcript(const struct columns *columns);

/* How many fields were found. */
size_t columns_found(const struct columns *columns);

/* Let the "field=header" pairs of `options` decide, a later one before an
 * earlier. False, after saying why, if a pair names no field or no header; with
 * `log` NULL such a pair is passed. */
bool columns_map(struct columns *columns, const struct options *options,
                 const hvl_text *cells, struct where where, struct log *log);

/* Do the pairs say what holds the text? */
bool columns_text_is_mapped(const struct words *maps);

/* Fill `more`, which has room for all columns, with those of a table of
 * templates that are texts beside that of `columns`, as 答案2 is beside 答案1,
 * unless `maps` say which is; their number. */
size_t columns_more_texts(const struct columns *columns,
                          const struct words *maps, const hvl_text *cells,
                          int *more);

/* True if nothing that is needed is missing; else says what was found, and how
 * to map it. */
bool columns_check(const struct columns *columns, enum command command,
                   const hvl_text *cells, struct where where, struct log *log);

/* Warn if another column may as well be the text's, unless `maps` tell which
 * is. */
void columns_warn(const struct columns *columns, enum command command,
                  const struct words *maps, const hvl_text *cells,
                  struct where where, struct log *log);

/* Warn of a table of templates that says who speaks, and where or when, as one
 * of chats does (templates may be for a 用户类型, too), unless `maps` tell
 * which column is the text. */
void columns_doubt_chats(const struct columns *columns,
                         const struct words *maps, const hvl_text *cells,
                         struct where where, struct log *log);

/* Tell how the rows are read where columns_are_pair(); `path` is the file. */
void columns_tell_pair(const struct columns *columns, const hvl_text *cells,
                       const char *path, struct log *log);

/* Append the names in `cells` for a message, masked and not too many; "-" for
 * none. */
void columns_list(struct buffer *out, const hvl_text *cells, size_t count);

#endif

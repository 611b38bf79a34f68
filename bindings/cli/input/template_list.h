/* SPDX-License-Identifier: MIT */
/* template_list.h - the templates of a document that is read as a whole. */
#ifndef HVLINE_CLI_TEMPLATE_LIST_H
#define HVLINE_CLI_TEMPLATE_LIST_H

#include "base/buffer.h"
#include "base/options.h"
#include "chats/chat.h"
#include "files/lines.h"

struct template_item {
  hvl_text id, group, text;
  hvl_text question; /* set by template_list_pair() */
  hvl_text key;      /* in the object that it is a member of; may be empty */
  size_t depth;      /* of that object */
  size_t line;
  size_t column; /* as in struct message_row */
};

/* All zero is an empty list. */
struct template_list {
  struct template_item *items;
  size_t count, cap;
  size_t at; /* the one that comes next */
  struct pool pool;
  struct buffer shown;        /* of the value added last */
  struct message_row message; /* of the one given last */
};

void template_list_free(struct template_list *list);

/* Add a template that begins at `line`; the texts are copied. Blank texts are
 * no templates. */
void template_list_add(struct template_list *list, struct template_item item);

/* The same of a value of a data file, which may be written in HTML. */
void template_list_add_value(struct template_list *list,
                             struct template_item item);

/* The items from `first` on are those of an object, at this `depth`, and of
 * what stands in it: where its keys, or --map, tell a question and an answer,
 * that is what the answer answers, and no template itself. Of arrays each
 * answer answers all questions; of very long ones the question at its place,
 * or, if there are not as many, none. */
void template_list_pair(struct template_list *list, size_t first, size_t depth,
                        const struct options *options);

/* The next template; false behind the last. `chat` is borrowed until the next
 * call. */
bool template_list_next(struct template_list *list, struct chat *chat);

/* Append all lines that are left. */
void read_all(struct lines *lines, struct buffer *out);

#endif

/* SPDX-License-Identifier: MIT */
/* template_list.c - the templates of a document that is read as a whole. */
#include "input/template_list.h"

#include <stdlib.h>

#include "chats/roles.h"
#include "input/html_text.h"

void template_list_free(struct template_list *list) {
  free(list->items);
  pool_free(&list->pool);
  buffer_free(&list->shown);
}

void template_list_add(struct template_list *list, struct template_item item) {
  item.text = trim(item.text);
  if (!item.text.len) return;
  item.id = pool_copy(&list->pool, item.id);
  item.group = pool_copy(&list->pool, item.group);
  item.text = pool_copy(&list->pool, item.text);
  MEM_GROW(list->items, list->count, list->cap);
  list->items[list->count++] = item;
}

void template_list_add_value(struct template_list *list,
                             struct template_item item) {
  item.text = html_shown(&list->shown, item.text);
  template_list_add(list, item);
}

bool template_list_next(struct template_list *list, struct chat *chat) {
  if (list->at == list->count) return false;
  const struct template_item *item = &list->items[list->at++];
  list->message = (struct message_row){.role = HVL_SELLER,
                                       .text = item->text,
                                       .line = item->line,
                                       .column = item->column};
  *chat = (struct chat){.id = item->id,
                        .group = item->group,
                        .messages = &list->message,
                        .count = 1};
  return true;
}

void read_all(struct lines *lines, struct buffer *out) {
  hvl_text line;
  while (lines_next(lines, &line)) buffer_add(out, line.data, line.len);
}

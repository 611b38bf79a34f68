/* SPDX-License-Identifier: MIT */
/* template_list.c - the templates of a document that is read as a whole. */
#include "input/template_list.h"

#include <stdlib.h>
#include <string.h>

#include "chats/roles.h"
#include "input/columns.h"
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
  item.key = pool_copy(&list->pool, item.key);
  MEM_GROW(list->items, list->count, list->cap);
  list->items[list->count++] = item;
}

void template_list_add_value(struct template_list *list,
                             struct template_item item) {
  item.text = html_shown(&list->shown, item.text);
  template_list_add(list, item);
}

/* Do both stand under one key of one object, perhaps in an array? */
static bool are_together(const struct template_item *a,
                         const struct template_item *b) {
  return a->depth == b->depth && a->key.len == b->key.len &&
         memcmp(a->key.data, b->key.data, a->key.len) == 0;
}

/* The ways to ask one thing are one message. */
static hvl_text join(struct template_list *list, size_t first,
                     const struct template_item *like) {
  struct buffer text = {0};
  for (size_t i = first; i < list->count; i++) {
    if (!are_together(&list->items[i], like)) continue;
    if (text.len) buffer_put(&text, '\n');
    buffer_add(&text, list->items[i].text.data, list->items[i].text.len);
  }
  hvl_text joined = pool_copy(&list->pool, buffer_text(&text));
  buffer_free(&text);
  return joined;
}

static void pair(struct template_list *list, size_t first,
                 struct template_item question, struct template_item answer) {
  hvl_text asked = join(list, first, &question);
  size_t kept = first;
  for (size_t i = first; i < list->count; i++) {
    struct template_item item = list->items[i];
    if (are_together(&item, &question)) continue;
    if (are_together(&item, &answer)) item.question = asked;
    list->items[kept++] = item;
  }
  list->count = kept;
}

void template_list_pair(struct template_list *list, size_t first, size_t depth,
                        const struct options *options) {
  size_t count = list->count - first;
  struct template_item *items = list->items + first;
  hvl_text *keys = mem_zeroed(count + 1, sizeof *keys);
  struct columns columns;
  for (size_t i = 0; i < count; i++)
    keys[i] = items[i].depth == depth ? items[i].key : (hvl_text){"", 0};
  columns_find_keys(&columns, options, keys, count);
  int question = columns.at[FIELD_QUESTION], answer = columns.at[FIELD_TEXT];
  if (question != NO_COLUMN && answer != NO_COLUMN)
    pair(list, first, items[question], items[answer]);
  free(keys);
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
                        .question = item->question,
                        .messages = &list->message,
                        .count = 1};
  return true;
}

void read_all(struct lines *lines, struct buffer *out) {
  hvl_text line;
  while (lines_next(lines, &line)) buffer_add(out, line.data, line.len);
}

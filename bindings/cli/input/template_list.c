/* SPDX-License-Identifier: MIT */
/* template_list.c - the templates of a document that is read as a whole. */
#include "input/template_list.h"

#include <stdlib.h>
#include <string.h>

#include "chats/roles.h"
#include "input/columns.h"
#include "input/html_text.h"

enum { MOST_ASKED = 4096 }; /* bytes of a question, in all ways to ask it */

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

/* The texts that stand together with `like`, `*count` of them. */
static hvl_text *texts_with(const struct template_list *list, size_t first,
                            const struct template_item *like, size_t *count) {
  hvl_text *texts = mem_zeroed(list->count - first + 1, sizeof *texts);
  *count = 0;
  for (size_t i = first; i < list->count; i++)
    if (are_together(&list->items[i], like))
      texts[(*count)++] = list->items[i].text;
  return texts;
}

/* Put `asked[0]` before each answer, or, if it is a table, the text of `asked`
 * at its place; the questions go. */
static void put_before(struct template_list *list, size_t first,
                       struct template_item question,
                       struct template_item answer, const hvl_text *asked,
                       bool is_table) {
  size_t kept = first;
  for (size_t i = first; i < list->count; i++) {
    struct template_item item = list->items[i];
    if (are_together(&item, &question)) continue;
    if (are_together(&item, &answer)) {
      item.question = *asked;
      asked += is_table;
    }
    list->items[kept++] = item;
  }
  list->count = kept;
}

/* More than can be asked at once is a table by its columns: there each answer
 * has a question of its own, or all are judged alone. */
static void pair(struct template_list *list, size_t first,
                 struct template_item question, struct template_item answer) {
  size_t asked_count, answered;
  hvl_text *asked = texts_with(list, first, &question, &asked_count);
  hvl_text asked_at_once = join(list, first, &question);
  free(texts_with(list, first, &answer, &answered));
  if (asked_at_once.len <= MOST_ASKED)
    put_before(list, first, question, answer, &asked_at_once, false);
  else if (asked_count == answered)
    put_before(list, first, question, answer, asked, true);
  free(asked);
}

void template_list_pair(struct template_list *list, size_t first, size_t depth,
                        const struct options *options) {
  size_t count = list->count - first;
  if (count == 0) return;
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

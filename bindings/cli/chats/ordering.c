/* SPDX-License-Identifier: MIT */
/* ordering.c - the messages of a conversation in the order they were sent. */
#include "chats/ordering.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* By time, then number; -1, 0 or 1. */
static int compare(const struct message_row *a, const struct message_row *b) {
  if (a->has_time && b->has_time && a->time != b->time)
    return a->time < b->time ? -1 : 1;
  if (a->has_number && b->has_number && a->number != b->number)
    return a->number < b->number ? -1 : 1;
  return 0;
}

/* A message without a time or number stays behind the one before it. */
static void fill_gaps(struct chat *chat) {
  for (size_t i = 1; i < chat->count; i++) {
    struct message_row *row = &chat->messages[i], *before = row - 1;
    if (!row->has_time && before->has_time) {
      row->has_time = true;
      row->time = before->time;
    }
  }
}

/* Newest first: then messages of one minute stand the wrong way round, too. */
static bool is_backwards(const struct chat *chat) {
  bool falls = false;
  for (size_t i = 1; i < chat->count; i++) {
    int order = compare(&chat->messages[i - 1], &chat->messages[i]);
    if (order < 0) return false;
    if (order > 0) falls = true;
  }
  return falls;
}

static void reverse(struct chat *chat) {
  for (size_t i = 0, j = chat->count; i + 1 < j; i++) {
    struct message_row row = chat->messages[i];
    chat->messages[i] = chat->messages[--j];
    chat->messages[j] = row;
  }
}

/* A stable merge sort; `spare` has room for as many. */
static void merge_sort(struct message_row *rows, size_t count,
                       struct message_row *spare) {
  if (count < 2) return;
  size_t half = count / 2, left = 0, right = half, at = 0;
  merge_sort(rows, half, spare);
  merge_sort(rows + half, count - half, spare);
  if (compare(&rows[half - 1], &rows[half]) <= 0) return;
  memcpy(spare, rows, count * sizeof *rows);
  while (left < half || right < count) {
    bool first = right == count ||
                 (left < half && compare(&spare[left], &spare[right]) <= 0);
    rows[at++] = first ? spare[left++] : spare[right++];
  }
}

static bool is_in_order(const struct chat *chat) {
  for (size_t i = 1; i < chat->count; i++)
    if (compare(&chat->messages[i - 1], &chat->messages[i]) > 0) return false;
  return true;
}

void put_in_order(struct chat *chat) {
  if (chat->count < 2) return;
  if (is_backwards(chat)) reverse(chat);
  fill_gaps(chat);
  if (is_in_order(chat)) return;
  struct message_row *spare = mem_resize(NULL, chat->count, sizeof *spare);
  merge_sort(chat->messages, chat->count, spare);
  free(spare);
}

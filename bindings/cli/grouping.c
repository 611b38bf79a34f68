/* SPDX-License-Identifier: MIT */
/* grouping.c - whole conversations out of messages scattered over a file. */
#include "grouping.h"

#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "roles.h"

struct grouping {
  struct pool pool;
  struct chat *chats;
  size_t count, cap;
  size_t *slots; /* of a hash table: index of a chat, plus 1 */
  size_t slot_count;
  hvl_text *shops; /* what stands before the colon of shop:account */
  size_t shop_count, shop_cap;
};

struct grouping *grouping_new(void) {
  return mem_zeroed(1, sizeof(struct grouping));
}

void grouping_free(struct grouping *grouping) {
  if (!grouping) return;
  for (size_t i = 0; i < grouping->count; i++) {
    free(grouping->chats[i].messages);
    free(grouping->chats[i].facts);
  }
  pool_free(&grouping->pool);
  free(grouping->chats);
  free(grouping->slots);
  free(grouping->shops);
  free(grouping);
}

static bool same(hvl_text a, hvl_text b) {
  return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

/* FNV-1a, its high bits brought down. */
static uint64_t hash(hvl_text text) {
  uint64_t value = 14695981039346656037u;
  for (size_t i = 0; i < text.len; i++)
    value = (value ^ (uint8_t)text.data[i]) * 1099511628211u;
  return value ^ value >> 32;
}

/* The slot of `id`, or the free one where it belongs. */
static size_t *slot_of(struct grouping *grouping, hvl_text id) {
  size_t at = (size_t)hash(id) & (grouping->slot_count - 1);
  for (;; at = (at + 1) & (grouping->slot_count - 1)) {
    size_t *slot = &grouping->slots[at];
    if (!*slot || same(grouping->chats[*slot - 1].id, id)) return slot;
  }
}

static void grow_slots(struct grouping *grouping) {
  if (grouping->slot_count > grouping->count * 2) return;
  free(grouping->slots);
  grouping->slot_count = grouping->slot_count ? grouping->slot_count * 4 : 64;
  grouping->slots = mem_zeroed(grouping->slot_count, sizeof(size_t));
  for (size_t i = 0; i < grouping->count; i++)
    *slot_of(grouping, grouping->chats[i].id) = i + 1;
}

static struct chat *chat_of(struct grouping *grouping, hvl_text id) {
  grow_slots(grouping);
  size_t *slot = slot_of(grouping, id);
  if (!*slot) {
    MEM_GROW(grouping->chats, grouping->count, grouping->cap);
    grouping->chats[grouping->count++] =
        (struct chat){.id = pool_copy(&grouping->pool, id)};
    *slot = grouping->count;
  }
  return &grouping->chats[*slot - 1];
}

static bool is_shop(const struct grouping *grouping, hvl_text name) {
  for (size_t i = 0; i < grouping->shop_count; i++)
    if (same(grouping->shops[i], name)) return true;
  return false;
}

static void add_shop(struct grouping *grouping, hvl_text account) {
  hvl_text shop = shop_of(account);
  if (!shop.len || is_shop(grouping, shop)) return;
  MEM_GROW(grouping->shops, grouping->shop_count, grouping->shop_cap);
  grouping->shops[grouping->shop_count++] = shop;
}

static void add_message(struct grouping *grouping, struct chat *chat,
                        struct message_row message) {
  message.text = pool_copy(&grouping->pool, message.text);
  message.account = pool_copy(&grouping->pool, message.account);
  MEM_GROW(chat->messages, chat->count, chat->cap);
  chat->messages[chat->count++] = message;
  if (message.role == HVL_SELLER) add_shop(grouping, message.account);
}

static void add_fact(struct grouping *grouping, struct chat *chat,
                     struct fact fact) {
  for (size_t i = 0; i < chat->fact_count; i++)
    if (same(chat->facts[i].name, fact.name)) return;
  fact.name = pool_copy(&grouping->pool, fact.name);
  fact.value = pool_copy(&grouping->pool, fact.value);
  MEM_GROW(chat->facts, chat->fact_count, chat->fact_cap);
  chat->facts[chat->fact_count++] = fact;
}

void grouping_add(struct grouping *grouping, const struct chat *part) {
  struct chat *chat = chat_of(grouping, part->id);
  for (size_t i = 0; i < part->count; i++)
    add_message(grouping, chat, part->messages[i]);
  for (size_t i = 0; i < part->fact_count; i++)
    add_fact(grouping, chat, part->facts[i]);
}

static void drop_open(struct chat *chat, const char *file, struct log *log) {
  size_t kept = 0;
  for (size_t i = 0; i < chat->count; i++) {
    struct message_row row = chat->messages[i];
    if (row.role)
      chat->messages[kept++] = row;
    else
      log_error(log, (struct where){file, row.line}, UNKNOWN_ROLE,
                row.account.len < 60 ? (int)row.account.len : 60,
                row.account.data);
  }
  chat->count = kept;
}

static void settle_open(const struct grouping *grouping, struct chat *chat) {
  for (size_t i = 0; i < chat->count; i++) {
    struct message_row *row = &chat->messages[i];
    if (!row->role)
      row->role = is_shop(grouping, row->account) ? HVL_SELLER : HVL_BUYER;
  }
}

void grouping_settle(struct grouping *grouping, const char *file,
                     struct log *log) {
  for (size_t i = 0; i < grouping->count; i++) {
    if (grouping->shop_count)
      settle_open(grouping, &grouping->chats[i]);
    else
      drop_open(&grouping->chats[i], file, log);
  }
}

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

static void put_in_order(struct chat *chat) {
  if (is_backwards(chat)) reverse(chat);
  fill_gaps(chat);
  struct message_row *spare = mem_resize(NULL, chat->count, sizeof *spare);
  merge_sort(chat->messages, chat->count, spare);
  free(spare);
}

const struct chat *grouping_chat(struct grouping *grouping, size_t index) {
  if (index >= grouping->count) return NULL;
  put_in_order(&grouping->chats[index]);
  return &grouping->chats[index];
}

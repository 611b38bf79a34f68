/* SPDX-License-Identifier: MIT */
/* grouping.c - whole conversations out of messages scattered over a file. */
#include "chats/grouping.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/checksum.h"
#include "chats/ordering.h"
#include "chats/roles.h"
#include "chats/spill.h"

struct grouping {
  size_t memory; /* that may be used; 0: as much as it takes */
  size_t used;
  struct spill *spill; /* NULL while all is in memory */
  int failure;         /* errno of the spill */
  struct pool pool;
  struct chat *chats;
  size_t count, cap, next;
  size_t last;   /* that a part was added to: mostly the next one's, too */
  size_t *slots; /* of a hash table: index of a chat, plus 1 */
  size_t slot_count;
  struct pool names; /* of the shops */
  hvl_text *shops;   /* what stands before the colon of shop:account */
  size_t shop_count, shop_cap;
  const char *file; /* for messages */
  struct log *log;
};

struct grouping *grouping_new(size_t memory) {
  struct grouping *grouping = mem_zeroed(1, sizeof *grouping);
  grouping->memory = memory;
  return grouping;
}

static void free_chats(struct grouping *grouping) {
  for (size_t i = 0; i < grouping->count; i++) {
    free(grouping->chats[i].messages);
    free(grouping->chats[i].facts);
  }
  free(grouping->chats);
  free(grouping->slots);
  grouping->chats = NULL;
  grouping->slots = NULL;
  grouping->count = grouping->cap = grouping->slot_count = 0;
  pool_free(&grouping->pool);
}

void grouping_free(struct grouping *grouping) {
  if (!grouping) return;
  free_chats(grouping);
  spill_free(grouping->spill);
  pool_free(&grouping->names);
  free(grouping->shops);
  free(grouping);
}

uint64_t grouping_spilled(const struct grouping *grouping) {
  return spill_bytes(grouping->spill);
}

static bool same(hvl_text a, hvl_text b) {
  return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

/* The slot of `id`, or the free one where it belongs. */
static size_t *slot_of(struct grouping *grouping, hvl_text id) {
  size_t at = hash_of(id) & (grouping->slot_count - 1);
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
  if (grouping->last < grouping->count &&
      same(grouping->chats[grouping->last].id, id))
    return &grouping->chats[grouping->last];
  grow_slots(grouping);
  size_t *slot = slot_of(grouping, id);
  if (!*slot) {
    MEM_GROW(grouping->chats, grouping->count, grouping->cap);
    grouping->chats[grouping->count++] =
        (struct chat){.id = pool_copy(&grouping->pool, id)};
    *slot = grouping->count;
    grouping->used += id.len + 2 * sizeof(struct chat) + 4 * sizeof(size_t);
  }
  grouping->last = *slot - 1;
  return &grouping->chats[grouping->last];
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
  grouping->shops[grouping->shop_count++] = pool_copy(&grouping->names, shop);
}

static void add_message(struct grouping *grouping, struct chat *chat,
                        struct message_row message) {
  message.text = pool_copy(&grouping->pool, message.text);
  message.account = pool_copy(&grouping->pool, message.account);
  MEM_GROW(chat->messages, chat->count, chat->cap);
  chat->messages[chat->count++] = message;
  grouping->used += message.text.len + message.account.len + 2 * sizeof message;
}

static void add_fact(struct grouping *grouping, struct chat *chat,
                     struct fact fact) {
  for (size_t i = 0; i < chat->fact_count; i++)
    if (same(chat->facts[i].name, fact.name)) return;
  fact.name = pool_copy(&grouping->pool, fact.name);
  fact.value = pool_copy(&grouping->pool, fact.value);
  MEM_GROW(chat->facts, chat->fact_count, chat->fact_cap);
  chat->facts[chat->fact_count++] = fact;
  grouping->used += fact.name.len + fact.value.len + 2 * sizeof fact;
}

static void spill_part(struct grouping *grouping, const struct chat *part) {
  if (!grouping->failure && !spill_add(grouping->spill, part))
    grouping->failure = errno ? errno : EIO;
}

/* All that is in memory goes first: it came first. */
static void begin_spill(struct grouping *grouping) {
  grouping->spill = spill_new(grouping->memory / 2);
  for (size_t i = 0; i < grouping->count; i++)
    spill_part(grouping, &grouping->chats[i]);
  free_chats(grouping);
}

void grouping_add(struct grouping *grouping, const struct chat *part) {
  for (size_t i = 0; i < part->count; i++)
    if (part->messages[i].role == HVL_SELLER)
      add_shop(grouping, part->messages[i].account);
  if (grouping->memory && !grouping->spill &&
      grouping->used > grouping->memory / 2)
    begin_spill(grouping);
  if (grouping->spill) {
    spill_part(grouping, part);
    return;
  }
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
      role_unknown(log, (struct where){file, row.line}, row.account);
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

/* Of a conversation where only one side is known the others are the other side;
 * but of several accounts just one can be the buyer's. */
static bool settle_by_others(struct chat *chat) {
  bool knows[HVL_SYSTEM + 1] = {false};
  const struct message_row *open = NULL;
  bool several = false;
  for (size_t i = 0; i < chat->count; i++) {
    const struct message_row *row = &chat->messages[i];
    knows[row->role] = true;
    if (!row->role && open && !same(open->account, row->account))
      several = true;
    if (!row->role && !open) open = row;
  }
  if (!open) return true;
  if (knows[HVL_SELLER] == knows[HVL_BUYER]) return false;
  if (knows[HVL_SELLER] && several) return false;
  for (size_t i = 0; i < chat->count; i++)
    if (!chat->messages[i].role)
      chat->messages[i].role = knows[HVL_SELLER] ? HVL_BUYER : HVL_SELLER;
  return true;
}

static void settle(const struct grouping *grouping, struct chat *chat) {
  if (grouping->shop_count)
    settle_open(grouping, chat);
  else if (!settle_by_others(chat))
    drop_open(chat, grouping->file, grouping->log);
}

void grouping_settle(struct grouping *grouping, const char *file,
                     struct log *log) {
  grouping->file = file;
  grouping->log = log;
}

const struct chat *grouping_chat(struct grouping *grouping, size_t index) {
  if (index >= grouping->count) return NULL;
  settle(grouping, &grouping->chats[index]);
  put_in_order(&grouping->chats[index]);
  return &grouping->chats[index];
}

static struct chat *next_spilled(struct grouping *grouping) {
  errno = 0;
  struct chat *chat = grouping->failure ? NULL : spill_next(grouping->spill);
  if (!chat && !grouping->failure) grouping->failure = errno;
  if (chat || !grouping->failure) return chat;
  log_error(grouping->log, (struct where){grouping->file, 0}, SPILL_FAILED,
            strerror(grouping->failure));
  return NULL;
}

const struct chat *grouping_next(struct grouping *grouping) {
  if (!grouping->spill) return grouping_chat(grouping, grouping->next++);
  struct chat *chat = next_spilled(grouping);
  if (!chat) return NULL;
  settle(grouping, chat);
  put_in_order(chat);
  return chat;
}

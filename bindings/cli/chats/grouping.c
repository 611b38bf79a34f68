/* SPDX-License-Identifier: MIT */
/* grouping.c - whole conversations out of messages scattered over a file. */
#include "chats/grouping.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/checksum.h"
#include "base/texts.h"
#include "chats/ordering.h"
#include "chats/roles.h"
#include "chats/spill.h"

/* A message; `next` is that of the same conversation behind it, plus 1. */
struct held {
  struct message_row row;
  size_t next;
};

/* A conversation; its messages are put in an array only when it is given. */
struct gathered {
  struct chat chat;
  size_t first, last; /* of its messages, plus 1 */
};

struct slot {
  size_t hash;
  size_t index; /* of a conversation, plus 1; 0: free */
};

enum { RECENT = 2 }; /* who talk to each other */

/* Of so many conversations one may go on after another has begun. */
enum { FEW = 8, FIRST = 64 };

struct grouping {
  size_t memory; /* that may be used; 0: as much as it takes */
  size_t used;
  struct spill *spill; /* NULL while all is in memory */
  int failure;         /* errno of the spill */
  struct pool pool;
  struct held *held; /* as they were added */
  size_t held_count, held_cap;
  struct gathered *chats;
  size_t count, cap, next;
  size_t last;        /* that a part was added to: mostly the next one's, too */
  size_t left;        /* before one that began just now, plus 1; 0: none */
  size_t left_all;    /* conversations up to which all were left */
  size_t returns;     /* how often one went on that had been left */
  struct slot *slots; /* a hash table */
  size_t slot_count;
  hvl_text recent[RECENT]; /* accounts, the oldest at `oldest` */
  size_t oldest;
  struct chat given; /* by grouping_next() */
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
    free(grouping->chats[i].chat.messages);
    free(grouping->chats[i].chat.facts);
  }
  free(grouping->held);
  free(grouping->chats);
  free(grouping->slots);
  grouping->held = NULL;
  memset(grouping->recent, 0, sizeof grouping->recent);
  grouping->chats = NULL;
  grouping->slots = NULL;
  grouping->held_count = grouping->held_cap = 0;
  grouping->count = grouping->cap = grouping->slot_count = 0;
  pool_free(&grouping->pool);
}

void grouping_free(struct grouping *grouping) {
  if (!grouping) return;
  free_chats(grouping);
  free(grouping->given.messages);
  spill_free(grouping->spill);
  pool_free(&grouping->names);
  free(grouping->shops);
  free(grouping);
}

uint64_t grouping_spilled(const struct grouping *grouping) {
  return spill_bytes(grouping->spill);
}

/* The slot of `id`, or the free one where it belongs. */
static struct slot *slot_of(struct grouping *grouping, size_t hash,
                            hvl_text id) {
  size_t at = hash & (grouping->slot_count - 1);
  for (;; at = (at + 1) & (grouping->slot_count - 1)) {
    struct slot *slot = &grouping->slots[at];
    if (!slot->index ||
        (slot->hash == hash &&
         text_same(grouping->chats[slot->index - 1].chat.id, id)))
      return slot;
  }
}

static void grow_slots(struct grouping *grouping) {
  size_t count = grouping->slot_count;
  if (count > grouping->count * 2) return;
  struct slot *slots = grouping->slots;
  grouping->slot_count = count ? count * 2 : 64;
  grouping->slots = mem_zeroed(grouping->slot_count, sizeof *slots);
  for (size_t i = 0; i < count; i++) {
    size_t at = slots[i].hash & (grouping->slot_count - 1);
    if (!slots[i].index) continue;
    while (grouping->slots[at].index)
      at = (at + 1) & (grouping->slot_count - 1);
    grouping->slots[at] = slots[i];
  }
  free(slots);
}

static struct gathered *chat_of(struct grouping *grouping, hvl_text id) {
  if (grouping->last < grouping->count &&
      text_same(grouping->chats[grouping->last].chat.id, id))
    return &grouping->chats[grouping->last];
  grow_slots(grouping);
  size_t hash = hash_of(id);
  struct slot *slot = slot_of(grouping, hash, id);
  if (!slot->index) {
    MEM_GROW(grouping->chats, grouping->count, grouping->cap);
    grouping->chats[grouping->count++] =
        (struct gathered){.chat.id = pool_copy(&grouping->pool, id)};
    *slot = (struct slot){hash, grouping->count};
    grouping->used +=
        id.len + 2 * sizeof(struct gathered) + 4 * sizeof(struct slot);
  }
  grouping->last = slot->index - 1;
  return &grouping->chats[grouping->last];
}

static bool is_shop(const struct grouping *grouping, hvl_text name) {
  for (size_t i = 0; i < grouping->shop_count; i++)
    if (text_same(grouping->shops[i], name)) return true;
  return false;
}

static void add_shop(struct grouping *grouping, hvl_text account) {
  hvl_text shop = shop_of(account);
  if (!shop.len || is_shop(grouping, shop)) return;
  MEM_GROW(grouping->shops, grouping->shop_count, grouping->shop_cap);
  grouping->shops[grouping->shop_count++] = pool_copy(&grouping->names, shop);
}

/* A copy of `account`: mostly the one that a message just before has. */
static hvl_text keep_account(struct grouping *grouping, hvl_text account) {
  for (size_t i = 0; i < RECENT; i++)
    if (grouping->recent[i].data && text_same(grouping->recent[i], account))
      return grouping->recent[i];
  hvl_text *kept = &grouping->recent[grouping->oldest];
  *kept = pool_copy(&grouping->pool, account);
  grouping->oldest = (grouping->oldest + 1) % RECENT;
  grouping->used += account.len;
  return *kept;
}

static void add_message(struct grouping *grouping, struct gathered *gathered,
                        struct message_row message) {
  message.text = pool_copy(&grouping->pool, message.text);
  message.account = keep_account(grouping, message.account);
  MEM_GROW(grouping->held, grouping->held_count, grouping->held_cap);
  grouping->held[grouping->held_count++] = (struct held){message, 0};
  if (gathered->last)
    grouping->held[gathered->last - 1].next = grouping->held_count;
  else
    gathered->first = grouping->held_count;
  gathered->last = grouping->held_count;
  grouping->used += message.text.len + sizeof(struct held);
}

/* Put the messages of `gathered` in the array of `chat`. */
static void unfold(const struct grouping *grouping,
                   const struct gathered *gathered, struct chat *chat) {
  chat->count = 0;
  for (size_t at = gathered->first; at; at = grouping->held[at - 1].next) {
    MEM_GROW(chat->messages, chat->count, chat->cap);
    chat->messages[chat->count++] = grouping->held[at - 1].row;
  }
}

/* The conversation at `index`, its messages in an array used again and again.
 */
static struct chat *give(struct grouping *grouping, size_t index) {
  struct chat *given = &grouping->given;
  struct message_row *messages = given->messages;
  size_t cap = given->cap;
  *given = grouping->chats[index].chat;
  given->messages = messages;
  given->cap = cap;
  unfold(grouping, &grouping->chats[index], given);
  return given;
}

static void add_fact(struct grouping *grouping, struct chat *chat,
                     struct fact fact) {
  for (size_t i = 0; i < chat->fact_count; i++)
    if (text_same(chat->facts[i].name, fact.name)) return;
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

/* What is in memory goes to the temporary file: of each conversation one part,
 * behind those that went before. */
static void spill_all(struct grouping *grouping) {
  if (!grouping->spill) grouping->spill = spill_new(grouping->memory / 2);
  for (size_t i = 0; i < grouping->count; i++)
    spill_part(grouping, give(grouping, i));
  free_chats(grouping);
  grouping->used = 0;
}

/* The conversation of a part, which may begin one or go back to one. */
static struct gathered *turn_to(struct grouping *grouping, hvl_text id) {
  size_t before = grouping->last, count = grouping->count;
  struct gathered *gathered = chat_of(grouping, id);
  bool begins = grouping->count > count;
  grouping->left = begins && count ? before + 1 : 0;
  grouping->returns += !begins && grouping->last != before;
  return gathered;
}

void grouping_add(struct grouping *grouping, const struct chat *part) {
  for (size_t i = 0; i < part->count; i++)
    if (part->messages[i].role == HVL_SELLER)
      add_shop(grouping, part->messages[i].account);
  if (grouping->memory && grouping->used > grouping->memory / 2)
    spill_all(grouping);
  struct gathered *gathered = turn_to(grouping, part->id);
  for (size_t i = 0; i < part->count; i++)
    add_message(grouping, gathered, part->messages[i]);
  for (size_t i = 0; i < part->fact_count; i++)
    add_fact(grouping, &gathered->chat, part->facts[i]);
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
    if (!row->role && open && !text_same(open->account, row->account))
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

static const struct chat *make_whole(const struct grouping *grouping,
                                     struct chat *chat) {
  settle(grouping, chat);
  put_in_order(chat);
  return chat;
}

const struct chat *grouping_chat(struct grouping *grouping, size_t index) {
  if (index >= grouping->count) return NULL;
  struct gathered *gathered = &grouping->chats[index];
  if (gathered->chat.messages) return &gathered->chat;
  unfold(grouping, gathered, &gathered->chat);
  return make_whole(grouping, &gathered->chat);
}

static bool knows_roles(const struct chat *chat) {
  for (size_t i = 0; i < chat->count; i++)
    if (!chat->messages[i].role) return false;
  return true;
}

const struct chat *grouping_left(struct grouping *grouping, size_t *number) {
  if (grouping->left <= grouping->left_all || grouping->spill ||
      grouping->returns > grouping->count / FEW + FIRST)
    return NULL;
  grouping->left_all = grouping->left;
  *number = grouping->left - 1;
  struct chat *chat = give(grouping, *number);
  if (!knows_roles(chat)) return NULL;
  put_in_order(chat);
  return chat;
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
  struct chat *chat = NULL;
  if (grouping->spill && grouping->count) spill_all(grouping);
  if (grouping->spill)
    chat = next_spilled(grouping);
  else if (grouping->next < grouping->count)
    chat = give(grouping, grouping->next++);
  return chat ? make_whole(grouping, chat) : NULL;
}

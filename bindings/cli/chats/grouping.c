/* SPDX-License-Identifier: MIT */
/* grouping.c - whole conversations out of messages scattered over a file. */
#include "chats/grouping.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/checksum.h"
#include "base/texts.h"
#include "chats/message_store.h"
#include "chats/ordering.h"
#include "chats/roles.h"
#include "chats/spill.h"

/* A conversation; its messages are put in an array only when it is given. */
struct gathered {
  hvl_text id;
  struct messages messages;
  struct fact *facts;
  size_t fact_count, fact_cap;
  uint32_t begun, touched; /* when: so many messages were there before */
  bool left;               /* given by grouping_left() */
};

struct slot {
  size_t hash;
  size_t index; /* of a conversation, plus 1; 0: free */
};

/* A conversation seems to be over when so many messages of others have come
 * since; of one that is still not over then, for so many, nothing is known. */
enum { OVER = 4096, LONG = 8 * OVER };

/* Of so many conversations that seemed to be over one may go on. */
enum { FEW = 8, FIRST = 64 };

struct grouping {
  size_t memory;       /* that may be used; 0: as much as it takes */
  size_t used;         /* beside the store */
  struct spill *spill; /* NULL while all is in memory */
  int failure;         /* errno of the spill */
  struct buffer part;  /* on its way there */
  struct pool pool;
  struct message_store store;
  struct gathered *chats;
  size_t count, cap, next;
  size_t last;        /* that a part was added to: mostly the next one's, too */
  size_t passed;      /* conversations, or parts of them, that were spilled */
  uint32_t added;     /* messages; only differences count */
  size_t ripening;    /* the first that was not looked at by grouping_left() */
  size_t left;        /* how many it gave */
  size_t returns;     /* and how many of these went on */
  struct slot *slots; /* a hash table */
  size_t slot_count;
  struct chat given;   /* by grouping_next() */
  struct chat *wholes; /* by grouping_chat(), one for each; NULL: none yet */
  struct pool names;   /* of the shops */
  hvl_text *shops;     /* what stands before the colon of shop:account */
  size_t shop_count, shop_cap;
  const char *file; /* for messages */
  struct log *log;
};

struct grouping *grouping_new(size_t memory) {
  struct grouping *grouping = mem_zeroed(1, sizeof *grouping);
  grouping->memory = memory;
  return grouping;
}

static void clear_chats(struct grouping *grouping) {
  for (size_t i = 0; i < grouping->count; i++) free(grouping->chats[i].facts);
  free(grouping->chats);
  free(grouping->slots);
  grouping->chats = NULL;
  grouping->slots = NULL;
  grouping->count = grouping->cap = grouping->slot_count = 0;
  grouping->ripening = 0;
  grouping->used = 0;
  message_store_clear(&grouping->store);
  pool_clear(&grouping->pool);
}

static void free_wholes(struct grouping *grouping) {
  for (size_t i = 0; grouping->wholes && i < grouping->count; i++)
    free(grouping->wholes[i].messages);
  free(grouping->wholes);
}

void grouping_free(struct grouping *grouping) {
  if (!grouping) return;
  free_wholes(grouping);
  clear_chats(grouping);
  pool_free(&grouping->pool);
  message_store_free(&grouping->store);
  free(grouping->given.messages);
  buffer_free(&grouping->part);
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
    if (!slot->index || (slot->hash == hash &&
                         text_same(grouping->chats[slot->index - 1].id, id)))
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
      text_same(grouping->chats[grouping->last].id, id))
    return &grouping->chats[grouping->last];
  grow_slots(grouping);
  size_t hash = hash_of(id);
  struct slot *slot = slot_of(grouping, hash, id);
  if (!slot->index) {
    MEM_GROW(grouping->chats, grouping->count, grouping->cap);
    grouping->chats[grouping->count++] = (struct gathered){
        .id = pool_copy(&grouping->pool, id), .begun = grouping->added};
    *slot = (struct slot){hash, grouping->count};
    grouping->used += id.len + 1;
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

/* All of `gathered` but its messages, to which `chat` is left. */
static void fill_chat(const struct gathered *gathered, struct chat *chat) {
  chat->id = gathered->id;
  chat->facts = gathered->facts;
  chat->fact_count = gathered->fact_count;
  chat->count = 0;
  messages_unfold(&gathered->messages, chat);
}

/* The conversation at `index`, its messages in an array used again and again.
 */
static struct chat *give(struct grouping *grouping, size_t index) {
  fill_chat(&grouping->chats[index], &grouping->given);
  return &grouping->given;
}

static void add_fact(struct grouping *grouping, struct gathered *gathered,
                     struct fact fact) {
  size_t cap = gathered->fact_cap;
  for (size_t i = 0; i < gathered->fact_count; i++)
    if (text_same(gathered->facts[i].name, fact.name)) return;
  fact.name = pool_copy(&grouping->pool, fact.name);
  fact.value = pool_copy(&grouping->pool, fact.value);
  MEM_GROW(gathered->facts, gathered->fact_count, gathered->fact_cap);
  gathered->facts[gathered->fact_count++] = fact;
  grouping->used += fact.name.len + 1 + fact.value.len + 1 +
                    (gathered->fact_cap - cap) * sizeof fact;
}

/* ---- More than memory holds ---------------------------------------------- */

static bool is_full(const struct grouping *grouping) {
  size_t used = grouping->used + grouping->store.used +
                grouping->cap * sizeof *grouping->chats +
                grouping->slot_count * sizeof *grouping->slots;
  return grouping->memory && used > grouping->memory - grouping->memory / 4;
}

static void spill_part(struct grouping *grouping,
                       const struct gathered *gathered) {
  struct buffer *part = &grouping->part;
  if (grouping->failure) return;
  buffer_clear(part);
  part_begin(part, messages_size(&gathered->messages));
  messages_write(&gathered->messages, part);
  part_end(part, gathered->facts, gathered->fact_count);
  if (!spill_add(grouping->spill, gathered->id, buffer_text(part)))
    grouping->failure = errno ? errno : EIO;
}

/* What is in memory goes to the temporary file: of each conversation one part,
 * behind those that went before. */
static void spill_all(struct grouping *grouping) {
  if (!grouping->spill) grouping->spill = spill_new(grouping->memory);
  for (size_t i = 0; i < grouping->count; i++)
    spill_part(grouping, &grouping->chats[i]);
  grouping->passed += grouping->count;
  clear_chats(grouping);
}

/* ---- Adding -------------------------------------------------------------- */

void grouping_add(struct grouping *grouping, const struct chat *part) {
  for (size_t i = 0; i < part->count; i++)
    if (part->messages[i].role == HVL_SELLER)
      add_shop(grouping, part->messages[i].account);
  if (is_full(grouping)) spill_all(grouping);
  struct gathered *gathered = chat_of(grouping, part->id);
  grouping->returns += gathered->left;
  gathered->left = false;
  for (size_t i = 0; i < part->count; i++)
    messages_add(&grouping->store, &gathered->messages, &part->messages[i]);
  for (size_t i = 0; i < part->fact_count; i++)
    add_fact(grouping, gathered, part->facts[i]);
  grouping->added += (uint32_t)part->count;
  gathered->touched = grouping->added;
}

/* ---- Whole conversations ------------------------------------------------- */

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
  if (!grouping->wholes)
    grouping->wholes = mem_zeroed(grouping->count, sizeof *grouping->wholes);
  struct chat *chat = &grouping->wholes[index];
  if (chat->messages) return chat;
  fill_chat(&grouping->chats[index], chat);
  return make_whole(grouping, chat);
}

static bool knows_roles(const struct chat *chat) {
  for (size_t i = 0; i < chat->count; i++)
    if (!chat->messages[i].role) return false;
  return true;
}

/* The next that seems to be over, in the order in which they began. */
static struct gathered *next_ripe(struct grouping *grouping) {
  for (; grouping->ripening < grouping->count; grouping->ripening++) {
    struct gathered *at = &grouping->chats[grouping->ripening];
    if (grouping->added - at->touched >= OVER) return at;
    if (grouping->added - at->begun < LONG) return NULL;
  }
  return NULL;
}

const struct chat *grouping_left(struct grouping *grouping, size_t *number) {
  if (grouping->returns > grouping->left / FEW + FIRST) return NULL;
  struct gathered *gathered = next_ripe(grouping);
  if (!gathered) return NULL;
  *number = grouping->passed + grouping->ripening;
  struct chat *chat = give(grouping, grouping->ripening++);
  if (!knows_roles(chat)) return NULL;
  grouping->left++;
  gathered->left = true;
  put_in_order(chat);
  return chat;
}

static struct chat *next_spilled(struct grouping *grouping, size_t *number) {
  errno = 0;
  struct chat *chat =
      grouping->failure ? NULL : spill_next(grouping->spill, number);
  if (!chat && !grouping->failure) grouping->failure = errno;
  if (chat || !grouping->failure) return chat;
  log_error(grouping->log, (struct where){grouping->file, 0}, SPILL_FAILED,
            strerror(grouping->failure));
  return NULL;
}

/* The memory is for those that are put together from now on. */
static void spill_rest(struct grouping *grouping) {
  spill_all(grouping);
  message_store_free(&grouping->store);
  pool_free(&grouping->pool);
  buffer_free(&grouping->part);
}

const struct chat *grouping_next(struct grouping *grouping, size_t *number) {
  struct chat *chat = NULL;
  if (grouping->spill && grouping->count) spill_rest(grouping);
  *number = grouping->next;
  if (grouping->spill)
    chat = next_spilled(grouping, number);
  else if (grouping->next < grouping->count)
    chat = give(grouping, grouping->next++);
  return chat ? make_whole(grouping, chat) : NULL;
}

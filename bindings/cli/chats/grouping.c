/* SPDX-License-Identifier: MIT */
/* grouping.c - whole conversations out of messages scattered over a file. */
#include "chats/grouping.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/texts.h"
#include "base/thread.h"
#include "chats/hold.h"
#include "chats/ordering.h"
#include "chats/roles.h"

/* What goes to temporary files, on a thread of its own or not. */
struct writer {
  struct spill *spill; /* NULL while all is in memory */
  struct hold hold;    /* that is written now */
  int failure;         /* errno */
  pthread_t thread;
  bool runs;
};

/* A conversation seems to be over when so many messages of others have come
 * since; of one that is still not over then, for so many, nothing is known. */
enum { OVER = 4096, LONG = 8 * OVER };

/* Of so many conversations that seemed to be over one may go on. */
enum { FEW = 8, FIRST = 64 };

struct grouping {
  size_t memory; /* that may be used; 0: as much as it takes */
  bool threads;
  struct hold hold;
  struct writer writer;
  size_t next;         /* of the hold, by grouping_next() */
  size_t passed;       /* conversations, or parts, that went to the writer */
  uint32_t added;      /* messages; only differences count */
  size_t ripening;     /* the first that grouping_left() did not look at */
  size_t left;         /* how many it gave */
  size_t returns;      /* and how many of these went on */
  struct chat given;   /* by grouping_next() */
  struct chat *wholes; /* by grouping_chat(), one for each; NULL: none yet */
  struct pool names;   /* of the shops */
  hvl_text *shops;     /* what stands before the colon of shop:account */
  size_t shop_count, shop_cap;
  const char *file; /* for messages */
  struct log *log;
};

struct grouping *grouping_new(size_t memory, bool threads) {
  struct grouping *grouping = mem_zeroed(1, sizeof *grouping);
  grouping->memory = memory;
  grouping->threads = threads;
  return grouping;
}

static void await(struct writer *writer) {
  if (writer->runs) pthread_join(writer->thread, NULL);
  writer->runs = false;
}

void grouping_free(struct grouping *grouping) {
  if (!grouping) return;
  await(&grouping->writer);
  for (size_t i = 0; grouping->wholes && i < grouping->hold.count; i++)
    free(grouping->wholes[i].messages);
  free(grouping->wholes);
  hold_free(&grouping->hold);
  spill_free(grouping->writer.spill);
  free(grouping->given.messages);
  pool_free(&grouping->names);
  free(grouping->shops);
  free(grouping);
}

uint64_t grouping_spilled(struct grouping *grouping) {
  await(&grouping->writer);
  return spill_bytes(grouping->writer.spill);
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

/* ---- More than memory holds ---------------------------------------------- */

static void *write_out(void *ctx) {
  struct writer *writer = ctx;
  if (!writer->failure && !hold_spill(&writer->hold, writer->spill))
    writer->failure = errno ? errno : EIO;
  hold_free(&writer->hold);
  return NULL;
}

/* What is in memory goes to the temporary file: of each conversation one part,
 * behind those that went before. */
static void spill_all(struct grouping *grouping, bool beside) {
  struct writer *writer = &grouping->writer;
  await(writer);
  if (!writer->spill) writer->spill = spill_new(grouping->memory);
  writer->hold = grouping->hold;
  grouping->passed += grouping->hold.count;
  grouping->hold = (struct hold){.count = 0};
  grouping->ripening = 0;
  if (beside) writer->runs = thread_start(&writer->thread, write_out, writer);
  if (!writer->runs) write_out(writer);
}

/* While some is being written there is little room. */
static void keep_to_memory(struct grouping *grouping) {
  size_t used = hold_bytes(&grouping->hold), memory = grouping->memory;
  if (!memory || used <= memory / 8) return;
  await(&grouping->writer);
  if (used > memory - memory / 4) spill_all(grouping, grouping->threads);
}

/* ---- Adding -------------------------------------------------------------- */

void grouping_add(struct grouping *grouping, const struct chat *part) {
  for (size_t i = 0; i < part->count; i++)
    if (part->messages[i].role == HVL_SELLER)
      add_shop(grouping, part->messages[i].account);
  keep_to_memory(grouping);
  size_t count = grouping->hold.count;
  struct gathered *gathered = hold_chat(&grouping->hold, part->id);
  if (grouping->hold.count > count) gathered->begun = grouping->added;
  grouping->returns += gathered->left;
  gathered->left = false;
  hold_add(&grouping->hold, gathered, part);
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
  const struct hold *hold = &grouping->hold;
  if (index >= hold->count) return NULL;
  if (!grouping->wholes)
    grouping->wholes = mem_zeroed(hold->count, sizeof *grouping->wholes);
  struct chat *chat = &grouping->wholes[index];
  if (chat->messages) return chat;
  hold_give(hold, index, chat);
  return make_whole(grouping, chat);
}

static bool knows_roles(const struct chat *chat) {
  for (size_t i = 0; i < chat->count; i++)
    if (!chat->messages[i].role) return false;
  return true;
}

/* The next that seems to be over, in the order in which they began. */
static struct gathered *next_ripe(struct grouping *grouping) {
  for (; grouping->ripening < grouping->hold.count; grouping->ripening++) {
    struct gathered *at = &grouping->hold.chats[grouping->ripening];
    if (grouping->added - at->touched >= OVER) return at;
    if (grouping->added - at->begun < LONG) return NULL;
  }
  return NULL;
}

const struct chat *grouping_left(struct grouping *grouping, size_t *number) {
  struct chat *chat = &grouping->given;
  if (grouping->returns > grouping->left / FEW + FIRST) return NULL;
  struct gathered *gathered = next_ripe(grouping);
  if (!gathered) return NULL;
  *number = grouping->passed + grouping->ripening;
  hold_give(&grouping->hold, grouping->ripening++, chat);
  if (!knows_roles(chat)) return NULL;
  grouping->left++;
  gathered->left = true;
  put_in_order(chat);
  return chat;
}

static struct chat *next_spilled(struct grouping *grouping, size_t *number) {
  struct writer *writer = &grouping->writer;
  await(writer);
  if (grouping->hold.count) spill_all(grouping, false);
  struct chat *chat =
      writer->failure ? NULL : spill_next(writer->spill, number);
  if (!chat && !writer->failure) writer->failure = errno;
  if (chat || !writer->failure) return chat;
  log_error(grouping->log, (struct where){grouping->file, 0}, SPILL_FAILED,
            strerror(writer->failure));
  return NULL;
}

const struct chat *grouping_next(struct grouping *grouping, size_t *number) {
  struct chat *chat = &grouping->given;
  if (grouping->writer.spill) {
    chat = next_spilled(grouping, number);
    return chat ? make_whole(grouping, chat) : NULL;
  }
  if (grouping->next == grouping->hold.count) return NULL;
  *number = grouping->next;
  hold_give(&grouping->hold, grouping->next++, chat);
  return make_whole(grouping, chat);
}

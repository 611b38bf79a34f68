/* SPDX-License-Identifier: MIT */
/* hold.h - conversations, or parts of them, that are held in memory. */
#ifndef HVLINE_CLI_HOLD_H
#define HVLINE_CLI_HOLD_H

#include "chats/message_store.h"
#include "chats/spill.h"

/* A conversation; its messages are put in an array only when it is given. */
struct gathered {
  hvl_text id;
  struct messages messages;
  struct fact *facts;
  size_t fact_count, fact_cap;
  uint32_t begun, touched; /* for who gathers: when; 0 at first */
  bool left;               /* likewise */
};

/* All zero is empty. */
struct held_slot;
struct hold {
  struct pool pool;
  struct message_store store;
  size_t used; /* bytes, beside the store and what follows */
  struct gathered *chats;
  size_t count, cap;
  size_t last;             /* that was asked for: mostly the next one's, too */
  struct held_slot *slots; /* a hash table */
  size_t slot_count;
};

void hold_free(struct hold *hold);

/* How many bytes it takes. */
size_t hold_bytes(const struct hold *hold);

/* The conversation of that id, perhaps a new one, behind all others; lives
 * until the next call. */
struct gathered *hold_chat(struct hold *hold, hvl_text id);

/* Add copies of the messages and facts of `part` to one of them. Of a fact that
 * is stated several times the first value holds. */
void hold_add(struct hold *hold, struct gathered *gathered,
              const struct chat *part);

/* Let `chat` be the conversation at `index`: its array of messages is used
 * again, all else lies in the hold. */
void hold_give(const struct hold *hold, size_t index, struct chat *chat);

/* Add each to `spill`, in order. False with errno if there is no room. */
bool hold_spill(const struct hold *hold, struct spill *spill);

#endif

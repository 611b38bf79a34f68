/* SPDX-License-Identifier: MIT */
/* hold.c - conversations, or parts of them, that are held in memory. */
#include "chats/hold.h"

#include <stdlib.h>

#include "base/checksum.h"
#include "base/texts.h"

struct held_slot {
  size_t hash;
  size_t index; /* of a conversation, plus 1; 0: free */
};

void hold_free(struct hold *hold) {
  for (size_t i = 0; i < hold->count; i++) free(hold->chats[i].facts);
  free(hold->chats);
  free(hold->slots);
  pool_free(&hold->pool);
  message_store_free(&hold->store);
  *hold = (struct hold){.count = 0};
}

size_t hold_bytes(const struct hold *hold) {
  return hold->used + hold->store.used + hold->cap * sizeof *hold->chats +
         hold->slot_count * sizeof *hold->slots;
}

/* ---- Finding ------------------------------------------------------------- */

/* The slot of `id`, or the free one where it belongs. */
static struct held_slot *slot_of(struct hold *hold, size_t hash, hvl_text id) {
  size_t at = hash & (hold->slot_count - 1);
  for (;; at = (at + 1) & (hold->slot_count - 1)) {
    struct held_slot *slot = &hold->slots[at];
    if (!slot->index ||
        (slot->hash == hash && text_same(hold->chats[slot->index - 1].id, id)))
      return slot;
  }
}

static void grow_slots(struct hold *hold) {
  size_t count = hold->slot_count;
  if (count > hold->count * 2) return;
  struct held_slot *slots = hold->slots;
  hold->slot_count = count ? count * 2 : 64;
  hold->slots = mem_zeroed(hold->slot_count, sizeof *slots);
  for (size_t i = 0; i < count; i++) {
    size_t at = slots[i].hash & (hold->slot_count - 1);
    if (!slots[i].index) continue;
    while (hold->slots[at].index) at = (at + 1) & (hold->slot_count - 1);
    hold->slots[at] = slots[i];
  }
  free(slots);
}

struct gathered *hold_chat(struct hold *hold, hvl_text id) {
  if (hold->last < hold->count && text_same(hold->chats[hold->last].id, id))
    return &hold->chats[hold->last];
  grow_slots(hold);
  size_t hash = hash_of(id);
  struct held_slot *slot = slot_of(hold, hash, id);
  if (!slot->index) {
    MEM_GROW(hold->chats, hold->count, hold->cap);
    hold->chats[hold->count++] =
        (struct gathered){.id = pool_copy(&hold->pool, id)};
    *slot = (struct held_slot){hash, hold->count};
    hold->used += id.len + 1;
  }
  hold->last = slot->index - 1;
  return &hold->chats[hold->last];
}

/* ---- Adding and giving --------------------------------------------------- */

/* There are many conversations, with a fact or two each. */
static void grow_facts(struct hold *hold, struct gathered *gathered) {
  size_t cap = gathered->fact_cap ? 2 * gathered->fact_cap : 1;
  if (gathered->fact_count < gathered->fact_cap) return;
  gathered->facts = mem_resize(gathered->facts, cap, sizeof(struct fact));
  hold->used += (cap - gathered->fact_cap) * sizeof(struct fact);
  gathered->fact_cap = cap;
}

static void add_fact(struct hold *hold, struct gathered *gathered,
                     struct fact fact) {
  for (size_t i = 0; i < gathered->fact_count; i++)
    if (text_same(gathered->facts[i].name, fact.name)) return;
  fact.name = pool_copy(&hold->pool, fact.name);
  fact.value = pool_copy(&hold->pool, fact.value);
  grow_facts(hold, gathered);
  gathered->facts[gathered->fact_count++] = fact;
  hold->used += fact.name.len + 1 + fact.value.len + 1;
}

void hold_add(struct hold *hold, struct gathered *gathered,
              const struct chat *part) {
  for (size_t i = 0; i < part->count; i++)
    messages_add(&hold->store, &gathered->messages, &part->messages[i]);
  for (size_t i = 0; i < part->fact_count; i++)
    add_fact(hold, gathered, part->facts[i]);
}

void hold_give(const struct hold *hold, size_t index, struct chat *chat) {
  const struct gathered *gathered = &hold->chats[index];
  chat->id = gathered->id;
  chat->facts = gathered->facts;
  chat->fact_count = gathered->fact_count;
  chat->count = 0;
  messages_unfold(&gathered->messages, chat);
}

bool hold_spill(const struct hold *hold, struct spill *spill) {
  struct buffer part = {0};
  bool good = true;
  for (size_t i = 0; good && i < hold->count; i++) {
    const struct gathered *gathered = &hold->chats[i];
    buffer_clear(&part);
    part_begin(&part, messages_size(&gathered->messages));
    messages_write(&gathered->messages, &part);
    part_end(&part, gathered->facts, gathered->fact_count);
    good = spill_add(spill, gathered->id, buffer_text(&part));
  }
  buffer_free(&part);
  return good;
}

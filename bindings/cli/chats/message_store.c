/* SPDX-License-Identifier: MIT */
/* message_store.c - the messages of many conversations in little memory. */
#include "chats/message_store.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64 * 1024 };

struct store_block {
  struct store_block *next;
  size_t len, cap;
  char data[];
};

struct stretch {
  struct stretch *next; /* of the same conversation */
  size_t len;
  char bytes[];
};

void message_store_free(struct message_store *store) {
  while (store->blocks) {
    struct store_block *block = store->blocks;
    store->blocks = block->next;
    free(block);
  }
  *store = (struct message_store){.used = 0};
}

static struct store_block *new_block(struct message_store *store, size_t size) {
  size_t cap = size > BLOCK ? size : BLOCK;
  struct store_block *block = mem_resize(NULL, 1, sizeof *block + cap);
  *block = (struct store_block){.next = store->blocks, .cap = cap};
  store->blocks = block;
  return block;
}

/* Begin one with room for `size` bytes. */
static struct stretch *begin_stretch(struct message_store *store, size_t size) {
  struct store_block *block = store->blocks;
  size_t pad = block ? -block->len % sizeof(struct stretch *) : 0;
  size += sizeof(struct stretch);
  if (!block || block->cap - block->len < pad + size) {
    if (block) store->used += block->cap - block->len;
    block = new_block(store, size);
    pad = 0;
  }
  block->len += pad;
  struct stretch *stretch =
      (struct stretch *)(void *)(block->data + block->len);
  *stretch = (struct stretch){.len = 0};
  block->len += sizeof *stretch;
  store->used += pad + sizeof *stretch;
  store->open = stretch;
  store->recent = (struct recent_accounts){{NULL, 0}, {NULL, 0}};
  return stretch;
}

static bool can_grow(const struct message_store *store,
                     const struct messages *messages, size_t size) {
  return messages->last && messages->last == store->open &&
         store->blocks->cap - store->blocks->len >= size;
}

void messages_add(struct message_store *store, struct messages *messages,
                  const struct message_row *row) {
  size_t room = message_room(row);
  if (!can_grow(store, messages, room)) {
    struct stretch *next = begin_stretch(store, room);
    if (messages->last)
      messages->last->next = next;
    else
      messages->first = next;
    messages->last = next;
  }
  struct store_block *block = store->blocks;
  char *start = block->data + block->len;
  size_t len = (size_t)(message_write(start, row, &store->recent) - start);
  block->len += len;
  store->used += len;
  messages->last->len += len;
}

void messages_unfold(const struct messages *messages, struct chat *chat) {
  for (const struct stretch *at = messages->first; at; at = at->next)
    messages_read(chat, (hvl_text){at->bytes, at->len});
}

size_t messages_size(const struct messages *messages) {
  size_t size = 0;
  for (const struct stretch *at = messages->first; at; at = at->next)
    size += at->len;
  return size;
}

void messages_write(const struct messages *messages, struct buffer *out) {
  for (const struct stretch *at = messages->first; at; at = at->next)
    buffer_add(out, at->bytes, at->len);
}

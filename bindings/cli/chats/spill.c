/* SPDX-License-Identifier: MIT */
/* spill.c - whole conversations out of parts that memory cannot hold. */
#include "chats/spill.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/texts.h"
#include "chats/chat_bytes.h"
#include "chats/sorter.h"

struct spill {
  struct sorter *parts; /* by the id of the conversation */
  struct sorter *whole; /* by the number of its first part */
  size_t memory;
  uint64_t number; /* of the next part */
  uint64_t bytes;  /* that `parts` wrote, once it is gone */
  struct buffer value, id;
  struct chat chat;
};

struct spill *spill_new(size_t memory) {
  struct spill *spill = mem_zeroed(1, sizeof *spill);
  spill->memory = memory;
  spill->parts = sorter_new(memory / 2);
  return spill;
}

void spill_free(struct spill *spill) {
  if (!spill) return;
  sorter_free(spill->parts);
  sorter_free(spill->whole);
  buffer_free(&spill->value);
  buffer_free(&spill->id);
  free(spill->chat.messages);
  free(spill->chat.facts);
  free(spill);
}

uint64_t spill_bytes(const struct spill *spill) {
  if (!spill) return 0;
  return spill->bytes + sorter_spilled(spill->parts) +
         sorter_spilled(spill->whole);
}

enum { NUMBER_SIZE = 8 };

/* So that bytes have the order of numbers. */
static void write_number(char out[NUMBER_SIZE], uint64_t number) {
  for (int i = 0; i < NUMBER_SIZE; i++)
    out[i] = (char)(number >> 8 * (NUMBER_SIZE - 1 - i) & 255);
}

bool spill_add(struct spill *spill, const struct chat *part) {
  char number[NUMBER_SIZE];
  write_number(number, spill->number++);
  buffer_clear(&spill->value);
  buffer_add(&spill->value, number, NUMBER_SIZE);
  chat_write(&spill->value, part);
  return sorter_add(spill->parts, part->id, buffer_text(&spill->value));
}

/* The conversation gathered in `id` and `value` is whole. */
static bool add_whole(struct spill *spill, const char first[NUMBER_SIZE]) {
  size_t len = spill->id.len;
  buffer_add(&spill->value, spill->id.data, len);
  buffer_add(&spill->value, (const char *)&len, sizeof len);
  return sorter_add(spill->whole, (hvl_text){first, NUMBER_SIZE},
                    buffer_text(&spill->value));
}

/* Bring the parts of each conversation together. Ids tell nothing of which one
 * began first: a table that does would grow with the file, past any bound. So
 * all is sorted twice, the second time for a few percent of what an audit
 * takes. */
static bool gather(struct spill *spill) {
  hvl_text id, part;
  char first[NUMBER_SIZE];
  bool any = false;
  spill->whole = sorter_new(spill->memory / 2);
  buffer_clear(&spill->value);
  while (sorter_next(spill->parts, &id, &part)) {
    bool same = any && text_same(id, buffer_text(&spill->id));
    if (!same) {
      if (any && !add_whole(spill, first)) return false;
      memcpy(first, part.data, NUMBER_SIZE);
      buffer_clear(&spill->value);
      buffer_clear(&spill->id);
      buffer_add(&spill->id, id.data, id.len);
    }
    buffer_add(&spill->value, part.data + NUMBER_SIZE, part.len - NUMBER_SIZE);
    any = true;
  }
  if (errno || (any && !add_whole(spill, first))) return false;
  spill->bytes = sorter_spilled(spill->parts);
  sorter_free(spill->parts);
  spill->parts = NULL;
  return true;
}

struct chat *spill_next(struct spill *spill) {
  hvl_text number, value;
  size_t len;
  if (!spill->whole && !gather(spill)) return NULL;
  if (!sorter_next(spill->whole, &number, &value)) return NULL;
  memcpy(&len, value.data + value.len - sizeof len, sizeof len);
  value.len -= len + sizeof len;
  /* The record moves when the next is read, and ids are to end in NUL. */
  buffer_clear(&spill->id);
  buffer_add(&spill->id, value.data + value.len, len);
  spill->chat.id = buffer_text(&spill->id);
  spill->chat.count = spill->chat.fact_count = 0;
  chat_read(&spill->chat, value);
  return &spill->chat;
}

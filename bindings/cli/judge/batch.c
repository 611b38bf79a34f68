/* SPDX-License-Identifier: MIT */
/* batch.c - copies of some conversations and what was found in them. */
#include "judge/batch.h"

#include <stdlib.h>

/* Bytes of texts: a batch is full, and a batch is so large that its memory is
 * not kept. */
enum { FULL = 48 * 1024, LARGE = 16 * FULL };

void batch_free(struct batch *batch) {
  pool_free(&batch->texts);
  buffer_free(&batch->notes);
  buffer_free(&batch->said);
  free(batch->rows);
  free(batch->facts);
  free(batch->items);
  findings_free(&batch->findings);
  *batch = (struct batch){.count = 0};
}

void batch_clear(struct batch *batch) {
  if (batch->size > LARGE) batch_free(batch);
  pool_clear(&batch->texts);
  buffer_clear(&batch->notes);
  buffer_clear(&batch->said);
  batch->size = batch->row_count = batch->fact_count = batch->count = 0;
  findings_clear(&batch->findings);
}

static hvl_text keep(struct batch *batch, hvl_text text) {
  batch->size += text.len + 1;
  if (!text.len) return (hvl_text){"", 0};
  return pool_copy(&batch->texts, text);
}

static void add_message(struct batch *batch, struct message_row row) {
  row.text = keep(batch, row.text);
  row.account = keep(batch, row.account);
  MEM_GROW(batch->rows, batch->row_count, batch->row_cap);
  batch->rows[batch->row_count++] = row;
}

static void add_fact(struct batch *batch, struct fact fact) {
  fact.name = keep(batch, fact.name);
  fact.value = keep(batch, fact.value);
  MEM_GROW(batch->facts, batch->fact_count, batch->fact_cap);
  batch->facts[batch->fact_count++] = fact;
}

void batch_add(struct batch *batch, const struct judged *judged) {
  const struct chat *chat = judged->chat;
  MEM_GROW(batch->items, batch->count, batch->cap);
  batch->items[batch->count++] =
      (struct batched){.source = judged->source,
                       .file = judged->file,
                       .chat = {.id = keep(batch, chat->id),
                                .group = keep(batch, chat->group),
                                .question = keep(batch, chat->question),
                                .suppress = keep(batch, chat->suppress),
                                .count = chat->count,
                                .fact_count = chat->fact_count},
                       .first_row = batch->row_count,
                       .first_fact = batch->fact_count,
                       .notes_end = batch->notes.len};
  for (size_t i = 0; i < chat->count; i++)
    add_message(batch, chat->messages[i]);
  for (size_t i = 0; i < chat->fact_count; i++) add_fact(batch, chat->facts[i]);
}

bool batch_is_full(const struct batch *batch) {
  return batch->size >= FULL;
}

void batch_judge(struct batch *batch, struct any_judge *judge) {
  for (size_t i = 0; i < batch->count; i++) {
    struct batched *item = &batch->items[i];
    size_t count;
    if (item->chat.count) item->chat.messages = batch->rows + item->first_row;
    if (item->chat.fact_count)
      item->chat.facts = batch->facts + item->first_fact;
    const hvl_finding *found =
        any_judge_chat(judge, &item->chat, item->source, &count, &batch->said);
    for (size_t k = 0; k < count; k++)
      findings_add(&batch->findings, &found[k]);
    item->said_end = batch->said.len;
    item->found_end = batch->findings.count;
  }
  findings_place(&batch->findings);
}

static hvl_text part(const struct buffer *buffer, size_t start, size_t end) {
  if (start == end) return (hvl_text){"", 0};
  return (hvl_text){buffer->data + start, end - start};
}

struct judged batch_judged(const struct batch *batch, size_t index) {
  const struct batched *item = &batch->items[index];
  size_t found = index ? item[-1].found_end : 0;
  size_t said = index ? item[-1].said_end : 0;
  struct judged judged = {
      .source = item->source, .file = item->file, .chat = &item->chat};
  judged.count = item->found_end - found;
  if (judged.count) judged.findings = batch->findings.items + found;
  judged.said = part(&batch->said, said, item->said_end);
  return judged;
}

hvl_text batch_notes(const struct batch *batch, size_t index) {
  size_t start = index ? batch->items[index - 1].notes_end : 0;
  size_t end =
      index < batch->count ? batch->items[index].notes_end : batch->notes.len;
  return part(&batch->notes, start, end);
}

/* SPDX-License-Identifier: MIT */
/* batch.c - copies of some conversations and what was found in them. */
#include "judge/batch.h"

#include <stdlib.h>
#include <string.h>

#include "chats/chat_bytes.h"

/* Bytes: a batch is full, and a batch is so large that its memory is not kept.
 */
enum { FULL = 64 * 1024, LARGE = 16 * FULL };

void batch_free(struct batch *batch) {
  buffer_free(&batch->bytes);
  buffer_free(&batch->notes);
  buffer_free(&batch->said);
  for (size_t i = 0; i < batch->cap; i++) {
    free(batch->items[i].chat.messages);
    free(batch->items[i].chat.facts);
  }
  free(batch->items);
  findings_free(&batch->findings);
  *batch = (struct batch){.count = 0};
}

void batch_clear(struct batch *batch) {
  if (batch->bytes.cap > LARGE) batch_free(batch);
  buffer_clear(&batch->bytes);
  buffer_clear(&batch->notes);
  buffer_clear(&batch->said);
  batch->count = 0;
  findings_clear(&batch->findings);
}

static void grow(struct batch *batch) {
  size_t before = batch->cap;
  MEM_GROW(batch->items, batch->count, batch->cap);
  for (size_t i = before; i < batch->cap; i++)
    batch->items[i] = (struct batched){.source = NULL};
}

static void add_text(struct buffer *bytes, hvl_text text) {
  buffer_add(bytes, text.data, text.len);
  buffer_put(bytes, '\0');
}

void batch_add(struct batch *batch, const struct judged *judged) {
  const struct chat *chat = judged->chat;
  grow(batch);
  struct batched *item = &batch->items[batch->count++];
  item->source = judged->source;
  item->file = judged->file;
  item->start = batch->bytes.len;
  item->notes_end = batch->notes.len;
  item->chat.id.len = chat->id.len;
  item->chat.group.len = chat->group.len;
  item->chat.question.len = chat->question.len;
  item->chat.suppress.len = chat->suppress.len;
  add_text(&batch->bytes, chat->id);
  add_text(&batch->bytes, chat->group);
  add_text(&batch->bytes, chat->question);
  add_text(&batch->bytes, chat->suppress);
  chat_write(&batch->bytes, chat);
}

bool batch_is_full(const struct batch *batch) {
  return batch->bytes.len >= FULL;
}

static const char *take_text(const char *at, hvl_text *text) {
  text->data = at;
  return at + text->len + 1;
}

/* The bytes have stopped moving. */
static void unfold(struct batch *batch, size_t index) {
  struct batched *item = &batch->items[index];
  struct chat *chat = &item->chat;
  size_t end = index + 1 < batch->count ? item[1].start : batch->bytes.len;
  const char *at = batch->bytes.data + item->start;
  at = take_text(at, &chat->id);
  at = take_text(at, &chat->group);
  at = take_text(at, &chat->question);
  at = take_text(at, &chat->suppress);
  chat->count = chat->fact_count = 0;
  chat_read(chat, (hvl_text){at, (size_t)(batch->bytes.data + end - at)});
}

void batch_judge(struct batch *batch, struct any_judge *judge) {
  for (size_t i = 0; i < batch->count; i++) {
    struct batched *item = &batch->items[i];
    size_t count;
    unfold(batch, i);
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

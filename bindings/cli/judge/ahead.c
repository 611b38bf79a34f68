/* SPDX-License-Identifier: MIT */
/* ahead.c - conversations judged while their file is still read. */
#include "judge/ahead.h"

#include <stdlib.h>

/* What was found in a conversation; `messages` tells whether it has grown. */
struct known {
  size_t number, messages;
  size_t found_end, said_end;
};

struct ahead {
  struct workers *workers;
  struct taker taker;
  struct known *items;
  size_t count, cap;
  size_t judged; /* of them */
  size_t next;   /* to be asked for */
  bool ended;
  struct findings findings;
  struct buffer said;
};

/* They come in the order in which they were added. */
static void keep(void *ctx, const struct judged *judged) {
  struct ahead *ahead = ctx;
  struct known *known = &ahead->items[ahead->judged++];
  for (size_t i = 0; i < judged->count; i++)
    findings_add(&ahead->findings, &judged->findings[i]);
  buffer_add(&ahead->said, judged->said.data, judged->said.len);
  known->found_end = ahead->findings.count;
  known->said_end = ahead->said.len;
}

struct ahead *ahead_begin(struct workers *workers, struct taker taker) {
  struct ahead *ahead = mem_zeroed(1, sizeof *ahead);
  ahead->workers = workers;
  ahead->taker = taker;
  workers_give_to(workers, (struct taker){keep, ahead});
  return ahead;
}

void ahead_free(struct ahead *ahead) {
  if (!ahead) return;
  free(ahead->items);
  findings_free(&ahead->findings);
  buffer_free(&ahead->said);
  free(ahead);
}

void ahead_judge(struct ahead *ahead, size_t number,
                 const struct judged *judged) {
  MEM_GROW(ahead->items, ahead->count, ahead->cap);
  ahead->items[ahead->count++] =
      (struct known){.number = number, .messages = judged->chat->count};
  workers_add(ahead->workers, judged);
}

size_t ahead_bytes(const struct ahead *ahead) {
  return ahead->count * sizeof *ahead->items + ahead->said.len +
         ahead->findings.count * sizeof *ahead->findings.items +
         ahead->findings.span_count * sizeof *ahead->findings.spans;
}

size_t ahead_findings(const struct ahead *ahead) {
  size_t asked = ahead->next ? ahead->items[ahead->next - 1].found_end : 0;
  return ahead->findings.count > asked ? ahead->findings.count - asked : 0;
}

bool ahead_has_ended(const struct ahead *ahead) {
  return ahead->ended;
}

void ahead_end(struct ahead *ahead) {
  if (ahead->ended) return;
  ahead->ended = true;
  workers_give_to(ahead->workers, ahead->taker);
  workers_forget(ahead->workers);
  findings_place(&ahead->findings);
}

bool ahead_knows(struct ahead *ahead, size_t number, struct judged *judged) {
  const struct known *items = ahead->items;
  while (ahead->next < ahead->count && items[ahead->next].number < number)
    ahead->next++;
  size_t at = ahead->next;
  if (at == ahead->count || items[at].number != number ||
      items[at].messages != judged->chat->count)
    return false;
  size_t found = at ? items[at - 1].found_end : 0;
  size_t said = at ? items[at - 1].said_end : 0;
  judged->count = items[at].found_end - found;
  if (judged->count) judged->findings = ahead->findings.items + found;
  judged->said.len = items[at].said_end - said;
  if (judged->said.len) judged->said.data = ahead->said.data + said;
  ahead->next++;
  return true;
}

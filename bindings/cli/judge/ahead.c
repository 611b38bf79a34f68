/* SPDX-License-Identifier: MIT */
/* ahead.c - conversations judged while their file is still read. */
#include "judge/ahead.h"

#include <stdlib.h>

#include "base/packed.h"

/* There may be many millions, mostly with nothing found: so each takes a few
 * bytes. */
struct ahead {
  struct workers *workers;
  struct taker taker;
  size_t added;          /* the last number */
  struct buffer asked;   /* of each how far behind the one before its number is,
                            and its messages, which tell whether it has grown */
  struct buffer results; /* how many findings each has, and bytes of `said` */
  struct findings findings;
  struct buffer said;
  bool ended;

  hvl_text asked_left, results_left; /* behind the one at hand */
  bool has_next;                     /* there is one at hand: */
  size_t number, messages;
  size_t found_at, found, said_at, said_len;
};

/* They come in the order in which they were added. */
static void keep(void *ctx, const struct judged *judged) {
  struct ahead *ahead = ctx;
  for (size_t i = 0; i < judged->count; i++)
    findings_add(&ahead->findings, &judged->findings[i]);
  buffer_add(&ahead->said, judged->said.data, judged->said.len);
  packed_add(&ahead->results, judged->count);
  packed_add(&ahead->results, judged->said.len);
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
  buffer_free(&ahead->asked);
  buffer_free(&ahead->results);
  findings_free(&ahead->findings);
  buffer_free(&ahead->said);
  free(ahead);
}

void ahead_judge(struct ahead *ahead, size_t number,
                 const struct judged *judged) {
  packed_add(&ahead->asked, number - ahead->added);
  packed_add(&ahead->asked, judged->chat->count);
  ahead->added = number;
  workers_add(ahead->workers, judged);
}

size_t ahead_bytes(const struct ahead *ahead) {
  return ahead->asked.len + ahead->results.len + ahead->said.len +
         ahead->findings.count * sizeof *ahead->findings.items +
         ahead->findings.span_count * sizeof *ahead->findings.spans;
}

size_t ahead_findings(const struct ahead *ahead) {
  return ahead->findings.count - ahead->found_at;
}

bool ahead_has_ended(const struct ahead *ahead) {
  return ahead->ended;
}

/* Have the next one at hand. */
static void go_on(struct ahead *ahead) {
  ahead->found_at += ahead->found;
  ahead->said_at += ahead->said_len;
  ahead->found = ahead->said_len = 0;
  ahead->has_next = ahead->asked_left.len != 0;
  if (!ahead->has_next) return;
  ahead->number += (size_t)packed_take(&ahead->asked_left);
  ahead->messages = (size_t)packed_take(&ahead->asked_left);
  ahead->found = (size_t)packed_take(&ahead->results_left);
  ahead->said_len = (size_t)packed_take(&ahead->results_left);
}

void ahead_end(struct ahead *ahead) {
  if (ahead->ended) return;
  ahead->ended = true;
  workers_give_to(ahead->workers, ahead->taker);
  workers_forget(ahead->workers);
  findings_place(&ahead->findings);
  ahead->asked_left = buffer_text(&ahead->asked);
  ahead->results_left = buffer_text(&ahead->results);
  go_on(ahead);
}

bool ahead_knows(struct ahead *ahead, size_t number, struct judged *judged) {
  while (ahead->has_next && ahead->number < number) go_on(ahead);
  if (!ahead->has_next || ahead->number != number ||
      ahead->messages != judged->chat->count)
    return false;
  judged->count = ahead->found;
  if (ahead->found) judged->findings = ahead->findings.items + ahead->found_at;
  judged->said.len = ahead->said_len;
  if (ahead->said_len) judged->said.data = ahead->said.data + ahead->said_at;
  go_on(ahead);
  return true;
}

/* SPDX-License-Identifier: MIT */
/* agree.c - whether peers find the same. */
#include "agree.h"

#include <stdio.h>
#include <stdlib.h>

enum { SHOWN = 10 };

/* What one peer has found in the message at hand. */
struct found {
  struct peer *peer;
  size_t share;
  struct hits hits;
};

static int by_id(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

static void sort(struct hits *hits) {
  if (hits->count > 0) qsort(hits->ids, hits->count, sizeof *hits->ids, by_id);
}

static void find(struct found *found, const hvl_message *message) {
  found->hits.count = 0;
  found->peer->scan(found->peer, message->role, message->text, &found->hits);
  sort(&found->hits);
}

/* Where two finders looked: one message, or the messages of a buffer. */
struct place {
  const struct expressions *all;
  hvl_text text;
  const struct joined *joined; /* NULL: in `text` */
  size_t shown;                /* differences so far */
};

static void show(struct place *place, const struct found *who, uint64_t id) {
  uint32_t expression = (uint32_t)id;
  hvl_text text = place->text;
  if (place->shown++ >= SHOWN) return;
  if (place->joined) {
    const size_t *starts = place->joined->starts + (id >> 32);
    text =
        (hvl_text){place->joined->bytes + starts[0], starts[1] - starts[0] - 1};
  }
  printf("only %s: expression %u in `%.*s`\n  %.300s\n", who->peer->name,
         (unsigned)expression, (int)text.len, text.data,
         place->all->items[expression].text);
}

/* Compare two sorted sets. */
static size_t compare(const struct found *a, const struct found *b,
                      struct place *place) {
  size_t i = 0, k = 0, differing = 0;
  while (i < a->hits.count || k < b->hits.count) {
    uint64_t x = i < a->hits.count ? a->hits.ids[i] : UINT64_MAX;
    uint64_t y = k < b->hits.count ? b->hits.ids[k] : UINT64_MAX;
    i += x <= y;
    k += y <= x;
    if (x == y) continue;
    differing++;
    show(place, x < y ? a : b, x < y ? x : y);
  }
  return differing;
}

/* The peers that scan by message, ready to find. */
static size_t take_part(struct found *found, struct peer *peers,
                        const size_t *shares, size_t count,
                        size_t expressions) {
  size_t taking = 0;
  for (size_t i = 0; i < count; i++) {
    if (!peers[i].scan || peers[i].databases == 0) continue;
    found[taking].peer = &peers[i];
    found[taking].share = shares[i];
    found[taking].hits.cap = expressions;
    found[taking++].hits.ids =
        must(malloc((expressions + 1) * sizeof(uint64_t)));
  }
  return taking;
}

size_t agree_by_message(struct peer *peers, const size_t *shares, size_t count,
                        const struct expressions *all,
                        const struct corpus *corpus) {
  struct found *found = must(calloc(count + 1, sizeof *found));
  size_t taking = take_part(found, peers, shares, count, all->count);
  struct place place = {.all = all};
  size_t differing = 0;
  for (size_t c = 0; c < corpus->conversations && taking > 1;
       c += found[0].share)
    for (size_t m = corpus->starts[c]; m < corpus->starts[c + 1]; m++) {
      const hvl_message *message = &corpus->messages[m];
      place.text = message->text;
      find(&found[0], message);
      for (size_t i = 1; i < taking; i++) {
        if (c % found[i].share != 0) continue;
        find(&found[i], message);
        differing += compare(&found[0], &found[i], &place);
      }
    }
  for (size_t i = 0; i < taking; i++) free(found[i].hits.ids);
  free(found);
  return differing;
}

/* All hits in the messages of `role`, one message after the other. */
static void find_each(struct found *found, const struct corpus *corpus,
                      hvl_role role) {
  uint64_t message = 0;
  for (size_t i = 0; i < corpus->count; i++) {
    size_t before = found->hits.count;
    if (corpus->messages[i].role != role) continue;
    found->peer->scan(found->peer, role, corpus->messages[i].text,
                      &found->hits);
    for (size_t k = before; k < found->hits.count && k < found->hits.cap; k++)
      found->hits.ids[k] |= message << 32;
    message++;
  }
}

static void find_all(struct found *found, const struct corpus *corpus,
                     hvl_role role) {
  if (found->peer->scan)
    find_each(found, corpus, role);
  else
    found->peer->scan_whole(found->peer, role, &corpus->joined[role],
                            &found->hits);
}

/* Twice: first to see how many there are. */
static void collect(struct found *found, const struct corpus *corpus,
                    hvl_role role) {
  find_all(found, corpus, role);
  found->hits.cap = found->hits.count;
  found->hits.ids = must(malloc((found->hits.cap + 1) * sizeof(uint64_t)));
  found->hits.count = 0;
  find_all(found, corpus, role);
  sort(&found->hits);
}

size_t agree_whole(struct peer *whole, struct peer *single,
                   const struct expressions *all, const struct corpus *corpus,
                   size_t *hits) {
  struct place place = {.all = all};
  size_t differing = 0;
  *hits = 0;
  for (int role = HVL_SELLER; role < ROLES; role++) {
    struct found a = {.peer = single}, b = {.peer = whole};
    place.joined = &corpus->joined[role];
    collect(&a, corpus, (hvl_role)role);
    collect(&b, corpus, (hvl_role)role);
    differing += compare(&a, &b, &place);
    *hits += a.hits.count;
    free(a.hits.ids);
    free(b.hits.ids);
  }
  return differing;
}

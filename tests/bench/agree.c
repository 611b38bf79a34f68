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
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

static void find(struct found *found, const hvl_message *message) {
  struct hits *hits = &found->hits;
  hits->count = 0;
  found->peer->scan(found->peer, message->role, message->text, hits);
  if (hits->count > 0) qsort(hits->ids, hits->count, sizeof *hits->ids, by_id);
}

static void show(const struct found *who, uint32_t id,
                 const struct expressions *all, const hvl_message *message) {
  printf("only %s: expression %u in `%.*s`\n  %.300s\n", who->peer->name,
         (unsigned)id, (int)message->text.len, message->text.data,
         all->items[id].text);
}

/* Compare two sorted sets; expressions that are left out do not count. */
static size_t compare(const struct found *a, const struct found *b,
                      const struct expressions *all, const hvl_message *message,
                      size_t *shown) {
  size_t i = 0, k = 0, differing = 0;
  while (i < a->hits.count || k < b->hits.count) {
    uint32_t x = i < a->hits.count ? a->hits.ids[i] : UINT32_MAX;
    uint32_t y = k < b->hits.count ? b->hits.ids[k] : UINT32_MAX;
    i += x <= y;
    k += y <= x;
    if (x == y) continue;
    differing++;
    if ((*shown)++ < SHOWN) show(x < y ? a : b, x < y ? x : y, all, message);
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
        must(malloc((expressions + 1) * sizeof(uint32_t)));
  }
  return taking;
}

size_t agree_by_message(struct peer *peers, const size_t *shares, size_t count,
                        const struct expressions *all,
                        const struct corpus *corpus) {
  struct found *found = must(calloc(count + 1, sizeof *found));
  size_t taking = take_part(found, peers, shares, count, all->count);
  size_t differing = 0, shown = 0;
  for (size_t c = 0; c < corpus->conversations && taking > 1;
       c += found[0].share)
    for (size_t m = corpus->starts[c]; m < corpus->starts[c + 1]; m++) {
      const hvl_message *message = &corpus->messages[m];
      find(&found[0], message);
      for (size_t i = 1; i < taking; i++) {
        if (c % found[i].share != 0) continue;
        find(&found[i], message);
        differing += compare(&found[0], &found[i], all, message, &shown);
      }
    }
  for (size_t i = 0; i < taking; i++) free(found[i].hits.ids);
  free(found);
  return differing;
}

size_t agree_whole(struct peer *whole, struct peer *single,
                   const struct corpus *corpus) {
  struct hits a = {0}, b = {0};
  for (size_t i = 0; i < corpus->count; i++)
    single->scan(single, corpus->messages[i].role, corpus->messages[i].text,
                 &a);
  for (int role = HVL_SELLER; role < ROLES; role++)
    whole->scan_whole(whole, (hvl_role)role, &corpus->joined[role], &b);
  if (a.count == b.count) return 0;
  printf("%s: %zu hits, %s: %zu\n", single->name, a.count, whole->name,
         b.count);
  return a.count > b.count ? a.count - b.count : b.count - a.count;
}

/* SPDX-License-Identifier: MIT */
/* peer_hyperscan.c - Hyperscan and Vectorscan, message by message or a buffer
 * of many. */
#include <stdio.h>
#include <stdlib.h>

#include "hs_build.h"
#include "peers.h"

struct hyperscan {
  struct hs_builder builder;
  struct hs_databases databases[ROLES];
  hs_scratch_t *scratch;
  size_t *last; /* by expression: the message that it hit last, and one */
};

static int take_hit(unsigned id, unsigned long long from, unsigned long long to,
                    unsigned flags, void *ctx) {
  (void)from, (void)to, (void)flags;
  hit(ctx, id);
  return 0;
}

static void scan(struct peer *peer, hvl_role role, hvl_text text,
                 struct hits *hits) {
  const struct hyperscan *self = peer->state;
  const struct hs_databases *databases = &self->databases[role];
  for (size_t i = 0; i < databases->count; i++)
    if (self->builder.hs.scan(databases->items[i], text.data,
                              (unsigned)text.len, 0, self->scratch, take_hit,
                              hits) != 0)
      peer->undecided++;
}

/* ---- Whole buffers ------------------------------------------------------- */

struct whole {
  const struct joined *joined;
  struct hits *hits;
  size_t *last;
  size_t message; /* of the match before */
};

static bool is_in(const struct joined *joined, size_t message, size_t at) {
  return joined->starts[message] <= at && at < joined->starts[message + 1];
}

/* The message that holds the byte at `at`: matches come about in order. */
static size_t message_at(const struct whole *whole, size_t at) {
  const struct joined *joined = whole->joined;
  size_t low = 0, high = joined->count;
  for (size_t i = 0; i < 8 && whole->message + i < joined->count; i++)
    if (is_in(joined, whole->message + i, at)) return whole->message + i;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (joined->starts[middle] <= at)
      low = middle;
    else
      high = middle;
  }
  return low;
}

/* A match ends at `to`, which may be the line break behind its message. */
static int take_match(unsigned id, unsigned long long from,
                      unsigned long long to, unsigned flags, void *ctx) {
  struct whole *whole = ctx;
  (void)from, (void)flags;
  whole->message = message_at(whole, (size_t)to);
  if (whole->last[id] != whole->message + 1)
    hit(whole->hits, (uint64_t)whole->message << 32 | id);
  whole->last[id] = whole->message + 1;
  return 0;
}

static void scan_whole(struct peer *peer, hvl_role role,
                       const struct joined *joined, struct hits *hits) {
  struct hyperscan *self = peer->state;
  const struct hs_databases *databases = &self->databases[role];
  for (size_t i = 0; i < self->builder.all->count; i++) self->last[i] = 0;
  for (size_t i = 0; i < databases->count && joined->count > 0; i++) {
    struct whole whole = {joined, hits, self->last, 0};
    if (self->builder.hs.scan(databases->items[i], joined->bytes,
                              (unsigned)joined->len, 0, self->scratch,
                              take_match, &whole) != 0)
      peer->undecided++;
  }
}

/* ---- Made and freed ------------------------------------------------------ */

static void free_hyperscan(struct peer *peer) {
  struct hyperscan *self = peer->state;
  for (int role = HVL_SELLER; role < ROLES; role++)
    hs_databases_free(&self->builder, &self->databases[role]);
  if (self->scratch) self->builder.hs.free_scratch(self->scratch);
  free(self->last);
  free(self);
}

static bool build(struct peer *peer, struct hyperscan *self) {
  bool built = true;
  for (int role = HVL_SELLER; built && role < ROLES; role++) {
    struct hs_databases *databases = &self->databases[role];
    built = hs_build(&self->builder, (hvl_role)role, databases);
    for (size_t i = 0; built && i < databases->count; i++)
      built = self->builder.hs.alloc_scratch(databases->items[i],
                                             &self->scratch) == 0;
    if (databases->count > peer->databases) peer->databases = databases->count;
  }
  return built;
}

bool peer_hyperscan(struct peer *peer, const char *name, const char *path,
                    bool whole, struct expressions *all) {
  unsigned once = whole ? HS_FLAG_MULTILINE : HS_FLAG_SINGLEMATCH;
  struct hyperscan *self = must(calloc(1, sizeof *self));
  self->builder =
      (struct hs_builder){.name = name,
                          .flags = HS_FLAG_UTF8 | HS_FLAG_ALLOWEMPTY | once,
                          .all = all};
  self->last = must(calloc(all->count + 1, sizeof *self->last));
  *peer = (struct peer){.name = name, .free = free_hyperscan, .state = self};
  if (whole)
    peer->scan_whole = scan_whole;
  else
    peer->scan = scan;
  bool built = hs_open(&self->builder.hs, path);
  if (!built) fprintf(stderr, "%s: cannot load %s\n", name, path);
  double start = now();
  built = built && build(peer, self);
  peer->build_seconds = now() - start;
  if (!built) peer_free(peer);
  return built;
}

/* SPDX-License-Identifier: MIT */
/* peer_re2.c - RE2::Set, several of them, one after the other. */
#include <stdio.h>
#include <stdlib.h>

#include "peers.h"

#ifdef BENCH_HAS_RE2
#include "re2_shim.h"

enum { CHUNK = 300 }; /* expressions of a set */
/* Bytes for a set's program and states; when they are used up it drops its
 * states and begins anew. */
#define MEMORY (256LL << 20)

struct chunk {
  struct re2_set *set;
  uint32_t ids[CHUNK]; /* of its expressions */
};

struct re2 {
  struct chunk *chunks[ROLES];
  size_t counts[ROLES];
};

static void scan(struct peer *peer, hvl_role role, hvl_text text,
                 struct hits *hits) {
  const struct re2 *self = peer->state;
  for (size_t i = 0; i < self->counts[role]; i++) {
    const struct chunk *chunk = &self->chunks[role][i];
    const int *found;
    int count = re2_set_match(chunk->set, text.data, text.len, &found);
    if (count < 0) peer->undecided++;
    for (int k = 0; k < count; k++) hit(hits, chunk->ids[found[k]]);
  }
}

static void free_re2(struct peer *peer) {
  struct re2 *self = peer->state;
  for (int role = HVL_SELLER; role < ROLES; role++) {
    for (size_t i = 0; i < self->counts[role]; i++)
      re2_set_free(self->chunks[role][i].set);
    free(self->chunks[role]);
  }
  free(self);
}

/* Fill `chunk` from expression `i` on; returns the one to go on with. */
static size_t fill(struct chunk *chunk, const struct expressions *all,
                   hvl_role role, size_t i) {
  int count = 0;
  chunk->set = must(re2_set_new(MEMORY));
  for (; i < all->count && count < CHUNK; i++) {
    const struct expression *expression = &all->items[i];
    char why[128];
    if (expression->left_out || expression->role != role) continue;
    int index = re2_set_add(chunk->set, expression->text, expression->len, why);
    if (index < 0)
      expressions_leave_out(all, expression, "RE2", why);
    else
      chunk->ids[index] = (uint32_t)i, count++;
  }
  return i;
}

static bool build(struct re2 *self, const struct expressions *all,
                  hvl_role role) {
  bool built = true;
  self->chunks[role] =
      must(calloc(all->count / CHUNK + 1, sizeof *self->chunks[role]));
  for (size_t i = 0; built && i < all->count;) {
    struct chunk *chunk = &self->chunks[role][self->counts[role]++];
    i = fill(chunk, all, role, i);
    built = re2_set_compile(chunk->set);
  }
  return built;
}

bool peer_re2(struct peer *peer, struct expressions *all) {
  struct re2 *self = must(calloc(1, sizeof *self));
  double start = now();
  bool built = true;
  *peer = (struct peer){
      .name = "RE2::Set", .scan = scan, .free = free_re2, .state = self};
  for (int role = HVL_SELLER; built && role < ROLES; role++) {
    built = build(self, all, (hvl_role)role);
    if (self->counts[role] > peer->databases)
      peer->databases = self->counts[role];
  }
  peer->build_seconds = now() - start;
  if (built) return true;
  fputs("RE2::Set: a set does not compile\n", stderr);
  peer_free(peer);
  return false;
}
#else
bool peer_re2(struct peer *peer, struct expressions *all) {
  (void)peer, (void)all;
  return false;
}
#endif

/* SPDX-License-Identifier: MIT */
/* peers.c - the other matchers, each behind struct peer. */
#define _POSIX_C_SOURCE       200809L
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#undef PCRE2_CODE_UNIT_WIDTH
#include "bench.h"
#include "hs_interface.h"

enum { ROLES = HVL_BUYER + 1 };

/* ---- Hyperscan and Vectorscan -------------------------------------------- */

struct hyperscan {
  struct hs_interface hs;
  hs_database_t *databases[ROLES];
  hs_scratch_t *scratch;
};

static int count_match(unsigned id, unsigned long long from,
                       unsigned long long to, unsigned flags, void *ctx) {
  (void)id, (void)from, (void)to, (void)flags;
  ++*(uint64_t *)ctx;
  return 0;
}

static uint64_t scan_hyperscan(void *state, hvl_role role, hvl_text text) {
  struct hyperscan *self = state;
  uint64_t hits = 0;
  if (role > HVL_BUYER) return 0;
  self->hs.scan(self->databases[role], text.data, (unsigned)text.len, 0,
                self->scratch, count_match, &hits);
  return hits;
}

static void free_hyperscan(void *state) {
  struct hyperscan *self = state;
  for (int role = HVL_SELLER; role < ROLES; role++)
    self->hs.free_database(self->databases[role]);
  self->hs.free_scratch(self->scratch);
  free(self);
}

/* A database that an earlier run kept. */
static bool load(struct hyperscan *self, const char *path,
                 hs_database_t **database) {
  FILE *file = fopen(path, "rb");
  if (!file) return false;
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  char *bytes = must(malloc((size_t)size + 1));
  rewind(file);
  bool loaded =
      fread(bytes, 1, (size_t)size, file) == (size_t)size &&
      self->hs.deserialize_database(bytes, (size_t)size, database) == 0;
  fclose(file);
  free(bytes);
  return loaded;
}

static void keep(struct hyperscan *self, const char *path,
                 const hs_database_t *database) {
  char *bytes;
  size_t size;
  if (self->hs.serialize_database(database, &bytes, &size) != 0) return;
  FILE *file = fopen(path, "wb");
  if (file) {
    fwrite(bytes, 1, size, file);
    fclose(file);
  }
  free(bytes);
}

/* Compile the expressions of `role`, without those that are refused. */
static bool compile(struct hyperscan *self, struct peer *peer, hvl_role role,
                    const struct expressions *all) {
  enum { FLAGS = HS_FLAG_UTF8 | HS_FLAG_SINGLEMATCH | HS_FLAG_ALLOWEMPTY };
  const char **texts = must(malloc((all->count + 1) * sizeof *texts));
  unsigned *flags = must(malloc((all->count + 1) * sizeof *flags));
  unsigned *ids = must(malloc((all->count + 1) * sizeof *ids));
  unsigned count = 0;
  bool done = false;
  for (size_t i = 0; i < all->count; i++) {
    if (all->items[i].role != role) continue;
    texts[count] = all->items[i].text;
    flags[count] = FLAGS;
    ids[count++] = (unsigned)i;
  }
  while (!done && count > 0) {
    hs_compile_error_t *error;
    done = self->hs.compile_multi(texts, flags, ids, count, HS_MODE_BLOCK, NULL,
                                  &self->databases[role], &error) == 0;
    if (done) break;
    int wrong = error->expression;
    if (wrong < 0) fprintf(stderr, "%s: %s\n", peer->name, error->message);
    self->hs.free_compile_error(error);
    if (wrong < 0) break;
    peer->left_out++;
    texts[wrong] = texts[--count];
    ids[wrong] = ids[count];
  }
  free(texts);
  free(flags);
  free(ids);
  return done;
}

bool peer_hyperscan(struct peer *peer, const char *name, const char *path,
                    const char *cache, const struct expressions *all) {
  struct hyperscan *self = must(calloc(1, sizeof *self));
  *peer = (struct peer){.name = name,
                        .scan = scan_hyperscan,
                        .free = free_hyperscan,
                        .state = self};
  if (!hs_open(&self->hs, path)) {
    fprintf(stderr, "%s: cannot load %s\n", name, path);
    free(self);
    return false;
  }
  double start = now();
  for (int role = HVL_SELLER; role < ROLES; role++) {
    char file[4096];
    snprintf(file, sizeof file, "%s.%d", cache, role);
    if (load(self, file, &self->databases[role])) continue;
    if (!compile(self, peer, (hvl_role)role, all)) return false;
    keep(self, file, self->databases[role]);
  }
  peer->build_seconds = now() - start;
  for (int role = HVL_SELLER; role < ROLES; role++)
    if (self->hs.alloc_scratch(self->databases[role], &self->scratch) != 0)
      return false;
  return true;
}

/* ---- PCRE2 --------------------------------------------------------------- */

struct pcre2 {
  pcre2_code_8 **codes[ROLES];
  size_t counts[ROLES];
  pcre2_match_data_8 *data;
};

static uint64_t scan_pcre2(void *state, hvl_role role, hvl_text text) {
  const struct pcre2 *self = state;
  uint64_t hits = 0;
  if (role > HVL_BUYER) return 0;
  for (size_t i = 0; i < self->counts[role]; i++)
    hits +=
        pcre2_match_8(self->codes[role][i], (PCRE2_SPTR8)text.data, text.len, 0,
                      PCRE2_NO_UTF_CHECK, self->data, NULL) >= 0;
  return hits;
}

bool peer_pcre2(struct peer *peer, const struct expressions *all) {
  struct pcre2 *self = must(calloc(1, sizeof *self));
  *peer = (struct peer){
      .name = "PCRE2 JIT, rule by rule", .scan = scan_pcre2, .state = self};
  double start = now();
  for (int role = 0; role < ROLES; role++)
    self->codes[role] = must(calloc(all->count + 1, sizeof **self->codes));
  for (size_t i = 0; i < all->count; i++) {
    int error;
    PCRE2_SIZE at;
    hvl_role role = all->items[i].role;
    pcre2_code_8 *code =
        pcre2_compile_8((PCRE2_SPTR8)all->items[i].text, PCRE2_ZERO_TERMINATED,
                        PCRE2_UTF, &error, &at, NULL);
    if (code) pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE);
    if (code)
      self->codes[role][self->counts[role]++] = code;
    else
      peer->left_out++;
  }
  peer->build_seconds = now() - start;
  self->data = must(pcre2_match_data_create_8(1, NULL));
  return true;
}

/* ---- UTF-8 --------------------------------------------------------------- */

/* What any reader of UTF-8 has to do at the least, by plain C. */
static uint64_t scan_utf8(void *state, hvl_role role, hvl_text text) {
  const unsigned char *at = (const unsigned char *)text.data;
  const unsigned char *end = at + text.len;
  (void)state, (void)role;
  while (at < end) {
    unsigned more = *at < 0x80   ? 0
                    : *at < 0xC2 ? 9
                    : *at < 0xE0 ? 1
                    : *at < 0xF0 ? 2
                    : *at < 0xF5 ? 3
                                 : 9;
    if (more > 3 || (size_t)(end - at) <= more) return 1;
    if (more > 1 &&
        ((at[0] == 0xE0 && at[1] < 0xA0) || (at[0] == 0xED && at[1] > 0x9F) ||
         (at[0] == 0xF0 && at[1] < 0x90) || (at[0] == 0xF4 && at[1] > 0x8F)))
      return 1;
    for (unsigned i = 1; i <= more; i++)
      if ((at[i] & 0xC0) != 0x80) return 1;
    at += more + 1;
  }
  return 0;
}

bool peer_utf8(struct peer *peer) {
  *peer = (struct peer){.name = "UTF-8 validation", .scan = scan_utf8};
  return true;
}

/* SPDX-License-Identifier: MIT */
/* bench.h - what the parts of the benchmark share: time, memory, hits. */
#ifndef HVL_BENCH_H
#define HVL_BENCH_H

#include <stdbool.h>

#include "ruleset/ruleset.h"

enum { ROLES = HVL_SYSTEM + 1 };

/* Seconds of a clock that only goes forward. */
double now(void);

/* Memory, or the end of the program. */
void *must(void *block);

/* End the program with `message` on stderr. */
_Noreturn void die(const char *message);

/* The median of `count` values, which are sorted for it. */
double median(double *values, size_t count);

/* Which expressions hit: the first `cap` of them in `ids`, where the scan is of
 * a buffer as message << 32 | expression. */
struct hits {
  uint64_t *ids;
  size_t count, cap;
};

static inline void hit(struct hits *hits, uint64_t id) {
  if (hits->count < hits->cap) hits->ids[hits->count] = id;
  hits->count++;
}

/* FNV-1a, to be begun with HASH_START. */
#define HASH_START UINT64_C(14695981039346656037)
static inline uint64_t hash_bytes(uint64_t hash, const void *bytes,
                                  size_t len) {
  const unsigned char *at = bytes;
  for (size_t i = 0; i < len; i++)
    hash = (hash ^ at[i]) * UINT64_C(1099511628211);
  return hash;
}

/* Dice that always fall the same way. */
static inline uint32_t roll(uint64_t *dice, uint32_t sides) {
  *dice = *dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)(*dice >> 33) % sides;
}

#endif

/* SPDX-License-Identifier: MIT */
/* re2_shim.h - the little of RE2::Set that the benchmark uses, for C. */
#ifndef HVL_BENCH_RE2_SHIM_H
#define HVL_BENCH_RE2_SHIM_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct re2_set;

/* A set that may use `memory` bytes; NULL without memory. */
struct re2_set *re2_set_new(long long memory);
void re2_set_free(struct re2_set *set);

/* The index of the expression in the set; below 0, with the reason in `why`, if
 * it is refused. */
int re2_set_add(struct re2_set *set, const char *text, size_t len,
                char why[128]);

/* To be called once, after all were added; 0 if it fails. */
int re2_set_compile(struct re2_set *set);

/* The indices of the expressions that match somewhere in `text`, in `*hits`
 * until the next call; their number, or below 0 if RE2 gave up. */
int re2_set_match(struct re2_set *set, const char *text, size_t len,
                  const int **hits);

#ifdef __cplusplus
}
#endif
#endif

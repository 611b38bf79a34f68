/* SPDX-License-Identifier: MIT */
/* pack.h - makes up rules, as many as wanted. */
#ifndef HVL_BENCH_PACK_H
#define HVL_BENCH_PACK_H

#include "bench.h"

/* Rules of `patterns` phrases `{list} ~4 {list}` over `words` different words
 * in lists of ten. A word is the front half of one of `ruleset` and the back
 * half of another, so that it is made of the same characters and now and then
 * stands in a real text. The same every time; the caller frees the text. */
char *pack_make(const hvl_ruleset *ruleset, size_t patterns, size_t words);

/* Compile `text`, together with the built-in rules if `builtin`; `*seconds`
 * (may be NULL) from text to ruleset. Ends the program on failure. */
hvl_ruleset *pack_compile(const char *text, bool builtin, double *seconds);

#endif

/* SPDX-License-Identifier: MIT */
/* nearest.h - the name that somebody who mistyped one may have meant. */
#ifndef HVLINE_CLI_NEAREST_H
#define HVLINE_CLI_NEAREST_H

#include "base/buffer.h"

/* Names, one by one: the one at `index`, NULL past the last. */
typedef const char *name_at(const void *ctx, size_t index);

/* The name nearest to `word`, or NULL if none is near. Borrowed from `names`.
 */
const char *nearest(const char *word, name_at *names, const void *ctx);

/* nearest() among a NULL-terminated array of names. */
const char *nearest_in(const char *word, const char *const *names);

#endif

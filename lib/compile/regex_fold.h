/* SPDX-License-Identifier: MIT */
/* regex_fold.h - a regular expression made to fit folded text. */
#ifndef HVL_COMPILE_REGEX_FOLD_H
#define HVL_COMPILE_REGEX_FOLD_H

#include "compile/build.h"

/* The expression of `node` (PHRASE_REGEX), folded: on scratch, and in
 * `*longest` the most units that it can match. What folding would make another
 * expression is a fault. NULL after recording it, or if memory runs out. */
const char *hvl__regex_fold(struct build *build, const struct phrase *node,
                            uint32_t *longest);

/* The bytes of the escape that begins at `text`. */
size_t hvl__regex_escape(const char *text);

/* The bracket that closes the class that begins at `text`, or the end. */
const char *hvl__regex_class_end(const char *text);

#endif
